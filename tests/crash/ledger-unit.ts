import { join } from "node:path";
import { Books } from "../../src/cooperative/index.ts";
import { writtenSchema } from "../../src/cooperative/settings/written.ts";
import { openDb } from "../../src/db/open.ts";
import { homePaths, packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { Directory } from "../../src/people/directory.ts";
import { PeopleStore } from "../../src/people/store.ts";

/** Chats of the two who write, and of those about whom they write. */
export const TREASURERS = [21, 22] as const;
export const MEMBERS = [31, 32, 33, 34, 35, 36] as const;

/** A unit with two treasurers and six members, each with a phone. */
export function makeUnit(home: string, now: number): void {
  const db = openDb(homePaths(home).database, join(packageRoot(), "drizzle"));
  const people = new PeopleStore(db.sqlite);
  const directory = new Directory(db, people, sequentialIds("p"));
  const books = new Books({ sqlite: db.sqlite, people, newId: sequentialIds("u"), random: () => 0 });
  const zone = "Asia/Jakarta" as const;
  books.units.open(
    { id: 1, kind: "unit", name: "Melati", village: "Sumberejo", zone, openedOn: "2026-01-01" },
    () => "u",
  );
  books.settings.put(1, writtenSchema.parse({}), "system", now);
  const { unitId } = books.unit(1);
  const add = (chat: number, name: string, role: "treasurer" | "beneficiary") => {
    const addresses = [{ channel: "telegram", address: `${chat}` }];
    return directory.add({ name, called: `Ibu ${name}`, zone, unitId, roles: [role], addresses }, now);
  };
  for (const chat of TREASURERS) add(chat, `Bendahara ${chat}`, "treasurer");
  for (const chat of MEMBERS)
    books.members.add(
      {
        unit: 1,
        name: `Anggota ${chat}`,
        joinedOn: "2026-01-05",
        personId: add(chat, `Anggota ${chat}`, "beneficiary"),
      },
      now,
    );
  db.sqlite.close();
}
