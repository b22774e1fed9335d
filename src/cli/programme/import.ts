import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { type Db, inTransaction } from "../../db/open.ts";
import { RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { randomId } from "../../ids.ts";
import { LIMITS } from "../../limits.ts";
import { Directory } from "../../people/directory.ts";
import { PeopleStore } from "../../people/store.ts";
import {
  Imported,
  importPeople,
  knownTitles,
  type PeoplePlan,
  planPeople,
  presentPeople,
  type RowFault,
  staffOf,
} from "../../programme/assessment/index.ts";
import { Enrolments, EventLog, loadPacks, type Pack, schemasOf } from "../../programme/index.ts";
import { Duties } from "../../schedule/duties.ts";
import { counted } from "../../start/words.ts";
import { readSheets } from "../../tables/sheets.ts";
import { dateIn } from "../../zones.ts";
import { type CommandContext, configOf, type Io } from "../io.ts";
import { withHome } from "../open.ts";
import { consentOf, recordByHand } from "../person/consent.ts";

export type ImportPeopleOptions = {
  programme: string;
  as: "candidate" | "beneficiary";
  dryRun?: true;
  skipBad?: true;
  consent?: string;
};

/** Says what is wrong with a list of people, row by row, and without `--dry-run` writes the others down. */
export async function importProgramme(
  context: CommandContext,
  file: string,
  options: ImportPeopleOptions,
): Promise<void> {
  const { io, home, fail } = context;
  const config = configOf(io, home());
  const how = consentOf(options.consent);
  const path = resolve(io.cwd, file);
  if (!existsSync(path)) throw new RukunError("import.file", `there is no file ${file}`);
  const bytes = readFileSync(path);
  const sheets = await readSheets(bytes, knownTitles);
  const main = packOf(config.programme);
  const packs = new Map([main, ...main.beside].map((one) => [one.id, one]));
  if (!packs.has(options.programme)) {
    const there = [...packs.keys()].join(", ");
    throw new RukunError("programme.unknown", `"${options.programme}" does not run here: ${there}`);
  }
  withHome(config.home, (db) => {
    const today = dateIn(main.zone, io.now());
    const setting = { today, villages: main.villages.map(({ name }) => name), ...staffOf(db.sqlite) };
    const plan = planPeople(sheets, options.programme, setting, presentPeople(db.sqlite, packs));
    const bad = tellPlan(io, plan);
    if (plan.wrongFile.length > 0 || (bad > 0 && options.skipBad !== true)) {
      if (plan.wrongFile.length === 0 && plan.people.length > 0)
        io.err("Nothing was written. To take in the others: --skip-bad.");
      fail();
    } else if (options.dryRun === true) io.out("Nothing was written: this was a dry run.");
    else {
      const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
      write(io, db, { plan, main, packs, options, hash, today, how });
      io.out(`${counted(plan.people.length, "person", "people")} of ${basename(file)} were written down.`);
      if (how === undefined)
        io.out("Each is asked whether she agrees, and whether it is right, when she first writes.");
    }
  });
}

function packOf(id: string): Pack {
  const pack = loadPacks(packageRoot(), [id]).packs.get(id);
  if (pack === undefined) throw new RukunError("programme.unknown", `there is no programme "${id}"`);
  return pack;
}

/** Tells what was found; returns how many rows cannot be taken in. */
function tellPlan(io: Io, { people, faults, wrongFile, remarks }: PeoplePlan): number {
  for (const { row, column, what, how } of wrongFile)
    io.err(
      `${[row === 0 ? "the file" : `row ${row}`, column].filter((part) => part !== "").join(", ")}: ${what} ${how}`,
    );
  const byRow = new Map<number, RowFault[]>();
  for (const fault of faults) byRow.set(fault.row, [...(byRow.get(fault.row) ?? []), fault]);
  for (const [row, found] of [...byRow].slice(0, LIMITS.importProblems))
    io.err(`row ${row}: ${found.map(faultText).join(" ")}`);
  if (byRow.size > LIMITS.importProblems) io.err(`... and ${byRow.size - LIMITS.importProblems} more.`);
  for (const { row, what } of remarks.slice(0, LIMITS.importProblems)) io.out(`row ${row}: ${what}`);
  io.out(`${counted(people.length, "person", "people")} can be taken in, ${counted(byRow.size, "row")} cannot.`);
  return byRow.size;
}

const faultText = ({ column, what, how }: RowFault): string => `${column === "" ? "" : `${column} `}${what} ${how}`;

type Writing = {
  plan: PeoplePlan;
  main: Pack;
  packs: ReadonlyMap<string, Pack>;
  options: ImportPeopleOptions;
  hash: string;
  today: string;
  how: string | undefined;
};

function write(io: Io, db: Db, { plan, main, packs, options, hash, today, how }: Writing): void {
  const { sqlite } = db;
  const directory = new Directory(db, new PeopleStore(sqlite), randomId);
  const parts = {
    directory,
    enrolments: new Enrolments(sqlite),
    events: new EventLog(sqlite, randomId, schemasOf(packs), main.id),
    imported: new Imported(sqlite),
    duties: new Duties(sqlite),
    newId: randomId,
  };
  const now = io.now();
  const zoneOf = (village: string | undefined) => main.villages.find(({ name }) => name === village)?.zone ?? main.zone;
  const { programme, as } = options;
  const agreed = how === undefined ? {} : { agreed: (id: string) => recordByHand(directory, id, how, now) };
  const work = { programme, as, file: hash, now, today, zoneOf, ...agreed };
  inTransaction(sqlite, () => importPeople(parts, plan.people, work));
}
