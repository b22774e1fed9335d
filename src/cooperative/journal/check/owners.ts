import type Sqlite from "better-sqlite3";
import { LOAN_ACCOUNTS, MEMBER_ACCOUNTS } from "../../accounts.ts";
import type { Line } from "../entry.ts";
import type { Movement } from "../sound.ts";

/** Whose members and loans are: small numbers in maps, so that a hundred thousand cost a few MB. */
export class Owners {
  private readonly unitOfMember = new Map<number, number>();
  private readonly memberOfLoan = new Map<number, number>();

  constructor(sqlite: Sqlite.Database) {
    const rows = (sql: string) => sqlite.prepare(sql).raw().iterate() as IterableIterator<[number, number]>;
    for (const [id, unit] of rows("SELECT id, unit FROM coop_member")) this.unitOfMember.set(id, unit);
    for (const [id, member] of rows("SELECT id, member FROM loan")) this.memberOfLoan.set(id, member);
  }

  /** Why a line of a unit may not name whom it names, or undefined. */
  wrongWith(unit: number, { account, member, loan }: Line): string | undefined {
    if (member !== undefined && this.unitOfMember.get(member) !== unit)
      return `account ${account} names member ${member}, who is not of this unit`;
    if (loan === undefined) return undefined;
    const owner = this.memberOfLoan.get(loan);
    if (owner === undefined || this.unitOfMember.get(owner) !== unit || (member !== undefined && member !== owner))
      return `account ${account} names loan ${loan}, which is of somebody else`;
    return undefined;
  }

  /** Whether such a row of the balances may be: it names a member and a loan where its account asks for them. */
  isPlace(unit: number, { account, member, loan }: Omit<Movement, "delta">): boolean {
    if ((member !== 0) !== MEMBER_ACCOUNTS.has(account) || (loan !== 0) !== LOAN_ACCOUNTS.has(account)) return false;
    if (member !== 0 && this.unitOfMember.get(member) !== unit) return false;
    return loan === 0 || this.memberOfLoan.get(loan) === member;
  }
}
