import type Sqlite from "better-sqlite3";
import { LRUCache } from "lru-cache";
import type { NewId } from "../ids.ts";

/** A member of a unit, as it stands in her book. */
export type Member = {
  readonly id: number;
  /** Random, safe to publish. */
  readonly key: string;
  readonly unit: number;
  /** 1, 2, 3, … within the unit; never given twice. */
  readonly no: number;
  readonly name: string;
  /** Other names that the village calls her by. */
  readonly aliases: readonly string[];
  /** The person behind her, where she is known to Rukun. */
  readonly personId: string | null;
  readonly joinedOn: string;
  readonly leftOn: string | null;
  readonly active: boolean;
};

export type NewMember = {
  unit: number;
  name: string;
  joinedOn: string;
  /** The next free one when left out. */
  no?: number;
  aliases?: readonly string[];
  personId?: string;
};

/** Units whose members are kept in memory: with 70 members each about 10 MB. */
const CACHED_ROSTERS = 500;
/** Members that are kept one by one, and what people are members as. */
const CACHED_MEMBERS = 10_000;

/** As `COLUMNS` has it. A roster is many rows, and arrays cost half of what objects do. */
type Row = [
  id: number,
  key: string,
  unit: number,
  no: number,
  name: string,
  personId: string | null,
  joinedOn: string,
  leftOn: string | null,
  aliases: string | null,
];

/** `001`, as it stands in the book. */
export const memberNo = (no: number): string => String(no).padStart(3, "0");

/**
 * The members of the units. The roster of a unit is kept in memory; every write goes through here. What was written in a
 * transaction may be taken back with it or with a savepoint, so such a unit is read anew until the transaction is over;
 * `forget()` when another process wrote.
 */
export class Members {
  private readonly rosters = new LRUCache<number, readonly Member[]>({ max: CACHED_ROSTERS });
  /** Units that were written to in a transaction that may still be open. */
  private readonly unsure = new Set<number>();
  private readonly sqlite: Sqlite.Database;
  private readonly byId = new LRUCache<number, Member>({ max: CACHED_MEMBERS });
  /** Of those in `byId` the one that was asked for last. */
  private last: Member | undefined;
  private readonly byPerson = new LRUCache<string, readonly Member[]>({ max: CACHED_MEMBERS });
  private readonly newId: NewId;
  private readonly roleChanged: (personId: string) => void;
  private readonly sql: ReturnType<typeof prepare>;

  /** `roleChanged`: somebody became a member, or is one no more; who keeps people in memory reads her anew. */
  constructor(sqlite: Sqlite.Database, newId: NewId, roleChanged: (personId: string) => void = () => {}) {
    this.sqlite = sqlite;
    this.sql = prepare(sqlite);
    this.newId = newId;
    this.roleChanged = roleChanged;
  }

  /** Everybody who is or was a member, by number. */
  roster(unit: number): readonly Member[] {
    const known = this.rosters.get(unit);
    if (known !== undefined) return known;
    const members = (this.sql.roster.all(unit) as Row[]).map(memberOf);
    if (!this.isSure(unit)) return members;
    this.rosters.set(unit, members);
    for (const member of members) this.byId.set(member.id, member);
    return members;
  }

  member(id: number): Member | undefined {
    // One line of a treasurer asks for the same member half a dozen times.
    if (this.last?.id === id) return this.last;
    const known = this.byId.get(id);
    if (known !== undefined) {
      this.last = known;
      return known;
    }
    const row = this.sql.member.get(id) as Row | undefined;
    if (row === undefined) return undefined;
    const member = memberOf(row);
    if (this.isSure(member.unit)) this.byId.set(id, member);
    return member;
  }

  byNo(unit: number, no: number): Member | undefined {
    const roster = this.roster(unit);
    // Numbers have no gaps but where a roster was imported with some.
    const there = roster[no - 1];
    return there?.no === no ? there : roster.find((member) => member.no === no);
  }

  /** What a person is a member as: in one unit or several, the one that she is in before those that she left. */
  ofPerson(personId: string): readonly Member[] {
    const known = this.byPerson.get(personId);
    if (known !== undefined) return known;
    const found = (this.sql.ofPerson.all(personId) as Row[]).map(memberOf);
    if (this.isSure()) this.byPerson.set(personId, found);
    return found;
  }

  /** The number that the next member gets. */
  nextNo(unit: number): number {
    return this.sql.nextNo.get(unit) as number;
  }

  /** Writes down a member; the caller has seen to it that number and person are free in the unit. */
  add({ unit, name, joinedOn, no, aliases = [], personId }: NewMember, now: number): Member {
    if (personId !== undefined) this.release(unit, personId);
    const row = {
      key: this.newId(),
      unit,
      no: no ?? this.nextNo(unit),
      personId: personId ?? null,
      name,
      joinedOn,
      now,
    };
    const id = this.sql.add.get(row) as number;
    for (const alias of aliases) this.sql.addAlias.run(id, alias);
    this.giveRole(personId);
    return this.changed(id);
  }

  rename(id: number, name: string): Member {
    this.sql.rename.run(name, id);
    return this.changed(id);
  }

  addAlias(id: number, alias: string): Member {
    this.sql.addAlias.run(id, alias);
    return this.changed(id);
  }

  removeAlias(id: number, alias: string): Member {
    this.sql.removeAlias.run(id, alias);
    return this.changed(id);
  }

  /** From now on this person is the member: her balances, her YA. */
  link(id: number, personId: string): Member {
    const member = this.member(id);
    if (member !== undefined) this.release(member.unit, personId);
    this.sql.link.run(personId, id);
    this.giveRole(personId, member?.personId);
    return this.changed(id);
  }

  unlink(id: number): Member {
    const before = this.member(id)?.personId;
    this.sql.link.run(null, id);
    this.giveRole(before);
    return this.changed(id);
  }

  /** She is a member no more since a date, YYYY-MM-DD. Her number stays hers. */
  leave(id: number, on: string): Member {
    this.sql.leave.run(on, id);
    this.giveRole(this.member(id)?.personId);
    return this.changed(id);
  }

  forget(): void {
    this.rosters.clear();
    this.byId.clear();
    this.last = undefined;
    this.byPerson.clear();
    this.unsure.clear();
  }

  /** The transaction is over, and what was written in it is true. */
  committed(): void {
    this.unsure.clear();
  }

  /** Whether what is read now may be kept: of one unit, or of all. */
  private isSure(unit?: number): boolean {
    if (!this.sqlite.inTransaction) this.unsure.clear();
    return unit === undefined ? this.unsure.size === 0 : !this.unsure.has(unit);
  }

  /** Who joins again is a new member with a new number: the old row lets go of her. */
  private release(unit: number, personId: string): void {
    this.sql.release.run(unit, personId);
    this.byId.clear();
    this.last = undefined;
    this.unsure.add(unit);
  }

  /** A person has the role `member` exactly while she is an active member of some unit. */
  private giveRole(...people: (string | null | undefined)[]): void {
    for (const personId of people) {
      if (personId === null || personId === undefined) continue;
      const { changes } =
        this.sql.isMember.get(personId) === 1 ? this.sql.role.run(personId) : this.sql.noRole.run(personId);
      if (changes > 0) this.roleChanged(personId);
    }
  }

  /**
   * Whoever became a member before there was the role has it, and whoever left before it was taken from her has it no
   * more. Once a start: what is right already is not written.
   */
  repairRoles(): void {
    for (const { personId } of this.sql.wrongRoles.all() as { personId: string }[]) this.giveRole(personId);
  }

  private changed(id: number): Member {
    const row = this.sql.member.get(id) as Row | undefined;
    if (row === undefined) throw new Error(`there is no member ${id}`);
    const member = memberOf(row);
    this.rosters.delete(member.unit);
    this.byId.delete(id);
    this.last = undefined;
    this.byPerson.clear();
    this.unsure.add(member.unit);
    return member;
  }
}

/** Between aliases in one column; on no keyboard. */
const BETWEEN = "\u001f";

const memberOf = ([id, key, unit, no, name, personId, joinedOn, leftOn, aliases]: Row): Member => ({
  id,
  key,
  unit,
  no,
  name,
  aliases: aliases === null ? [] : aliases.split(BETWEEN),
  personId,
  joinedOn,
  leftOn,
  active: leftOn === null,
});

const COLUMNS = `id, key, unit, no, name, person_id, joined_on, left_on,
  (SELECT group_concat(alias, char(31) ORDER BY alias) FROM coop_alias WHERE member = m.id)`;

function prepare(sqlite: Sqlite.Database) {
  return {
    roster: sqlite.prepare(`SELECT ${COLUMNS} FROM coop_member m WHERE unit = ? ORDER BY no`).raw(),
    member: sqlite.prepare(`SELECT ${COLUMNS} FROM coop_member m WHERE id = ?`).raw(),
    ofPerson: sqlite
      .prepare(`SELECT ${COLUMNS} FROM coop_member m WHERE person_id = ? ORDER BY left_on IS NOT NULL, unit`)
      .raw(),
    nextNo: sqlite.prepare("SELECT coalesce(max(no), 0) + 1 FROM coop_member WHERE unit = ?").pluck(),
    add: sqlite
      .prepare(
        `INSERT INTO coop_member (key, unit, no, person_id, name, joined_on, created_at)
         VALUES (:key, :unit, :no, :personId, :name, :joinedOn, :now) RETURNING id`,
      )
      .pluck(),
    rename: sqlite.prepare("UPDATE coop_member SET name = ? WHERE id = ?"),
    addAlias: sqlite.prepare("INSERT OR IGNORE INTO coop_alias (member, alias) VALUES (?, ?)"),
    removeAlias: sqlite.prepare("DELETE FROM coop_alias WHERE member = ? AND alias = ?"),
    link: sqlite.prepare("UPDATE coop_member SET person_id = ? WHERE id = ?"),
    release: sqlite.prepare(
      "UPDATE coop_member SET person_id = NULL WHERE unit = ? AND person_id = ? AND left_on IS NOT NULL",
    ),
    leave: sqlite.prepare("UPDATE coop_member SET left_on = ? WHERE id = ?"),
    wrongRoles: sqlite.prepare(
      `SELECT m.person_id AS personId FROM coop_member m JOIN person p ON p.id = m.person_id
         WHERE m.left_on IS NULL AND p.status IN ('active', 'stopped')
           AND NOT EXISTS (SELECT 1 FROM person_role r WHERE r.person_id = m.person_id AND r.role = 'member')
       UNION SELECT r.person_id FROM person_role r WHERE r.role = 'member'
           AND NOT EXISTS (SELECT 1 FROM coop_member m WHERE m.person_id = r.person_id AND m.left_on IS NULL)`,
    ),
    isMember: sqlite
      .prepare("SELECT EXISTS (SELECT 1 FROM coop_member WHERE person_id = ? AND left_on IS NULL)")
      .pluck(),
    role: sqlite.prepare(
      `INSERT OR IGNORE INTO person_role (person_id, role, since)
       SELECT person_id, 'member', min(created_at) FROM coop_member WHERE person_id = ? AND left_on IS NULL
       GROUP BY person_id`,
    ),
    noRole: sqlite.prepare("DELETE FROM person_role WHERE person_id = ? AND role = 'member'"),
  };
}
