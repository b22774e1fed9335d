import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import type { Parts } from "../parts.ts";
import { GROUP_SIZE, type Group, type GroupRole, type Groups } from "./groups.ts";
import { planMinutes } from "./minutes.ts";
import { optionOf } from "./options.ts";

/** People in the list from which a facilitator chooses a group's members. */
const MOST_LISTED = 40;

/** What the flows `group-new`, `group`, `group-rules` and `group-meeting` do. */
export function groupActions(parts: Parts, groups: Groups): Record<string, Action> {
  return {
    "group.people": people(parts),
    "group.chosen": chosen(parts),
    "group.create": create(parts, groups),
    "group.mine": mine(groups),
    "group.show": show(parts, groups),
    "group.rule": rule(groups),
    "group.check-day": checkDay(),
    "group.check-next": checkNext(),
    "group.meeting": meeting(parts, groups),
  };
}

function people(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "few"],
    gives: ["people"],
    run: (_, { person }) => {
      const cared = parts.directory.caredFor(person.id, "facilitator").slice(0, MOST_LISTED).map(optionOf);
      return cared.length < GROUP_SIZE.least ? { outcome: "few" } : { outcome: "ok", data: { people: cared } };
    },
  });
}

/** A `validate` of the members: as many as a group may have. */
function chosen(parts: Parts): Action {
  return action({
    args: z.object({ members: z.array(z.string()) }),
    outcomes: ["ok", "size"],
    gives: ["officers"],
    run: ({ members }) => {
      const fits = members.length >= GROUP_SIZE.least && members.length <= GROUP_SIZE.most;
      const officers = members.flatMap((id) => parts.people.person(id) ?? []).map(optionOf);
      return { outcome: fits ? "ok" : "size", data: { officers } };
    },
  });
}

function create(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({
      name: z.string(),
      members: z.array(z.string()),
      chair: z.string(),
      secretary: z.string(),
      treasurer: z.string(),
    }),
    outcomes: ["ok", "one-each"],
    writes: true,
    run: ({ name, members, ...officers }, { person, now, newId }) => {
      if (new Set(Object.values(officers)).size < 3) return { outcome: "one-each" };
      const roleOf = (id: string): GroupRole =>
        (["chair", "secretary", "treasurer"] as const).find((role) => officers[role] === id) ?? "member";
      const village = parts.people.person(officers.chair)?.village ?? null;
      const group = { id: newId(), programme: parts.main.id, name, village, byPerson: person.id, since: now };
      groups.add(
        group,
        members.map((personId) => ({ personId, role: roleOf(personId) })),
      );
      return { outcome: "ok" };
    },
  });
}

/** The groups that she is in, or of which she may write (`write`). */
function mine(groups: Groups): Action {
  return action({
    args: z.object({ write: z.boolean().optional() }),
    outcomes: ["ok", "nothing"],
    gives: ["groups", "group", "several"],
    run: ({ write }, { person }) => {
      const hers = groups
        .of(person.id)
        .filter((group) => write !== true || groups.mayWrite(group, person.id))
        .map(({ id, name }) => ({ id, label: name }));
      const data = { groups: hers, group: hers[0]?.id ?? null, several: hers.length > 1 ? "yes" : "no" };
      return { outcome: hers.length === 0 ? "nothing" : "ok", data };
    },
  });
}

function hers(groups: Groups, id: string, person: Person): Group | undefined {
  return groups.of(person.id).find((group) => group.id === id);
}

function show(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({ group: z.string() }),
    outcomes: ["ok", "nothing"],
    gives: ["title", "members", "people", "rules", "meetings"],
    run: ({ group: id }, { person }) => {
      const group = hers(groups, id, person);
      if (group === undefined) return { outcome: "nothing" };
      const text = (key: string) => parts.texts.text(person.language, `groups:${key}`);
      const all = groups.members(id);
      const names = all.map(({ called, role }) => (role === "member" ? called : `${called} (${text(`role.${role}`)})`));
      const rules = groups.rules(id).map((words, at) => `${at + 1}. ${words}`);
      const people = all.map(({ personId, called }) => ({ id: personId, label: called }));
      const told = rules.length === 0 ? text("no-rules") : rules.join("\n");
      const meetings = lastTold(parts, person.language, groups.lastMeeting(id));
      return { outcome: "ok", data: { title: group.name, members: names.join(", "), people, rules: told, meetings } };
    },
  });
}

/** The last meeting and the next one, in a sentence each. */
function lastTold({ texts }: Parts, language: string, last: ReturnType<Groups["lastMeeting"]>): string {
  const line = (key: string, data: Record<string, string>) => texts.text(language, `groups:${key}`, data);
  if (last === undefined) return line("met-not-yet", {});
  const { onDate, topic, nextOn } = last;
  const met = line("met", { date: formatDate(onDate), topic });
  return nextOn === null ? met : `${met} ${line("meets", { date: formatDate(nextOn) })}`;
}

function rule(groups: Groups): Action {
  return action({
    args: z.object({ group: z.string(), rule: z.string() }),
    outcomes: ["ok", "full", "nothing"],
    writes: true,
    run: ({ group: id, rule: words }, { person, now }) => {
      const group = hers(groups, id, person);
      if (group === undefined || !groups.mayWrite(group, person.id)) return { outcome: "nothing" };
      return { outcome: groups.addRule(id, words, person.id, now) ? "ok" : "full" };
    },
  });
}

/** A `validate` of the day: what is written down has been. */
function checkDay(): Action {
  return action({
    args: z.object({ value: z.string() }),
    outcomes: ["ok", "ahead"],
    run: ({ value }, { today }) => ({ outcome: value > today ? "ahead" : "ok" }),
  });
}

/** A `validate` of the next day: it is still to come. */
function checkNext(): Action {
  return action({
    args: z.object({ value: z.string() }),
    outcomes: ["ok", "past"],
    run: ({ value }, { today }) => ({ outcome: value > today ? "ok" : "past" }),
  });
}

function meeting(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({
      group: z.string(),
      date: z.string(),
      topic: z.string(),
      present: z.array(z.string()),
      notes: z.string().nullish(),
      next: z.string().nullish(),
      share: z.enum(["yes", "no"]).nullish(),
    }),
    outcomes: ["ok", "nothing"],
    gives: ["count"],
    writes: true,
    run: ({ group: id, date, topic, present, notes = null, next = null, share }, { person, now, newId, source }) => {
      const group = hers(groups, id, person);
      if (group === undefined || !groups.mayWrite(group, person.id)) return { outcome: "nothing" };
      const meetingId = newId();
      const told = { id: meetingId, groupId: id, onDate: date, topic, notes, nextOn: next };
      groups.addMeeting({ ...told, byPerson: person.id, at: now });
      planMinutes(parts, groups, { id: meetingId, group, nextOn: next, share: share === "yes" }, person, now);
      parts.events.record({
        programme: group.programme,
        kind: "group.met",
        groupId: id,
        village: group.village,
        on: date,
        at: now,
        mode: group.byPerson === person.id ? "facilitator" : "self",
        by: person.id,
        source,
        data: { attended: present.length, expected: groups.members(id).length },
      });
      return { outcome: "ok", data: { count: present.length } };
    },
  });
}
