import { DAY, WEEK } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { addDays, instantOf, withinHours } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { toldEnough } from "../told-enough.ts";
import { nameList } from "../weekly/names.ts";
import type { Group, Groups, Minutes } from "./groups.ts";

/** What was said at a meeting, to who is in the group. */
export const MINUTES = "group.minutes";
/** The day before the group meets again. */
export const NEXT = "group.next";

/** After a week the next meeting is nearer than the last. */
const TOLD_WITHIN_MS = WEEK;
const MORNING = "10:00";

type Meeting = { id: string; group: Group; nextOn: string | null; share: boolean };

/** After a meeting: its notes to everybody where the group agreed, and a reminder before the next one. */
export function planMinutes(parts: Parts, groups: Groups, meeting: Meeting, writer: Person, now: number): void {
  const data = { meeting: meeting.id };
  for (const personId of hearers(parts, groups, meeting.group.id)) {
    const person = parts.people.person(personId);
    if (person === undefined) continue;
    const plan = (kind: string, dueAt: number, expiresAt: number) =>
      parts.duties.plan({ key: `${kind}:${meeting.id}:${personId}`, kind, personId, data, dueAt, expiresAt });
    if (meeting.share && personId !== writer.id) plan(MINUTES, now, now + TOLD_WITHIN_MS);
    if (meeting.nextOn === null) continue;
    const dueAt = instantOf(person.zone, addDays(meeting.nextOn, -1), MORNING);
    if (dueAt > now) plan(NEXT, dueAt, instantOf(person.zone, addDays(meeting.nextOn, 1), "00:00"));
  }
}

/** Who is told for a group: its members with a phone, and the kaders of the others, each once. */
function hearers({ members }: Parts, groups: Groups, groupId: string): Set<string> {
  return new Set(
    groups
      .members(groupId)
      .flatMap(({ personId }) => (members.hasPhone(personId) ? personId : (members.kaderOf(personId) ?? []))),
  );
}

/** Tells one of them, in her hours and within her week. */
export function minutesDuty(parts: Parts, groups: Groups, kind: typeof MINUTES | typeof NEXT): DutyHandler {
  return {
    run: (data, context) => {
      const id = String(data["meeting"]);
      const minutes = groups.minutes(id);
      const group = minutes && groups.byId(minutes.groupId);
      const person = context.personId === null ? undefined : parts.people.person(context.personId);
      if (minutes === undefined || group === undefined || person?.status !== "active") return { dropped: "gone" };
      // A newer meeting has said another day.
      if (kind === NEXT && groups.lastMeeting(group.id)?.nextOn !== minutes.nextOn) return { dropped: "changed" };
      return tellOne(parts, groups, kind, { group, minutes, person }, context);
    },
  };
}

function tellOne(
  parts: Parts,
  groups: Groups,
  kind: typeof MINUTES | typeof NEXT,
  { group, minutes, person }: { group: Group; minutes: Minutes; person: Person },
  { now, tell }: DutyContext,
): ReturnType<DutyHandler["run"]> {
  const openAt = withinHours(person.zone, now, parts.main.hours);
  if (openAt > now) return { again: openAt };
  if (toldEnough(parts, person, now)) return { again: withinHours(person.zone, now + DAY, parts.main.hours) };
  const members = groups.members(group.id);
  const isIn = members.some(({ personId }) => personId === person.id);
  const without = members.filter(
    ({ personId }) => !parts.members.hasPhone(personId) && parts.members.kaderOf(personId) === person.id,
  );
  if (!isIn && without.length === 0) return { dropped: "left" };
  const key = kind === MINUTES ? "minutes" : "next";
  const names = nameList(
    parts.texts,
    person.language,
    without.map(({ called }) => called),
  );
  const told = tell(
    person.id,
    `groups:${key}${without.length === 0 ? "" : "-kader"}`,
    {
      title: group.name,
      date: formatDate(kind === MINUTES ? minutes.onDate : (minutes.nextOn ?? "")),
      topic: minutes.topic,
      notes: minutes.notes ?? "",
      names,
    },
    { as: "initiated" },
  );
  return told ? "done" : { dropped: "unreachable" };
}
