import { DAY, WEEK } from "../../clock.ts";
import type { DutyContext } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import { LIMITS as CHAT } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import { withinHours } from "../../zones.ts";
import type { Case } from "./case.ts";
import { STAFF } from "./duties.ts";
import { LIMITS_MS } from "./limits.ts";
import { calledOf, type GraduationParts, graduatingIn } from "./parts.ts";
import type { WordKind } from "./words-store.ts";

export type Words = Record<string, string | number>;

/** It was told, by herself read or by somebody read out to her; or it is told later. */
export type Told = { by: "self" | "carer" } | { again: number };

/**
 * Later, when it is outside of her hours or she got as many messages this week as she may; undefined: now. `awaited`: it
 * is what she waits for, a decision or an answer, and comes whatever else there was.
 */
export function laterFor(
  parts: GraduationParts,
  { id, zone }: Person,
  now: number,
  awaited = false,
): { again: number } | undefined {
  const { hours } = parts.main;
  const openAt = withinHours(zone, now, hours);
  if (openAt > now) return { again: openAt };
  if (awaited || parts.outbox.initiatedSince(id, now - WEEK) < CHAT.initiatedPerWeek) return undefined;
  return { again: withinHours(zone, now + LIMITS_MS.again, hours) };
}

/**
 * Tells her something that she must hear: in her hours; where she has no phone or wants no messages, her kader or
 * facilitator gets it to read out to her.
 */
export function tellHer(
  parts: GraduationParts,
  person: Person,
  key: string,
  words: Words,
  context: DutyContext,
  awaited = false,
): Told {
  const { now } = context;
  if (reads(parts, person)) {
    const later = laterFor(parts, person, now, awaited);
    if (later !== undefined) return later;
    const as = awaited ? "reply" : "initiated";
    if (context.tell(person.id, `graduation:${key}`, words, { as })) return { by: "self" };
  }
  return readOut(parts, person, parts.texts.text(person.language, `graduation:${key}`, words), context);
}

export const reads = (parts: GraduationParts, { id, status }: Person): boolean =>
  status === "active" && parts.members.hasPhone(id);

/** Gives a text to whoever looks after her. Nobody there: it is tried again the next day. */
export function readOut(parts: GraduationParts, person: Person, text: string, context: DutyContext): Told {
  const { now } = context;
  const carer = carersOf(parts, person.id).find((one) => one.status === "active");
  if (carer === undefined) return { again: now + DAY };
  const openAt = withinHours(carer.zone, now, parts.main.hours);
  if (openAt > now) return { again: openAt };
  const words = { called: calledOf(carer), who: calledOf(person), text };
  return context.tell(carer.id, "graduation:aloud", words) ? { by: "carer" } : { again: now + DAY };
}

/** Her kader first, for she is nearer; then her facilitator. */
export const carersOf = ({ directory }: GraduationParts, personId: string): Person[] => [
  ...directory.carers(personId, "kader"),
  ...directory.carers(personId, "facilitator"),
];

/** Those who check a case: the coordinators of whoever proposed it, or all; and those who decide. */
export function judgesOf(parts: GraduationParts, one: Case): { check: Person[]; decide: Person[] } {
  const check = graduatingIn(parts, one.programme)?.graduation.check ?? "coordinator";
  const own = parts.directory.carers(one.by, "coordinator").filter(({ roles }) => roles.includes(check));
  const all = own.length > 0 ? own : parts.directory.withRole(check);
  const others = ({ id }: Person) => id !== one.by && id !== one.personId;
  return { check: all.filter(others), decide: parts.directory.withRole("manager").filter(others) };
}

/**
 * A line for people who work here. Names and words are looked up when it is told, so that none of them lies in a duty
 * after she was erased.
 */
export type StaffLine = {
  key: string;
  /** Makes it stand once. */
  mark: string;
  /** `who` and `by` of the text, as person ids. */
  about: string;
  by?: string;
  /** `text` of the text: the newest words of this kind. */
  said?: { of: string; what: WordKind };
  /** Small words of ours. */
  words?: Words;
};

/** Plans it for each of them, in their hours. */
export function tellStaff(
  parts: GraduationParts,
  people: readonly Person[],
  { mark, ...line }: StaffLine,
  now: number,
): void {
  const once = new Map(people.map((one) => [one.id, one]));
  for (const { id, zone } of once.values()) {
    parts.duties.plan({
      key: `${STAFF}:${line.key}:${mark}:${id}`,
      kind: STAFF,
      personId: id,
      data: line as Record<string, Json>,
      dueAt: withinHours(zone, now, parts.main.hours),
      expiresAt: now + LIMITS_MS.tellWithin,
    });
  }
}
