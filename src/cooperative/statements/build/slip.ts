import type { Fact, Row } from "../../../documents/index.ts";
import { RukunError } from "../../../errors.ts";
import { moneyInWords } from "../../../flow/understand/index.ts";
import { dateIn } from "../../../zones.ts";
import { ACCOUNTS, accountCode } from "../../accounts.ts";
import { type Entry, shortHash } from "../../journal/entry.ts";
import { accountColumns, type Built, column, type Scene } from "../scene.ts";

/** Slip Uang Masuk, Slip Uang Keluar, or a slip of an entry that moved no cash. */
export function slip(scene: Scene): Built {
  const { ledger, words, names, units } = scene;
  const entry = entryOf(scene);
  const cash = entry.lines.reduce(
    (sum, line) => (line.account === ACCOUNTS.cash ? sum + line.debit - line.credit : sum),
    0,
  );
  const way = cash > 0 ? "in" : cash < 0 ? "out" : "none";
  const amount = cash === 0 ? entry.lines.reduce((sum, { debit }) => sum + debit, 0) : Math.abs(cash);
  const [unit] = units;
  // Whose a line is stands in the heading, where it is the same for all.
  const several = new Set(entry.lines.flatMap(({ member }) => member ?? [])).size > 1;
  return {
    title: words.say(`slip.${way}`),
    period: words.date(entry.valueOn),
    small: true,
    facts: slipFacts(scene, entry, amount),
    sections: [
      {
        columns: [
          ...accountColumns(words),
          ...(several ? [column(words, "member", "text", ", ")] : []),
          column(words, "debit", "money"),
          column(words, "credit", "money"),
        ],
        rows: entry.lines.map(({ account, member, debit, credit }): Row => {
          return {
            cells: [
              accountCode(account),
              words.account(account),
              ...(several ? [member === undefined ? null : names.member(entry.unit, member)] : []),
              debit === 0 ? null : debit,
              credit === 0 ? null : credit,
            ],
          };
        }),
      },
    ],
    notes: entry.kind === "write-off" ? [words.say("row.written-off")] : [],
    signatures: [
      ...(way === "none" ? [] : [{ role: words.say(way === "out" ? "role.receiver" : "role.payer"), name: "" }]),
      ...names.signatures(unit === undefined ? ledger.units.head() : unit).slice(0, 2),
    ],
  };
}

function slipFacts({ ledger, words, names, units }: Scene, entry: Entry, amount: number): Fact[] {
  const fact = (key: string, value: string): Fact => ({ label: words.say(`column.${key}`), value });
  const zone = units[0]?.zone ?? "Asia/Jakarta";
  const reversal = ledger.journal.reversalOf(entry.id);
  return [
    fact("no", String(entry.no)),
    fact("value-date", words.date(entry.valueOn)),
    fact("booked-on", words.date(dateIn(zone, entry.bookedAt))),
    fact("about", names.about(entry, entry.lines)),
    fact("amount", words.money(amount)),
    // Amounts are spelled in Indonesian in every language: so they stand on the slips of the cooperative.
    fact("in-words", moneyInWords(amount)),
    fact("maker", names.person(entry.maker)),
    ...(entry.checker === null ? [] : [fact("checker", names.person(entry.checker))]),
    ...(reversal === undefined ? [] : [fact("reversed-by", String(reversal.no))]),
    fact("code-hash", shortHash(entry.hash)),
  ];
}

function entryOf({ ledger, subject, units }: Scene): Entry {
  const entry = subject.entry === undefined ? undefined : ledger.journal.entry(subject.entry);
  if (entry === undefined || !units.some(({ id }) => id === entry.unit))
    throw new RukunError("statement.entry", "a slip needs the number of an entry: --entry 42");
  return entry;
}
