import type Sqlite from "better-sqlite3";
import { accountCode, LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../../accounts.ts";
import type { Line } from "../entry.ts";
import type { Movement } from "../sound.ts";
import type { Names } from "./names.ts";

/** Whose members and loans are, and who has left: small numbers in maps, so that a hundred thousand cost a few MB. */
export class Owners {
  private readonly unitOfMember = new Map<number, number>();
  private readonly memberOfLoan = new Map<number, number>();
  private readonly leftOn = new Map<number, string>();
  private readonly units: ReadonlySet<number>;
  private readonly names: Names;

  constructor(sqlite: Sqlite.Database, names: Names) {
    this.names = names;
    this.units = new Set(sqlite.prepare("SELECT id FROM coop_unit").pluck().all() as number[]);
    const left = sqlite.prepare("SELECT id, left_on FROM coop_member WHERE left_on IS NOT NULL").raw();
    for (const [id, on] of left.iterate() as IterableIterator<[number, string]>) this.leftOn.set(id, on);
    const rows = (sql: string) => sqlite.prepare(sql).raw().iterate() as IterableIterator<[number, number]>;
    for (const [id, unit] of rows("SELECT id, unit FROM coop_member")) this.unitOfMember.set(id, unit);
    for (const [id, member] of rows("SELECT id, member FROM loan")) this.memberOfLoan.set(id, member);
  }

  /** Why a line of a unit may not name whom it names, or undefined. */
  wrongWith(unit: number, { account, member, loan }: Line): (() => string) | undefined {
    const names = this.names;
    if (!this.units.has(unit)) return () => "it is of a unit that has no books";
    if (member !== undefined && this.unitOfMember.get(member) !== unit)
      return () => `its line of ${accountCode(account)} names ${names.member(member, unit)}, who is not of this unit`;
    if (loan === undefined) return undefined;
    const owner = this.memberOfLoan.get(loan);
    if (owner === undefined || this.unitOfMember.get(owner) !== unit || (member !== undefined && member !== owner))
      return () => `its line of ${accountCode(account)} names ${names.loan(loan, unit)}, which is of somebody else`;
    return undefined;
  }

  /** Why an entry by which somebody left is not what her row in the book says, or undefined. */
  wrongLeaving(unit: number, valueOn: string, lines: readonly Line[]): (() => string) | undefined {
    const member = lines.find((line) => line.member !== undefined)?.member;
    const on = member === undefined ? undefined : this.leftOn.get(member);
    if (member === undefined || on === valueOn) return undefined;
    const said = on === undefined ? "is kept as a member" : `is kept as gone since ${on}`;
    return () => `by it ${this.names.member(member, unit)} left on ${valueOn}, and she ${said}`;
  }

  /** The unit in whose books a member or a loan stands. */
  unitOf(of: "unit" | "member" | "loan", id: number): number | undefined {
    if (of === "unit") return id;
    const member = of === "loan" ? this.memberOfLoan.get(id) : id;
    return member === undefined ? undefined : this.unitOfMember.get(member);
  }

  /** Whether such a row of the balances may be: it names a member and a loan where its account asks for them. */
  isPlace(unit: number, { account, member, loan }: Omit<Movement, "delta">): boolean {
    if ((member !== 0) !== MEMBER_ACCOUNTS.has(account) || (loan !== 0) !== LOAN_ACCOUNTS.has(account)) return false;
    if (member !== 0 && this.unitOfMember.get(member) !== unit) return false;
    return loan === 0 || this.memberOfLoan.get(loan) === member;
  }
}
