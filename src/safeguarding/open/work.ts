import { DAY } from "../../clock.ts";
import type { Person } from "../../people/person.ts";
import { dateIn, withinHours } from "../../zones.ts";
import { LIMITS } from "../limits.ts";
import { remindersFrom } from "./clock.ts";
import {
  type Complaint,
  type ConflictStep,
  nextStep,
  type OpenCategory,
  type Size,
  takesMore,
  ticketOf,
} from "./complaint.ts";
import { type Doing, handlersNow, mayRead, nameOf, type Parts } from "./parts.ts";

/** A complaint that somebody gives under her name. */
export type NewComplaint = { personId: string; category: OpenCategory; text: string };

/** Takes a complaint, tells those in whose hands it is, and gives its ticket: `K0012`. She is told by the caller. */
export function openComplaint(parts: Parts, { personId, category, text }: NewComplaint, doing: Doing): string {
  const { now } = doing;
  const unitId = parts.people.person(personId)?.unitId ?? null;
  const no = parts.store.open({ personId, category, unitId, openedAt: now });
  parts.store.add(no, { kind: "told", byPerson: personId, what: null, text, at: now });
  planReminders(parts, no, now);
  tellHandlers(parts, known(parts, no), "keluhan:new", doing);
  return ticketOf(no);
}

/** She adds something; what was closed not long ago is opened again. False where it takes no more. */
export function addWords(parts: Parts, complaint: Complaint, text: string, doing: Doing): boolean {
  const { now } = doing;
  const { zone } = parts.calendar;
  const closedOn = complaint.closedAt === null ? null : dateIn(zone, complaint.closedAt);
  if (!takesMore(closedOn, dateIn(zone, now))) return false;
  parts.store.add(complaint.no, { kind: "told", byPerson: complaint.personId, what: null, text, at: now });
  if (closedOn !== null) {
    parts.store.update({ ...complaint, readAt: null, acknowledgedAt: null, closedAt: null });
    planReminders(parts, complaint.no, now);
  }
  tellHandlers(parts, complaint, closedOn === null ? "keluhan:more" : "keluhan:again", doing);
  return true;
}

/** The complaint of a number, when this one of the staff may read it. */
export function forStaff(parts: Parts, no: number, person: Person): Complaint | undefined {
  const complaint = parts.store.byNo(no);
  return complaint !== undefined && mayRead(parts, complaint, person) ? complaint : undefined;
}

/** Somebody of the staff has looked at it. */
export function read(parts: Parts, complaint: Complaint, now: number): Complaint {
  if (complaint.readAt !== null) return complaint;
  const after = { ...complaint, readAt: now };
  parts.store.update(after);
  return after;
}

/** A human answers her; that is the acknowledgement. False when no phone of hers can be reached; it is kept all the same. */
export function reply(parts: Parts, complaint: Complaint, by: Person, text: string, doing: Doing): boolean {
  const { now } = doing;
  const seen = read(parts, complaint, now);
  parts.store.update({ ...seen, acknowledgedAt: seen.acknowledgedAt ?? now });
  parts.store.add(complaint.no, { kind: "reply", byPerson: by.id, what: null, text, at: now });
  return tellHer(parts, complaint, "keluhan:reply", { by, text }, doing);
}

/** Says how large a conflict is: it goes into the hands of those whose work that is. */
export function classify(parts: Parts, complaint: Complaint, by: Person, size: Size, doing: Doing): void {
  const { now } = doing;
  const before = handlersNow(parts, complaint);
  const after = { ...read(parts, complaint, now), size };
  parts.store.update(after);
  parts.store.add(complaint.no, { kind: "size", byPerson: by.id, what: size, text: null, at: now });
  planStep(parts, complaint.no, now);
  const { unitId, no } = complaint;
  for (const id of handlersNow(parts, after).filter((one) => !before.includes(one) && one !== by.id)) {
    const lang = languageOf(parts, id);
    const how = parts.texts.text(lang, `keluhan:size.${size}.how`);
    const where = parts.directory.unitName(unitId) ?? "-";
    doing.tell(id, "keluhan:yours", { ticket: ticketOf(no), where, how }, { as: "reply" });
  }
}

/** The next step of a conflict is done; gives which it was, or undefined when there is none. */
export function takeStep(
  parts: Parts,
  complaint: Complaint,
  by: Person,
  note: string,
  now: number,
): ConflictStep | undefined {
  const step = nextStep(complaint);
  if (step === undefined) return undefined;
  parts.store.update({ ...read(parts, complaint, now), step });
  parts.store.add(complaint.no, { kind: "step", byPerson: by.id, what: step, text: note, at: now });
  planStep(parts, complaint.no, now);
  return step;
}

/**
 * Ends it with an answer to her. Of a conflict all steps must be done: gives the one that is missing, or undefined when
 * it was closed.
 */
export function close(
  parts: Parts,
  complaint: Complaint,
  by: Person,
  text: string,
  doing: Doing,
): ConflictStep | undefined {
  const missing = nextStep(complaint);
  if (missing !== undefined) return missing;
  const { now } = doing;
  const seen = read(parts, complaint, now);
  parts.store.update({ ...seen, acknowledgedAt: seen.acknowledgedAt ?? now, closedAt: now });
  parts.store.add(complaint.no, { kind: "answer", byPerson: by.id, what: null, text, at: now });
  tellHer(parts, complaint, "keluhan:answer", { by, text }, doing);
  return undefined;
}

function tellHer(
  parts: Parts,
  { no, personId }: Complaint,
  key: string,
  { by, text }: { by: Person; text: string },
  doing: Doing,
): boolean {
  const who = nameOf(parts, by.id, languageOf(parts, personId));
  return doing.tell(personId, key, { ticket: ticketOf(no), who, text }, { as: "reply" });
}

/** That there is something, and not what: they open it when nobody looks over their shoulder. */
function tellHandlers(parts: Parts, complaint: Complaint, key: string, doing: Doing): void {
  for (const id of handlersNow(parts, complaint)) {
    const category = parts.texts.text(languageOf(parts, id), `keluhan:category.${complaint.category}`);
    doing.tell(id, key, { ticket: ticketOf(complaint.no), category }, { as: "reply" });
  }
}

function planReminders(parts: Parts, no: number, from: number): void {
  const { zone } = parts.calendar;
  for (const { kind, step, at, until } of remindersFrom(from, parts.calendar)) {
    const dueAt = withinHours(zone, at, parts.hours);
    parts.duties.plan({
      key: `keluhan.due:${no}:${from}:${kind}:${step}`,
      kind: "keluhan.due",
      personId: null,
      data: { no, from, clock: kind, step, until },
      dueAt,
      expiresAt: dueAt + LIMITS.reminderLateDays * DAY,
    });
  }
}

/** A conflict in which nothing was done for a week is brought up again. */
function planStep(parts: Parts, no: number, now: number): void {
  const dueAt = withinHours(parts.calendar.zone, now + LIMITS.conflictStepDays * DAY, parts.hours);
  const entry = parts.store.entries(no).length;
  parts.duties.plan({
    key: `keluhan.step:${no}:${entry}`,
    kind: "keluhan.step",
    personId: null,
    data: { no, entry },
    dueAt,
    expiresAt: dueAt + LIMITS.reminderLateDays * DAY,
  });
}

export const languageOf = ({ people }: Parts, id: string): string => people.person(id)?.language ?? "id";

function known(parts: Parts, no: number): Complaint {
  const complaint = parts.store.byNo(no);
  if (complaint === undefined) throw new RangeError(`no complaint ${no}`);
  return complaint;
}
