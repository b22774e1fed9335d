import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../../accounts.ts";
import type { MeetingLine } from "../../commands/index.ts";
import type { Entry } from "../entry.ts";
import type { Breaches, Wrong } from "./breach.ts";
import type { Names } from "./names.ts";
import { Tally } from "./tally.ts";

type Meeting = { id: number; unit: number; heldOn: string; state: string; endedAt: number | null; counted: number };
/** A meeting whose entries are being read, and those of its lines that had none yet: what each brings, if it says so. */
type Open = { meeting: Meeting; lines: Map<number, number | undefined> };

/**
 * Meetings against their entries: what a line of the sheet brings is what its entry says, and all of them, with those that
 * waited for another officer, are the cash that was counted. A meeting is posted as a whole, so its entries follow each
 * other, and one sheet at a time is kept.
 */
export class Sheets {
  private readonly names: Names;
  private readonly sql: ReturnType<typeof prepare>;
  /** Lines that waited for somebody: rupiah by unit, instant and member. */
  private readonly waited = new Map<string, Map<number, number>>();
  /** Cash that the entries of a meeting brought. */
  private readonly brought = new Tally();
  private readonly wrong: { unit: number; what: () => string }[] = [];
  private open: Open | undefined;

  constructor(sqlite: Sqlite.Database, names: Names) {
    this.names = names;
    this.sql = prepare(sqlite);
    for (const [unit, at, member, amount] of this.sql.waited.all() as [number, number, number, number][]) {
      const of = this.waited.get(`${unit} ${at}`) ?? new Map<number, number>();
      this.waited.set(`${unit} ${at}`, of.set(member, amount));
    }
  }

  /** Why an entry is not what the sheet of its meeting says; undefined for entries of no meeting. */
  wrongWith({ source, unit, valueOn, lines }: Omit<Entry, "id">): Wrong | undefined {
    if (source === null || !source.startsWith("meeting:")) return undefined;
    const [, id, member] = /^meeting:(\d+):(\d+)$/.exec(source)?.map(Number) ?? [];
    if (id === undefined || member === undefined) return undefined;
    const open = this.openOf(id);
    if (open === undefined || open.meeting.unit !== unit)
      return { code: "meeting", what: "it is of a meeting that is not there" };
    const cash = lines.reduce((sum, { account, debit }) => (account === ACCOUNTS.cash ? sum + debit : sum), 0);
    this.brought.add(id, cash);
    const { heldOn, state } = open.meeting;
    if (state !== "closed" || heldOn !== valueOn)
      return { code: "meeting", what: `it is of ${valueOn}, from a meeting of ${heldOn} that is kept as ${state}` };
    const whose = () => this.names.member(member, unit);
    if (!open.lines.has(member))
      return { code: "meeting", what: () => `the sheet of ${heldOn} has no line of ${whose()}` };
    const said = open.lines.get(member);
    open.lines.delete(member);
    if (said === undefined || said === cash) return undefined;
    if (Number.isNaN(said)) return { code: "meeting", what: () => this.unreadable(open.meeting, member) };
    return { code: "meeting", what: () => `it brings ${cash}, and the sheet of ${heldOn} has ${said} of ${whose()}` };
  }

  /** All entries were read: lines without an entry, and cash that the entries do not make. `only`: of one unit. */
  finish(only: number | undefined, breaches: Breaches): void {
    this.leave();
    for (const { unit, what } of this.wrong) breaches.add({ code: "record", unit, what });
    for (const meeting of this.sql.closed.iterate({ only: only ?? null }) as IterableIterator<Meeting>) {
      const { id, unit, heldOn, counted } = meeting;
      const waited = [...(this.waitedOf(meeting)?.values() ?? [])].reduce((sum, amount) => sum + amount, 0);
      const booked = this.brought.get(id) + waited;
      if (booked === counted) continue;
      const what = `the meeting of ${heldOn} is kept with ${counted} counted, and what it brought makes ${booked}`;
      breaches.add({ code: "record", unit, what });
    }
  }

  private openOf(id: number): Open | undefined {
    if (this.open?.meeting.id === id) return this.open;
    this.leave();
    const meeting = this.sql.meeting.get(id) as Meeting | undefined;
    if (meeting === undefined) return undefined;
    const lines = new Map((this.sql.lines.all(id) as [number, string][]).map(([who, line]) => [who, amountOf(line)]));
    this.open = { meeting, lines };
    return this.open;
  }

  /** The entries of a meeting are over: each line that brings something had one, or waited. */
  private leave(): void {
    if (this.open === undefined) return;
    const { meeting, lines } = this.open;
    const { unit, heldOn } = meeting;
    for (const [member, amount] of lines) {
      if (amount === undefined || amount === 0 || this.waitedOf(meeting)?.get(member) === amount) continue;
      const whose = () => `${amount} of ${this.names.member(member, unit)}`;
      const none = () => `the sheet of ${heldOn} has ${whose()}, and there is no such entry`;
      this.wrong.push({ unit, what: Number.isNaN(amount) ? () => this.unreadable(meeting, member) : none });
    }
    this.open = undefined;
  }

  private unreadable({ unit, heldOn }: Meeting, member: number): string {
    return `the line of ${this.names.member(member, unit)} on the sheet of ${heldOn} cannot be read`;
  }

  private waitedOf = ({ unit, endedAt }: Meeting) => this.waited.get(`${unit} ${endedAt}`);
}

/** What a line brings, rupiah: as much as was expected then (undefined), nothing, or what it says; NaN for what is none. */
function amountOf(text: string): number | undefined {
  try {
    const line = JSON.parse(text) as MeetingLine;
    if ("expected" in line) return undefined;
    return "items" in line ? line.items.reduce((sum, { amount }) => sum + amount, 0) : 0;
  } catch {
    return Number.NaN;
  }
}

const COLUMNS = "id, unit, held_on AS heldOn, state, ended_at AS endedAt, coalesce(counted, 0) AS counted";

const prepare = (sqlite: Sqlite.Database) => ({
  meeting: sqlite.prepare(`SELECT ${COLUMNS} FROM meeting WHERE id = ?`),
  lines: sqlite.prepare("SELECT member, line FROM meeting_line WHERE meeting_id = ?").raw(),
  waited: sqlite
    .prepare("SELECT unit, made_at, member, coalesce(amount, 0) FROM pending WHERE kind = 'meeting-line' ORDER BY id")
    .raw(),
  closed: sqlite.prepare(
    `SELECT ${COLUMNS} FROM meeting WHERE state = 'closed' AND (:only IS NULL OR unit = :only) ORDER BY id`,
  ),
});
