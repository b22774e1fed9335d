import { moneyInWords } from "../../flow/understand/index.ts";
import {
  ACCOUNTS,
  CASH_ACCOUNTS,
  growsBy,
  LOAN_ACCOUNTS,
  MEMBER_ACCOUNTS,
  SAVINGS,
  type SavingsKind,
  SURPLUS_FUNDS,
} from "../accounts.ts";
import type { Books } from "../books.ts";
import { type Entry, type EntryKind, type Line, shortHash } from "../journal/entry.ts";
import { kindSaid } from "../kind-said.ts";
import { kindBehind, linesForHer } from "../loans/off-books.ts";
import { memberNo } from "../members.ts";
import { NEVER_REVERSED } from "../operations/reversal.ts";
import type { Audience } from "./audience.ts";
import type { Say } from "./say.ts";
import { dateShort } from "./say.ts";
import { stillOwed } from "./written-off.ts";

/**
 * Whose eyes a receipt is for: what she may do about it (a treasurer takes it back, a member objects, another officer
 * looks), and whether balances may stand in it. `member`: of an entry of several members she sees her own lines alone.
 */
export type Reader = { for: "member" | "treasurer" | "officer"; balances: boolean; member?: number };

/**
 * The receipt of an entry as text: number, dates, kind, rupiah in digits and words, new balances, who wrote it, and
 * eight digits of the entry's hash, by which a receipt and the books can be compared.
 */
export function receipt(audience: Audience, whole: Entry, say: Say, reader: Reader): string {
  const { books } = audience;
  const members = membersOf(whole);
  const entry = members.length < 2 && !OF_ALL.has(whole.kind) ? whole : seenBy(whole, reader);
  const unit = books.units.byId(entry.unit);
  const lines = [
    say.line("receipt.head", { no: entry.no, unit: unit?.name ?? "", what: say.entryKind(kindSaid(entry)) }),
  ];
  addWhose(lines, books, members, say, reader);
  const told = reader.for === "member" ? linesForHer(kindBehind(books.journal, entry), entry.lines) : entry.lines;
  addAmounts(lines, { ...entry, lines: told }, say);
  if (NOTED.has(entry.kind) && entry.memo !== null && entry.memo !== "")
    lines.push(say.line("receipt.note", { note: entry.memo }));
  if (reader.balances) addBalances(lines, books, entry, say);
  lines.push(...stillOwed(books, entry, say, reader));
  lines.push(say.line("receipt.dates", { date: entry.valueOn, at: bookedOn(books, entry) }));
  lines.push(say.line("receipt.by", { name: audience.nameOf(entry.maker, say) }));
  if (entry.checker !== null) lines.push(say.line("receipt.checked", { name: audience.nameOf(entry.checker, say) }));
  if (entry.reverses !== null) {
    const mirrored = books.journal.entry(entry.reverses);
    lines.push(say.line("receipt.reverses", { no: mirrored?.no ?? 0, reason: entry.memo ?? "-" }));
  }
  lines.push(say.line("receipt.code", { code: shortHash(entry.hash) }));
  if (reader.for === "member") lines.push(say.line("receipt.dispute", { no: entry.no }));
  else if (reader.for === "treasurer" && entry.reverses === null && !NEVER_REVERSED.has(entry.kind))
    lines.push(say.line("receipt.undo", { no: entry.no }));
  return lines.join("\n");
}

/** What the treasurer wrote behind it says for what the money was, and stands in the books. */
const NOTED: ReadonlySet<EntryKind> = new Set(["expense", "income"]);
/** Entries of all members at once: to one of them only her own lines say something. */
const OF_ALL: ReadonlySet<EntryKind> = new Set(["savings-interest", "shu"]);

/** An entry of several members (jasa simpanan, SHU) as one reader sees it: a member her own lines, an officer the sums. */
function seenBy(entry: Entry, { member }: Reader): Entry {
  if (member !== undefined) return { ...entry, lines: entry.lines.filter((line) => line.member === member) };
  const sums = new Map<number, Line>();
  for (const { account, debit, credit } of entry.lines) {
    const { debit: debits, credit: credits } = sums.get(account) ?? { debit: 0, credit: 0 };
    sums.set(account, { account, debit: debits + debit, credit: credits + credit });
  }
  return { ...entry, lines: [...sums.values()] };
}

/** One line of a summary: `143. Maria, Setoran wajib Rp 20.000`. */
export function receiptLine(books: Books, entry: Entry, say: Say): string {
  const members = membersOf(entry);
  const name = members.length === 1 ? books.members.member(members[0] ?? 0)?.name : undefined;
  const what = whatOf(entry, say);
  return say.line(name === undefined ? "summary.line-unit" : "summary.line", {
    no: entry.no,
    name: name ?? "",
    what,
    amount: moved(entry),
  });
}

/** `Setoran wajib`: of savings which, of a meeting's line all that she brought. */
function whatOf(entry: Entry, say: Say): string {
  const { lines } = entry;
  const kind = kindSaid(entry);
  if (kind !== "deposit" && kind !== "withdrawal") return say.entryKind(kind);
  const parts: string[] = [];
  for (const { account } of lines) {
    if (CASH_ACCOUNTS.has(account)) continue;
    const savings = SAVINGS_KINDS.get(account);
    const part = savings === undefined ? say.line("operation.instalment") : say.kind(savings);
    if (!parts.includes(part)) parts.push(part);
  }
  const last = parts.pop() ?? "";
  const kinds = parts.length === 0 ? last : `${parts.join(", ")}${say.line("and")}${last}`;
  return say.line(`summary.${kind}`, { kinds });
}

const SAVINGS_KINDS: ReadonlyMap<number, SavingsKind> = new Map(
  (Object.keys(SAVINGS) as SavingsKind[]).map((kind) => [SAVINGS[kind], kind]),
);

/** Members whose accounts an entry changes; where it changes none, who gave it: dana duka is nobody's own. */
export function membersOf({ lines }: Entry): number[] {
  const found: number[] = [];
  const givers: number[] = [];
  for (const { account, member } of lines) {
    if (member === undefined) continue;
    const list = MEMBER_ACCOUNTS.has(account) ? found : givers;
    if (member !== list.at(-1)) list.push(member);
  }
  const members = found.length > 0 ? found : givers;
  return members.length < 2 ? members : [...new Set(members)];
}

/** What changed hands: cash where there is any, else one side of the entry. */
export function moved({ lines }: Pick<Entry, "lines">): number {
  let [cash, debits, credits] = [0, 0, 0];
  for (const { account, debit, credit } of lines) {
    if (CASH_ACCOUNTS.has(account)) cash += debit - credit;
    debits += debit;
    credits += credit;
  }
  return cash === 0 ? Math.max(debits, credits) : Math.abs(cash);
}

function addWhose(to: string[], books: Books, members: readonly number[], say: Say, { member }: Reader): void {
  if (members.length > 1 && member === undefined) {
    to.push(say.line("coop-year:receipt.members", { count: members.length }));
    return;
  }
  for (const id of members) {
    const found = member === undefined || id === member ? books.members.member(id) : undefined;
    if (found !== undefined) to.push(say.line("receipt.member", { name: found.name, no: memberNo(found.no) }));
  }
}

/** What the money was for, and the whole of it in words. With a single purpose one line says both. */
function addAmounts(to: string[], entry: Entry, say: Say): void {
  const amount = moved(entry);
  const words = moneyInWords(amount);
  const parts = entry.lines.filter(({ account }) => !CASH_ACCOUNTS.has(account));
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    const key = only.account === ACCOUNTS.loans ? "principal" : direction(only);
    to.push(say.line(`receipt.only-${key}`, { account: only.account, amount, words }));
    return;
  }
  for (const line of parts)
    to.push(say.line(partKey(line), { account: line.account, amount: line.debit + line.credit }));
  const own = `receipt.total-${entry.kind}`;
  to.push(say.line(say.has(own) ? own : "receipt.total", { amount, words }));
}

/** What the books call a claim is, to her, the principal of her loan. */
const partKey = (line: Line): string =>
  line.account === ACCOUNTS.loans ? "receipt.principal" : `receipt.${direction(line)}`;

/** `less`: the account has less than before. */
const direction = ({ account, credit }: Line): "part" | "less" =>
  (growsBy(account) === "debit") === credit > 0 ? "less" : "part";

function addBalances(to: string[], books: Books, { unit, kind, lines }: Entry, say: Say): void {
  for (const [n, line] of lines.entries()) {
    const { account, member, loan } = line;
    if (SURPLUS_FUNDS.has(account) && (kind === "expense" || kind === "reversal"))
      to.push(say.line("receipt.fund-left", { account, balance: books.journal.balance(unit, account) }));
    if (member === undefined || !MEMBER_ACCOUNTS.has(account)) continue;
    // What the books have left of it then is nothing; what she owes is said below.
    if (kind === "write-off") continue;
    // Her own lines are few: each balance stands once.
    if (lines.findIndex((one) => one.account === account && one.member === member && one.loan === loan) < n) continue;
    const balance = books.journal.balance(unit, account, member, LOAN_ACCOUNTS.has(account) ? loan : undefined);
    const key = account === ACCOUNTS.loans ? "receipt.loan-left" : "receipt.balance";
    to.push(say.line(key, { account, balance }));
  }
}

const bookedOn = (books: Books, entry: Entry): string => dateShort(books.dateIn(entry.unit, entry.bookedAt));
