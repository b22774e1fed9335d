import { DAY } from "../../clock.ts";
import { inTransaction } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import { randomId } from "../../ids.ts";
import { Directory } from "../../people/directory.ts";
import type { ListedPerson } from "../../people/list.ts";
import { STAFF_ROLES } from "../../people/person.ts";
import { clearingsOf, clearPin, withPin } from "../../people/pin-reset.ts";
import { PeopleStore } from "../../people/store.ts";
import { Duties } from "../../schedule/duties.ts";
import type { CommandContext } from "../io.ts";
import { configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { pick } from "./pick.ts";

export type PinOptions = { clear?: true; by?: string };

/** How long it is tried to tell her. */
const TOLD_WITHIN = 14 * DAY;

/** Tells whether somebody has a PIN and who cleared it when; or clears it, in the name of who is responsible for her. */
export function pin({ io, home }: CommandContext, who: string, options: PinOptions): void {
  withHome(configOf(io, home()).home, (db) => {
    const people = new PeopleStore(db.sqlite);
    const one = pick(db.sqlite, who);
    if (options.clear !== true) {
      const isSet = withPin([{ id: one.id, pin: people.person(one.id)?.pin ?? null }]).length > 0;
      io.out(`${called(one)} has ${isSet ? "a" : "no"} PIN.`);
      for (const { at, channel, by } of clearingsOf(db.sqlite, one.id)) {
        const name = people.person(by ?? "")?.name ?? by ?? "-";
        io.out(`Cleared ${new Date(at).toISOString().slice(0, 16)}Z by ${name}, ${channel}.`);
      }
      return;
    }
    const by = responsible(pick(db.sqlite, options.by ?? missing()), one);
    const now = io.now();
    const parts = { sqlite: db.sqlite, directory: new Directory(db, people, randomId) };
    const done = inTransaction(db.sqlite, () => {
      if (!clearPin(parts, { personId: one.id, by: by.id, channel: "cli", now })) return false;
      const data = { by: by.id };
      const duty = { key: `pin-cleared:${one.id}:${now}`, kind: "membership.pin-cleared", personId: one.id, data };
      return new Duties(db.sqlite).plan({ ...duty, dueAt: now, expiresAt: now + TOLD_WITHIN });
    });
    if (!done) throw new RukunError("pin.none", `${called(one)} has no PIN: nothing is to be cleared`);
    io.out(`${called(one)}'s PIN is cleared. She is told, and sets a new one where her phone asks who is writing.`);
  });
}

const called = (one: ListedPerson) => one.called ?? one.name ?? one.id;

function missing(): never {
  throw new RukunError("pin.by", "--by is missing: who is responsible for her, and has spoken with her");
}

function responsible(by: ListedPerson, one: ListedPerson): ListedPerson {
  if (by.id !== one.id && STAFF_ROLES.some((role) => by.roles.includes(role))) return by;
  const whose = by.id === one.id ? "herself" : called(by);
  throw new RukunError("pin.by", `--by must be one of the staff, and not ${whose}`);
}
