import type { Person } from "../../../people/person.ts";
import { type Hours, withinHours, type Zone } from "../../../zones.ts";
import type { Books } from "../../books.ts";
import type { Audience } from "../audience.ts";

/** What a duty of the cooperative speaks with. */
export type DueParts = {
  books: Books;
  audience: Audience;
  /** When people may be written to first. */
  hours: Hours;
};

/** When a duty may speak in a zone, if that is not now: its `again`. */
export function tooEarly({ hours }: Pick<DueParts, "hours">, zone: Zone, now: number): { again: number } | undefined {
  const openAt = withinHours(zone, now, hours);
  return openAt > now ? { again: openAt } : undefined;
}

/** Who said BERHENTI hears nothing that she did not ask for. */
export const listens = ({ status }: Person): boolean => status === "active";
