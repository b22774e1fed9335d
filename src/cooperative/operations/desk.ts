import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import type { Pending, Pendings } from "../controls/pendings.ts";
import {
  type Booking,
  type Done,
  type Handler,
  type Handlers,
  type Need,
  type Operation,
  type Refusal,
  type Result,
  refused,
} from "./operation.ts";

/** What the desk must know of people; none of it is about money. */
export type DeskPeople = {
  /** The person behind a member, or null. */
  personOf(member: number): string | null;
  /** Can a phone of hers be reached? Who has none needs a witness. */
  hasPhone(person: string): boolean;
  /** May she vote on what this unit asks: its treasurer, chair and supervisor, and the head office. */
  mayVote(person: string, unit: number): boolean;
  /** Are those who were asked still enough, once she has stood by as the witness and neither votes nor pays out? */
  enoughWithout(pending: Pending, person: string): boolean;
};

export type DeskParts = {
  sqlite: Sqlite.Database;
  handlers: Handlers;
  pendings: Pendings;
  people: DeskPeople;
  /** The first day of a unit's books. */
  openedOn(unit: number): string;
  /** The last date of the unit's books that is closed, or undefined. */
  lockedUntil(unit: number): string | undefined;
  /** Days until something that nobody decided lapses: a setting of the unit. */
  lapseDays(unit: number): number;
  /** Something was taken back: what stores remember may not be true. */
  forget(): void;
  /** Something that waited is over, done or not. */
  ended(pending: Pending): void;
  /** 0 to 1, for codes. */
  random: () => number;
};

/** What became of something that was asked for. */
export type Taken =
  | ({ kind: "posted" } & Done)
  | { kind: "waiting"; pending: Pending; why: string | undefined }
  | { kind: "refused"; refusal: Refusal };

/** What became of a vote, a code or a witness. */
export type Decided =
  | { kind: "posted"; pending: Pending; done: Done }
  | { kind: "counted"; pending: Pending; missing: Missing }
  | { kind: "rejected"; pending: Pending }
  | { kind: "refused"; refusal: Refusal; pending?: Pending };

/** What something still waits for. */
export type Missing = { votes: number; confirm: boolean };

/**
 * Everything that changes money passes here: who must agree is looked up before anything is posted, maker, checker and
 * beneficiary are different people, and what waits touches no balance. Called in an open transaction.
 */
export class Desk {
  private readonly parts: DeskParts;

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  take(operation: Operation, booking: Booking): Taken {
    const openedOn = this.parts.openedOn(booking.unit);
    if (booking.valueOn < openedOn)
      return { kind: "refused", refusal: { code: "before-unit", data: { date: booking.valueOn, until: openedOn } } };
    const need = this.needs(operation, booking);
    if (need.votes === 0 && !need.confirm) {
      const result = this.perform(operation, booking);
      if (!result.ok) return { kind: "refused", refusal: result.refusal };
      return { kind: "posted", entries: result.entries, duplicate: result.duplicate };
    }
    const refusal = this.wouldRefuse(operation, booking);
    if (refusal !== undefined) return { kind: "refused", refusal };
    return { kind: "waiting", pending: this.ask(operation, booking, need), why: need.why };
  }

  /** Who must agree: what the operation itself needs, the maker's own account, a date in closed books. */
  needs(operation: Operation, booking: Booking): Need {
    const handler = this.handler(operation);
    const need = handler.needs(operation, booking);
    if (need.votes > 0 || booking.maker === SYSTEM) return need;
    const member = handler.member(operation);
    if (member !== undefined && this.parts.people.personOf(member) === booking.maker)
      return { ...need, votes: 1, why: "own" };
    const late = booking.valueOn <= (this.parts.lockedUntil(booking.unit) ?? "");
    return late ? { ...need, votes: 1, why: "late" } : need;
  }

  /** One person's yes or no to something that waits. Nobody decides on her own asking, or on her own money. */
  vote(person: string, unit: number, no: number, vote: { yes: boolean; reason?: string }, when: When): Decided {
    const pending = this.parts.pendings.byNo(unit, no);
    const refusal = this.mayNotVote(person, unit, no, pending, when);
    if (pending === undefined || refusal !== undefined)
      return { kind: "refused", refusal: refusal ?? { code: "no-such-request", data: { no } } };
    this.parts.pendings.vote(pending.id, { person, yes: vote.yes, reason: vote.reason ?? null, at: when.at });
    if (!vote.yes) return this.reject(pending, when, vote.reason ?? null);
    return this.carryOutWhenReady(pending, person, when);
  }

  /** The member's YA (or TIDAK) with the code that was sent to her. */
  confirm(person: string, code: string, yes: boolean, when: When): Decided {
    const waiting = this.parts.pendings.waitingFor(person).filter(({ expiresAt }) => expiresAt > when.at);
    const pending = waiting.find((one) => one.code === code);
    if (pending === undefined)
      return {
        kind: "refused",
        refusal: { code: waiting.length === 0 ? "nothing-to-confirm" : "other-code", data: { code } },
      };
    if (!yes) return this.reject(pending, when, null);
    this.parts.pendings.confirm(pending.id, when.at, null);
    return this.carryOutWhenReady(this.again(pending), undefined, when);
  }

  /** Somebody stood by when a member without a phone said yes: not the maker, not the member, not one who votes. */
  witness(person: string, unit: number, no: number, when: When): Decided {
    const pending = this.parts.pendings.byNo(unit, no);
    if (pending === undefined || pending.state !== "open" || pending.expiresAt <= when.at)
      return { kind: "refused", refusal: { code: "no-such-request", data: { no } } };
    const voted = this.parts.pendings.votes(pending.id).some((vote) => vote.person === person);
    const beneficiary = pending.member === null ? null : this.parts.people.personOf(pending.member);
    if (person === pending.maker || person === beneficiary || voted)
      return { kind: "refused", refusal: { code: "no-witness", data: { no } }, pending };
    if (!pending.needsConfirm || pending.confirmer !== null)
      return { kind: "refused", refusal: { code: "no-witness-needed", data: { no } }, pending };
    if (!this.parts.people.enoughWithout(pending, person))
      return { kind: "refused", refusal: { code: "witness-decides", data: { no } }, pending };
    this.parts.pendings.confirm(pending.id, when.at, person);
    return this.carryOutWhenReady(this.again(pending), undefined, when);
  }

  /** The maker takes back what she asked for, or the member whose own yes it needs. */
  cancel(person: string, unit: number, no: number, when: When): Result<{ pending: Pending }> {
    const pending = this.parts.pendings.byNo(unit, no);
    if (pending === undefined || pending.state !== "open") return refused("no-such-request", { no });
    if (pending.maker !== person && pending.confirmer !== person) return refused("not-yours", { no });
    return { ok: true, pending: this.end(pending, "cancelled", when.at, null) };
  }

  /** Ends what nobody decided in time; gives what ended, to be told to its makers. */
  lapse(now: number): Pending[] {
    return this.parts.pendings.overdue(now).map((pending) => {
      return this.end(pending, "lapsed", now, null);
    });
  }

  missing(pending: Pending): Missing {
    const yes = this.parts.pendings.votes(pending.id).filter((vote) => vote.yes).length;
    return {
      votes: Math.max(0, pending.votes - yes),
      confirm: pending.needsConfirm && pending.confirmedAt === null,
    };
  }

  private ask(operation: Operation, booking: Booking, need: Need): Pending {
    const { pendings, people, lapseDays } = this.parts;
    const handler = this.handler(operation);
    const member = handler.member(operation) ?? null;
    const person = member === null ? null : people.personOf(member);
    const confirmer = need.confirm && person !== null && people.hasPhone(person) ? person : null;
    return pendings.add({
      unit: booking.unit,
      operation,
      member,
      amount: handler.amount(operation, booking) ?? null,
      maker: booking.maker,
      madeAt: booking.at,
      expiresAt: booking.at + lapseDays(booking.unit) * DAY,
      valueOn: booking.valueOn,
      votes: need.votes,
      confirmer,
      needsConfirm: need.confirm,
      code: confirmer === null ? null : this.newCode(confirmer),
    });
  }

  /** Two digits that no other question to her has: enough to show that she read this one. */
  private newCode(person: string): string {
    const used = new Set(this.parts.pendings.waitingFor(person).map(({ code }) => code));
    const free = CODES.filter((code) => !used.has(code));
    const code = free[Math.floor(this.parts.random() * free.length)];
    if (code === undefined) throw new Error("a person is asked more than ninety questions at once");
    return code;
  }

  private mayNotVote(
    person: string,
    unit: number,
    no: number,
    pending: Pending | undefined,
    when: When,
  ): Refusal | undefined {
    const { people, pendings } = this.parts;
    if (pending === undefined) return { code: "no-such-request", data: { no } };
    if (pending.state !== "open") return { code: `request-${pending.state}`, data: { no } };
    if (pending.expiresAt <= when.at) return { code: "request-lapsed", data: { no } };
    if (pending.maker === person) return { code: "own-request", data: { no } };
    if (pending.member !== null && people.personOf(pending.member) === person)
      return { code: "own-money", data: { no } };
    if (pending.witness === person) return { code: "no-witness", data: { no } };
    if (!people.mayVote(person, unit)) return { code: "may-not-vote", data: { no } };
    const voted = pendings.votes(pending.id).some((vote) => vote.person === person);
    return voted ? { code: "voted-already", data: { no } } : undefined;
  }

  private reject(pending: Pending, when: When, reason: string | null): Decided {
    return { kind: "rejected", pending: this.end(pending, "rejected", when.at, reason) };
  }

  private carryOutWhenReady(pending: Pending, voter: string | undefined, when: When): Decided {
    const missing = this.missing(pending);
    if (missing.votes > 0 || missing.confirm) return { kind: "counted", pending, missing };
    const checker = voter ?? this.parts.pendings.votes(pending.id).findLast((vote) => vote.yes)?.person;
    const result = this.perform(pending.operation, {
      unit: pending.unit,
      maker: pending.maker,
      ...(checker === undefined ? {} : { checker }),
      at: when.at,
      today: when.today,
      valueOn: pending.valueOn,
      source: `pending:${pending.id}`,
      late: true,
    });
    if (!result.ok) {
      // What was possible when it was asked for is not any more: it is over, and may be asked for anew.
      const over = this.end(pending, "cancelled", when.at, result.refusal.code);
      return { kind: "refused", refusal: result.refusal, pending: over };
    }
    this.parts.pendings.carriedOut(pending.id, result.entries[0]?.id ?? null);
    return { kind: "posted", pending: this.end(pending, "done", when.at, null), done: result };
  }

  /** Posts it and takes it back: what would be refused later is refused before anybody is asked. */
  private wouldRefuse(operation: Operation, booking: Booking): Refusal | undefined {
    const { sqlite } = this.parts;
    sqlite.exec("SAVEPOINT rehearsal");
    try {
      const result = this.handler(operation).perform(operation, { ...booking, late: true });
      return result.ok ? undefined : result.refusal;
    } finally {
      sqlite.exec("ROLLBACK TO rehearsal; RELEASE rehearsal");
      this.parts.forget();
    }
  }

  private perform(operation: Operation, booking: Booking): Result<Done> {
    return this.handler(operation).perform(operation, booking);
  }

  private handler(operation: Operation): Handler<Operation["op"]> {
    const handler = this.parts.handlers[operation.op];
    if (handler === undefined) throw new Error(`no handler for ${operation.op}`);
    return handler as unknown as Handler<Operation["op"]>;
  }

  private end(pending: Pending, state: Exclude<Pending["state"], "open">, at: number, reason: string | null): Pending {
    this.parts.pendings.end(pending.id, state, at, reason);
    const over = this.again(pending);
    this.parts.ended(over);
    return over;
  }

  private again(pending: Pending): Pending {
    return this.parts.pendings.byId(pending.id) ?? pending;
  }
}

/** The maker of what falls due by itself. */
export const SYSTEM = "system";

export type When = { at: number; today: string };

/** 10 to 99: two digits, never with a zero in front that gets lost. */
const CODES = Array.from({ length: 90 }, (_, at) => String(at + 10));
