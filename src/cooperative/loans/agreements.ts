import type Sqlite from "better-sqlite3";
import { DAY } from "../../clock.ts";
import type { LoanRow } from "./store.ts";

/** How long a yes to a loan counts before it is paid out: longer ago, she and the committee are asked anew. */
const AGREED_FOR_MS = 30 * DAY;

/** Who said yes to a loan. */
export type Agreement = {
  /** The request that they decided on, and its number in the unit. */
  pending: number;
  no: number;
  maker: string;
  /** Those of the committee who said yes. */
  voters: readonly string[];
  /** When the borrower said yes herself, or before her witness; ms UTC. */
  confirmedAt: number;
  witness: string | null;
  /** When the last yes came. */
  at: number;
};

/** Said too long ago to be paid out. Pure. */
export const isOld = ({ at }: Agreement, now: number): boolean => at + AGREED_FOR_MS <= now;

type Row = Omit<Agreement, "voters" | "confirmedAt" | "at"> & { confirmedAt: number | null; at: number | null };

/**
 * Reads from the requests themselves who agreed to a loan: a loan is paid out by what people did, not by what the loan's
 * own row says.
 */
export class Agreements {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** The latest agreement to a loan by the borrower and by others; undefined where there is none. */
  of({ id, unit, member }: Pick<LoanRow, "id" | "unit" | "member">): Agreement | undefined {
    const row = this.sql.agreement.get({ loan: id, unit, member }) as Row | undefined;
    if (row === undefined || row.confirmedAt === null || row.at === null) return undefined;
    const { confirmedAt, at } = row;
    return { ...row, confirmedAt, at, voters: this.sql.voters.all(row.pending) as string[] };
  }

  /** Whether the committee and the borrower are being asked now. */
  isAsked({ id, unit }: Pick<LoanRow, "id" | "unit">): boolean {
    return this.sql.asked.get({ loan: id, unit }) !== undefined;
  }

  /** Who stood by when the borrower said yes to what is decided right now; null: she answered herself. */
  witnessOf(pending: number): string | null {
    return (this.sql.witness.get(pending) as string | null | undefined) ?? null;
  }
}

const OF_LOAN = "kind = 'agree-loan' AND json_extract(what, '$.operation.loan') = :loan";

const prepare = (sqlite: Sqlite.Database) => ({
  agreement: sqlite.prepare(`SELECT id AS pending, no, maker, confirmed_at AS confirmedAt, witness, ended_at AS at
    FROM pending WHERE unit = :unit AND member = :member AND ${OF_LOAN} AND state = 'done' ORDER BY id DESC LIMIT 1`),
  voters: sqlite
    .prepare("SELECT person_id FROM pending_vote WHERE pending_id = ? AND yes = 1 ORDER BY at, person_id")
    .pluck(),
  asked: sqlite.prepare(`SELECT 1 FROM pending WHERE unit = :unit AND state = 'open' AND ${OF_LOAN}`).pluck(),
  witness: sqlite.prepare("SELECT witness FROM pending WHERE id = ?").pluck(),
});
