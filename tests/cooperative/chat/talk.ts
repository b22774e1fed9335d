import Sqlite from "better-sqlite3";
import { Books } from "../../../src/cooperative/index.ts";
import type { Role } from "../../../src/flow/definition.ts";
import { homePaths } from "../../../src/home.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { PeopleStore } from "../../../src/people/store.ts";
import { type CoopWorld, PHONES } from "../../support/coop-world.ts";

export type Who = keyof typeof PHONES;

/** Writes something ten seconds later, and gives all that is answered. */
export async function says(coop: CoopWorld, text: string, who: Who = "treasurer"): Promise<string> {
  const { world } = coop;
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
}

/** What somebody got since it was last looked at. */
export const got = (coop: CoopWorld, who: Who): string => coop.heard(PHONES[who]).join("\n");

/** Everybody has read what there was. */
export function allRead(coop: CoopWorld): void {
  for (const address of Object.values(PHONES)) coop.heard(address);
}

export const codeIn = (text: string): string => /balas YA (\d\d)/.exec(text)?.[1] ?? "";

/** Opens another unit's books as `rukun coop` does, beside a Rukun that runs; gives the unit's own id. */
export function openUnit(coop: CoopWorld, id: number, name: string, kind: "unit" | "head" = "unit"): string {
  const sqlite = new Sqlite(homePaths(coop.world.home).database);
  try {
    const people = new PeopleStore(sqlite);
    const newId = sequentialIds(`unit-${id}`);
    const books = new Books({ sqlite, people, newId, random: () => 0.4 });
    books.units.open({ id, kind, name, village: "Sumberejo", zone: "Asia/Jakarta", openedOn: "2026-01-01" }, newId);
    return books.unit(id).unitId;
  } finally {
    sqlite.close();
  }
}

/** Somebody with an office in a unit, on a phone of her own. */
export function officer(coop: CoopWorld, name: string, address: string, role: Role, unitId: string): string {
  const person = coop.world.add(name, address, [role]);
  coop.world.runtime.directory.change(person, { unitId }, coop.world.clock.now());
  return person;
}
