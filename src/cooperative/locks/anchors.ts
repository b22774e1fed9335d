import type Sqlite from "better-sqlite3";

/** The head of a unit's chain at the end of a day, as people beside its treasurer have it on their phones. */
export type Anchor = {
  unit: number;
  /** YYYY-MM-DD in the unit's zone. */
  day: string;
  /** The newest entry of that moment, and its hash, hex. */
  no: number;
  hash: string;
};

/** An anchor that the journal does not agree with: `found` is what stands there now, undefined where nothing does. */
export type BrokenAnchor = Anchor & { found: string | undefined };

type Row = Omit<Anchor, "hash"> & { hash: Buffer };
type BrokenRow = Row & { found: Buffer | null };

/** Anchors of all units. The table is only added to. */
export class Anchors {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Keeps the anchor of a day; the first of a day stays. */
  add({ unit, day, no, hash }: Anchor): void {
    this.sql.add.run(unit, day, no, Buffer.from(hash, "hex"));
  }

  newest(unit: number): Anchor | undefined {
    const row = this.sql.newest.get(unit) as Row | undefined;
    return row === undefined ? undefined : anchorOf(row);
  }

  /** The anchors of a day, by unit: what the head office is told. */
  ofDay(day: string): Anchor[] {
    return (this.sql.ofDay.all(day) as Row[]).map(anchorOf);
  }

  /**
   * Anchors whose entry is gone or has another hash, of all units or of one, oldest first: somebody rewrote the books
   * after that evening, whatever the chain itself says now.
   */
  broken(unit?: number): BrokenAnchor[] {
    return (this.sql.broken.all({ unit: unit ?? null }) as BrokenRow[]).map(({ found, ...row }) => ({
      ...anchorOf(row),
      found: found?.toString("hex"),
    }));
  }
}

const anchorOf = ({ hash, ...row }: Row): Anchor => ({ ...row, hash: hash.toString("hex") });

const prepare = (sqlite: Sqlite.Database) => ({
  add: sqlite.prepare("INSERT OR IGNORE INTO ledger_anchor (unit, day, no, hash) VALUES (?, ?, ?, ?)"),
  newest: sqlite.prepare("SELECT unit, day, no, hash FROM ledger_anchor WHERE unit = ? ORDER BY day DESC LIMIT 1"),
  ofDay: sqlite.prepare("SELECT unit, day, no, hash FROM ledger_anchor WHERE day = ? ORDER BY unit"),
  broken: sqlite.prepare(
    `SELECT a.unit, a.day, a.no, a.hash, e.hash AS found FROM ledger_anchor a
     LEFT JOIN journal_entry e ON e.unit = a.unit AND e.no = a.no
     WHERE (:unit IS NULL OR a.unit = :unit) AND (e.hash IS NULL OR e.hash <> a.hash) ORDER BY a.day, a.unit`,
  ),
});
