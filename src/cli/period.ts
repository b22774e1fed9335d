import { type Command, InvalidArgumentError } from "commander";
import { addDays } from "../zones.ts";

/** Dates YYYY-MM-DD, both within the period. */
export type Period = { from?: string; to?: string };

/** Gives a command `--from` and `--to`. */
export function withPeriod(command: Command, first: string, last: string): Command {
  return command.option("--from <date>", first, date).option("--to <date>", last, date);
}

/** A period that ends before it begins was written wrongly: exit code 2. */
export function checkPeriod(command: Command, { from, to }: Period): void {
  if (from !== undefined && to !== undefined && from > to)
    command.error(`error: --from ${from} is after --to ${to}. Give the earlier date first.`);
}

function date(text: string): string {
  const given = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given))
    throw new InvalidArgumentError("It must be a date as year-month-day, e.g. 2026-11-20.");
  if (Number.isNaN(Date.parse(given)) || addDays(given, 0) !== given)
    throw new InvalidArgumentError("There is no such day in the calendar.");
  return given;
}
