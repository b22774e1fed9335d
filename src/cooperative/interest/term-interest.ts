import type Sqlite from "better-sqlite3";
import { lastDayOf } from "../jobs/months.ts";

/** A simpanan berjangka that bears jasa in a month: what it bears it on, and the rate that was agreed. */
export type TermBearing = { member: number; amount: number; ratePpm: number };

type Row = TermBearing & { openedOn: string; months: number };

/**
 * Which deposits of a unit have a month full within a month: one that was opened on 15 January for six months bears jasa
 * for the months that end on 15 February to 15 July, six times in all, and none after it has matured.
 */
export function termBearings(sqlite: Sqlite.Database, unit: number, month: string): TermBearing[] {
  const rows = sqlite
    .prepare(
      `SELECT member, amount, rate_ppm AS ratePpm, opened_on AS openedOn, months FROM term_deposit
       WHERE unit = ? AND opened_on <= ? AND matures_on >= ? ORDER BY id`,
    )
    .all(unit, lastDayOf(month), `${month}-01`) as Row[];
  return rows
    .filter((row) => hasFullMonth(row, month))
    .map(({ member, amount, ratePpm }) => ({ member, amount, ratePpm }));
}

/** The n-th month after the opening ends in the n-th calendar month after it, however short that is. Pure. */
export function hasFullMonth({ openedOn, months }: { openedOn: string; months: number }, month: string): boolean {
  const since = monthNumber(month) - monthNumber(openedOn);
  return since >= 1 && since <= months;
}

const monthNumber = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
