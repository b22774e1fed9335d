import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import type { Parts } from "../parts.ts";
import { GROUP_ROLES, GROUP_SIZE, type Group, type Groups } from "./groups.ts";
import { optionOf } from "./options.ts";

/** People in the list from which a new member is chosen. */
const MOST_LISTED = 40;

/** What the flow `group-change` does: groups that the speaker made and looks after. */
export function changeActions(parts: Parts, groups: Groups): Record<string, Action> {
  return {
    "group.led": led(groups),
    "group.candidates": candidates(parts, groups),
    "group.join": join(parts, groups),
    "group.quit": quit(parts, groups),
    "group.officer": officer(parts, groups),
    "group.end": end(groups),
  };
}

const ledBy = (groups: Groups, { id }: Person): Group[] => groups.of(id).filter(({ byPerson }) => byPerson === id);
const hers = (groups: Groups, group: string, person: Person) => ledBy(groups, person).find(({ id }) => id === group);

function led(groups: Groups): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "nothing"],
    gives: ["groups", "group", "several"],
    run: (_, { person }) => {
      const all = ledBy(groups, person).map(({ id, name }) => ({ id, label: name }));
      const data = { groups: all, group: all[0]?.id ?? null, several: all.length > 1 ? "yes" : "no" };
      return { outcome: all.length === 0 ? "nothing" : "ok", data };
    },
  });
}

/** Who may come into a group: those whom its facilitator looks after and who are not in it. And who is in it now. */
function candidates(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({ group: z.string() }),
    outcomes: ["ok", "nothing"],
    gives: ["title", "outside", "inside", "free", "room"],
    run: ({ group: id }, { person }) => {
      const group = hers(groups, id, person);
      if (group === undefined) return { outcome: "nothing" };
      const members = groups.members(id);
      const inside = members.map(({ personId, called }) => ({ id: personId, label: called }));
      const outside = parts.directory
        .caredFor(person.id, "facilitator")
        .filter((one) => one.status === "active" && !members.some(({ personId }) => personId === one.id))
        .slice(0, MOST_LISTED)
        .map(optionOf);
      const free = Math.min(outside.length, GROUP_SIZE.most - members.length);
      return { outcome: "ok", data: { title: group.name, outside, inside, free, room: GROUP_SIZE.most } };
    },
  });
}

function join(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({ group: z.string(), joins: z.string() }),
    outcomes: ["ok", "full", "nothing"],
    gives: ["who", "count"],
    writes: true,
    run: ({ group: id, joins }, { person, now }) => {
      const group = hers(groups, id, person);
      const cared = parts.directory.caredFor(person.id, "facilitator").find((one) => one.id === joins);
      if (group === undefined || cared === undefined) return { outcome: "nothing" };
      if (groups.members(id).length >= GROUP_SIZE.most) return { outcome: "full" };
      groups.join(id, joins, now);
      return { outcome: "ok", data: { who: cared.called ?? cared.name ?? "-", count: groups.members(id).length } };
    },
  });
}

/** An officer leaves when somebody else has her office: otherwise nobody would know who writes for the group. */
function quit(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({ group: z.string(), quits: z.string() }),
    outcomes: ["ok", "small", "officer", "nothing"],
    gives: ["leaver", "left", "role"],
    writes: true,
    run: ({ group: id, quits }, { person, now }) => {
      const member = hers(groups, id, person) && groups.members(id).find(({ personId }) => personId === quits);
      if (member === undefined) return { outcome: "nothing" };
      const role = parts.texts.text(person.language, `groups:role.${member.role}`);
      if (member.role !== "member") return { outcome: "officer", data: { leaver: member.called, left: 0, role } };
      groups.quit(id, quits, now);
      const left = groups.members(id).length;
      return { outcome: left < GROUP_SIZE.least ? "small" : "ok", data: { leaver: member.called, left, role } };
    },
  });
}

function officer(parts: Parts, groups: Groups): Action {
  return action({
    args: z.object({ group: z.string(), office: z.enum(GROUP_ROLES).exclude(["member"]), takes: z.string() }),
    outcomes: ["ok", "other", "nothing"],
    gives: ["taker", "duty"],
    writes: true,
    run: ({ group: id, office, takes }, { person }) => {
      const member = hers(groups, id, person) && groups.members(id).find(({ personId }) => personId === takes);
      if (member === undefined) return { outcome: "nothing" };
      const what = parts.texts.text(person.language, `groups:role.${office}`);
      const has = member.role !== "member" && member.role !== office;
      if (!has) groups.give(id, takes, office);
      return { outcome: has ? "other" : "ok", data: { taker: member.called, duty: what } };
    },
  });
}

function end(groups: Groups): Action {
  return action({
    args: z.object({ group: z.string(), sure: z.enum(["yes", "no"]) }),
    outcomes: ["ended", "stays"],
    writes: true,
    run: ({ group: id, sure }, { person, now }) => {
      if (sure === "no" || hers(groups, id, person) === undefined) return { outcome: "stays" };
      groups.end(id, now);
      return { outcome: "ended" };
    },
  });
}
