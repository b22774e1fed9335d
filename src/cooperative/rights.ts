import type { Keeper, Kept } from "../conversation/keeper.ts";
import type { Json } from "../flow/session.ts";
import { ACCOUNTS } from "./accounts.ts";
import type { Books } from "./books.ts";
import type { Audience } from "./chat/audience.ts";
import { moveText } from "./chat/move.ts";
import type { Say } from "./chat/say.ts";
import { treasurersOf } from "./disputes/watchers.ts";
import { type PostedLine, shortHash } from "./journal/entry.ts";
import { COOP_LIMITS } from "./limits.ts";
import { type LoanRow, loanNo } from "./loans/store.ts";
import { type Member, memberNo } from "./members.ts";
import { isNamed, makeNameless, planNameless } from "./nameless.ts";

type RightsParts = { books: Books; audience: Audience };

/**
 * A member's rights over what the books say of her. She may see and take along all of it. Erased is what says who she is;
 * the entries stay, since a cooperative has to keep its books, and so does her name while she is a member or has money
 * or debts there, and no longer. Who left with nothing is "Anggota 005" from then on.
 */
export function cooperativeKeeper(parts: RightsParts): Keeper {
  const { books, audience } = parts;
  return {
    name: "cooperative",
    dataOf: (personId, language) => {
      const members = books.members.ofPerson(personId);
      if (members.length === 0) return undefined;
      const kept = members.map((member) => keptOf(parts, member, audience.sayIn(language)));
      return {
        short: kept.flatMap(({ short }) => short),
        whole: kept.flatMap(({ whole }, at) => (at === 0 ? whole : ["", ...whole])),
        data: kept.map(({ data }) => data),
      };
    },
    seenBy: (personId, language) => {
      const say = audience.sayIn(language);
      return books.members.ofPerson(personId).flatMap((member) => seenBy(parts, member, personId, say));
    },
    stays: (personId, language) => {
      const say = audience.sayIn(language);
      const sentences = books.members.ofPerson(personId).map((member) => staysOf(parts, member, say));
      return sentences.length === 0 ? undefined : sentences.join("\n");
    },
    letGo: (personId, reach) => {
      for (const member of books.members.ofPerson(personId)) {
        if (member.active) tellOfficers(parts, member, personId, reach);
        letGo(parts, member, reach.now);
      }
    },
  };
}

/** The officers of her unit by name, who keep its books and watch over them; and those of the head office, who see each unit. */
function seenBy({ books }: RightsParts, { unit: id, active }: Member, personId: string, say: Say): string[] {
  if (!active) return [];
  const unit = books.unit(id);
  const head = books.units.head();
  const above = head === undefined || head.id === unit.id ? [] : [head];
  return [unit, ...above].flatMap((of) => {
    const officers = books.officers.all(of).filter((one) => one.id !== personId);
    const names = officers.map(({ called, name }) => called ?? name ?? "-").join(", ");
    return names === "" ? [] : [say.line("coop-rights:seen", { unit: of.name, names })];
  });
}

function staysOf(parts: RightsParts, member: Member, say: Say): string {
  const { name, no, unit, active } = member;
  const data = { name, no: memberNo(no), unit: parts.books.unit(unit).name };
  if (!isNamed(parts.books, member))
    return say.line("coop-rights:nameless", { ...data, called: namelessOf(member, say) });
  return say.line(active ? "coop-rights:named" : "coop-rights:named-left", data);
}

/** What she is called by once her name is gone: "Anggota 005". */
export const namelessOf = ({ no }: Member, say: Say): string => say.line("coop-rights:member", { no: memberNo(no) });

/** From now on nothing reaches her: whoever watches over the unit hears of it, also when it was not she who wrote HAPUS. */
function tellOfficers(
  { books, audience }: RightsParts,
  { name, no, unit: id }: Member,
  personId: string,
  { tell }: Parameters<Keeper["letGo"]>[1],
): void {
  const unit = books.unit(id);
  const told = [...treasurersOf(books, unit), ...books.officers.of(unit, "supervisor").map(({ id: person }) => person)];
  for (const person of new Set(told)) {
    if (person === personId) continue;
    const text = audience.sayFor(person).line("coop-rights:gone", { name, no: memberNo(no), unit: unit.name });
    tell(person, "coop:plain", { text }, { as: "reply" });
  }
}

function letGo(parts: RightsParts, member: Member, now: number): void {
  const { books, audience } = parts;
  const { id, unit, personId } = member;
  const nameless = namelessOf(member, audience.sayIn("id"));
  books.members.unlink(id);
  books.sqlite.prepare("UPDATE number_change SET old_address = NULL, new_address = '' WHERE member = ?").run(id);
  books.sqlite.prepare(FORGET_JOINING).run(nameless, unit, personId);
  if (isNamed(books, member)) planNameless(books, member, now);
  else makeNameless(books, member, nameless);
}

/** Where somebody had to agree to her joining, her name stands in what was asked for, too. */
const FORGET_JOINING = `UPDATE pending SET what = json_set(what, '$.operation.name', ?, '$.operation.aliases', json('[]'))
  WHERE unit = ? AND kind = 'join' AND json_extract(what, '$.operation.person') = ?`;

function keptOf({ books }: RightsParts, member: Member, say: Say): Kept {
  const { id, unit, no, name, aliases, joinedOn, leftOn } = member;
  const balances = [...books.journal.memberBalances(unit, id)].filter(([, amount]) => amount !== 0);
  const loans = books.loans.loans.ofMember(id);
  const lines = books.journal.memberLines(id, { limit: COOP_LIMITS.ownLines });
  const membership = say.line("coop-rights:membership", { unit: books.unit(unit).name, no: memberNo(no), name });
  const own = balances.map(([account, balance]) =>
    account === ACCOUNTS.loans
      ? say.line("receipt.loan-left", { balance })
      : say.line("coop-members:saving", { account, balance }),
  );
  return {
    short: [membership, ...own],
    whole: [
      membership,
      ...(aliases.length === 0 ? [] : [say.line("coop-rights:aliases", { names: aliases.join(", ") })]),
      say.line("coop-rights:joined", { date: joinedOn }),
      ...(leftOn === null ? [] : [say.line("coop-rights:left", { date: leftOn })]),
      ...own,
      ...loans.map((loan) => loanLine(books, loan, say)),
      say.line("coop-rights:entries"),
      ...entryLines(books, lines, say),
    ],
    data: {
      unit: books.unit(unit).name,
      number: no,
      name,
      aliases: [...aliases],
      joinedOn,
      leftOn,
      balances: balances.map(([account, amount]) => ({ account, name: say.account(account), amount })),
      loans: loans.map((loan) => loanData(books, loan)),
      entries: lines.map(entryData),
    },
  };
}

function loanLine(books: Books, loan: LoanRow, say: Say): string {
  const { no, terms, state, purpose } = loan;
  return say.line("coop-rights:loan", {
    loan: loanNo(no),
    amount: terms.principal,
    purpose: purpose ?? "-",
    state: say.line(`coop-rights:state.${state}`),
    owed: books.loans.book.owed(loan),
  });
}

function loanData(books: Books, loan: LoanRow): Json {
  const { no, terms, state, purpose, disbursedOn, closedOn } = loan;
  return {
    number: loanNo(no),
    product: terms.product,
    principal: terms.principal,
    method: terms.method,
    ratePpm: terms.ratePpm,
    every: terms.every,
    periods: terms.periods,
    state,
    purpose,
    disbursedOn,
    closedOn,
    owed: books.loans.book.owed(loan),
  };
}

/** Her lines of each entry together, as in RIWAYAT. */
function entryLines(books: Books, lines: readonly PostedLine[], say: Say): string[] {
  const byEntry = new Map<number, PostedLine[]>();
  for (const line of lines) byEntry.set(line.entry.id, [...(byEntry.get(line.entry.id) ?? []), line]);
  return [...byEntry.values()].flatMap((hers) => {
    const [first] = hers;
    return first === undefined ? [] : [moveText(books, first.entry, hers, say)];
  });
}

const entryData = ({ entry, account, debit, credit, loan }: PostedLine): Json => ({
  number: entry.no,
  date: entry.valueOn,
  booked: new Date(entry.bookedAt).toISOString(),
  kind: entry.kind,
  account,
  debit,
  credit,
  ...(loan === undefined ? {} : { loan }),
  code: shortHash(entry.hash),
});
