import type { Row, Section } from "../../../documents/index.ts";
import { ACCOUNTS, SAVINGS } from "../../accounts.ts";
import { MEMBERS_BALANCES } from "../../journal/rows.ts";
import { growthBy } from "../../journal/sound.ts";
import { memberNo } from "../../members.ts";
import { type Built, byUnit, column, perUnit, type Scene } from "../scene.ts";
import { OWN_ACCOUNTS } from "./member.ts";

/** Savings of a member in the list of members; what is neither pokok, wajib nor sukarela is brought together. */
const LISTED = [SAVINGS.principal, SAVINGS.mandatory, SAVINGS.voluntary] as const;

/** Daftar anggota: each member with her savings and what she owes at the end of the period. */
export function memberList(scene: Scene): Built {
  const { words } = scene;
  const columns = [
    column(words, "member-no", "text", ", "),
    column(words, "name", "text", " "),
    column(words, "joined", "date"),
    ...["principal-savings", "mandatory-savings", "voluntary-savings", "other-savings", "all-savings", "loans"].map(
      (key) => column(words, key, "money"),
    ),
  ];
  const totals = [0, 0, 0, 0, 0, 0];
  const { units, all } = scene;
  const sections = function* (): Generator<Section> {
    yield* perUnit(scene, ({ id }) => {
      const rows = memberRows(scene, id);
      const sums = sumsOf(rows, 3);
      for (const [i, sum] of sums.entries()) totals[i] = (totals[i] ?? 0) + sum;
      const last: Row = {
        role: "total",
        cells: [null, words.say("row.members", { count: rows.length }), null, ...sums],
      };
      return [{ columns, rows: [...rows, last] }];
    });
    if (all && units.length > 1)
      yield {
        title: words.say("unit.all"),
        columns,
        rows: [{ role: "total", cells: [null, words.say("row.total"), null, ...totals] }],
      };
  };
  return { ...byUnit(scene), sections: sections() };
}

function memberRows({ ledger, period }: Scene, unit: number): Row[] {
  const balances = memberBalancesOn(ledger, unit, period.to);
  return ledger.members
    .roster(unit)
    .filter(
      ({ id, joinedOn, leftOn }) =>
        (joinedOn <= period.to && (leftOn === null || leftOn > period.to)) || balances.has(id),
    )
    .map(({ id, no, name, joinedOn }): Row => {
      const of = balances.get(id) ?? new Map<number, number>();
      const at = (account: number) => of.get(account) ?? 0;
      const listed = LISTED.map(at);
      const all = OWN_ACCOUNTS.reduce((sum, account) => sum + at(account), 0);
      const other = all - listed.reduce((sum, amount) => sum + amount, 0);
      return { cells: [memberNo(no), name, joinedOn, ...listed, other, all, at(ACCOUNTS.loans)] };
    });
}

const sumsOf = (rows: readonly Row[], from: number): number[] =>
  rows.reduce<number[]>(
    (sums, { cells }) => cells.slice(from).map((cell, i) => (sums[i] ?? 0) + Number(cell ?? 0)),
    [0, 0, 0, 0, 0, 0],
  );

/** What each member of a unit had at the end of a day, by account; members without anything are left out. Rupiah. */
export function memberBalancesOn(
  { sqlite }: Scene["ledger"],
  unit: number,
  date: string,
): Map<number, Map<number, number>> {
  const rows = sqlite.prepare(MEMBER_BALANCES).all(unit, date, unit) as {
    member: number;
    account: number;
    amount: number;
    debit: number;
    credit: number;
  }[];
  const found = new Map<number, Map<number, number>>();
  for (const { member, account, amount, debit, credit } of rows) {
    const then = amount - growthBy({ account, debit, credit });
    if (then === 0) continue;
    const of = found.get(member) ?? new Map<number, number>();
    found.set(member, of.set(account, (of.get(account) ?? 0) + then));
  }
  return found;
}

/** What is held now, and what moved after the day: nothing for most reports, so that this costs little. */
const MEMBER_BALANCES = `SELECT b.member, b.account, sum(b.amount) AS amount, coalesce(max(since.debit), 0) AS debit,
    coalesce(max(since.credit), 0) AS credit
  FROM ${MEMBERS_BALANCES} LEFT JOIN (
    SELECT l.member, l.account, sum(l.debit) AS debit, sum(l.credit) AS credit
    FROM journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
    WHERE e.unit = ? AND e.books_on > ? AND l.member IS NOT NULL GROUP BY l.member, l.account
  ) AS since ON since.member = b.member AND since.account = b.account
  WHERE m.unit = ? GROUP BY b.member, b.account`;
