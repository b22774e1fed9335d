import type Sqlite from "better-sqlite3";

/** Members who stand for each other's instalments (tanggung renteng). */
export type Group = { id: number; unit: number; name: string; members: readonly number[] };

/** Who covered how much of whose loan, with which entry. */
export type Cover = { entryId: number; payer: number; loan: number; amount: number };

/** Groups, and the list of who covered whom, which the group can see. */
export class Groups {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** A new group without members; its name is its own within the unit. */
  add(unit: number, name: string): Group {
    const id = this.sql.add.get(unit, name) as number;
    return { id, unit, name, members: [] };
  }

  byId(id: number): Group | undefined {
    return this.read(this.sql.byId.get(id));
  }

  named(unit: number, name: string): Group | undefined {
    return this.read(this.sql.named.get(unit, name));
  }

  ofUnit(unit: number): Group[] {
    return (this.sql.ofUnit.all(unit) as Omit<Group, "members">[]).flatMap((row) => this.read(row) ?? []);
  }

  ofMember(member: number): Group[] {
    return (this.sql.ofMember.all(member) as Omit<Group, "members">[]).flatMap((row) => this.read(row) ?? []);
  }

  join(group: number, member: number): void {
    this.sql.join.run(group, member);
  }

  leave(group: number, member: number): void {
    this.sql.leave.run(group, member);
  }

  /** Notes who paid; two payments of one payer in an entry are one row. */
  cover({ entryId, payer, loan, amount }: Cover): void {
    this.sql.cover.run(entryId, payer, loan, amount);
  }

  /** Who covered a loan, oldest first; what was taken back is left out. */
  covers(loan: number): Cover[] {
    return this.sql.covers.all(loan) as Cover[];
  }

  private read(row: unknown): Group | undefined {
    if (row === undefined) return undefined;
    const group = row as Omit<Group, "members">;
    return { ...group, members: this.sql.members.all(group.id) as number[] };
  }
}

const prepare = (sqlite: Sqlite.Database) => ({
  add: sqlite.prepare("INSERT INTO coop_group (unit, name) VALUES (?, ?) RETURNING id").pluck(),
  byId: sqlite.prepare("SELECT id, unit, name FROM coop_group WHERE id = ?"),
  named: sqlite.prepare("SELECT id, unit, name FROM coop_group WHERE unit = ? AND lower(name) = lower(?)"),
  ofUnit: sqlite.prepare("SELECT id, unit, name FROM coop_group WHERE unit = ? ORDER BY name"),
  ofMember: sqlite.prepare(`SELECT g.id, g.unit, g.name FROM coop_group_member m
    JOIN coop_group g ON g.id = m.group_id WHERE m.member = ? ORDER BY g.name`),
  members: sqlite.prepare("SELECT member FROM coop_group_member WHERE group_id = ? ORDER BY member").pluck(),
  join: sqlite.prepare("INSERT OR IGNORE INTO coop_group_member (group_id, member) VALUES (?, ?)"),
  leave: sqlite.prepare("DELETE FROM coop_group_member WHERE group_id = ? AND member = ?"),
  cover: sqlite.prepare("INSERT INTO loan_cover (entry_id, payer, loan, amount) VALUES (?, ?, ?, ?)"),
  covers: sqlite.prepare(`SELECT entry_id AS entryId, payer, loan, amount FROM loan_cover AS c WHERE loan = ?
    AND NOT EXISTS (SELECT 1 FROM journal_entry AS e WHERE e.reverses = c.entry_id) ORDER BY entry_id, payer`),
});
