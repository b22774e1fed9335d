import { z } from "zod";
import { type Action, type ActionContext, action } from "../conversation/module.ts";
import { setAccess } from "../people/access.ts";
import { MANNERS } from "../people/manner.ts";
import type { Person } from "../people/person.ts";
import { nameOf, type Parts } from "./parts.ts";

/** AKSES: how somebody wants to be written to, as she says herself or as her kader or facilitator says for her. */
export function accessActions(parts: Parts): Record<string, Action> {
  return {
    "membership.set-access": setOwn(parts),
    "membership.in-care": inCare(parts),
    "membership.set-access-for": setFor(parts),
  };
}

function setOwn(parts: Parts): Action {
  return action({
    args: z.object({ manner: z.enum(MANNERS) }),
    outcomes: ["set"],
    writes: true,
    run: ({ manner }, { person, now }) => {
      setAccess(parts.db, parts.people, { personId: person.id, manner, by: null, at: now });
      return { outcome: "set" };
    },
  });
}

/** The people whom somebody looks after, as kader or facilitator. */
function caredFor({ directory }: Parts, { id }: Person): Person[] {
  const all = (["kader", "facilitator"] as const).flatMap((kind) => directory.caredFor(id, kind));
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

function inCare(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["some", "none"],
    gives: ["people"],
    run: (_, { person }) => {
      const people = caredFor(parts, person).map((one) => ({ id: one.id, label: nameOf(parts, one) }));
      return { outcome: people.length === 0 ? "none" : "some", data: { people } };
    },
  });
}

function setFor(parts: Parts): Action {
  return action({
    args: z.object({ who: z.string(), manner: z.enum(MANNERS) }),
    outcomes: ["set", "not-yours"],
    writes: true,
    run: ({ who, manner }, context) => {
      const { person, now } = context;
      const hers = caredFor(parts, person).find(({ id }) => id === who);
      if (hers === undefined) return { outcome: "not-yours" };
      setAccess(parts.db, parts.people, { personId: who, manner, by: person.id, at: now });
      tellHer(parts, hers, manner, context);
      return { outcome: "set" };
    },
  });
}

/** Nothing is decided about her without her knowing it, and how to change it. */
function tellHer(parts: Parts, hers: Person, manner: string, { person, tell }: ActionContext): void {
  const how = parts.texts.text(hers.language, `membership:manner.${manner}`);
  const data = { called: nameOf(parts, hers), by: nameOf(parts, person), how };
  tell(hers.id, "membership:access-set", data, { as: "initiated" });
}
