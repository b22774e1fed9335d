import type Sqlite from "better-sqlite3";
import { inTransaction } from "../../db/open.ts";
import { type Operation, operationSchema } from "../operations/operation.ts";

/** Something that waits for others; see `pending` in the schema. */
export type Pending = {
  id: number;
  unit: number;
  no: number;
  operation: Operation;
  member: number | null;
  amount: number | null;
  maker: string;
  madeAt: number;
  expiresAt: number;
  valueOn: string;
  votes: number;
  /** Person who must answer with the code; null: nobody, or a witness is needed (`needsConfirm`). */
  confirmer: string | null;
  needsConfirm: boolean;
  code: string | null;
  confirmedAt: number | null;
  witness: string | null;
  state: "open" | "done" | "rejected" | "lapsed" | "cancelled";
  endedAt: number | null;
  reason: string | null;
};

export type NewPending = Pick<
  Pending,
  | "unit"
  | "operation"
  | "member"
  | "amount"
  | "maker"
  | "madeAt"
  | "expiresAt"
  | "valueOn"
  | "votes"
  | "confirmer"
  | "needsConfirm"
  | "code"
>;

export type Vote = { person: string; yes: boolean; reason: string | null; at: number };

type Row = Omit<Pending, "operation" | "valueOn" | "needsConfirm"> & { what: string };
/** What is kept in `what`. */
type What = { operation: unknown; valueOn: string; needsConfirm: boolean };

const COLUMNS = `id, unit, no, what, member, amount, maker, made_at AS madeAt, expires_at AS expiresAt, votes,
  confirmer, code, confirmed_at AS confirmedAt, witness, state, ended_at AS endedAt, reason`;

/** What waits for others, and who said yes or no. Rules are in `desk.ts`. */
export class Pendings {
  private readonly sqlite: Sqlite.Database;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
    this.sql = prepare(sqlite);
  }

  add(given: NewPending): Pending {
    const { operation, valueOn, needsConfirm, ...row } = given;
    const what: What = { operation, valueOn, needsConfirm };
    const add = () => this.sql.add.get({ ...row, what: JSON.stringify(what), kind: operation.op }) as { id: number };
    const { id } = this.sqlite.inTransaction ? add() : inTransaction(this.sqlite, add);
    const made = this.byId(id);
    if (made === undefined) throw new Error("a pending row that was just made is not there");
    return made;
  }

  byId(id: number): Pending | undefined {
    return read(this.sql.byId.get(id));
  }

  byNo(unit: number, no: number): Pending | undefined {
    return read(this.sql.byNo.get(unit, no));
  }

  /** What is open in a unit, oldest first. */
  open(unit: number): Pending[] {
    return (this.sql.open.all(unit) as Row[]).flatMap((row) => read(row) ?? []);
  }

  /** What waits for the word of one person. */
  waitingFor(person: string): Pending[] {
    return (this.sql.waitingFor.all(person) as Row[]).flatMap((row) => read(row) ?? []);
  }

  /** What somebody asked for in one moment, open or over: in one message. */
  askedBy(maker: string, at: number): Pending[] {
    return (this.sql.askedBy.all(maker, at) as Row[]).flatMap((row) => read(row) ?? []);
  }

  /** What somebody stood by for, in place of a member without a phone; newest first. */
  witnessed(unit: number, limit: number): Pending[] {
    return (this.sql.witnessed.all(unit, limit) as Row[]).flatMap((row) => read(row) ?? []);
  }

  /** Open ones whose time is over. */
  overdue(now: number): Pending[] {
    return (this.sql.overdue.all(now) as Row[]).flatMap((row) => read(row) ?? []);
  }

  votes(id: number): Vote[] {
    const rows = this.sql.votes.all(id) as { person: string; yes: number; reason: string | null; at: number }[];
    return rows.map((row) => ({ ...row, yes: row.yes === 1 }));
  }

  vote(id: number, { person, yes, reason, at }: Vote): void {
    this.sql.vote.run(id, person, yes ? 1 : 0, reason, at);
  }

  /** Somebody's no to what was agreed to and is not carried out yet, and why. Who had said yes before keeps that vote. */
  stopped(id: number, { person, reason, at }: Omit<Vote, "yes">): void {
    this.sql.noAfterAll.run(id, person, reason, at);
    this.sql.why.run(reason, id);
  }

  /** Why a change of number was not carried out, and who said so where that is kept; undefined: nobody gave a reason. */
  whyStopped(unit: number, change: number): { reason: string; person: string | null } | undefined {
    return this.sql.whyStopped.get(unit, change) as { reason: string; person: string | null } | undefined;
  }

  confirm(id: number, at: number, witness: string | null): void {
    this.sql.confirm.run(at, witness, id);
  }

  end(id: number, state: "done" | "rejected" | "lapsed" | "cancelled", at: number, reason: string | null): void {
    this.sql.end.run(state, at, reason, id);
  }

  /** The entry that came of it. */
  carriedOut(id: number, entryId: number | null): void {
    this.sql.entry.run(entryId, id);
  }
}

function read(row: unknown): Pending | undefined {
  if (row === undefined) return undefined;
  const { what, ...rest } = row as Row;
  const { operation, valueOn, needsConfirm } = JSON.parse(what) as What;
  return { ...rest, operation: operationSchema.parse(operation), valueOn, needsConfirm };
}

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO pending (unit, no, kind, what, member, amount, maker, made_at, expires_at, votes, confirmer, code, state)
       VALUES (:unit, (SELECT coalesce(max(no), 0) + 1 FROM pending WHERE unit = :unit), :kind, :what, :member, :amount,
         :maker, :madeAt, :expiresAt, :votes, :confirmer, :code, 'open') RETURNING id`,
    ),
    byId: sqlite.prepare(`SELECT ${COLUMNS} FROM pending WHERE id = ?`),
    byNo: sqlite.prepare(`SELECT ${COLUMNS} FROM pending WHERE unit = ? AND no = ?`),
    open: sqlite.prepare(`SELECT ${COLUMNS} FROM pending WHERE unit = ? AND state = 'open' ORDER BY id`),
    waitingFor: sqlite.prepare(
      `SELECT ${COLUMNS} FROM pending WHERE confirmer = ? AND state = 'open' AND confirmed_at IS NULL ORDER BY id`,
    ),
    askedBy: sqlite.prepare(`SELECT ${COLUMNS} FROM pending WHERE maker = ? AND made_at = ? ORDER BY id`),
    witnessed: sqlite.prepare(
      `SELECT ${COLUMNS} FROM pending WHERE unit = ? AND witness IS NOT NULL ORDER BY id DESC LIMIT ?`,
    ),
    overdue: sqlite.prepare(`SELECT ${COLUMNS} FROM pending WHERE state = 'open' AND expires_at <= ? ORDER BY id`),
    votes: sqlite.prepare(
      "SELECT person_id AS person, yes, reason, at FROM pending_vote WHERE pending_id = ? ORDER BY at, person_id",
    ),
    vote: sqlite.prepare("INSERT INTO pending_vote (pending_id, person_id, yes, reason, at) VALUES (?, ?, ?, ?, ?)"),
    noAfterAll: sqlite.prepare(
      "INSERT OR IGNORE INTO pending_vote (pending_id, person_id, yes, reason, at) VALUES (?, ?, 0, ?, ?)",
    ),
    why: sqlite.prepare("UPDATE pending SET reason = ? WHERE id = ?"),
    whyStopped: sqlite.prepare(
      `SELECT p.reason, v.person_id AS person FROM pending p LEFT JOIN pending_vote v ON v.pending_id = p.id AND v.yes = 0
       WHERE p.unit = ? AND p.kind = 'number-change' AND json_extract(p.what, '$.operation.change') = ?
         AND p.state IN ('done', 'rejected') AND p.reason IS NOT NULL LIMIT 1`,
    ),
    confirm: sqlite.prepare("UPDATE pending SET confirmed_at = ?, witness = ? WHERE id = ?"),
    end: sqlite.prepare("UPDATE pending SET state = ?, ended_at = ?, reason = ? WHERE id = ? AND state = 'open'"),
    entry: sqlite.prepare("UPDATE pending SET entry_id = ? WHERE id = ?"),
  };
}
