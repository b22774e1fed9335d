import type { Db } from "../../src/db/open.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { Directory } from "../../src/people/directory.ts";
import { PeopleStore } from "../../src/people/store.ts";
import { loadPacks, type Pack } from "../../src/programme/index.ts";
import { freshDb } from "../support/databases.ts";

/** The pack of the demo programme: members on Fridays at 16:00, hours from 08:00 to 19:30. */
export function melati(): Pack {
  const pack = loadPacks(packageRoot(), ["melati"]).packs.get("melati");
  if (pack === undefined) throw new Error("programmes/melati is not there");
  return pack;
}

export type People = { db: Db; people: PeopleStore; directory: Directory };

/** An empty database in memory, with the stores of people over it. */
export function peopleIn(): People {
  const db = freshDb();
  const people = new PeopleStore(db.sqlite);
  return { db, people, directory: new Directory(db, people, sequentialIds("p")) };
}

/** An instant in Jakarta: `wib("2026-11-20", "16:00")`. */
export const wib = (date: string, time: string): number => Date.parse(`${date}T${time}:00+07:00`);
