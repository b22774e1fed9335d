import type { DutyHandler } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import { withinHours } from "../../zones.ts";
import { BUSY_MS } from "../weekly/invitation.ts";
import type { TrainingParts } from "./parts.ts";

type Result = ReturnType<DutyHandler["run"]>;

/** What somebody is not to be written to about when she wrote BERHENTI PELATIHAN. */
export const TOPIC = "training";

/**
 * Somebody who may be told something of a training now; else what becomes of the duty. `talk`: a conversation begins, so
 * it waits until she is not in the middle of something.
 */
export function inHerTime(
  parts: TrainingParts,
  personId: string | null,
  now: number,
  talk: "talk" | "note" = "note",
): { person: Person } | { result: Result } {
  const person = personId === null ? undefined : parts.people.person(personId);
  if (person === undefined) return { result: { dropped: "gone" } };
  if (person.status !== "active") return { result: { dropped: "not active" } };
  if (parts.directory.hasOptedOut(person.id, TOPIC)) return { result: { dropped: "not wanted" } };
  const openAt = withinHours(person.zone, now, parts.main.hours);
  if (openAt > now) return { result: { again: openAt } };
  const heardAt = talk === "talk" ? parts.members.heardAt(person.id) : null;
  return heardAt !== null && now - heardAt < BUSY_MS ? { result: { again: heardAt + BUSY_MS } } : { person };
}
