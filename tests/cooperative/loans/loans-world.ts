import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { Pendings } from "../../../src/cooperative/controls/pendings.ts";
import type { Entry } from "../../../src/cooperative/journal/entry.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { afterRequest } from "../../../src/cooperative/loans/agreeing.ts";
import { Agreements } from "../../../src/cooperative/loans/agreements.ts";
import { type Application, apply } from "../../../src/cooperative/loans/application.ts";
import { LoanBook, type LoanView } from "../../../src/cooperative/loans/book.ts";
import { Groups } from "../../../src/cooperative/loans/groups.ts";
import { loanHandlers } from "../../../src/cooperative/loans/handlers.ts";
import { restsOn } from "../../../src/cooperative/loans/off-books.ts";
import { productFor } from "../../../src/cooperative/loans/offer.ts";
import type { LoanParts } from "../../../src/cooperative/loans/parts.ts";
import { type LoanRow, Loans } from "../../../src/cooperative/loans/store.ts";
import { Desk, type Taken } from "../../../src/cooperative/operations/desk.ts";
import type { Operation, Refusal } from "../../../src/cooperative/operations/operation.ts";
import { reversing } from "../../../src/cooperative/operations/reversal.ts";
import { coopWorld, MELATI } from "../units/coop-world.ts";

export { MAWAR, MELATI } from "../units/coop-world.ts";

/** The product of most vectors: 1.5% a month, declining. */
export const BIASA = { name: "biasa", method: "declining", rate: "1.5%", periods: { min: 1, max: 24 } } as const;
export const SETTINGS = {
  "loan-products": [
    BIASA,
    { ...BIASA, name: "tetap", method: "flat" },
    { ...BIASA, name: "anuitas", method: "annuity" },
    { ...BIASA, name: "pekan", rate: "0.5%", every: "week" },
  ],
} as const;

export const instant = (date: string): number => Date.parse(`${date}T05:00:00Z`);

/** A unit with officers, three members, cash, and the desk with all that loans are about. */
export function loansWorld(settings: unknown = SETTINGS) {
  const world = coopWorld();
  const { sqlite, journal, members, people } = world;
  world.decide(MELATI, settings);
  const treasurer = world.person("Rina", ["treasurer"], MELATI);
  const chair = world.person("Tuti", ["chair"], MELATI);
  const supervisor = world.person("Dewi", ["supervisor"], MELATI);
  const sariPerson = world.person("Sari", [], MELATI, "628111");
  const join = (name: string, personId?: string) =>
    members.add({ unit: MELATI, name, joinedOn: "2026-01-01", ...(personId === undefined ? {} : { personId }) }, 0).id;
  const [sari, maria, lina] = [join("Sari", sariPerson), join("Maria"), join("Lina")];
  const loans = new Loans(sqlite);
  const book = new LoanBook(journal, loans);
  const pendings = new Pendings(sqlite);
  const personOf = (member: number) => members.member(member)?.personId ?? null;
  const parts: LoanParts = {
    journal,
    loans,
    book,
    groups: new Groups(sqlite),
    agreements: new Agreements(sqlite),
    settings: (unit) => world.settings.current(unit),
    personOf,
    isMember: (member, unit) => members.member(member)?.unit === unit && members.member(member)?.active === true,
  };
  const desk = new Desk({
    sqlite,
    handlers: {
      ...loanHandlers(parts),
      reverse: reversing({
        journal,
        nameOfLeft: () => undefined,
        restsOn: (entry) => restsOn(journal, entry),
        dateOf: (_, at) => new Date(at).toISOString().slice(0, 10),
        afterReversal: [(entry) => book.follow(entry)],
      }),
    },
    pendings,
    people: {
      personOf,
      hasPhone: (person) => people.reach(person, () => true) !== undefined,
      mayVote: (person) => [treasurer, chair, supervisor].includes(person),
      enoughWithout: () => true,
    },
    lapseDays: () => 7,
    openedOn: () => "2020-01-01",
    lockedUntil: (unit) => journal.lockedUntil(unit),
    forget: () => {
      members.forget();
      world.settings.forget();
    },
    ended: (pending) => afterRequest(parts, pending),
    random: () => 0.4,
  });

  const when = (date: string) => ({ at: instant(date), today: date });
  const take = (
    operation: Operation,
    on: string,
    changes: { maker?: string; today?: string; source?: string } = {},
  ) => {
    const { maker = treasurer, today = on, ...rest } = changes;
    return desk.take(operation, world.booking(MELATI, maker, { ...when(today), valueOn: on, ...rest }));
  };
  const posted = (taken: Taken): Entry => {
    const [entry] = taken.kind === "posted" ? taken.entries : [];
    if (entry === undefined) throw new Error(`nothing was posted: ${JSON.stringify(taken)}`);
    return entry;
  };
  const refusal = (taken: Taken): Refusal => {
    if (taken.kind !== "refused") throw new Error(`it was not refused: ${taken.kind}`);
    return taken.refusal;
  };
  const ask = (
    application: Partial<Application> & { principal: number; periods: number; words?: string },
    on: string,
  ) => {
    const { words = "biasa", ...rest } = application;
    const found = productFor(parts.settings(MELATI), { product: words });
    if (found.kind !== "one") throw new Error(`no product ${words}`);
    return apply(parts, { unit: MELATI, member: sari, product: found.product, ...rest }, when(on));
  };
  const applied = (application: Parameters<typeof ask>[0], on: string): LoanRow => {
    const result = ask(application, on);
    if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
    return result.loan;
  };
  /** Committee and borrower say yes. */
  const agree = (loan: LoanRow, on: string) => {
    const taken = take({ op: "agree-loan", member: loan.member, loan: loan.id }, on);
    if (taken.kind !== "waiting") throw new Error(`nobody was asked: ${JSON.stringify(taken)}`);
    const { no, code, confirmer } = taken.pending;
    desk.vote(chair, MELATI, no, { yes: true }, when(on));
    desk.vote(supervisor, MELATI, no, { yes: true }, when(on));
    if (confirmer !== null) return desk.confirm(confirmer, code ?? "", true, when(on));
    return desk.witness(world.person("Saksi"), MELATI, no, when(on));
  };
  /** The whole way to the money. */
  const lend = (application: Parameters<typeof ask>[0], on: string): LoanRow => {
    const loan = applied(application, on);
    const agreed = agree(loan, on);
    if (agreed.kind !== "posted") throw new Error(`not agreed: ${JSON.stringify(agreed)}`);
    posted(take({ op: "disburse", member: loan.member, loan: loan.id }, on));
    return there(loan);
  };
  const there = ({ id }: { id: number }): LoanRow => {
    const loan = loans.byId(id);
    if (loan === undefined) throw new Error(`no loan ${id}`);
    return loan;
  };
  const view = (loan: { id: number }, on: string): LoanView => {
    const found = book.view(there(loan), on);
    if (found === undefined) throw new Error("it was not paid out by then");
    return found;
  };
  const pay = (loan: LoanRow, amount: number, on: string, changes: Parameters<typeof take>[2] = {}) =>
    take({ op: "instalment", member: loan.member, loan: loan.id, amount }, on, changes);
  /** Money that is there without a story. */
  const give = (account: number, amount: number, member?: number) =>
    journal.post(
      {
        unit: MELATI,
        kind: "opening",
        valueOn: "2026-01-01",
        maker: "system",
        lines: [debit(ACCOUNTS.cash, amount), credit(account, amount, member === undefined ? {} : { member })],
      },
      when("2026-01-01"),
    );
  give(ACCOUNTS.grants, 50_000_000);
  return {
    ...world,
    ...{ treasurer, chair, supervisor, sariPerson, sari, maria, lina, loans, book, pendings, parts, desk },
    ...{ when, take, posted, refusal, ask, applied, agree, lend, there, view, pay, give },
    balance: (account: number, member?: number) => journal.balance(MELATI, account, member),
  };
}

export type LoansWorld = ReturnType<typeof loansWorld>;

/** The lines of an entry as the vectors have them: account, debit, credit. */
export const rows = (entry: Entry): [number, number, number][] =>
  entry.lines.map(({ account, debit, credit }) => [account, debit, credit]);
