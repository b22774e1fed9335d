import { accessOf } from "../../people/access.ts";
import type { Parts } from "../parts.ts";
import { NEEDS, type Need, type Seat } from "./session.ts";

type People = Pick<Parts, "people">;

/** Whoever said that she is deaf needs sign language at each session, and is not asked for it again. */
export const needsInterpreter = ({ people }: People, personId: string): boolean =>
  accessOf(people, personId) === "deaf";

/** What is arranged for her: what she asked for, and what is known of her; nothing where she does not come. */
export function needsOf(
  parts: People,
  { personId, needs, answer }: Pick<Seat, "personId" | "needs" | "answer">,
): Need[] {
  const known = answer !== "no" && needsInterpreter(parts, personId);
  return NEEDS.filter((need) => needs.includes(need) || (known && need === "interpreter"));
}
