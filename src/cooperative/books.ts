import type Sqlite from "better-sqlite3";
import type { Role } from "../flow/definition.ts";
import type { NewId } from "../ids.ts";
import type { Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import { Duties } from "../schedule/duties.ts";
import { dateIn } from "../zones.ts";
import { cashHandlers } from "./cash/cash.ts";
import { CashCounts } from "./cash/counts.ts";
import { type Pending, Pendings } from "./controls/pendings.ts";
import { Disputes } from "./disputes/disputes.ts";
import { interestHandlers } from "./interest/handlers.ts";
import { JobProgress } from "./jobs/progress.ts";
import type { Entry } from "./journal/entry.ts";
import { Journal } from "./journal/journal.ts";
import { afterRequest } from "./loans/agreeing.ts";
import { Agreements } from "./loans/agreements.ts";
import { LoanBook } from "./loans/book.ts";
import { Groups } from "./loans/groups.ts";
import { loanHandlers } from "./loans/handlers.ts";
import { restsOn } from "./loans/off-books.ts";
import type { LoanParts } from "./loans/parts.ts";
import { somebodyPaysOut } from "./loans/payers.ts";
import { Loans } from "./loans/store.ts";
import { Anchors } from "./locks/anchors.ts";
import { Meetings } from "./meeting/meetings.ts";
import { postingMeetingLine } from "./meeting/posting.ts";
import { membershipHandlers } from "./members/operations.ts";
import { type Member, Members } from "./members.ts";
import { afterNumberRequest, changingNumber } from "./numbers/operation.ts";
import { NumberChanges } from "./numbers.ts";
import { isOfficer, OFFICER_ROLES, Officers } from "./officers.ts";
import { Desk } from "./operations/desk.ts";
import type { Handlers } from "./operations/operation.ts";
import { reversing } from "./operations/reversal.ts";
import { savingsHandlers } from "./savings/savings.ts";
import { TermDeposits } from "./savings/term-deposits.ts";
import { SettingsStore } from "./settings/store.ts";
import type { Settings } from "./settings.ts";
import { transferHandlers } from "./transfers/operations.ts";
import { Transfers } from "./transfers.ts";
import { type CoopUnit, Units } from "./units.ts";
import { YearCloses } from "./year/closes.ts";
import { type YearParts, yearHandlers } from "./year/handlers.ts";

export type BooksParts = {
  sqlite: Sqlite.Database;
  people: PeopleStore;
  newId: NewId;
  /** 0 to 1, for codes. */
  random: () => number;
  /** Those of the running Rukun, so that what is due at once is done at once. */
  duties?: Duties;
};

const OFFICES: ReadonlySet<Role> = new Set(OFFICER_ROLES);

/**
 * The books of the cooperative put together: what the chat, the command line, the jobs, the import and the demo work
 * with. Everything that changes money goes through `desk`.
 */
export class Books {
  readonly sqlite: Sqlite.Database;
  readonly journal: Journal;
  readonly units: Units;
  readonly settings: SettingsStore;
  readonly members: Members;
  readonly officers: Officers;
  readonly pendings: Pendings;
  readonly counts: CashCounts;
  readonly termDeposits: TermDeposits;
  readonly meetings: Meetings;
  readonly loans: LoanParts;
  readonly disputes: Disputes;
  readonly numbers: NumberChanges;
  readonly anchors: Anchors;
  readonly duties: Duties;
  readonly transfers: Transfers;
  readonly jobs: JobProgress;
  readonly year: YearParts;
  readonly desk: Desk;
  private readonly people: PeopleStore;

  constructor({ sqlite, people, newId, random, duties = new Duties(sqlite) }: BooksParts) {
    this.sqlite = sqlite;
    this.people = people;
    this.journal = new Journal(sqlite);
    this.units = new Units(sqlite);
    this.settings = new SettingsStore(sqlite);
    this.members = new Members(sqlite, newId, (person) => people.forgetPerson(person));
    this.officers = new Officers(sqlite, people);
    this.pendings = new Pendings(sqlite);
    this.counts = new CashCounts(sqlite);
    this.termDeposits = new TermDeposits(sqlite);
    this.meetings = new Meetings(sqlite);
    this.disputes = new Disputes(sqlite);
    this.anchors = new Anchors(sqlite);
    this.duties = duties;
    const { members, units, settings } = this;
    this.numbers = new NumberChanges({ sqlite, people, members, units, settings });
    const loans = new Loans(sqlite);
    this.loans = {
      journal: this.journal,
      loans,
      book: new LoanBook(this.journal, loans),
      groups: new Groups(sqlite),
      agreements: new Agreements(sqlite),
      settings: (unit) => this.setting(unit),
      personOf: (member) => this.personOf(member),
      isMember: (member, unit) => this.isMember(member, unit),
    };
    this.transfers = new Transfers({ sqlite, journal: this.journal, units });
    this.jobs = new JobProgress(sqlite);
    this.year = {
      sqlite,
      journal: this.journal,
      members,
      counts: this.counts,
      pendings: this.pendings,
      meetings: this.meetings,
      closes: new YearCloses(sqlite),
      settings: (unit) => this.setting(unit),
      settingsAt: (unit, at) => settings.at(unit, at),
      undone: (unit, year) => this.jobs.undone(unit, year),
      openedOn: (unit) => this.unit(unit).openedOn,
    };
    this.desk = new Desk({
      sqlite,
      handlers: this.handlers(),
      pendings: this.pendings,
      people: {
        personOf: (member) => this.personOf(member),
        hasPhone: (person) => this.hasOwnPhone(person),
        mayVote: (person, unit) => this.mayVote(person, unit),
        enoughWithout: (pending, person) => this.enoughWithout(pending, person),
      },
      openedOn: (unit) => this.unit(unit).openedOn,
      lapseDays: (unit) => this.setting(unit).approvals.lapseDays,
      lockedUntil: (unit) => this.journal.lockedUntil(unit),
      forget: () => this.forget(),
      ended: (pending) => {
        afterRequest(this.loans, pending);
        afterNumberRequest({ changes: this.numbers }, pending);
      },
      random,
    });
  }

  /** Who wrote an entry and who checked it, as the people that they are now: two records of one may have become one. */
  writersOf({ maker, checker }: Pick<Entry, "maker" | "checker">): Pick<Entry, "maker" | "checker"> {
    return { maker: this.people.partOf(maker), checker: checker === null ? null : this.people.partOf(checker) };
  }

  private handlers(): Handlers {
    const { sqlite, journal, members, counts, termDeposits, loans, numbers, duties } = this;
    const savings = {
      journal,
      settings: (unit: number) => this.setting(unit),
      isMember: (member: number, unit: number) => this.isMember(member, unit),
      termDeposits,
    };
    return {
      ...savingsHandlers(savings),
      ...cashHandlers({ journal, counts, settings: savings.settings }),
      ...loanHandlers(loans),
      ...membershipHandlers({ sqlite, journal, members, loans, settings: savings.settings }),
      ...interestHandlers({ ...savings, sqlite }),
      ...transferHandlers(this.transfers),
      ...yearHandlers(this.year),
      "number-change": changingNumber({ changes: numbers, duties }),
      "meeting-line": postingMeetingLine({ ...savings, loanParts: loans }),
      reverse: reversing({
        journal,
        dateOf: (unit, at) => this.dateIn(unit, at),
        nameOfLeft: (id) => {
          const member = members.member(id);
          return member?.active === false ? member.name : undefined;
        },
        restsOn: (entry) => restsOn(journal, entry),
        afterReversal: [
          (entry) => termDeposits.takenBack(entry),
          (entry) => loans.book.follow(entry),
          (entry) => this.year.closes.takenBack(entry.id, entry.unit),
          (entry) => this.endDispute(entry.id),
        ],
      }),
    };
  }

  private endDispute(reversed: number): void {
    const mirror = this.journal.reversalOf(reversed);
    if (mirror !== undefined) this.disputes.reversed(mirror);
  }

  /** A unit that is there. */
  unit(id: number): CoopUnit {
    const unit = this.units.byId(id);
    if (unit === undefined) throw new Error(`there is no unit ${id}`);
    return unit;
  }

  setting(unit: number): Settings {
    return this.settings.current(unit);
  }

  /** The person behind a member, or null. */
  personOf(member: number): string | null {
    return this.members.member(member)?.personId ?? null;
  }

  /** The people behind a member and, in the book of her unit, those who stand behind her: of so many members. */
  peopleFrom(member: number, count: number): string[] {
    const unit = this.members.member(member)?.unit;
    const roster = unit === undefined ? [] : this.members.roster(unit);
    const at = roster.findIndex(({ id }) => id === member);
    return roster.slice(at, at + count).flatMap(({ personId }) => personId ?? []);
  }

  /** Is she a member of the unit now? */
  isMember(member: number, unit: number): boolean {
    const found = this.members.member(member);
    return found?.unit === unit && found.active;
  }

  /** The date of an instant in a unit's zone. */
  dateIn(unit: number, at: number): string {
    return dateIn(this.unit(unit).zone, at);
  }

  /** A phone on which an officer reads along is not hers: whoever asks could answer YA in her place. */
  private hasOwnPhone(personId: string): boolean {
    const phone = this.people.reach(personId, () => true);
    const others = phone?.people.filter((id) => id !== personId) ?? [];
    const officers = others.filter((id) => this.people.person(id)?.roles.some((role) => OFFICES.has(role)));
    return phone !== undefined && officers.length === 0;
  }

  /** The treasurer, chair and supervisor of a unit, and those of the head office. */
  private mayVote(personId: string, unit: number): boolean {
    const person = this.people.person(personId);
    const head = this.units.head();
    if (person === undefined) return false;
    return isOfficer(person, this.unit(unit)) || (head !== undefined && isOfficer(person, head));
  }

  /** Who is asked about something that waits: not its maker, not the member, not who has voted. */
  approvers(pending: Pending): string[] {
    const voted = new Set(this.pendings.votes(pending.id).map(({ person }) => person));
    const beneficiary = pending.member === null ? null : this.personOf(pending.member);
    const unit = this.unit(pending.unit);
    const others = (officers: readonly Person[]) =>
      officers.map(({ id }) => id).filter((id) => id !== pending.maker && id !== beneficiary && !voted.has(id));
    const all = others(this.officers.all(unit));
    if (pending.operation.op !== "agree-loan") return all;
    // Who votes on a loan may not pay it out: the treasurer is asked only where there are not enough others.
    const treasurers = new Set(this.officers.of(unit, "treasurer").map(({ id }) => id));
    const rest = all.filter((id) => !treasurers.has(id));
    const asked = pending.votes - voted.size;
    const free = [...treasurers].some((id) => id !== beneficiary && !voted.has(id));
    if (free) return rest.length >= asked ? rest : all;
    // The treasurer borrows: one of the others pays it out, and the head office votes in the place of that one.
    const head = this.units.head();
    return all.length > asked || head === undefined ? all : [...new Set([...all, ...others(this.officers.all(head))])];
  }

  /** Are there people enough, here and at the head office, to say yes to a loan of hers, and one more to pay it out? */
  canBeAgreed({ unit: id, id: member }: Pick<Member, "unit" | "id">, maker: string): boolean {
    const unit = this.unit(id);
    const head = this.units.head();
    const borrower = this.personOf(member);
    const officers = [unit, ...(head === undefined ? [] : [head])].flatMap((of) => this.officers.all(of));
    const voters = [...new Set(officers.map((one) => one.id))].filter((one) => one !== maker && one !== borrower);
    const needed = this.setting(id).approvals.committeeVotes;
    return somebodyPaysOut(this, unit, { voters, needed, barred: [borrower] });
  }

  /** A witness neither votes nor hands out the money: somebody of whom the others have need stands by for nobody. */
  private enoughWithout(pending: Pending, person: string): boolean {
    const asked = this.approvers(pending);
    const voters = asked.filter((id) => id !== person);
    const votes = this.pendings.votes(pending.id);
    const needed = pending.votes - votes.length;
    if (voters.length < asked.length && voters.length < needed) return false;
    if (pending.operation.op !== "agree-loan") return true;
    const unit = this.unit(pending.unit);
    const barred = [
      pending.member === null ? null : this.personOf(pending.member),
      ...votes.map((vote) => vote.person),
    ];
    const pays = (without: readonly (string | null)[]) =>
      somebodyPaysOut(this, unit, { voters, needed, barred: without });
    return pays([...barred, person]) || !pays(barred);
  }

  /** The transaction of a batch is over, and what was written in it is true. */
  committed(): void {
    this.members.committed();
    this.journal.committed();
  }

  /** A transaction was taken back, or another process wrote. */
  forget(): void {
    this.units.forget();
    this.settings.forget();
    this.members.forget();
    this.meetings.forget();
    this.journal.forget();
  }
}
