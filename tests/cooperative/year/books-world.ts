import { Books } from "../../../src/cooperative/books.ts";
import type { Taken } from "../../../src/cooperative/operations/desk.ts";
import type { Booking, Operation } from "../../../src/cooperative/operations/operation.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { Directory } from "../../../src/people/directory.ts";
import { PeopleStore } from "../../../src/people/store.ts";
import type { Zone } from "../../../src/zones.ts";
import { addDays, instantOf } from "../../../src/zones.ts";
import { freshDb } from "../../support/databases.ts";

/** Rates and shares of a made-up unit. */
export const RULES = {
  savings: {
    principal: { amount: 100_000 },
    mandatory: { amount: 20_000 },
    voluntary: { rate: "0.3%" },
    term: { on: true, offers: [{ months: 3, rate: "0.5%" }] },
    holiday: { on: true, rate: "0.2%" },
  },
  "loan-products": [{ name: "biasa", method: "declining", rate: "1.5%", periods: { min: 1, max: 24 } }],
};

/** The unit Melati with its officers and members, on a real SQLite, on any day of 2026 and after. */
export function booksWorld({
  rules = RULES as unknown,
  zone = "Asia/Jakarta" as Zone,
  members = 4,
  openedOn = "2026-01-01",
} = {}) {
  const db = freshDb();
  const newId = sequentialIds();
  const people = new PeopleStore(db.sqlite);
  const directory = new Directory(db, people, newId);
  const books = new Books({ sqlite: db.sqlite, people, newId, random: () => 0.4 });
  books.units.open({ id: 1, kind: "unit", name: "Melati", village: "Sumberejo", zone, openedOn }, newId);
  books.settings.put(1, writtenSchema.parse(rules), "operator", 0);
  const { unitId } = books.unit(1);
  const officer = (name: string, role: "treasurer" | "chair" | "supervisor") =>
    directory.add({ name, called: `Ibu ${name}`, zone, roles: [role], unitId }, 0);
  const officers = {
    treasurer: officer("Endang", "treasurer"),
    chair: officer("Ratna", "chair"),
    supervisor: officer("Dewi", "supervisor"),
  };
  const names = ["Maria", "Tiur", "Lina", "Sari", "Rosa", "Nur", "Ida", "Wati"].slice(0, members);
  const ids = names.map((name) => books.members.add({ unit: 1, name, joinedOn: "2026-01-02" }, 0).id);
  let sources = 0;
  const at = (today: string) => instantOf(zone, today, "12:00");
  const booking = (today: string, changes: Partial<Booking> = {}): Booking => ({
    unit: 1,
    maker: officers.treasurer,
    at: at(today),
    today,
    valueOn: today,
    source: `test:${++sources}`,
    ...changes,
  });
  const take = (operation: Operation, today: string, changes: Partial<Booking> = {}): Taken =>
    books.desk.take(operation, booking(today, changes));
  return {
    db,
    books,
    people,
    officers,
    ids,
    at,
    booking,
    take,
    /** What must be posted at once. */
    post(operation: Operation, today: string, changes: Partial<Booking> = {}) {
      const taken = take(operation, today, changes);
      if (taken.kind !== "posted") throw new Error(JSON.stringify(taken));
      return taken.entries;
    },
    /** Asked for by the treasurer, agreed to by the chair and, where two must, by the supervisor. */
    agreed(operation: Operation, today: string, changes: Partial<Booking> = {}) {
      const taken = take(operation, today, changes);
      if (taken.kind !== "waiting") throw new Error(JSON.stringify(taken));
      const when = { at: at(today), today };
      const { no } = taken.pending;
      let decided = books.desk.vote(officers.chair, 1, no, { yes: true }, when);
      if (decided.kind === "counted") decided = books.desk.vote(officers.supervisor, 1, no, { yes: true }, when);
      if (decided.kind !== "posted") throw new Error(JSON.stringify(decided));
      return decided.done.entries;
    },
    refusal(operation: Operation, today: string, changes: Partial<Booking> = {}) {
      const taken = take(operation, today, changes);
      return taken.kind === "refused" ? taken.refusal : taken.kind;
    },
    balance: (account: number, member?: number) => books.journal.balance(1, account, member),
    /** In January, when all of 2026 is written; a later month three days after its last day. */
    lock(until: string) {
      const [january, after] = ["2027-01-03", addDays(until, 3)];
      books.journal.lock(1, "month", until, officers.chair, at(after > january ? after : january));
    },
  };
}

export type BooksWorld = ReturnType<typeof booksWorld>;
