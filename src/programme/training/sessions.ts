import type Sqlite from "better-sqlite3";
import { ofPerson } from "../../people/merged.ts";
import { CHANGED, INVITE, KADER } from "./duties.ts";
import type { Answer, Need, Seat, Session } from "./session.ts";

type SeatRow = Omit<Seat, "needs"> & { needs: string | null };
/** A seat of which it is not planned yet what she is to be told. */
export type Unplanned = { session: string; no: number };

/** Sessions that are planned, and who is expected at them. Only inside a transaction. */
export class Sessions {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(session: Session, now: number): void {
    this.sql.add.run({ ...session, now });
  }

  byId(id: string): Session | undefined {
    return this.sql.byId.get(id) as Session | undefined;
  }

  byCode(code: string): Session | undefined {
    return this.sql.byCode.get(code) as Session | undefined;
  }

  /** Sessions of a module, oldest first; cancelled ones are left out. */
  ofModule(programme: string, module: string): Session[] {
    return this.sql.ofModule.all(programme, module) as Session[];
  }

  /** What somebody who works here has to do with from an instant on: hers and those of people whom she looks after. */
  ofStaff(personId: string, all: boolean, from: number): Session[] {
    return this.sql.ofStaff.all({ personId, all: all ? 1 : 0, from }) as Session[];
  }

  /** Sessions that somebody is expected at and that end after an instant, the soonest first. */
  ofPerson(personId: string, after: number): Session[] {
    return this.sql.ofPerson.all({ personId, after }) as Session[];
  }

  /** Another time or place. */
  move(id: string, { startsAt, endsAt, place }: Pick<Session, "startsAt" | "endsAt" | "place">, now: number): void {
    this.sql.move.run({ id, startsAt, endsAt, place, now });
  }

  cancel(id: string, now: number): void {
    this.sql.cancel.run({ id, now });
  }

  /** In the order of their numbers. */
  seats(session: string): Seat[] {
    return (this.sql.seats.all(session) as SeatRow[]).map(seatOf);
  }

  seat(session: string, no: number): Seat | undefined {
    return this.sql.seat.all(session, no).map((row) => seatOf(row as SeatRow))[0];
  }

  seatOf(session: string, personId: string): Seat | undefined {
    return this.sql.seatOf.all({ session, personId }).map((row) => seatOf(row as SeatRow))[0];
  }

  /** One more on the list, at its end; gives her number. */
  addSeat(session: string, personId: string): number {
    return this.sql.addSeat.get({ session, personId }) as number;
  }

  answer({ session, no }: Pick<Seat, "session" | "no">, answer: Answer, needs: readonly Need[]): void {
    this.sql.answer.run({ session, no, answer, needs: needs.length === 0 ? null : JSON.stringify(needs) });
  }

  /** She knows of a version of the session. */
  told({ session, no }: Pick<Seat, "session" | "no">, version: number, at: number): void {
    this.sql.told.run({ session, no, version, at });
  }

  /** Of sessions that are still to come. */
  unplanned(now: number, limit: number): Unplanned[] {
    return this.sql.unplanned.all(now, limit) as Unplanned[];
  }

  /** What somebody is to be told of a session is due, and not done yet. */
  isBeingTold(session: string, now: number): boolean {
    return this.sql.beingTold.get({ session, now }) !== undefined;
  }

  planned({ session, no }: Unplanned, version: number): void {
    this.sql.planned.run(version, session, no);
  }

  /** What somebody needs is nobody's business once she is gone. */
  forget(personId: string): void {
    this.sql.forget.run({ personId });
  }
}

const seatOf = ({ needs, ...row }: SeatRow): Seat => ({
  ...row,
  needs: needs === null ? [] : (JSON.parse(needs) as Need[]),
});

const SESSION = `t.id, t.programme, t.module, t.topic, t.starts_at AS startsAt, t.ends_at AS endsAt, t.zone, t.place, t.code,
  t.by_person AS "by", t.state, t.version, t.before_at AS beforeAt`;
/** Where a person's two records became one, the seat is hers who stayed. */
const SEAT = `SELECT s.session_id AS session, s.no, coalesce(p.merged_into, s.person_id) AS personId, s.answer, s.needs,
  s.told, s.told_at AS toldAt FROM training_seat s JOIN person p ON p.id = s.person_id`;
const HERS = ofPerson("s.person_id");

const NOTICES = [INVITE, CHANGED, KADER].map((kind) => `'${kind}'`).join(", ");

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO training_session (id, programme, module, topic, starts_at, ends_at, zone, place, code, by_person,
         state, version, before_at, created_at, changed_at)
       VALUES (:id, :programme, :module, :topic, :startsAt, :endsAt, :zone, :place, :code, :by, :state, :version,
         :beforeAt, :now, :now)`,
    ),
    byId: sqlite.prepare(`SELECT ${SESSION} FROM training_session t WHERE t.id = ?`),
    byCode: sqlite.prepare(`SELECT ${SESSION} FROM training_session t WHERE t.code = ?`),
    ofModule: sqlite.prepare(
      `SELECT ${SESSION} FROM training_session t WHERE t.programme = ? AND t.module = ? AND t.state = 'planned'
       ORDER BY t.starts_at, t.id`,
    ),
    ofStaff: sqlite.prepare(
      `SELECT ${SESSION} FROM training_session t
       WHERE t.starts_at >= :from AND (:all = 1 OR t.by_person = :personId OR EXISTS (
         SELECT 1 FROM training_seat s JOIN care c ON c.person_id = s.person_id
         WHERE s.session_id = t.id AND c.carer_id = :personId AND c.kind IN ('facilitator', 'kader')))
       ORDER BY t.starts_at, t.id`,
    ),
    ofPerson: sqlite.prepare(
      `SELECT ${SESSION} FROM training_seat s JOIN training_session t ON t.id = s.session_id
       WHERE ${HERS} AND t.ends_at > :after AND t.state = 'planned' ORDER BY t.starts_at, t.id`,
    ),
    move: sqlite.prepare(
      `UPDATE training_session SET before_at = starts_at, starts_at = :startsAt, ends_at = :endsAt, place = :place,
         version = version + 1, changed_at = :now WHERE id = :id AND state = 'planned'`,
    ),
    cancel: sqlite.prepare(
      `UPDATE training_session SET before_at = starts_at, state = 'cancelled', version = version + 1, changed_at = :now
       WHERE id = :id AND state = 'planned'`,
    ),
    seats: sqlite.prepare(`${SEAT} WHERE s.session_id = ? ORDER BY s.no`),
    seat: sqlite.prepare(`${SEAT} WHERE s.session_id = ? AND s.no = ?`),
    seatOf: sqlite.prepare(`${SEAT} WHERE s.session_id = :session AND ${HERS} ORDER BY s.no LIMIT 1`),
    addSeat: sqlite
      .prepare(
        `INSERT INTO training_seat (session_id, no, person_id)
         VALUES (:session, (SELECT ifnull(max(no), 0) + 1 FROM training_seat WHERE session_id = :session), :personId)
         RETURNING no`,
      )
      .pluck(),
    answer: sqlite.prepare(
      "UPDATE training_seat SET answer = :answer, needs = :needs WHERE session_id = :session AND no = :no",
    ),
    told: sqlite.prepare(
      "UPDATE training_seat SET told = :version, told_at = :at WHERE session_id = :session AND no = :no",
    ),
    unplanned: sqlite.prepare(
      `SELECT s.session_id AS session, s.no FROM training_session t JOIN training_seat s ON s.session_id = t.id
       WHERE t.starts_at > ? AND s.planned < t.version ORDER BY t.starts_at, s.session_id, s.no LIMIT ?`,
    ),
    beingTold: sqlite.prepare(
      `SELECT 1 FROM training_seat s JOIN training_session t ON t.id = s.session_id
       WHERE s.session_id = :session AND s.planned < t.version
       UNION ALL
       SELECT 1 FROM duty WHERE state = 'due' AND due_at <= :now AND kind IN (${NOTICES})
         AND json_extract(data, '$.session') = :session LIMIT 1`,
    ),
    planned: sqlite.prepare("UPDATE training_seat SET planned = ? WHERE session_id = ? AND no = ?"),
    forget: sqlite.prepare(`UPDATE training_seat AS s SET needs = NULL WHERE ${HERS}`),
  };
}
