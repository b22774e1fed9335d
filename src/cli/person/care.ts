import { inTransaction } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import { randomId } from "../../ids.ts";
import { CARE_KINDS, type CareKind, Directory } from "../../people/directory.ts";
import type { ListedPerson } from "../../people/list.ts";
import { PeopleStore } from "../../people/store.ts";
import type { CommandContext } from "../io.ts";
import { configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { pick } from "./pick.ts";

export type CareOptions = { add: string[]; remove: string[]; kind?: CareKind };

/** Gives people to whoever looks after them, or takes them away, all or nothing; then tells whom she looks after. */
export function care({ io, home }: CommandContext, who: string, options: CareOptions): void {
  withHome(configOf(io, home()).home, (db) => {
    const directory = new Directory(db, new PeopleStore(db.sqlite), randomId);
    const carer = pick(db.sqlite, who);
    const kind = kindOf(carer, options);
    const [added, removed] = [options.add, options.remove].map((list) => list.map((one) => pick(db.sqlite, one)));
    const before = new Set(directory.caredFor(carer.id, kind).map(({ id }) => id));
    refuseWrong(carer, kind, added ?? [], removed ?? [], before);
    inTransaction(db.sqlite, () => {
      for (const { id } of added ?? []) directory.setCare(carer.id, id, kind, true);
      for (const { id } of removed ?? []) directory.setCare(carer.id, id, kind, false);
    });
    const now = directory.caredFor(carer.id, kind).map((one) => called(one));
    io.out(`${called(carer)} looks after ${now.join(", ") || "nobody"} as ${kind}.`);
    for (const one of added ?? []) {
      const others = directory.carers(one.id, kind).filter(({ id }) => id !== carer.id);
      if (others.length > 0)
        io.out(`${called(one)} has another ${kind} too: ${others.map(called).join(", ")}. --remove takes one away.`);
    }
  });
}

const called = (one: { id: string; name: string | null; called: string | null }) => one.called ?? one.name ?? one.id;

/** As what she looks after them: as is said, or by the one of her roles that looks after people. */
function kindOf(carer: ListedPerson, { kind, add }: CareOptions): CareKind {
  const roles = CARE_KINDS.filter((one) => carer.roles.includes(one));
  if (kind !== undefined) {
    if (add.length === 0 || roles.includes(kind)) return kind;
    throw new RukunError("care.role", `${called(carer)} is no ${kind}: ${howToBe(carer, kind)}`);
  }
  const [only, ...more] = roles;
  if (only === undefined) {
    const none = `${called(carer)} is neither ${CARE_KINDS.join(", nor ")}`;
    throw new RukunError("care.role", `${none}: ${howToBe(carer, "<role>")}`);
  }
  if (more.length === 0) return only;
  throw new RukunError("care.kind", `${called(carer)} is ${roles.join(" and ")}: say which with --kind`);
}

const howToBe = ({ id }: ListedPerson, role: string) => `rukun person role ${id} --add ${role}`;

function refuseWrong(
  carer: ListedPerson,
  kind: CareKind,
  added: readonly ListedPerson[],
  removed: readonly ListedPerson[],
  before: ReadonlySet<string>,
): void {
  if (added.some(({ id }) => id === carer.id))
    throw new RukunError("care.herself", `${called(carer)} cannot be her own ${kind}`);
  const both = added.find(({ id }) => removed.some((one) => one.id === id));
  if (both !== undefined) throw new RukunError("care.both", `${called(both)} is both in --add and in --remove`);
  const stranger = removed.find(({ id }) => !before.has(id));
  if (stranger !== undefined)
    throw new RukunError("care.none", `${called(carer)} does not look after ${called(stranger)} as ${kind}`);
}
