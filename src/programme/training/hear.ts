import type { Begun, HearContext, Heard } from "../../conversation/module.ts";
import { normalise } from "../../flow/understand/index.ts";
import { Attendance, wasThere } from "./attendance.ts";
import { callRoll, rollOf, sessionCalled, statusWords } from "./calling.ts";
import { readCode } from "./code.ts";
import { calledOf, leads, type TrainingParts } from "./parts.ts";
import { looksLikeRoll, type Roll } from "./roll.ts";
import { arrival, codeTime, type Session } from "./session.ts";
import { mine } from "./staff-actions.ts";
import { about } from "./words.ts";

/** A session's code, with or without HADIR in front, and the roll of whoever leads a session or looks after people. */
export function hearAttendance(parts: TrainingParts, heard: Heard, context: HearContext): "taken" | Begun | undefined {
  if (heard.kind !== "text" || context.person.status !== "active") return undefined;
  const [first = "", ...rest] = heard.text.trim().split(/\s+/);
  const named = parts.texts.words(context.person.language, "training:words.code").includes(normalise(first));
  const staff = leads(context.person) || context.person.roles.includes("kader");
  const written = named ? rest.join(" ") : heard.text;
  const code = readCode(written);
  if (code !== undefined) {
    const session = parts.sessions.byCode(code);
    if (session !== undefined) return arrived(parts, session, context);
    if (!named && context.open) return undefined;
    return said(context, "code.unknown", { called: calledOf(context.person) });
  }
  if (staff) return heardRoll(parts, heard.text, named ? rest : [], context);
  // What was meant as a code, and is none: told, where it cannot be anything else.
  if (!named || rest.length !== 1 || !MEANT.test(rest[0] ?? "")) return undefined;
  return said(context, "code.unknown", { called: calledOf(context.person) });
}

/** Letters and digits together, as nobody writes a word. */
const MEANT = /^(?=.*\d)(?=.*[a-z])[a-z0-9-]{4,9}$/i;

function said({ person, tell }: HearContext, key: string, data: Record<string, string | number>): "taken" {
  tell(person.id, `training:${key}`, data);
  return "taken";
}

function arrived(parts: TrainingParts, session: Session, context: HearContext): "taken" {
  const { person, now, source } = context;
  const leader = calledOf(parts.people.person(session.by));
  const words = { called: calledOf(person), leader, ...about(parts, session) };
  const seat = parts.sessions.seatOf(session.id, person.id);
  const attendance = new Attendance(parts);
  const before = attendance.at(session).get(person.id);
  if (wasThere(before)) return said(context, "code.known", words);
  if (session.state === "cancelled") return said(context, "code.cancelled", words);
  const other = seat === undefined ? ownSession(parts, person.id, now) : undefined;
  if (other !== undefined) return said(context, "code.other", { ...words, ...about(parts, other) });
  const time = codeTime(session, now);
  if (time !== "open") return said(context, `code.${time}`, words);
  if (seat === undefined && !isMember(parts, session, person.id)) return said(context, "code.not-member", words);
  // Who comes along without having been invited is welcome, and stands on the list from now on.
  if (seat === undefined) parts.sessions.addSeat(session.id, person.id);
  const status = arrival(session, now);
  attendance.mark(session, person.id, { status, proof: "code", mode: "self", by: person.id, source, now });
  return said(context, `code.${status}`, words);
}

/** In the programme whose session it is. */
const isMember = ({ enrolments }: TrainingParts, { programme }: Session, personId: string): boolean =>
  ["beneficiary", "candidate"].includes(enrolments.current(programme, personId)?.as ?? "");

/** The session that goes on and that she is expected at. */
const ownSession = ({ sessions }: TrainingParts, personId: string, now: number): Session | undefined =>
  sessions.ofPerson(personId, now).find((session) => codeTime(session, now) === "open");

function heardRoll(
  parts: TrainingParts,
  text: string,
  rest: readonly string[],
  context: HearContext,
): "taken" | undefined {
  const { person, now, open } = context;
  const code = readCode(rest[0] ?? "");
  const named = code === undefined ? undefined : parts.sessions.byCode(code);
  // "hadir K7M2QX 1 2 5" names the session.
  const line = named === undefined ? text : text.replace(rest[0] ?? "", " ");
  if (!looksLikeRoll(line, statusWords(parts, person))) return undefined;
  const session = named === undefined ? sessionCalled(parts, person, now) : mine(parts, person, named.id);
  if (session === undefined) return open ? undefined : said(context, "roll.no-session", { called: calledOf(person) });
  // The flow that asks for a roll knows which session it is about.
  if (open && context.openQuestion(person.id)?.flow === "training-sessions") return undefined;
  const roll = rollOf(parts, session, person, line);
  if (open ? !isPlainly(roll, line) : roll.marks.size === 0 && !/\d/.test(line)) return undefined;
  return said(context, "lines", { lines: callRoll(parts, session, roll, context) });
}

/** "hadir 12 orang" in the middle of a report is an answer to it; two people and more, or a name alone, are a roll. */
const isPlainly = ({ marks, unclear }: Roll, line: string): boolean =>
  marks.size >= 2 ? marks.size > unclear.length : marks.size === 1 && unclear.length === 0 && !/\d/.test(line);
