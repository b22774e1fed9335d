import { formatMoney } from "../../flow/understand/index.ts";
import type { Sheet } from "../../tables/cell.ts";
import type { ImportProblem, Remark } from "../../tables/problem.ts";
import { addMonths } from "../../zones.ts";
import { ACCOUNTS, accountCode, growsBy } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";
import type { Settings } from "../settings.ts";
import type { LoanOfRow, TermOfRow } from "./member-row.ts";
import { type OldMember, readMembers } from "./members-table.ts";
import { type RunningLoan, runningLoan } from "./running-loan.ts";
import { isUnitTable, readUnitBalances, type UnitBalance } from "./unit-table.ts";

/** A member with her loans as they go on in these books. */
export type PlannedMember = OldMember & { running: readonly RunningLoan[] };

/** What an import would post. Nothing is posted while there are problems. */
export type OpeningPlan = {
  /** YYYY-MM-DD */
  on: string;
  members: readonly PlannedMember[];
  unit: readonly UnitBalance[];
  /** Rupiah by account, in its own direction, in the order of the chart. */
  totals: ReadonlyMap<number, number>;
  /** Debit less credit over all: what would be left in 3-999, which must end at 0. */
  difference: number;
  problems: readonly ImportProblem[];
  remarks: readonly Remark[];
};

/** What is there already: members of the unit, phones of its officers, the day before which nothing may be booked. */
export type Present = {
  settings: Settings;
  memberNos: ReadonlySet<number>;
  officerPhones: ReadonlyMap<string, string>;
  lockedUntil: string | undefined;
  /** The first day of the unit's books. */
  openedOn: string;
};

/** Understands the sheets of one or two files: one of members, and one of the unit's own balances. Pure. */
export function planOpening(sheets: readonly Sheet[], on: string, present: Present): OpeningPlan {
  const unitSheets = sheets.filter(isUnitTable);
  const memberSheets = sheets.filter((sheet) => !isUnitTable(sheet) && sheet.rows.some((row) => row.length > 0));
  const [memberSheet = { name: "", rows: [] }] = memberSheets;
  const members = readMembers(memberSheet, on);
  const balances = unitSheets.map((one) => readUnitBalances(one, on));
  const unit = balances.flatMap(({ value }) => value);
  const problems = [
    ...tooMany(memberSheets, unitSheets),
    ...members.problems,
    ...balances.flatMap((one) => one.problems),
    ...taken(memberSheet.name, members.value, on, present),
  ];
  const planned = members.value.map((member): PlannedMember => {
    return { ...member, running: member.loans.map((loan) => runningLoan(loan, present.settings, on)) };
  });
  const totals = totalsOf(planned, unit);
  const difference = differenceOf(totals);
  if (problems.length === 0 && difference !== 0) problems.push(unbalanced(difference));
  const remarks = [
    ...members.remarks,
    ...balances.flatMap((one) => one.remarks),
    ...planned.flatMap((one) => remarksOn(memberSheet.name, one, present, on)),
  ];
  return { on, members: planned, unit, totals, difference, problems, remarks };
}

function tooMany(members: readonly Sheet[], units: readonly Sheet[]): ImportProblem[] {
  const how = "Keep one sheet of members and one of the unit's balances (Akun, Saldo); take the others out.";
  const what = (kind: string, sheets: readonly Sheet[]) =>
    `There are ${sheets.length} sheets ${kind}: ${sheets.map(({ name }) => name).join(", ")}.`;
  const place = { sheet: "", row: 0, column: "" };
  return [
    ...(members.length > 1 ? [{ ...place, what: what("beside the unit's balances", members), how }] : []),
    ...(units.length > 1 ? [{ ...place, what: what("of the unit's balances", units), how }] : []),
  ];
}

function taken(sheet: string, members: readonly OldMember[], on: string, present: Present): ImportProblem[] {
  const found: ImportProblem[] = members
    .filter(({ no }) => present.memberNos.has(no))
    .map(({ row, no }) => ({
      sheet,
      row,
      column: "",
      what: `There is a member ${no} in these books already.`,
      how: "An opening is for the members of before; take her out, or use another number.",
    }));
  if (on < present.openedOn)
    found.push({
      sheet,
      row: 0,
      column: "",
      what: `The books of the unit begin on ${present.openedOn}.`,
      how: `Write --on ${present.openedOn}, or a later day.`,
    });
  if (present.lockedUntil !== undefined && on <= present.lockedUntil)
    found.push({
      sheet,
      row: 0,
      column: "",
      what: `The books are closed up to ${present.lockedUntil}.`,
      how: "Choose a later day.",
    });
  return found;
}

function totalsOf(members: readonly PlannedMember[], unit: readonly UnitBalance[]): Map<number, number> {
  const sums = new Map<number, number>();
  const add = (account: number, amount: number) => sums.set(account, (sums.get(account) ?? 0) + amount);
  for (const { savings, loans } of members) {
    for (const [account, amount] of savings) add(account, amount);
    for (const { outstanding } of loans) add(ACCOUNTS.loans, outstanding);
  }
  for (const { account, amount } of unit) add(account, amount);
  return new Map([...sums].sort(([a], [b]) => a - b));
}

const differenceOf = (totals: ReadonlyMap<number, number>): number =>
  [...totals].reduce((sum, [account, amount]) => (growsBy(account) === "debit" ? sum + amount : sum - amount), 0);

function unbalanced(difference: number): ImportProblem {
  const [more, less] =
    difference > 0 ? ["assets", "savings, funds and reserves"] : ["savings, funds and reserves", "assets"];
  return {
    sheet: "",
    row: 0,
    column: "",
    what: `There are ${formatMoney(Math.abs(difference))} more of ${more} than of ${less}, which would stay in 3-999 Saldo Awal.`,
    how: "Write all balances of the unit (cash, bank, funds, reserves); what cannot be explained goes to 3-301 SHU Lalu or 3-201 Cadangan by decision of the meeting, not by ours.",
  };
}

function remarksOn(
  sheet: string,
  { row, name, phone, joinedOn, loans, terms, running }: PlannedMember,
  present: Present,
  on: string,
): Remark[] {
  const remark = (at: number, what: string): Remark => ({ sheet, row: at, column: "", what });
  const officer = phone === undefined ? undefined : present.officerPhones.get(phone);
  const found: Remark[] = [];
  if (officer !== undefined && officer.toLowerCase() !== name.toLowerCase())
    found.push(
      remark(
        row,
        `${name} has the phone of ${officer}, an officer: ${officer} would read her receipts. It is left out.`,
      ),
    );
  if (joinedOn === undefined)
    found.push(remark(row, `It is not said when ${name} joined: she joins on the day of the opening.`));
  found.push(...terms.flatMap((term) => barren(term, name, present, on)).map((what) => remark(row, what)));
  loans.forEach((loan, at) => {
    const goesOn = running[at];
    if (goesOn?.paid !== undefined) found.push({ sheet, row: loan.row, ...misfit(loan, goesOn, goesOn.paid, on) });
    const { unpaidInterest = 0, flatInterest } = goesOn ?? {};
    if (loan.unpaidInterest > 0 && loan.unpaidInterest !== unpaidInterest)
      found.push(
        remark(
          loan.row,
          `Jasa in arrears is ${formatMoney(unpaidInterest)} by the instalments, and ${formatMoney(loan.unpaidInterest)} in the file: ours counts.`,
        ),
      );
    if (flatInterest !== undefined)
      found.push(
        remark(
          loan.row,
          `Jasa a period becomes ${formatMoney(flatInterest.ours)}, in the book it is ${formatMoney(flatInterest.book)}.`,
        ),
      );
  });
  return found;
}

/** The jasa a month that a unit offers for so many months, ppm. */
export const offeredFor = (months: number, { savings }: Pick<Settings, "savings">): number | undefined =>
  savings.term.offers.find((offer) => offer.months === months)?.ratePpm;

/** Why a deposit that is tied up bears nothing, where nobody said so. */
function barren({ months, openedOn, ratePpm }: TermOfRow, name: string, { settings }: Present, on: string): string[] {
  const end = addMonths(openedOn, months);
  if (end <= on)
    return [`The term of simpanan berjangka ended on ${end}: it bears no jasa any more, and ${name} may take it out.`];
  if (ratePpm !== undefined || offeredFor(months, settings) !== undefined) return [];
  return [
    `Simpanan berjangka of ${months} months has no jasa in the file, and the unit offers none for so long: it bears none.`,
  ];
}

/** A count of instalments that does not fit what is left of the principal: both, what is taken, and what it makes late. */
function misfit(
  { principal, periods, outstanding }: LoanOfRow,
  { terms, latePrincipal }: RunningLoan,
  { file, byPrincipal, leaves }: NonNullable<RunningLoan["paid"]>,
  on: string,
): Omit<Remark, "sheet" | "row"> {
  const instalments = (count: number) => (count === 1 ? "1 instalment" : `${count} instalments`);
  const rest = formatMoney(outstanding);
  const shown = outstanding === principal ? "before the first instalment" : `after ${instalments(byPrincipal)}`;
  const counted = periods - terms.periods;
  const taken = counted < file ? `Only ${counted} were due by ${on}` : "The count is taken";
  const late = latePrincipal === 0 ? "nothing" : formatMoney(latePrincipal);
  return {
    column: "Angsuran Ke",
    what: `${file} of ${instalments(periods)} are paid, which leaves ${formatMoney(leaves)} of the principal; but ${rest} is left (Sisa Pinjaman), as ${shown}. ${taken}: ${rest} over ${instalments(terms.periods)}, and ${late} of it is late on ${on}.`,
    how: "If she paid other amounts than the instalments, leave it so. Otherwise mend the count (or leave it empty: the rest tells it), or the rest.",
  };
}

/** A balance as it is opened with, in the account's own direction; a loss is below 0. */
export type OpeningBalance = Pick<Line, "account" | "member" | "loan"> & { amount: number };

/** Opening balances, with 3-999 against them. Pure. */
export function openingLines(balances: readonly OpeningBalance[]): Line[] {
  const lines = balances.map(({ account, amount, ...of }) =>
    (growsBy(account) === "debit") === amount > 0
      ? debit(account, Math.abs(amount), of)
      : credit(account, Math.abs(amount), of),
  );
  const rest = lines.reduce((sum, line) => sum + line.debit - line.credit, 0);
  if (rest === 0) return lines;
  return [...lines, rest > 0 ? credit(ACCOUNTS.opening, rest) : debit(ACCOUNTS.opening, -rest)];
}

/** `1-101`: for a list of totals. */
export const totalLines = ({ totals }: OpeningPlan): [string, number][] =>
  [...totals].map(([account, amount]) => [accountCode(account), amount]);
