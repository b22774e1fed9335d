import type Sqlite from "better-sqlite3";
import { DAY, HOUR } from "../../../clock.ts";
import { dateIn } from "../../../zones.ts";
import { ACCOUNTS, staysPositive } from "../../accounts.ts";
import type { Entry, EntryHead, Line } from "../entry.ts";
import { canonical, chained, NO_HASH } from "../hash.ts";
import { movements, turnovers, wrongLine } from "../sound.ts";
import type { Breaches, Wrong } from "./breach.ts";
import { CashBoxes } from "./cash.ts";
import { isInstant } from "./instant.ts";
import { Locks } from "./locks.ts";
import type { Names } from "./names.ts";
import { Owners } from "./owners.ts";
import type { Listed } from "./schema.ts";
import { Sheets } from "./sheets.ts";
import { Balances, Months } from "./sums.ts";

/** An entry as it is read, with the numbers of its lines: 1, 2, 3, … */
export type Numbered = EntryHead & { lines: Line[]; numbers: number[] };

/** Where the box of a unit stands among its balances. */
const IN_CASH = { account: ACCOUNTS.cash, member: 0, loan: 0 } as const;

/**
 * All entries in the order of posting, each once. What it keeps is a few numbers a unit, a member, a loan and a month;
 * nothing of an entry.
 */
export class Pass {
  readonly balances = new Balances();
  readonly months = new Months();
  readonly owners: Owners;
  readonly boxes: CashBoxes;
  readonly sheets: Sheets;
  private readonly locks: Locks;
  private readonly names: Names;
  /** The newest entry of each unit so far. */
  private readonly heads = new Map<number, { no: number; hash: string }>();
  private readonly reversed = new Set<number>();
  private readonly repeated: ReadonlySet<number>;
  private readonly original: (id: number) => Entry | undefined;
  private readonly breaches: Breaches;
  private dates = { day: Number.NaN, latest: "" };
  lines = 0;
  /** What the indexes of the journal should list. */
  readonly listed: Listed = { entries: 0, sources: 0, reversals: 0, ofMembers: 0, ofLoans: 0 };

  constructor(
    sqlite: Sqlite.Database,
    breaches: Breaches,
    given: { names: Names; repeated: ReadonlySet<number>; original: (id: number) => Entry | undefined },
  ) {
    this.owners = new Owners(sqlite, given.names);
    this.boxes = new CashBoxes(sqlite);
    this.sheets = new Sheets(sqlite, given.names);
    this.locks = new Locks(sqlite);
    this.names = given.names;
    this.breaches = breaches;
    this.repeated = given.repeated;
    this.original = given.original;
  }

  get units(): number {
    return this.heads.size;
  }

  take(entry: Numbered): void {
    const { unit, no, hash, booksOn, lines } = entry;
    const wrong = this.wrongWith(entry);
    this.heads.set(unit, { no, hash });
    this.count(entry);
    const month = booksOn.slice(0, 7);
    for (const turnover of turnovers(lines)) this.months.add(unit, month, turnover);
    const negative = this.move(unit, lines);
    if (this.boxes.has(unit)) this.boxes.take(entry, this.balances.get(unit, IN_CASH));
    // Looked at for each entry, also for one that is wrong already: it goes on from the one before.
    const onSheet = this.sheets.wrongWith(entry);
    const first = wrong ?? negative ?? onSheet;
    if (first !== undefined) this.breaches.add({ unit, no, ...first });
  }

  private count({ source, reverses, lines }: Numbered): void {
    const { listed } = this;
    listed.entries += 1;
    this.lines += lines.length;
    if (source !== null) listed.sources += 1;
    if (reverses !== null) {
      listed.reversals += 1;
      this.reversed.add(reverses);
    }
    for (const { member, loan } of lines) {
      if (member !== undefined) listed.ofMembers += 1;
      if (loan !== undefined) listed.ofLoans += 1;
    }
  }

  private wrongWith(entry: Numbered): Wrong | undefined {
    const before = this.heads.get(entry.unit) ?? { no: 0, hash: NO_HASH };
    if (entry.no !== before.no + 1)
      return { code: "number", no: before.no + 1, what: `it is missing: behind no ${before.no} comes no ${entry.no}` };
    return (
      this.wrongLines(entry) ??
      this.wrongDates(entry) ??
      this.wrongOrigin(entry) ??
      wrongHash(entry, before.hash) ??
      this.locks.wrongWith(entry) ??
      this.wrongLeaving(entry)
    );
  }

  private wrongLines({ unit, lines, numbers }: Numbered): Wrong | undefined {
    if (lines.length < 2) return { code: "lines", what: `it has ${lines.length} line(s)` };
    if (numbers.some((n, at) => n !== at + 1)) return { code: "lines", what: "a line is missing" };
    let [debit, credit] = [0, 0];
    for (const line of lines) {
      const amount = wrongLine(line);
      if (amount !== undefined) return { code: "amount", what: amount };
      const owner = this.owners.wrongWith(unit, line);
      if (owner !== undefined) return { code: "owner", what: owner };
      debit += line.debit;
      credit += line.credit;
    }
    return debit === credit ? undefined : { code: "unbalanced", what: `debit ${debit} is not credit ${credit}` };
  }

  private wrongDates({ valueOn, booksOn, bookedAt }: Numbered): Wrong | undefined {
    if (valueOn > booksOn)
      return { code: "date", what: `its value date ${valueOn} lies behind ${booksOn}, where it stands in the books` };
    if (!isInstant(bookedAt)) return { code: "date", what: "it was booked at no time that there is" };
    if (booksOn > this.latestDate(bookedAt))
      return { code: "date", what: `it stands in the books under ${booksOn}, and was booked before` };
    return undefined;
  }

  /** The date in the easternmost zone: nowhere is it later. */
  private latestDate(at: number): string {
    const day = Math.floor((at + 9 * HOUR) / DAY);
    if (day !== this.dates.day) this.dates = { day, latest: dateIn("Asia/Jayapura", at) };
    return this.dates.latest;
  }

  private wrongLeaving({ unit, kind, valueOn, lines }: Numbered): Wrong | undefined {
    const what = kind === "leaving" ? this.owners.wrongLeaving(unit, valueOn, lines) : undefined;
    return what === undefined ? undefined : { code: "left", what };
  }

  private wrongOrigin(entry: Numbered): Wrong | undefined {
    if (this.repeated.has(entry.id)) return { code: "source", what: `another entry came from ${entry.source} before` };
    const { reverses } = entry;
    if (reverses === null) return undefined;
    if (this.reversed.has(reverses)) return { code: "reversal", what: "what it takes back was taken back before" };
    const original = reverses < entry.id ? this.original(reverses) : undefined;
    if (original?.unit !== entry.unit) return { code: "reversal", what: "what it takes back is no earlier entry here" };
    if (original.reverses !== null)
      return { code: "reversal", what: `it takes back no ${original.no}, which is a reversal itself` };
    if (!mirrors(entry.lines, original.lines))
      return { code: "reversal", what: `it is not the mirror image of no ${original.no}` };
    return undefined;
  }

  /** Moves the balances, and tells of one that must not be below zero and was brought there. */
  private move(unit: number, lines: readonly Line[]): Wrong | undefined {
    let wrong: Wrong | undefined;
    for (const movement of movements(lines)) {
      const balance = this.balances.add(unit, movement);
      if (balance >= 0 || movement.delta >= 0 || !staysPositive(movement.account)) continue;
      wrong ??= { code: "negative", what: () => `it brings ${this.names.place(movement, unit)} to ${balance}` };
    }
    return wrong;
  }
}

function wrongHash(entry: Numbered, before: string): Wrong | undefined {
  if (chained(before, canonical(entry)) === entry.hash) return undefined;
  return { code: "hash", what: "its hash is not that of its content and the entry before it" };
}

const mirrors = (lines: readonly Line[], original: readonly Line[]): boolean =>
  lines.length === original.length && lines.every((line, at) => isMirror(line, original[at]));

const isMirror = (line: Line, of: Line | undefined): boolean =>
  of !== undefined &&
  line.account === of.account &&
  line.debit === of.credit &&
  line.credit === of.debit &&
  line.member === of.member &&
  line.loan === of.loan;
