import { expect, it } from "vitest";
import { ackVerdict } from "../../../src/channels/whatsapp/refusal.ts";

it.each([
  ["463", "dead"],
  [463, "dead"],
  ["479", "once"],
  ["429", "later"],
  ["500", "later"],
  ["503", "later"],
  ["401", "refused"],
  ["403", "refused"],
  ["404", "unreachable"],
  ["410", "unreachable"],
  ["400", "refused"],
  ["406", "refused"],
  ["487", "refused"],
  ["", "refused"],
  ["toString", "refused"],
])("a message that is refused with %s is %s", (code, verdict) => {
  expect(ackVerdict(code)).toBe(verdict);
});
