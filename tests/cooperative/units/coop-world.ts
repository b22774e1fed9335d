import { Journal } from "../../../src/cooperative/journal/journal.ts";
import { Members } from "../../../src/cooperative/members.ts";
import { Officers } from "../../../src/cooperative/officers.ts";
import type { Booking } from "../../../src/cooperative/operations/operation.ts";
import { SettingsStore } from "../../../src/cooperative/settings/store.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import { Units } from "../../../src/cooperative/units.ts";
import type { Role } from "../../../src/flow/definition.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { Directory } from "../../../src/people/directory.ts";
import { PeopleStore } from "../../../src/people/store.ts";
import { freshDb } from "../../support/databases.ts";

/** Friday 20 November 2026, 16:15 WIB. */
export const NOW = Date.parse("2026-11-20T09:15:00Z");
export const TODAY = "2026-11-20";
export const MELATI = 1;
export const MAWAR = 2;
export const HEAD = 90;

/** Two units and a head office on a real SQLite, with the stores over it. */
export function coopWorld() {
  const db = freshDb();
  const { sqlite } = db;
  const newId = sequentialIds();
  const people = new PeopleStore(sqlite);
  const directory = new Directory(db, people, newId);
  const units = new Units(sqlite);
  const village = "Sumberejo";
  const common = { village, zone: "Asia/Jakarta", openedOn: "2026-01-01" } as const;
  units.open({ ...common, id: MELATI, kind: "unit", name: "Melati" }, newId);
  units.open({ ...common, id: MAWAR, kind: "unit", name: "Mawar", zone: "Asia/Jayapura" }, newId);
  units.open({ ...common, id: HEAD, kind: "head", name: "Pusat" }, newId);
  const settings = new SettingsStore(sqlite);
  const members = new Members(sqlite, newId);
  const journal = new Journal(sqlite);
  let bookings = 0;
  return {
    db,
    sqlite,
    newId,
    people,
    directory,
    units,
    settings,
    members,
    journal,
    officers: new Officers(sqlite, people),
    unit(id: number) {
      const found = units.byId(id);
      if (found === undefined) throw new Error(`no unit ${id}`);
      return found;
    },
    decide(unit: number, written: unknown, at = NOW) {
      return settings.put(unit, writtenSchema.parse(written), "operator", at);
    },
    person(name: string, roles: readonly Role[] = [], unit?: number, address?: string): string {
      const unitId = unit === undefined ? undefined : units.byId(unit)?.unitId;
      return directory.add(
        {
          name,
          called: `Ibu ${name}`,
          zone: "Asia/Jakarta",
          roles,
          ...(unitId === undefined ? {} : { unitId }),
          ...(address === undefined ? {} : { addresses: [{ channel: "whatsapp", address }] }),
        },
        NOW,
      );
    },
    booking(unit: number, maker: string, changes: Partial<Booking> = {}): Booking {
      const booking = { unit, maker, at: NOW, today: TODAY, valueOn: TODAY, source: `test:${++bookings}` };
      return { ...booking, ...changes };
    },
    cash: (unit: number) => journal.balance(unit, 1101),
  };
}

export type CoopWorld = ReturnType<typeof coopWorld>;
