import type { Breach, CheckReport } from "../../cooperative/journal/check/breach.ts";
import { checkLedger } from "../../cooperative/journal/check/check.ts";
import { counted } from "../../start/words.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { unitsOf } from "./units.ts";

export type CheckOptions = { unit?: string };

/** Proves the books, and says in plain words what is wrong: exit code 1 then. */
export function checkBooks({ io, home, fail }: CommandContext, { unit }: CheckOptions): void {
  withHome(configOf(io, home()).home, ({ sqlite }) => {
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

/** `Melati no 42: ` */
function place({ unit, no }: Breach, name: (unit: number) => string): string {
  if (unit === undefined) return "";
  return `${name(unit)}${no === undefined ? "" : ` no ${no}`}: `;
}
