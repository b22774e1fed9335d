import type { UnitOfFile } from "../cooperative/settings/file.ts";
import type { Db } from "../db/open.ts";
import type { NewId } from "../ids.ts";
import type { Directory } from "../people/directory.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Pack } from "../programme/index.ts";
import type { Texts } from "../texts/index.ts";
import type { Zone } from "../zones.ts";
import type { Demo } from "./data.ts";

/** What a demo world is made of. */
export type DemoParts = {
  db: Db;
  people: PeopleStore;
  directory: Directory;
  pack: Pack;
  demo: Demo;
  /** Of `cooperative.yaml`; without them the unit has no books. */
  units?: readonly UnitOfFile[];
  /** Of `locales/`; a demo with a year of its programme needs them. */
  texts?: Texts;
  newId: NewId;
  /** Ms UTC; the world's past lies before it. */
  now: number;
};

/**
 * Ids that are the same after each reset. The last six characters tell the people of a shared phone apart, so they are
 * numbers: `sari000000000001`.
 */
export function demoId(demo: Demo, id: string): string {
  const number = demo.people.findIndex((p) => p.id === id) + 1;
  return `${id.padEnd(10, "0")}${String(number).padStart(6, "0")}`;
}

export const zoneIn = (pack: Pack, village: string): Zone =>
  pack.villages.find(({ name }) => name === village)?.zone ?? pack.zone;
