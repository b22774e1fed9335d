import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import type { Parts } from "../parts.ts";
import { GROUP_SIZE, type Group, type GroupRole, type Groups } from "./groups.ts";

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
    "group.meeting": meeting(parts, groups),
  };
}

const optionOf = ({ id, called, name }: Person) => ({
  id,
  label: called ?? name ?? "-",
  aliases: [name ?? ""].filter(Boolean),
});

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
    gives: ["groups"],
    run: ({ write }, { person }) => {
      const hers = groups.of(person.id).filter((group) => write !== true || groups.mayWrite(group, person.id));
      if (hers.length === 0) return { outcome: "nothing" };
      return { outcome: "ok", data: { groups: hers.map(({ id, name }) => ({ id, label: name })) } };
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
    gives: ["title", "members", "people", "rules"],
    run: ({ group: id }, { person }) => {
      const group = hers(groups, id, person);
      if (group === undefined) return { outcome: "nothing" };
      const text = (key: string) => parts.texts.text(person.language, `groups:${key}`);
      const all = groups.members(id);
      const names = all.map(({ called, role }) => (role === "member" ? called : `${called} (${text(`role.${role}`)})`));
      const rules = groups.rules(id).map((words, at) => `${at + 1}. ${words}`);
      const people = all.map(({ personId, called }) => ({ id: personId, label: called }));
      const told = rules.length === 0 ? text("no-rules") : rules.join("\n");
      return { outcome: "ok", data: { title: group.name, members: names.join(", "), people, rules: told } };
    },
  });
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

function meeting(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({
      group: z.string(),
      date: z.string(),
      topic: z.string(),
      present: z.array(z.string()),
      notes: z.string().nullish(),
    }),
    outcomes: ["ok", "nothing"],
    gives: ["count"],
    writes: true,
    run: ({ group: id, date, topic, present, notes = null }, { person, now, newId, source }) => {
      const group = hers(groups, id, person);
      if (group === undefined || !groups.mayWrite(group, person.id)) return { outcome: "nothing" };
      groups.addMeeting({ id: newId(), groupId: id, onDate: date, topic, notes, byPerson: person.id, at: now });
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
