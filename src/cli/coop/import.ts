import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { accountCode } from "../../cooperative/accounts.ts";
import { Books } from "../../cooperative/books.ts";
import { type OpeningPlan, type Present, planOpening } from "../../cooperative/import/plan.ts";
import { readSheets } from "../../cooperative/import/sheets.ts";
import { Loans } from "../../cooperative/loans/store.ts";
import { isOpened, type OpeningBooking, postOpening } from "../../cooperative/opening.ts";
import type { CoopUnit } from "../../cooperative/units.ts";
import { type Db, inTransaction } from "../../db/open.ts";
import { numberText } from "../../documents/index.ts";
import { RukunError } from "../../errors.ts";
import { formatMoney } from "../../flow/understand/index.ts";
import { randomId } from "../../ids.ts";
import { LIMITS } from "../../limits.ts";
import { Directory } from "../../people/directory.ts";
import { PeopleStore } from "../../people/store.ts";
import { counted } from "../../start/words.ts";
import type { Sheet } from "../../tables/cell.ts";
import { importProblemLine, remarkLine } from "../../tables/problem.ts";
import { type CommandContext, configOf, type Io } from "../io.ts";
import { withHome } from "../open.ts";
import { consentOf } from "../person/consent.ts";
import { phonesOf } from "./phones.ts";
import { coopUnitNamed } from "./unit.ts";

export type ImportOptions = { unit: string; on: string; balances?: string; consent?: string; apply?: true };

const MAKER = "operator";

/** Says what is wrong with the files, row by row, and with `--apply` and nothing wrong writes them into the books. */
export async function importOpening(context: CommandContext, file: string, options: ImportOptions): Promise<void> {
  const { io, home, fail } = context;
  const config = configOf(io, home());
  const how = consentOf(options.consent);
  const bytes = [file, ...(options.balances === undefined ? [] : [options.balances])].map((one) => bytesOf(io, one));
  const sheets = (await Promise.all(bytes.map(readSheets))).flat();
  const sha256 = bytes.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
  withHome(config.home, (db) => {
    const people = new PeopleStore(db.sqlite);
    const books = new Books({ sqlite: db.sqlite, people, newId: randomId, random: Math.random });
    const unit = coopUnitNamed(books.units, options.unit);
    const today = books.dateIn(unit.id, io.now());
    const on = dayOf(options.on, today);
    const settings = books.setting(unit.id);
    const booking = { unit: unit.id, maker: MAKER, at: io.now(), today, settings, sha256 };
    const plan = planOf(books, people, unit, sheets, on);
    const again = isOpened(books, { ...plan, problems: [] }, booking);
    if (again) {
      io.out(`${basename(file)} was imported into ${unit.name} before: nothing is to be done.`);
      return;
    }
    tellPlan(io, plan);
    if (plan.problems.length > 0) fail();
    else if (options.apply === true) apply(io, db, books, people, plan, booking, { how, unit });
    else io.out("Nothing was written. To write it into the books, add --apply.");
  });
}

function bytesOf(io: Io, file: string): Buffer {
  const path = resolve(io.cwd, file);
  if (!existsSync(path)) throw new RukunError("import.file", `there is no file ${file}`);
  return readFileSync(path);
}

function dayOf(text: string, today: string): string {
  const real = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
  if (real && text <= today) return text;
  throw new RukunError("import.on", `--on must be a day up to today, ${today}, as 2026-01-01`);
}

function planOf(books: Books, people: PeopleStore, unit: CoopUnit, sheets: readonly Sheet[], on: string): OpeningPlan {
  const officers = books.officers.all(unit).flatMap(({ id, name, called }): [string, string][] => {
    const address = people.reach(id, (channel) => channel === "whatsapp")?.address;
    return address === undefined ? [] : [[address, name ?? called ?? id]];
  });
  const present: Present = {
    settings: books.setting(unit.id),
    memberNos: new Set(books.members.roster(unit.id).map(({ no }) => no)),
    officerPhones: new Map(officers),
    lockedUntil: books.journal.lockedUntil(unit.id),
    openedOn: unit.openedOn,
  };
  return planOpening(sheets, on, present);
}

function tellPlan(io: Io, { members, totals, difference, problems, remarks, on }: OpeningPlan): void {
  for (const problem of problems.slice(0, LIMITS.importProblems)) io.err(importProblemLine(problem));
  if (problems.length > LIMITS.importProblems) io.err(`... and ${problems.length - LIMITS.importProblems} more.`);
  for (const remark of remarks.slice(0, LIMITS.importProblems)) io.out(remarkLine(remark));
  const loans = members.reduce((sum, { running }) => sum + running.length, 0);
  io.out(`${counted(members.length, "member")} and ${counted(loans, "loan")} on ${on}:`);
  tellLoans(io, members);
  for (const [account, amount] of totals) io.out(`  ${accountCode(account)}  ${numberText(amount).padStart(15)}`);
  io.out(`  3-999  ${numberText(difference).padStart(15)}  (must be 0)`);
  if (problems.length > 0) io.err(`${counted(problems.length, "problem")}: nothing was written.`);
}

/** What becomes of loans, before anybody says yes to it: a paper's instalment 5 of 10 is the first of 6 here. */
function tellLoans(io: Io, members: OpeningPlan["members"]): void {
  const running = members.flatMap((member) => member.running);
  if (running.length === 0) return;
  const late = running.filter(({ latePrincipal }) => latePrincipal > 0);
  const sum = late.reduce((all, { latePrincipal }) => all + latePrincipal, 0);
  io.out("  Each loan goes on with the principal that is left, over the instalments that are left, from the last one");
  io.out("  that was paid; what it was at first, and what was paid of it, stays in the old book.");
  io.out(`  Late on that day: ${counted(late.length, "loan")}, principal ${formatMoney(sum)}.`);
}

type Into = { how: string | undefined; unit: CoopUnit };

function apply(
  io: Io,
  db: Db,
  books: Books,
  people: PeopleStore,
  plan: OpeningPlan,
  booking: OpeningBooking,
  { how, unit }: Into,
): void {
  const directory = new Directory(db, people, randomId);
  const phones = phonesOf({ people, directory, members: books.members, officers: books.officers }, unit, how, io.now());
  const opened = inTransaction(db.sqlite, () => {
    const { journal, members, termDeposits } = books;
    const parts = { sqlite: db.sqlite, journal, members, termDeposits, loans: new Loans(db.sqlite) };
    return postOpening(parts, plan, booking, phones.personOf);
  });
  const { members, entries, loans } = opened;
  io.out(
    `${counted(members, "member")}, ${counted(loans, "loan")} and ${counted(entries, "entry", "entries")} were written.`,
  );
  const { known, added, left } = phones.counts;
  io.out(`Phones: ${known} of people who are known, ${added} new, ${left} not taken in.`);
  if (left > 0 && how === undefined)
    io.out('With --consent "how and when they agreed" phones are taken in; or members write themselves.');
}
