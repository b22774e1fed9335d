import type Sqlite from "better-sqlite3";
import { accountCode } from "../../accounts.ts";
import { loanNo } from "../../loans/store.ts";
import { memberNo } from "../../members.ts";
import { shortHash } from "../entry.ts";
import type { Movement } from "../sound.ts";

type Numbered = { unit: number; no: number };

/**
 * How people call what a breach is about: by what stands in the paper books and on receipts. A row's own number is said
 * only of what is in no book. Every answer is read from the file anew: few are asked for.
 */
export class Names {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** `Melati` */
  unit(id: number): string {
    return (this.sql.unit.get(id) as string | undefined) ?? `unit ${id}, which has no books,`;
  }

  /** `member 003`; `member 003 of Mawar` where that is not the unit that is spoken of. */
  member(id: number, unit?: number): string {
    const found = this.sql.member.get(id) as Numbered | undefined;
    if (found === undefined) return `a member who is in no book (row ${id})`;
    return `member ${memberNo(found.no)}${this.elsewhere(found.unit, unit)}`;
  }

  /** `loan P0001`, or `loan P0001 of Mawar`. */
  loan(id: number, unit?: number): string {
    const found = this.sql.loan.get(id) as Numbered | undefined;
    if (found === undefined) return `a loan that is in no book (row ${id})`;
    return `loan ${loanNo(found.no)}${this.elsewhere(found.unit, unit)}`;
  }

  /** `no 42 (3fa91c02)`, or `no 42 of Mawar (3fa91c02)`. */
  entry(id: number, unit?: number): string {
    const found = this.sql.entry.get(id) as (Numbered & { hash: Buffer }) | undefined;
    if (found === undefined) return `an entry that is not there (row ${id})`;
    return `no ${found.no}${this.elsewhere(found.unit, unit)} (${code8Of(found.hash)})`;
  }

  /** `2-101 of member 003`, `1-201 of member 003, loan P0001`, `1-101`; 0 stands for nobody. */
  place({ account, member, loan }: Omit<Movement, "delta">, unit?: number): string {
    const whose = member === 0 ? "" : ` of ${this.member(member, unit)}`;
    return `${accountCode(account)}${whose}${loan === 0 ? "" : `, ${this.loan(loan, unit)}`}`;
  }

  /** The eight digits on the receipt of an entry, as the file has them now. */
  code(unit: number, no: number): string | undefined {
    const hash = this.sql.hash.get(unit, no) as Buffer | undefined;
    return hash === undefined ? undefined : code8Of(hash);
  }

  private elsewhere(unit: number, spokenOf: number | undefined): string {
    return spokenOf === undefined || spokenOf === unit ? "" : ` of ${this.unit(unit)}`;
  }
}

/** The eight digits of a hash as it is stored. */
export const code8Of = (hash: Buffer): string => shortHash(hash.toString("hex"));

const prepare = (sqlite: Sqlite.Database) => ({
  unit: sqlite.prepare("SELECT u.name FROM coop_unit AS c JOIN unit AS u ON u.id = c.unit_id WHERE c.id = ?").pluck(),
  member: sqlite.prepare("SELECT unit, no FROM coop_member WHERE id = ?"),
  loan: sqlite.prepare("SELECT unit, no FROM loan WHERE id = ?"),
  entry: sqlite.prepare("SELECT unit, no, hash FROM journal_entry WHERE id = ?"),
  hash: sqlite.prepare("SELECT hash FROM journal_entry WHERE unit = ? AND no = ?").pluck(),
});
