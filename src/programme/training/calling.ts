import { WEEK } from "../../clock.ts";
import type { HearContext } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import { ATTENDANCE } from "../events/kinds/training.ts";
import { nameList } from "../weekly/names.ts";
import { Attendance, heldOf, recordHeld } from "./attendance.ts";
import { calledOf, leads, sessionsOfStaff, type TrainingParts } from "./parts.ts";
import { type Roll, readRoll, type Status, type StatusWords } from "./roll.ts";
import { codeTime, type Seat, type Session } from "./session.ts";
import { seatsFor } from "./staff-actions.ts";
import { about } from "./words.ts";

/** A roll without a session's code is about the one that goes on, or the last one of so long. */
const ROLL_AFTER_MS = WEEK;
type Calling = Pick<HearContext, "person" | "now" | "source" | "tell">;
/** Somebody of whom another one had told something else. */
type Difference = { seat: Seat; before: string; after: Status; by: string | null };

export function statusWords({ texts }: TrainingParts, { language }: Person): StatusWords {
  const words = (key: string) => texts.words(language, `training:words.${key}`);
  return {
    full: words("full"),
    late: words("late"),
    half: words("half"),
    excused: words("excused"),
    absent: words("absent"),
    rest: words("rest"),
  };
}

/** The session that a roll is about which names none. */
export function sessionCalled(parts: TrainingParts, person: Person, now: number): Session | undefined {
  const begun = sessionsOfStaff(parts, person, now - ROLL_AFTER_MS)
    .filter((session) => session.state === "planned" && codeTime(session, now) !== "early")
    .filter((session) => seatsFor(parts, session, person).length > 0);
  return begun.findLast((session) => codeTime(session, now) === "open") ?? begun.at(-1);
}

export function rollOf(parts: TrainingParts, session: Session, person: Person, text: string): Roll {
  const list = seatsFor(parts, session, person).map(({ no, personId }) => {
    const one = parts.people.person(personId);
    return { no, name: one?.name ?? "-", aliases: one?.called === null || one === undefined ? [] : [one.called] };
  });
  return readRoll(text, statusWords(parts, person), list);
}

/** Marks everybody whom a roll names; gives what is said about it. What was not understood is said, the rest is kept. */
export function callRoll(parts: TrainingParts, session: Session, roll: Roll, calling: Calling): string {
  const { person, now, source } = calling;
  const attendance = new Attendance(parts);
  const seats = seatsFor(parts, session, person);
  const leader = leads(person);
  const telling = {
    by: person.id,
    source,
    now,
    mode: leader ? "facilitator" : "kader",
    proof: leader ? "roll" : "list",
  } as const;
  const differences = [...roll.marks].flatMap(([no, status]): Difference[] => {
    const seat = seats.find((one) => one.no === no);
    if (seat === undefined) return [];
    const marked = attendance.mark(session, seat.personId, { ...telling, status });
    if (marked.is !== "changed" || marked.before.by === person.id || marked.before.mode === "system") return [];
    return [{ seat, before: String(marked.before.data["status"]), after: status, by: marked.before.by }];
  });
  // The day after, it was written down how many there were.
  if (heldOf(parts, session) !== undefined) recordHeld(parts, session, { source, now });
  tellDifferences(parts, session, differences, calling);
  return summary(parts, session, roll, seats, differences, person);
}

function summary(
  parts: TrainingParts,
  session: Session,
  { marks, unclear }: Roll,
  seats: readonly Seat[],
  differences: readonly Difference[],
  reader: Person,
): string {
  const { texts, people } = parts;
  const say = (key: string, data: Record<string, string | number> = {}) =>
    texts.text(reader.language, `training:roll.${key}`, data);
  const names = (these: readonly Seat[]) =>
    nameList(
      texts,
      reader.language,
      these.map(({ personId }) => calledOf(people.person(personId))),
    );
  const lines = ATTENDANCE.flatMap((status) => {
    const these = seats.filter(({ no }) => marks.get(no) === status);
    const label = texts.text(reader.language, `training:status.${status}`);
    return these.length === 0 ? [] : [say("line", { status: label, count: these.length, names: names(these) })];
  });
  const there = new Attendance(parts).at(session);
  const left = seats.filter(({ personId }) => !there.has(personId));
  return [
    ...(lines.length === 0 ? [] : [say("kept", about(parts, session)), ...lines]),
    ...(unclear.length === 0
      ? []
      : [say(lines.length === 0 ? "nothing" : "unclear", { heard: unclear.slice(0, 8).join(", ") })]),
    ...(differences.length === 0 ? [] : [say("differs", { lines: linesOf(parts, differences, reader) })]),
    ...(left.length === 0 || lines.length === 0 ? [] : [say("left", { names: names(left) })]),
  ].join("\n");
}

/** `Ibu Sari: izin, tadinya hadir (Kak Rahel)` */
function linesOf({ texts, people }: TrainingParts, differences: readonly Difference[], reader: Person): string {
  const status = (one: string) => texts.text(reader.language, `training:status.${one}`);
  return differences
    .map(({ seat, before, after, by }) =>
      texts.text(reader.language, "training:roll.difference", {
        name: calledOf(people.person(seat.personId)),
        after: status(after),
        before: status(before),
        who: calledOf(by === null ? undefined : people.person(by)),
      }),
    )
    .join("; ");
}

/** Whoever had told it differently, and the coordinators, see both; a woman's own code is nothing to argue with her about. */
function tellDifferences(parts: TrainingParts, session: Session, differences: readonly Difference[], calling: Calling) {
  const { person, tell } = calling;
  const theirs = differences.filter(({ by, seat }) => by !== null && by !== seat.personId);
  if (theirs.length === 0) return;
  const others = theirs.flatMap(({ by }) => by ?? []);
  const coordinators = [person.id, ...others].flatMap((id) =>
    parts.directory.carers(id, "coordinator").map((one) => one.id),
  );
  for (const id of new Set([...others, ...coordinators])) {
    const reader = parts.people.person(id);
    if (reader === undefined || id === person.id) continue;
    const data = { called: calledOf(reader), who: calledOf(person), lines: linesOf(parts, theirs, reader) };
    tell(id, "training:differs", { ...data, ...about(parts, session) });
  }
}
