import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "./accounts.ts";
import type { Line } from "./journal/entry.ts";
import type { Journal } from "./journal/journal.ts";
import { wholly } from "./members/whole.ts";
import { type Booking, type Done, type Result, refused } from "./operations/operation.ts";
import { all, book } from "./operations/posting.ts";
import { arrivedLines, returnedLines, type Settled, sentLines, type Till, type Way } from "./transfers/lines.ts";
import type { CoopUnit, Units } from "./units.ts";

/** Money on its way between a unit and the head office, or arrived. */
export type Transfer = {
  id: number;
  fromUnit: number;
  toUnit: number;
  amount: number;
  state: "sent" | "received" | "returned";
  sentEntry: number;
  receivedEntry: number | null;
  /** ms UTC */
  sentAt: number;
  endedAt: number | null;
};

export type TransferParts = { sqlite: Sqlite.Database; journal: Journal; units: Units };
type Moved = Result<Done & { transfer: Transfer }>;

/**
 * Money between a unit and the head office in two phases, each side in books of its own: the sender books that it left,
 * the receiver's word that it arrived books it on both sides at once. Who sent it cannot receive it. Called in an open
 * transaction.
 */
export class Transfers {
  private readonly parts: TransferParts;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(parts: TransferParts) {
    this.parts = parts;
    this.sql = prepare(parts.sqlite);
  }

  byId(id: number): Transfer | undefined {
    return this.sql.byId.get(id) as Transfer | undefined;
  }

  /** What a unit has sent or is to receive, oldest first; of all units when none is named. */
  inTransit(unit?: number): Transfer[] {
    return (unit === undefined ? this.sql.open.all() : this.sql.openOf.all({ unit })) as Transfer[];
  }

  /**
   * The sender (the unit of the booking) hands it over. Refusals: `transfer-way` (neither side is the head office),
   * `transfer-amount`, and what the journal refuses, above all too little cash.
   */
  send({ to, amount, from = "cash" }: { to: number; amount: number; from?: Till }, booking: Booking): Moved {
    const { sqlite, journal } = this.parts;
    if (this.way(booking.unit, to) === undefined) return refused("transfer-way", { to });
    if (!Number.isSafeInteger(amount) || amount <= 0) return refused("transfer-amount", { amount });
    const there = journal.bySource(booking.source);
    const earlier = there === undefined ? undefined : (this.sql.bySent.get(there.id) as Transfer | undefined);
    if (there !== undefined && earlier !== undefined)
      return { ok: true, entries: [there], duplicate: true, transfer: earlier };
    return wholly({ sqlite, journal }, () => {
      const booked = book(journal, booking, { kind: "transfer", lines: sentLines(amount, from) });
      if (!booked.ok) return booked;
      const entry = booked.entries[0]?.id;
      const id = this.sql.add.get(booking.unit, to, amount, entry, booking.at) as number;
      return { ...booked, transfer: this.found(id) };
    });
  }

  /**
   * The receiver (the unit of the booking) has it in hand: both sides are booked. `repay`, of money that goes up: what
   * the unit owes to the head office is paid back first. Refusals: `transfer-ended`, `transfer-not-here` (it is on its
   * way to somebody else), `transfer-own` (who sent it cannot receive it), and what the journal refuses.
   */
  receive(id: number, options: { into?: Till; repay?: boolean }, booking: Booking): Moved {
    const { sqlite, journal } = this.parts;
    const transfer = this.byId(id);
    const refusal = this.notReceivable(id, transfer, booking);
    if (transfer === undefined || refusal !== undefined) return refusal ?? refused("transfer-ended", { transfer: id });
    const { fromUnit, toUnit, amount } = transfer;
    const way = this.way(fromUnit, toUnit) ?? "up";
    const settled = this.settled(way, transfer, options.repay ?? false);
    const { sender, receiver } = arrivedLines(way, amount, settled, options.into ?? "cash");
    return wholly({ sqlite, journal }, () => {
      const arrived = { ...booking, valueOn: this.notBefore(transfer, booking) };
      const booked = all([
        () => book(journal, arrived, { kind: "transfer", lines: receiver }),
        () => this.bookAtSender(transfer, sender, arrived),
      ]);
      if (!booked.ok) return booked;
      this.sql.end.run("received", booked.entries[0]?.id ?? null, booking.at, id);
      return { ...booked, transfer: this.found(id) };
    });
  }

  /**
   * The sender (the unit of the booking) took it back: nobody received it. Refusals: `transfer-ended`,
   * `transfer-not-here`, and what the journal refuses.
   */
  takeBack(id: number, into: Till, booking: Booking): Moved {
    const { sqlite, journal } = this.parts;
    const transfer = this.byId(id);
    if (transfer?.state !== "sent") return refused("transfer-ended", { transfer: id });
    if (transfer.fromUnit !== booking.unit) return refused("transfer-not-here", { transfer: id });
    return wholly({ sqlite, journal }, () => {
      const booked = book(journal, booking, { kind: "transfer", lines: returnedLines(transfer.amount, into) });
      if (!booked.ok) return booked;
      this.sql.end.run("returned", null, booking.at, id);
      return { ...booked, transfer: this.found(id) };
    });
  }

  private notReceivable(id: number, transfer: Transfer | undefined, booking: Booking) {
    if (transfer?.state !== "sent") return refused("transfer-ended", { transfer: id });
    if (transfer.toUnit !== booking.unit) return refused("transfer-not-here", { transfer: id });
    const maker = this.parts.journal.entry(transfer.sentEntry)?.maker;
    // She may have sent it under a record that is part of hers now.
    const own = maker === booking.maker || this.sql.partOf.get(maker) === booking.maker;
    return own ? refused("transfer-own", { transfer: id }) : undefined;
  }

  /**
   * The sender's side of the arrival, by whoever received it. It is dated in the sender's zone: not tomorrow there, and
   * not before it left, or on a day between less than nothing would be on its way.
   */
  private bookAtSender(
    { fromUnit: unit, sentEntry }: Transfer,
    lines: readonly Line[],
    booking: Booking,
  ): Result<Done> {
    const { journal, units } = this.parts;
    const sender = units.byId(unit);
    const today = sender === undefined ? booking.today : units.today(sender, booking.at);
    const sent = journal.entry(sentEntry)?.valueOn ?? booking.valueOn;
    const arrived = booking.valueOn > sent ? booking.valueOn : sent;
    const valueOn = arrived > today ? today : arrived;
    // Its day may have been closed meanwhile; the receiver's word is the second person's.
    const theirs: Booking = { ...booking, unit, today, valueOn, late: true };
    return book(journal, theirs, { kind: "transfer", lines, part: "sender" });
  }

  /** Nothing arrives before it was sent; a sender further east may have sent it tomorrow. */
  private notBefore({ sentEntry }: Transfer, { valueOn, today }: Booking): string {
    const sent = this.parts.journal.entry(sentEntry)?.valueOn ?? valueOn;
    if (valueOn >= sent) return valueOn;
    return sent > today ? today : sent;
  }

  private settled(way: Way, { fromUnit, toUnit, amount }: Transfer, repay: boolean): Settled {
    const { journal } = this.parts;
    if (way === "down") return Math.min(amount, journal.balance(toUnit, ACCOUNTS.atHeadOffice));
    if (!repay) return 0;
    const owed = journal.balance(fromUnit, ACCOUNTS.owedToHeadOffice);
    return Math.max(0, Math.min(amount, owed, journal.balance(toUnit, ACCOUNTS.unitsReceivable)));
  }

  private way(from: number, to: number): Way | undefined {
    const kinds = [from, to].map((id): CoopUnit["kind"] | undefined => this.parts.units.byId(id)?.kind);
    if (kinds[0] === "unit" && kinds[1] === "head") return "up";
    return kinds[0] === "head" && kinds[1] === "unit" ? "down" : undefined;
  }

  private found(id: number): Transfer {
    const transfer = this.byId(id);
    if (transfer === undefined) throw new Error(`there is no transfer ${id}`);
    return transfer;
  }
}

const COLUMNS = `id, from_unit AS fromUnit, to_unit AS toUnit, amount, state, sent_entry AS sentEntry,
  received_entry AS receivedEntry, sent_at AS sentAt, ended_at AS endedAt`;

function prepare(sqlite: Sqlite.Database) {
  return {
    byId: sqlite.prepare(`SELECT ${COLUMNS} FROM transfer WHERE id = ?`),
    bySent: sqlite.prepare(`SELECT ${COLUMNS} FROM transfer WHERE sent_entry = ?`),
    open: sqlite.prepare(`SELECT ${COLUMNS} FROM transfer WHERE state = 'sent' ORDER BY id`),
    openOf: sqlite.prepare(
      `SELECT ${COLUMNS} FROM transfer WHERE state = 'sent' AND :unit IN (from_unit, to_unit) ORDER BY id`,
    ),
    add: sqlite
      .prepare(
        `INSERT INTO transfer (from_unit, to_unit, amount, state, sent_entry, sent_at)
         VALUES (?, ?, ?, 'sent', ?, ?) RETURNING id`,
      )
      .pluck(),
    partOf: sqlite.prepare("SELECT merged_into FROM person WHERE id = ?").pluck(),
    end: sqlite.prepare("UPDATE transfer SET state = ?, received_entry = ?, ended_at = ? WHERE id = ?"),
  };
}
