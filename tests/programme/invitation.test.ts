import { describe, expect, it } from "vitest";
import { MINUTE } from "../../src/clock.ts";
import { type InvitationFacts, invitationStep } from "../../src/programme/weekly/invitation.ts";

const NOW = 1_000_000_000;
const FACTS: InvitationFacts = {
  now: NOW,
  takesPart: true,
  unwilling: false,
  reported: false,
  silence: "invite",
  hasPhone: true,
  openAt: NOW,
  heardAt: null,
  tooMany: false,
};
const step = (changes: Partial<InvitationFacts>) => invitationStep({ ...FACTS, ...changes });

describe("an invitation that is due", () => {
  it("is given", () => {
    expect(step({})).toEqual({ do: "invite" });
  });

  it.each([
    ["not a member", { takesPart: false }],
    ["not wanted", { unwilling: true }],
    ["reported", { reported: true }],
    ["handed over", { silence: "wait" }],
    ["no phone", { hasPhone: false }],
  ] satisfies [string, Partial<InvitationFacts>][])("is dropped: %s", (why, changes) => {
    expect(step(changes)).toEqual({ do: "drop", why });
  });

  it("waits for her hours, and for the end of what she is doing", () => {
    expect(step({ openAt: NOW + 5 })).toEqual({ do: "later", at: NOW + 5 });
    expect(step({ heardAt: NOW - 10 * MINUTE })).toEqual({ do: "later", at: NOW + 20 * MINUTE });
    expect(step({ heardAt: NOW - 30 * MINUTE })).toEqual({ do: "invite" });
  });

  it("waits a day when she was written to often enough", () => {
    expect(step({ tooMany: true })).toEqual({ do: "tomorrow" });
  });

  it("becomes a task for a human, also for a member without a phone, and whatever her week had", () => {
    expect(step({ silence: "hand-over", hasPhone: false, tooMany: true, heardAt: NOW })).toEqual({ do: "hand-over" });
    expect(step({ silence: "hand-over", unwilling: true })).toEqual({ do: "drop", why: "not wanted" });
  });
});
