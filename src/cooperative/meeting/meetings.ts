import type Sqlite from "better-sqlite3";
import type { MeetingLine } from "../commands/index.ts";

/** A meeting while it is written down, or after it. */
export type Meeting = {
  id: number;
  unit: number;
  /** The person who writes it down. */
  treasurer: string;
  heldOn: string;
  state: "open" | "closed" | "dropped";
  openedAt: number;
  endedAt: number | null;
  counted: number | null;
};

/** A member's line as it stands on the sheet. */
export type SheetLine = { member: number; line: MeetingLine };

const COLUMNS = `id, unit, treasurer, held_on AS heldOn, state, opened_at AS openedAt, ended_at AS endedAt, counted`;

/**
 * Meetings and their sheets. Nothing of them is money before a meeting is closed. `forget()` when a transaction was
 * taken back or another process wrote.
 */
export class Meetings {
  /** What the treasurer who wrote last writes down: each line of a burst asks for it. */
  private last: { treasurer: string; meeting: Meeting | undefined } | undefined;
  /** Of which unit it was looked at last whether a meeting is open: each deposit asks for it. */
  private lastUnit: { unit: number; meeting: Meeting | undefined } | undefined;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  byId(id: number): Meeting | undefined {
    return this.sql.byId.get(id) as Meeting | undefined;
  }

  /** The meeting that is open in a unit; there is one at most. */
  open(unit: number): Meeting | undefined {
    if (this.lastUnit?.unit !== unit) this.lastUnit = { unit, meeting: this.sql.open.get(unit) as Meeting | undefined };
    return this.lastUnit.meeting;
  }

  /** The meeting that a person writes down now. */
  openOf(treasurer: string): Meeting | undefined {
    if (this.last?.treasurer !== treasurer)
      this.last = { treasurer, meeting: this.sql.openOf.get(treasurer) as Meeting | undefined };
    return this.last.meeting;
  }

  /** The meeting that a person closed last. */
  lastClosedBy(treasurer: string): Meeting | undefined {
    return this.sql.lastClosedBy.get(treasurer) as Meeting | undefined;
  }

  begin(unit: number, treasurer: string, heldOn: string, at: number): Meeting {
    this.forget();
    return this.sql.begin.get(unit, treasurer, heldOn, at) as Meeting;
  }

  /** In the order in which the members were first written. */
  sheet(meeting: number): SheetLine[] {
    const rows = this.sql.sheet.all(meeting) as { member: number; line: string }[];
    return rows.map(sheetLineOf);
  }

  /** Lines that stand on the sheet as a message wrote them. */
  ofMessage(meeting: number, source: string): SheetLine[] {
    // Behind a message's own name stands "#" and its line; "$" is the character after it.
    const rows = this.sql.ofMessage.all(meeting, `${source}#`, `${source}$`) as { member: number; line: string }[];
    return rows.map(sheetLineOf);
  }

  /** Writes a member's line; the one before, which no longer counts, if there was one. */
  write(meeting: number, member: number, line: MeetingLine, source: string, at: number): MeetingLine | undefined {
    const before = this.lineOf(meeting, member);
    this.sql.write.run(meeting, member, JSON.stringify(line), source, at);
    return before;
  }

  /** Takes a member's line off the sheet; undefined when there was none. */
  remove(meeting: number, member: number): MeetingLine | undefined {
    const before = this.lineOf(meeting, member);
    this.sql.remove.run(meeting, member);
    return before;
  }

  addPhoto(meeting: number, mediaId: string): void {
    this.sql.addPhoto.run(meeting, mediaId);
  }

  photos(meeting: number): string[] {
    return this.sql.photos.all(meeting) as string[];
  }

  end(meeting: number, state: "closed" | "dropped", counted: number | null, at: number): void {
    this.forget();
    this.sql.end.run(state, counted, at, meeting);
  }

  forget(): void {
    this.last = undefined;
    this.lastUnit = undefined;
  }

  /** A member's line as it stands on the sheet now. */
  lineOf(meeting: number, member: number): MeetingLine | undefined {
    const line = this.sql.line.get(meeting, member) as string | undefined;
    return line === undefined ? undefined : (JSON.parse(line) as MeetingLine);
  }
}

const sheetLineOf = ({ member, line }: { member: number; line: string }): SheetLine => ({
  member,
  line: JSON.parse(line) as MeetingLine,
});

const prepare = (sqlite: Sqlite.Database) => ({
  byId: sqlite.prepare(`SELECT ${COLUMNS} FROM meeting WHERE id = ?`),
  open: sqlite.prepare(`SELECT ${COLUMNS} FROM meeting WHERE unit = ? AND state = 'open'`),
  openOf: sqlite.prepare(`SELECT ${COLUMNS} FROM meeting WHERE treasurer = ? AND state = 'open'`),
  lastClosedBy: sqlite.prepare(
    `SELECT ${COLUMNS} FROM meeting WHERE treasurer = ? AND state = 'closed' ORDER BY ended_at DESC LIMIT 1`,
  ),
  begin: sqlite.prepare(
    `INSERT INTO meeting (unit, treasurer, held_on, state, opened_at) VALUES (?, ?, ?, 'open', ?) RETURNING ${COLUMNS}`,
  ),
  sheet: sqlite.prepare("SELECT member, line FROM meeting_line WHERE meeting_id = ? ORDER BY at, member"),
  ofMessage: sqlite.prepare(
    "SELECT member, line FROM meeting_line WHERE meeting_id = ? AND source >= ? AND source < ? ORDER BY at, member",
  ),
  line: sqlite.prepare("SELECT line FROM meeting_line WHERE meeting_id = ? AND member = ?").pluck(),
  write: sqlite.prepare(
    `INSERT INTO meeting_line (meeting_id, member, line, source, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (meeting_id, member) DO UPDATE SET line = excluded.line, source = excluded.source`,
  ),
  remove: sqlite.prepare("DELETE FROM meeting_line WHERE meeting_id = ? AND member = ?"),
  addPhoto: sqlite.prepare("INSERT OR IGNORE INTO meeting_photo (meeting_id, media_id) VALUES (?, ?)"),
  photos: sqlite.prepare("SELECT media_id FROM meeting_photo WHERE meeting_id = ? ORDER BY media_id").pluck(),
  end: sqlite.prepare("UPDATE meeting SET state = ?, counted = ?, ended_at = ? WHERE id = ? AND state = 'open'"),
});
