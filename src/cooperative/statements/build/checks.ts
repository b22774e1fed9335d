import type { Row, Section } from "../../../documents/index.ts";
import { LIMITS } from "../../../limits.ts";
import { dateIn, daysBetween } from "../../../zones.ts";
import { ACCOUNTS } from "../../accounts.ts";
import type { Entry } from "../../journal/entry.ts";
import type { CoopUnit } from "../../units.ts";
import { type Built, byUnit, column, entryColumns, perUnit, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";
import { type CashMove, cashMoves } from "./cash.ts";

/** What a supervisor looks at first (lapping, late entries, what was taken back); each may be in good order. */
export function checks(scene: Scene): Built {
  const { ledger, words, names, period } = scene;
  const sections = perUnit(scene, (unit) => {
    const entries = [...ledger.journal.entries(unit.id, period)];
    const about = (entry: Entry) => names.about(entry, entry.lines);
    const by = (entry: Entry) => names.person(entry.maker);
    return checkSections(entries, { unit, words, about, by });
  });
  return { ...byUnit(scene), sections };
}

type Parts = { unit: Pick<CoopUnit, "zone">; words: Words; about(entry: Entry): string; by(entry: Entry): string };

/** Late entries, equal amounts in and out on one day, reversals. Pure. */
export function checkSections(entries: readonly Entry[], parts: Parts): Section[] {
  const { words, about } = parts;
  return [
    lateSection(entries, parts),
    pairSection([...cashMoves(entries, about)], words),
    reversalSection(entries, parts),
  ];
}

function lateSection(entries: readonly Entry[], { unit, words, about, by }: Parts): Section {
  const rows = entries.flatMap((entry): Row[] => {
    const bookedOn = dateIn(unit.zone, entry.bookedAt);
    const days = daysBetween(entry.valueOn, bookedOn);
    if (days <= LIMITS.usualBookingDays || entry.kind === "opening") return [];
    return [{ cells: [entry.valueOn, entry.no, about(entry), bookedOn, days, amountOf(entry), by(entry)] }];
  });
  const columns = [
    { ...column(words, "value-date", "date"), lead: ", " as const },
    ...entryColumns(words).slice(1),
    column(words, "booked-on", "date"),
    column(words, "days", "number"),
    column(words, "amount", "money"),
    column(words, "maker", "text"),
  ];
  return {
    title: words.say("section.late-entries", { days: LIMITS.usualBookingDays }),
    columns,
    rows: orNothing(rows, columns.length, words),
  };
}

/** Money that came and the same amount that went on one day: what one member paid may have covered another's gap. */
function pairSection(moves: readonly CashMove[], words: Words): Section {
  const into = new Map<string, CashMove[]>();
  for (const move of moves) {
    if (move.amount < 0) continue;
    const key = `${move.entry.valueOn} ${move.amount}`;
    into.set(key, [...(into.get(key) ?? []), move]);
  }
  const rows = moves.flatMap((out): Row[] => {
    if (out.amount > 0) return [];
    const same = into.get(`${out.entry.valueOn} ${-out.amount}`) ?? [];
    return same
      .filter((one) => !areMirrors(one.entry, out.entry))
      .map((one): Row => {
        return { cells: [out.entry.valueOn, -out.amount, one.entry.no, one.about, out.entry.no, out.about] };
      });
  });
  const columns = [
    { ...column(words, "value-date", "date"), lead: ", " as const },
    column(words, "amount", "money"),
    column(words, "no-in", "ordinal"),
    column(words, "in", "text"),
    column(words, "no-out", "ordinal"),
    column(words, "out", "text"),
  ];
  return { title: words.say("section.pairs"), columns, rows: orNothing(rows, columns.length, words) };
}

const areMirrors = (a: Entry, b: Entry): boolean => a.reverses === b.id || b.reverses === a.id;

function reversalSection(entries: readonly Entry[], { words, about, by }: Parts): Section {
  const taken = entries.filter(({ reverses }) => reverses !== null);
  const columns = [...entryColumns(words), column(words, "amount", "money"), column(words, "maker", "text")];
  const rows = taken.map((entry): Row => {
    return { cells: [entry.booksOn, entry.no, about(entry), amountOf(entry), by(entry)] };
  });
  return { title: words.say("section.reversals"), columns, rows: orNothing(rows, columns.length, words) };
}

/** An empty table could also be one that was forgotten. */
const orNothing = (rows: readonly Row[], width: number, words: Words): readonly Row[] =>
  rows.length > 0 ? rows : [nothing(width, words)];

const nothing = (width: number, words: Words): Row => ({
  role: "heading",
  cells: Array.from({ length: width }, (_, i) => (i === 0 ? words.say("row.nothing") : null)),
});

const amountOf = ({ lines }: Entry): number => lines.reduce((sum, { debit }) => sum + debit, 0);

type CountRow = {
  on: string;
  counted: number;
  book: number;
  by: string;
  entry: number | null;
  settled: number | null;
};

/** Daftar selisih kas: each count of the box with what the book said, and what became of a difference. */
export function cashDifferences(scene: Scene): Built {
  const { ledger, words, names, period } = scene;
  const columns = [
    column(words, "date", "date", ", "),
    column(words, "counted", "money"),
    column(words, "book", "money"),
    column(words, "difference", "money"),
    column(words, "no", "ordinal"),
    column(words, "settled-by", "text"),
    column(words, "maker", "text"),
  ];
  const counts = ledger.sqlite.prepare(COUNTS);
  const sections = perUnit(scene, ({ id }) => {
    const found = counts.all(id, period.from, period.to) as CountRow[];
    const rows = found.map(({ on, counted, book, by, entry, settled }): Row => {
      const difference = counted - book;
      const state = settled === null ? words.say("difference.open") : words.say("difference.settled", { no: settled });
      return { cells: [on, counted, book, difference, entry, difference === 0 ? null : state, names.person(by)] };
    });
    return [{ columns, rows: orNothing(rows, columns.length, words) }];
  });
  return { ...byUnit(scene), sections, notes: differenceNotes(scene) };
}

const COUNTS = `SELECT c."on", c.counted, c.book, c.by_person AS "by", e.no AS entry, r.no AS settled FROM cash_count AS c
  LEFT JOIN journal_entry AS e ON e.id = c.entry_id LEFT JOIN journal_entry AS r ON r.id = c.resolved_by
  WHERE c.unit = ? AND c."on" BETWEEN ? AND ? ORDER BY c."on", c.id`;

/** What is missing or too much and not settled, as the books have it. */
function differenceNotes({ ledger, words, units, period }: Scene): string[] {
  const at = (account: number) =>
    units.reduce((sum, { id }) => {
      const row = ledger.journal.trialBalance(id, period).find((one) => one.account === account);
      return sum + (row?.closing ?? 0);
    }, 0);
  const [short, over] = [at(ACCOUNTS.cashShort), at(ACCOUNTS.cashOver)];
  return [words.say("note.differences", { short: words.money(short), over: words.money(over) })];
}
