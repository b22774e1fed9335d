import { z } from "zod";
import { DAY } from "../clock.ts";
import { type Action, action, type DutyHandler } from "../conversation/module.ts";
import type { Role } from "../flow/definition.ts";
import type { Person } from "../people/person.ts";
import { clearPin, withPin } from "../people/pin-reset.ts";
import { nameOf, type Parts } from "./parts.ts";

/** Whose PIN no coordinator clears: who is over her, and who reads Kotak Suara. For these it is the command line. */
const ABOVE: readonly Role[] = ["coordinator", "manager", "admin", "protection"];

/** A forgotten PIN is cleared by who is responsible for her; she sets a new one herself. */
export function pinActions(parts: Parts): Record<string, Action> {
  return { "membership.with-pin": list(parts), "membership.clear-pin": clear(parts) };
}

/** A facilitator is responsible for the people she looks after; a coordinator for everybody but those above. */
function responsibleFor({ directory, people, db }: Parts, { id, roles }: Person): Person[] {
  const own = directory.caredFor(id, "facilitator");
  const all = roles.includes("coordinator")
    ? everybodyWithPin(db.sqlite).flatMap((one) => people.person(one) ?? [])
    : [];
  const hers = [...new Map([...own, ...all].map((one) => [one.id, one])).values()];
  return withPin(hers).filter((one) => one.id !== id && !one.roles.some((role) => ABOVE.includes(role)));
}

const everybodyWithPin = (sqlite: Parts["db"]["sqlite"]): string[] =>
  sqlite
    .prepare("SELECT id FROM person WHERE pin IS NOT NULL AND status IN ('active', 'stopped') ORDER BY name")
    .pluck()
    .all() as string[];

function list(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["some", "none"],
    gives: ["people"],
    run: (_, { person }) => {
      const people = responsibleFor(parts, person).map((one) => ({ id: one.id, label: nameOf(parts, one) }));
      return { outcome: people.length === 0 ? "none" : "some", data: { people } };
    },
  });
}

function clear(parts: Parts): Action {
  return action({
    args: z.object({ who: z.string() }),
    outcomes: ["cleared", "not-told", "not-yours"],
    writes: true,
    run: ({ who }, { person, channel, now, tell }) => {
      const hers = responsibleFor(parts, person).find(({ id }) => id === who);
      if (hers === undefined) return { outcome: "not-yours" };
      const { directory, db } = parts;
      clearPin({ sqlite: db.sqlite, directory }, { personId: who, by: person.id, channel, now });
      return { outcome: tell(who, TOLD, told(parts, hers, person)) ? "cleared" : "not-told" };
    },
  });
}

const TOLD = "membership:pin-cleared";
const told = (parts: Parts, hers: Person, by: Person | undefined) => ({
  called: nameOf(parts, hers),
  by: nameOf(parts, by),
});

/** What was done at the command line is told as soon as Rukun runs; until she can be reached, once a day. */
export function pinDuty(parts: Parts): DutyHandler {
  return {
    run: (data, { personId, tell, now }) => {
      const hers = personId === null ? undefined : parts.people.person(personId);
      if (hers === undefined || hers.status === "erased") return { dropped: "erased" };
      const by = parts.people.person(String(data["by"]));
      return tell(hers.id, TOLD, told(parts, hers, by), { as: "reply" }) ? "done" : { again: now + DAY };
    },
  };
}
