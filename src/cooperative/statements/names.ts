import type Sqlite from "better-sqlite3";
import type { Signature } from "../../documents/index.ts";
import { type EntryHead, type Line, shortHash } from "../journal/entry.ts";
import { kindSaid } from "../kind-said.ts";
import { loanNo } from "../loans/store.ts";
import { memberNo } from "../members.ts";
import type { CoopUnit } from "../units.ts";
import type { Ledger } from "./ledger.ts";
import type { Words } from "./words.ts";

type WrittenBy = { name: string | null; status: string };

/** Members of one entry that are named; the rest are counted. */
const NAMED = 2;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const YEAR = /^\d{4}$/;

/** Whom an entry is about, in words: members, officers, and what was done. */
export class Names {
  private readonly ledger: Ledger;
  private readonly words: Words;
  private readonly sql: ReturnType<typeof prepare>;
  /** One unit is gone through after another: only its own members are kept. */
  private roster: { unit: number; names: Map<number, string> } | undefined;

  constructor(ledger: Ledger, words: Words) {
    this.ledger = ledger;
    this.words = words;
    this.sql = prepare(ledger.sqlite);
  }

  /** `003 Tiur Manalu` */
  member(unit: number, id: number): string {
    if (this.roster?.unit !== unit) {
      const named = this.ledger.members
        .roster(unit)
        .map(({ id: of, no, name }) => [of, `${memberNo(no)} ${name}`] as const);
      this.roster = { unit, names: new Map(named) };
    }
    return this.roster.names.get(id) ?? "-";
  }

  /** `P0001` */
  loan(id: number): string {
    return loanNo(this.sql.loanNo.get(id) as number);
  }

  /** How somebody is called who wrote an entry; what Rukun does by itself is done by the system. */
  person(id: string): string {
    const person = id === "system" ? undefined : (this.sql.person.get(id) as WrittenBy | undefined);
    if (person?.status === "erased") return this.words.say("erased-officer");
    return person?.name ?? this.words.say("system");
  }

  /** Whether a loan was running when the books began: what it was at first stands in the old book alone. */
  isCarriedOver(loan: number): boolean {
    return this.sql.carriedOver.get(loan) === 1;
  }

  /** Bendahara, ketua and pengawas, each with a name or a place to write it. */
  signatures(unit: CoopUnit | undefined): Signature[] {
    return (["treasurer", "chair", "supervisor"] as const).map((role) => {
      const name = unit === undefined ? undefined : (this.sql.officer.get(role, unit.unitId) as string | undefined);
      return { role: this.words.say(`role.${role}`), name: name ?? "" };
    });
  }

  /**
   * `Setoran simpanan, 003 Tiur Manalu`: what was done by these lines of an entry, and whose they are. `whose`: other
   * lines whose members are named; none of them in a member's own book.
   */
  about(entry: EntryHead, lines: readonly Line[], whose: readonly Line[] = lines): string {
    const { memo } = entry;
    // What is done of itself each month or year has that for its memo.
    const of =
      memo !== null && MONTH.test(memo) ? this.words.month(memo) : memo !== null && YEAR.test(memo) ? memo : null;
    const members = [...new Set(whose.flatMap(({ member }) => member ?? []))];
    const named = members.slice(0, NAMED).map((id) => this.member(entry.unit, id));
    const more = members.length - named.length;
    return [
      of === null ? this.what(entry, lines) : `${this.what(entry, lines)} ${of}`,
      ...named,
      ...(more > 0 ? [this.words.say("and-more", { count: more })] : []),
      ...(memo === null || of !== null ? [] : [memo]),
    ].join(", ");
  }

  private what({ kind, reverses }: EntryHead, lines: readonly Line[]): string {
    if (reverses !== null) return this.words.say("reversal-of", { no: this.sql.no.get(reverses) as number });
    const said = kindSaid({ kind, lines });
    // What somebody brings at a meeting is one entry, for her savings and for her loan.
    const paid = said === "deposit" && lines.some(({ loan }) => loan !== undefined);
    if (!paid) return this.words.entryKind(said);
    const saved = lines.some(({ member, loan }) => member !== undefined && loan === undefined);
    return saved ? this.words.say("deposit-and-instalment") : this.words.entryKind("instalment");
  }

  /** Where the books stood when it was made: `143, 1a2b3c4d`. Undefined before the first entry. */
  head(unit: number): { no: number; code: string } | undefined {
    const head = this.ledger.journal.head(unit);
    return head === undefined ? undefined : { no: head.no, code: shortHash(head.hash) };
  }

  /** SANGGAH that nobody has ended. */
  openDisputes(units: readonly CoopUnit[]): number {
    return units.reduce((sum, { id }) => sum + (this.sql.disputes.get(id) as number), 0);
  }
}

const prepare = (sqlite: Sqlite.Database) => ({
  person: sqlite.prepare(`SELECT coalesce(called, name) AS name, status FROM person
     WHERE id = (SELECT coalesce(merged_into, id) FROM person WHERE id = ?)`),
  officer: sqlite
    .prepare(
      `SELECT coalesce(p.name, p.called) FROM person_role r CROSS JOIN person p ON p.id = r.person_id
       WHERE r.role = ? AND p.unit_id = ? AND p.status IN ('active', 'stopped') ORDER BY p.name, p.id LIMIT 1`,
    )
    .pluck(),
  carriedOver: sqlite
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM journal_line l CROSS JOIN journal_entry e ON e.id = l.entry_id
       WHERE l.loan = ? AND e.kind = 'opening')`,
    )
    .pluck(),
  loanNo: sqlite.prepare("SELECT no FROM loan WHERE id = ?").pluck(),
  no: sqlite.prepare("SELECT no FROM journal_entry WHERE id = ?").pluck(),
  disputes: sqlite.prepare("SELECT count(*) FROM dispute WHERE unit = ? AND state = 'open'").pluck(),
});
