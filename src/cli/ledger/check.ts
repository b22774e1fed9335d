import { existsSync, statSync } from "node:fs";
import type { Breach, CheckReport } from "../../cooperative/journal/check/breach.ts";
import { checkLedger } from "../../cooperative/journal/check/check.ts";
import { RukunError } from "../../errors.ts";
import { homePaths } from "../../home.ts";
import { counted } from "../../start/words.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { unitsOf } from "./units.ts";

export type CheckOptions = { unit?: string };

/**
 * Proves the books, and says in plain words what is wrong: exit code 1 then.
 * Errors: `db.damaged`, `ledger.schema`, `ledger.unit`, and those of a home.
 */
export function checkBooks(context: CommandContext, options: CheckOptions): void {
  const { home } = configOf(context.io, context.home());
  const { database } = homePaths(home);
  try {
    if (existsSync(database) && statSync(database).size === 0) throw damaged(database, "it is empty");
    check(home, context, options);
  } catch (error) {
    const how = damageIn(error);
    throw how === undefined ? error : damaged(database, how);
  }
}

function check(home: string, { io, fail }: CommandContext, { unit }: CheckOptions): void {
  withHome(home, ({ sqlite }) => {
    // The proof reads the whole file once: mapped, all of it would count as this process's memory.
    sqlite.pragma("mmap_size = 0");
    const units = unitsOf(sqlite, unit);
    const [only] = units;
    const report = checkLedger(sqlite, unit === undefined || only === undefined ? {} : { unit: only.id });
    const names = new Map(units.map(({ id, name }) => [id, name]));
    if (report.found > 0) fail();
    io.out(said(report, (id) => names.get(id) ?? `unit ${id}`));
  });
}

/** What SQLite says of a file that was cut, or has pages that are none; undefined for any other error. */
function damageIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? String(error.code) : "";
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) return error.message;
  return damageIn(error.cause);
}

const damaged = (database: string, how: string): RukunError =>
  new RukunError(
    "db.damaged",
    `the file ${database} is damaged (${how}), and its books cannot be proven: stop Rukun, keep the file, and bring back the newest backup (rukun restore)`,
  );

function said({ units, entries, lines, first, breaches, found }: CheckReport, name: (unit: number) => string): string {
  const looked = `${counted(entries, "entry", "entries")} and ${counted(lines, "line")} of ${counted(units, "unit")}`;
  if (first === undefined) return `The books are whole: ${looked}.`;
  const told = breaches.map((breach) => `  ${place(breach, name)}${breach.what}`);
  const more = found > breaches.length ? [`  … and ${counted(found - breaches.length, "more", "more")}`] : [];
  const head =
    first.no === undefined
      ? "The books are broken, beside the entries."
      : `The books are broken. First: ${place(first, name)}${first.what}.`;
  return [head, ...told, ...more, `${counted(found, "finding")} in ${looked}.`].join("\n");
}

/** `Melati no 42 (3fa91c02): `, with the code that stands on its receipt. */
function place({ unit, no, code8 }: Breach, name: (unit: number) => string): string {
  if (unit === undefined) return "";
  const code = code8 === undefined ? "" : ` (${code8})`;
  return `${name(unit)}${no === undefined ? "" : ` no ${no}${code}`}: `;
}
