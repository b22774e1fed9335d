import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { Books } from "../../../src/cooperative/books.ts";
import { credit, type Draft, debit, type Entry, type Line } from "../../../src/cooperative/journal/entry.ts";
import { offerOf } from "../../../src/cooperative/loans/offer.ts";
import { termsOf } from "../../../src/cooperative/loans/terms.ts";
import type { Operation } from "../../../src/cooperative/operations/operation.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import {
  makeStatement,
  type Period,
  readPeriod,
  type StatementName,
  type StatementRequest,
} from "../../../src/cooperative/statements/index.ts";
import { collected, type Statement } from "../../../src/documents/index.ts";
import { packageRoot } from "../../../src/home.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { Directory } from "../../../src/people/directory.ts";
import { PeopleStore } from "../../../src/people/store.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import { freshDb } from "../../support/databases.ts";

export const { texts } = loadTexts(`${packageRoot()}/locales`);
export const [MELATI, MAWAR, HEAD] = [1, 2, 90];
/** Saturday 21 November 2026, noon in Jakarta. */
export const NOW = Date.parse("2026-11-21T05:00:00Z");
export const YEAR = readPeriod("2026");

const SETTINGS = {
  savings: { principal: { amount: 100_000 }, mandatory: { amount: 20_000 } },
  "loan-products": [{ name: "biasa", method: "declining", rate: "1.5%", periods: { min: 1, max: 24 } }],
};

/** Two units and a head office without a story, on a real SQLite. */
export function emptyBooks(file?: string) {
  const db = freshDb(file);
  const { sqlite } = db;
  const newId = sequentialIds();
  const people = new PeopleStore(sqlite);
  const directory = new Directory(db, people, newId);
  const books = new Books({ sqlite, people, newId, random: () => 0.4 });
  for (const [id, kind, name] of [
    [MELATI, "unit", "Melati"],
    [MAWAR, "unit", "Mawar"],
    [HEAD, "head", "Pusat"],
  ] as const) {
    books.units.open({ id, kind, name, village: "Sumberejo", zone: "Asia/Jakarta", openedOn: "2026-01-01" }, newId);
    books.settings.put(id, writtenSchema.parse(SETTINGS), "system", 0);
  }
  const person = (name: string, role: "treasurer" | "chair" | "supervisor") =>
    directory.add(
      { name, called: `Ibu ${name}`, zone: "Asia/Jakarta", roles: [role], unitId: books.unit(MELATI).unitId },
      NOW,
    );
  const officers = {
    treasurer: person("Endang", "treasurer"),
    chair: person("Ratna", "chair"),
    supervisor: person("Dewi", "supervisor"),
  };
  const member = (name: string, unit = MELATI) => books.members.add({ unit, name, joinedOn: "2026-01-05" }, NOW).id;
  const at = (date: string) => Date.parse(`${date}T05:00:00Z`);
  /** Writes an entry as it is, on its day or a later one. */
  const post = (
    kind: Draft["kind"],
    valueOn: string,
    lines: readonly Line[],
    more: Partial<Draft> & { bookedOn?: string } = {},
  ): Entry => {
    const { bookedOn = valueOn, ...rest } = more;
    const draft = { unit: MELATI, kind, valueOn, maker: officers.treasurer, lines, ...rest };
    const { entry } = books.journal.post(draft, { at: at(bookedOn), today: bookedOn });
    books.loans.book.follow(entry);
    return entry;
  };
  let sources = 0;
  /** Has the desk do something, which must not ask anybody. */
  const take = (operation: Operation, on: string, unit = MELATI): Entry => {
    const booking = { unit, maker: officers.treasurer, at: at(on), today: on, valueOn: on, source: `t:${++sources}` };
    const taken = books.desk.take(operation, booking);
    const [entry] = taken.kind === "posted" ? taken.entries : [];
    if (entry === undefined) throw new Error(`not posted: ${JSON.stringify(taken)}`);
    return entry;
  };
  /** A loan of the first product, without fees, as if everybody had agreed. */
  const lend = (of: number, principal: number, periods: number, on: string, unit = MELATI): number => {
    const settings = books.setting(unit);
    const [product] = settings.products;
    if (product === undefined) throw new Error("no product");
    const offer = offerOf(termsOf(settings, product, { principal, periods }), on, settings);
    if (offer === undefined) throw new Error("no offer");
    const { id } = books.loans.loans.add({ unit, member: of, terms: offer.terms, appliedAt: at(on) });
    const lines = [debit(ACCOUNTS.loans, principal, { member: of, loan: id }), credit(ACCOUNTS.cash, principal)];
    post("disbursement", on, lines, { unit });
    return id;
  };
  const make = (name: StatementName, request: Partial<StatementRequest> = {}, lang = "id"): Statement =>
    makeStatement(books, name, { unit: MELATI, period: YEAR, ...request }, { texts, lang, now: NOW });
  const read = (name: StatementName, request: Partial<StatementRequest> = {}, lang = "id") =>
    collected(make(name, request, lang));
  return { db, sqlite, books, officers, people, member, post, take, lend, make, read };
}

export type Fixture = ReturnType<typeof emptyBooks>;

/** Melati from June to November 2026: savings, two loans of which one is late, a count, a mistake; Mawar saves. */
export function melati(file?: string) {
  const world = emptyBooks(file);
  const { member, post, take, lend } = world;
  const [sari, tiur, lina] = [member("Sari br Ginting"), member("Tiur Manalu"), member("Lina Siregar")];
  const rosa = member("Rosa", MAWAR);
  post("opening", "2026-06-01", [debit(ACCOUNTS.cash, 5_000_000), credit(ACCOUNTS.grants, 5_000_000)], {
    maker: "system",
  });
  for (const [i, of] of [sari, tiur, lina].entries()) {
    take(
      {
        op: "deposit",
        member: of,
        items: [
          { kind: "principal", amount: 100_000 },
          { kind: "mandatory", amount: 20_000 },
        ],
      },
      "2026-06-05",
    );
    take({ op: "deposit", member: of, items: [{ kind: "voluntary", amount: 250_000 + i * 50_000 }] }, "2026-06-05");
  }
  const sariLoan = lend(sari, 1_500_000, 10, "2026-06-10");
  const tiurLoan = lend(tiur, 2_000_000, 10, "2026-06-12");
  for (const month of ["07", "08", "09", "10", "11"])
    take({ op: "instalment", member: sari, loan: sariLoan, amount: 172_500 }, `2026-${month}-10`);
  take({ op: "instalment", member: tiur, loan: tiurLoan, amount: 230_000 }, "2026-07-12");
  take({ op: "expense", account: ACCOUNTS.operations, amount: 75_000, note: "beli buku kas" }, "2026-08-03");
  take({ op: "withdraw", member: lina, kind: "voluntary", amount: 100_000 }, "2026-11-02");
  take({ op: "deposit", member: tiur, items: [{ kind: "voluntary", amount: 100_000 }] }, "2026-11-02");
  const mistake = take({ op: "deposit", member: lina, items: [{ kind: "voluntary", amount: 30_000 }] }, "2026-11-20");
  take({ op: "reverse", entry: mistake.id, reason: "salah anggota" }, "2026-11-20");
  take({ op: "cash-count", counted: world.books.journal.balance(MELATI, ACCOUNTS.cash) - 5_000 }, "2026-11-20");
  const late = [debit(ACCOUNTS.cash, 20_000), credit(ACCOUNTS.mandatorySavings, 20_000, { member: lina })];
  post("deposit", "2026-11-10", late, { bookedOn: "2026-11-21" });
  post(
    "deposit",
    "2026-11-15",
    [debit(ACCOUNTS.cash, 400_000), credit(ACCOUNTS.voluntary, 400_000, { member: rosa })],
    { unit: MAWAR },
  );
  post("transfer", "2026-11-16", [debit(ACCOUNTS.atHeadOffice, 150_000), credit(ACCOUNTS.cash, 150_000)], {
    unit: MAWAR,
  });
  post("transfer", "2026-11-16", [debit(ACCOUNTS.cash, 150_000), credit(ACCOUNTS.placedByUnits, 150_000)], {
    unit: HEAD,
  });
  return { ...world, sari, tiur, lina, rosa, sariLoan, tiurLoan };
}

export const period = (text: string): Period => readPeriod(text);
