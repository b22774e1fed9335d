import { moneyInWords } from "../../flow/understand/index.ts";
import { ACCOUNTS, CASH_ACCOUNTS, growsBy, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../accounts.ts";
import type { Books } from "../books.ts";
import { type Entry, type Line, shortHash } from "../journal/entry.ts";
import { memberNo } from "../members.ts";
import type { Audience } from "./audience.ts";
import type { Say } from "./say.ts";
import { dateShort } from "./say.ts";

/**
 * Whose eyes a receipt is for: what she may do about it, and whether balances may stand in it. `member`: of an entry of
 * several members she sees her own lines alone.
 */
export type Reader = { for: "member" | "officer"; balances: boolean; member?: number };

/**
 * The receipt of an entry as text: number, dates, kind, rupiah in digits and words, new balances, who wrote it, and
 * eight digits of the entry's hash, by which a receipt and the books can be compared.
 */
export function receipt(audience: Audience, whole: Entry, say: Say, reader: Reader): string {
  const { books } = audience;
  const entry = seenBy(whole, reader);
  const unit = books.units.byId(entry.unit);
  const lines = [
    say.line("receipt.head", { no: entry.no, unit: unit?.name ?? "", what: say.entryKind(entry.kind) }),
    ...whose(books, whole, say, reader),
    ...amounts(entry, say),
    ...(reader.balances ? balances(books, entry, say) : []),
    say.line("receipt.dates", { date: entry.valueOn, at: bookedOn(books, entry) }),
    say.line("receipt.by", { name: audience.nameOf(entry.maker, say) }),
    ...(entry.checker === null ? [] : [say.line("receipt.checked", { name: audience.nameOf(entry.checker, say) })]),
    ...reversed(books, entry, say),
    say.line("receipt.code", { code: shortHash(entry.hash) }),
    say.line(reader.for === "member" ? "receipt.dispute" : "receipt.undo", { no: entry.no }),
  ];
  return lines.join("\n");
}

/** An entry of several members (jasa simpanan, SHU) as one reader sees it: a member her own lines, an officer the sums. */
function seenBy(entry: Entry, { member }: Reader): Entry {
  if (membersOf(entry).length < 2) return entry;
  if (member !== undefined) return { ...entry, lines: entry.lines.filter((line) => line.member === member) };
  const sums = new Map<number, Line>();
  for (const { account, debit, credit } of entry.lines) {
    const { debit: debits, credit: credits } = sums.get(account) ?? { debit: 0, credit: 0 };
    sums.set(account, { account, debit: debits + debit, credit: credits + credit });
  }
  return { ...entry, lines: [...sums.values()] };
}

/** One line of a summary: `143 Maria · Setoran Rp 20.000`. */
export function receiptLine(books: Books, entry: Entry, say: Say): string {
  const members = membersOf(entry);
  const name = members.length === 1 ? books.members.member(members[0] ?? 0)?.name : undefined;
  const what = say.entryKind(entry.kind);
  return say.line(name === undefined ? "summary.line-unit" : "summary.line", {
    no: entry.no,
    name: name ?? "",
    what,
    amount: moved(entry),
  });
}

/** Members whose accounts an entry changes. */
export const membersOf = ({ lines }: Entry): number[] => [
  ...new Set(
    lines.flatMap(({ account, member }) => (member !== undefined && MEMBER_ACCOUNTS.has(account) ? [member] : [])),
  ),
];

/** What changed hands: cash where there is any, else one side of the entry. */
export function moved({ lines }: Pick<Entry, "lines">): number {
  const sum = (some: readonly Line[]) => some.reduce((all, { debit, credit }) => all + debit - credit, 0);
  const cash = Math.abs(sum(lines.filter(({ account }) => CASH_ACCOUNTS.has(account))));
  if (cash > 0) return cash;
  const side = (of: "debit" | "credit") => lines.reduce((all, line) => all + line[of], 0);
  return Math.max(side("debit"), side("credit"));
}

function whose(books: Books, entry: Entry, say: Say, { member }: Reader): string[] {
  const members = membersOf(entry);
  if (members.length > 1 && member === undefined)
    return [say.line("coop-year:receipt.members", { count: members.length })];
  return members.flatMap((id) => {
    if (member !== undefined && id !== member) return [];
    const found = books.members.member(id);
    return found === undefined ? [] : [say.line("receipt.member", { name: found.name, no: memberNo(found.no) })];
  });
}

/** What the money was for, and the whole of it in words. With a single purpose one line says both. */
function amounts(entry: Entry, say: Say): string[] {
  const amount = moved(entry);
  const words = moneyInWords(amount);
  const parts = entry.lines.filter(({ account }) => !CASH_ACCOUNTS.has(account));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined)
    return [say.line(`receipt.only-${direction(only)}`, { account: only.account, amount, words })];
  const lines = parts.map((line) =>
    say.line(partKey(line), { account: line.account, amount: line.debit + line.credit }),
  );
  const own = `receipt.total-${entry.kind}`;
  return [...lines, say.line(say.has(own) ? own : "receipt.total", { amount, words })];
}

/** What the books call a claim is, to her, the principal of her loan. */
const partKey = (line: Line): string =>
  line.account === ACCOUNTS.loans ? "receipt.principal" : `receipt.${direction(line)}`;

/** `less`: the account has less than before. */
const direction = ({ account, credit }: Line): "part" | "less" =>
  (growsBy(account) === "debit") === credit > 0 ? "less" : "part";

function balances(books: Books, entry: Entry, say: Say): string[] {
  const seen = new Set<string>();
  return entry.lines.flatMap(({ account, member, loan }) => {
    const key = `${account} ${member} ${loan}`;
    if (member === undefined || !MEMBER_ACCOUNTS.has(account) || seen.has(key)) return [];
    seen.add(key);
    const balance = books.journal.balance(entry.unit, account, member, LOAN_ACCOUNTS.has(account) ? loan : undefined);
    if (account === ACCOUNTS.loans) return [say.line("receipt.loan-left", { balance })];
    return [say.line("receipt.balance", { account, balance })];
  });
}

function reversed(books: Books, entry: Entry, say: Say): string[] {
  if (entry.reverses === null) return [];
  const mirrored = books.journal.entry(entry.reverses);
  return [say.line("receipt.reverses", { no: mirrored?.no ?? 0, reason: entry.memo ?? "-" })];
}

const bookedOn = (books: Books, entry: Entry): string => dateShort(books.dateIn(entry.unit, entry.bookedAt));
