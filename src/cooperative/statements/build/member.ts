import type { Row, Section } from "../../../documents/index.ts";
import { RukunError } from "../../../errors.ts";
import { ACCOUNTS, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../../accounts.ts";
import type { EntryKind, PostedLine } from "../../journal/entry.ts";
import { growthBy } from "../../journal/sound.ts";
import { principalMoved } from "../../loans/off-books.ts";
import { type Member, memberNo } from "../../members.ts";
import type { Ledger } from "../ledger.ts";
import type { Names } from "../names.ts";
import type { Period } from "../period.ts";
import { type Built, column, entryColumns, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";

/** What belongs to a member and is no loan: her savings, what is held for her, her part of the surplus. */
export const OWN_ACCOUNTS: readonly number[] = [...MEMBER_ACCOUNTS].filter((account) => !LOAN_ACCOUNTS.has(account));

/** Buku anggota: what she has and owes, and each move of it. */
export function memberBook(scene: Scene): Built {
  const { ledger, words, names, period } = scene;
  const member = memberOf(scene);
  const lines = linesOf(ledger, member.id, period.to);
  return {
    per: words.say("per.part"),
    facts: [
      { label: words.say("column.member"), value: `${memberNo(member.no)} ${member.name}` },
      { label: words.say("column.joined"), value: words.date(member.joinedOn) },
      ...(member.leftOn === null ? [] : [{ label: words.say("column.left"), value: words.date(member.leftOn) }]),
    ],
    sections: memberBookSections(lines, { period, words, names }),
  };
}

/** All lines that name a member up to a date of the books, by date and number. */
export function linesOf({ journal }: Pick<Ledger, "journal">, member: number, to: string): PostedLine[] {
  const lines = journal.memberLines(member, { limit: Number.MAX_SAFE_INTEGER, to });
  return lines.sort((a, b) =>
    a.entry.booksOn === b.entry.booksOn ? a.entry.id - b.entry.id : a.entry.booksOn < b.entry.booksOn ? -1 : 1,
  );
}

function memberOf({ ledger, subject, units }: Scene): Member {
  const member = subject.member === undefined ? undefined : ledger.members.member(subject.member);
  if (member === undefined || !units.some(({ id }) => id === member.unit))
    throw new RukunError("statement.member", "the book of a member needs her number: --member 003");
  return member;
}

type BookParts = { period: Period; words: Words; names: Names };

/** Lines that name a member, up to the end of the period, oldest first. */
export function memberBookSections(lines: readonly PostedLine[], parts: BookParts): Section[] {
  const { words } = parts;
  const accounts = OWN_ACCOUNTS.filter((account) => lines.some((line) => line.account === account));
  const loans = [...new Set(lines.flatMap(({ loan }) => loan ?? []))];
  const places = accounts.map((account) => ({ account, balance: grown(lines, account) }));
  const owed = loans.map((id) => hersOf(id, lines));
  const rows: Row[] = [
    ...places.map(({ account, balance }): Row => ({ cells: [words.hers(account), balance] })),
    { role: "subtotal", cells: [words.say("row.all-savings"), places.reduce((sum, { balance }) => sum + balance, 0)] },
    ...owed.map((loan): Row => ({ cells: [loanTitle(loan, parts), loan.left] })),
    { role: "subtotal", cells: [words.say("row.all-loans"), owed.reduce((sum, { left }) => sum + left, 0)] },
  ];
  const summary: Section = {
    title: words.say("section.summary"),
    columns: [column(words, "what", "text", ", "), column(words, "balance", "money")],
    rows,
  };
  return [
    summary,
    ...accounts.map((account) => accountSection(account, lines, parts)),
    ...owed.map((loan) => loanSection(loan, parts)),
  ];
}

/** Rupiah of principal by which she owes more, and less; an entry that takes another back has the same below zero. */
type LoanMove = {
  entry: PostedLine["entry"];
  lines: readonly PostedLine[];
  kind: EntryKind;
  more: number;
  less: number;
};

/** One loan as she has it, an entry a move, and what she still owes of it; `offBooks`: although it was written off. */
type HerLoan = { loan: number; moves: readonly LoanMove[]; left: number; offBooks: boolean };

function hersOf(loan: number, all: readonly PostedLine[]): HerLoan {
  const entries = byEntry(all.filter((line) => line.loan === loan));
  const kinds = new Map(entries.map(({ entry }) => [entry.id, entry.kind]));
  const moves = entries.map(({ entry, lines }): LoanMove => {
    const kind = kinds.get(entry.reverses ?? entry.id) ?? entry.kind;
    const { more, less } = principalMoved(kind, lines);
    // What is taken back stands where it stood.
    return { entry, lines, kind, ...(entry.reverses === null ? { more, less } : { more: 0 - less, less: 0 - more }) };
  });
  const left = leftAfter(moves);
  const writeOffs = moves.filter(({ kind }) => kind === "write-off");
  const standing = writeOffs.reduce((count, { entry }) => count + (entry.reverses === null ? 1 : -1), 0);
  return { loan, moves, left, offBooks: standing > 0 && left > 0 };
}

const leftAfter = (moves: readonly LoanMove[]): number => moves.reduce((left, { more, less }) => left + more - less, 0);

const loanTitle = ({ loan, offBooks }: HerLoan, { words, names }: BookParts) =>
  words.say(offBooks ? "row.loan-off-books" : "row.loan", { loan: names.loan(loan) });

const grown = (lines: readonly PostedLine[], account: number): number =>
  lines.reduce((sum, line) => (line.account === account ? sum + growthBy(line) : sum), 0);

function accountSection(account: number, lines: readonly PostedLine[], { period, words, names }: BookParts): Section {
  const own = lines.filter((line) => line.account === account);
  const before = own.filter(({ entry }) => entry.booksOn < period.from);
  let balance = grown(before, account);
  const rows: Row[] = [{ role: "opening", cells: [period.from, null, words.say("row.opening"), null, null, balance] }];
  for (const line of own.filter(({ entry }) => entry.booksOn >= period.from)) {
    const amount = growthBy(line);
    balance += amount;
    const [into, out] = amount > 0 ? [amount, null] : [null, -amount];
    rows.push({ cells: [line.entry.booksOn, line.entry.no, names.about(line.entry, [line], []), into, out, balance] });
  }
  rows.push({ role: "total", cells: [period.to, null, words.say("row.closing"), null, null, balance] });
  const columns = [
    ...entryColumns(words),
    column(words, "in", "money"),
    column(words, "out", "money"),
    column(words, "balance", "money"),
  ];
  return { title: words.hers(account), columns, rows };
}

/** What was lent and paid of one loan, an entry a row. */
function loanSection(loan: HerLoan, parts: BookParts): Section {
  const { period, words, names } = parts;
  const before = loan.moves.filter(({ entry }) => entry.booksOn < period.from);
  let left = leftAfter(before);
  const rows: Row[] = [
    { role: "opening", cells: [period.from, null, words.say("row.opening"), null, null, null, null, left] },
  ];
  for (const { entry, lines, more, less } of loan.moves.slice(before.length)) {
    left += more - less;
    const about = entry.kind === "write-off" ? words.say("row.written-off") : names.about(entry, lines, []);
    const paid = [less, grown(lines, ACCOUNTS.loanInterest), grown(lines, ACCOUNTS.penalty)].map(some);
    rows.push({ cells: [entry.booksOn, entry.no, about, some(more), ...paid, left] });
  }
  rows.push({ role: "total", cells: [period.to, null, words.say("row.closing"), null, null, null, null, left] });
  const columns = [
    ...entryColumns(words),
    ...["lent", "principal-paid", "interest", "penalty", "loan-left"].map((key) => column(words, key, "money")),
  ];
  return { title: loanTitle(loan, parts), columns, rows };
}

const some = (amount: number): number | null => (amount === 0 ? null : amount);

function byEntry(lines: readonly PostedLine[]): { entry: PostedLine["entry"]; lines: PostedLine[] }[] {
  const entries = new Map<number, { entry: PostedLine["entry"]; lines: PostedLine[] }>();
  for (const line of lines) {
    const there = entries.get(line.entry.id);
    if (there === undefined) entries.set(line.entry.id, { entry: line.entry, lines: [line] });
    else there.lines.push(line);
  }
  return [...entries.values()];
}
