import type Sqlite from "better-sqlite3";

export const GROUP_ROLES = ["chair", "secretary", "treasurer", "member"] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];
/** A group is small enough that everybody speaks, and large enough to go on without one. */
export const GROUP_SIZE = { least: 5, most: 15 } as const;
/** Rules that people remember. */
export const MOST_RULES = 10;

export type Group = { id: string; programme: string; name: string; village: string | null; byPerson: string };
export type GroupMember = { personId: string; called: string; role: GroupRole };

/** Groups of members: who is in them, what they agreed on, and what their meetings said. */
export class Groups {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(group: Group & { since: number }, members: readonly { personId: string; role: GroupRole }[]): void {
    this.sql.add.run(group);
    for (const member of members) this.sql.join.run({ ...member, groupId: group.id, since: group.since });
  }

  /** Those that somebody is in or leads as the facilitator who made them, by name. */
  of(personId: string): Group[] {
    return this.sql.of.all({ personId }) as Group[];
  }

  byId(id: string): Group | undefined {
    return this.sql.byId.get(id) as Group | undefined;
  }

  /** Who is in it now: chair, secretary, treasurer first. */
  members(groupId: string): GroupMember[] {
    const found = this.sql.members.all(groupId) as GroupMember[];
    return found.sort((a, b) => GROUP_ROLES.indexOf(a.role) - GROUP_ROLES.indexOf(b.role));
  }

  /** May she write for the group: its facilitator, its chair or its secretary? */
  mayWrite(group: Group, personId: string): boolean {
    if (group.byPerson === personId) return true;
    const role = this.members(group.id).find((one) => one.personId === personId)?.role;
    return role === "chair" || role === "secretary";
  }

  rules(groupId: string): string[] {
    return this.sql.rules.pluck().all(groupId) as string[];
  }

  /** False: there are as many as people remember. */
  addRule(groupId: string, words: string, byPerson: string, at: number): boolean {
    const no = this.rules(groupId).length + 1;
    if (no > MOST_RULES) return false;
    this.sql.addRule.run({ groupId, no, words, byPerson, at });
    return true;
  }

  addMeeting(meeting: {
    id: string;
    groupId: string;
    onDate: string;
    topic: string;
    notes: string | null;
    byPerson: string;
    at: number;
  }): void {
    this.sql.addMeeting.run(meeting);
  }

  /** She leaves every group; what she wrote for them stays theirs. */
  leave(personId: string, at: number): void {
    this.sql.leave.run(at, personId);
  }
}

const COLUMNS = "g.id, g.programme, g.name, g.village, g.by_person AS byPerson";

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO programme_group (id, programme, name, village, by_person, since)
       VALUES (:id, :programme, :name, :village, :byPerson, :since)`,
    ),
    join: sqlite.prepare(
      "INSERT INTO group_member (group_id, person_id, role, since) VALUES (:groupId, :personId, :role, :since)",
    ),
    of: sqlite.prepare(
      `SELECT ${COLUMNS} FROM programme_group g WHERE g.ended_at IS NULL AND (g.by_person = :personId OR EXISTS
         (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.person_id = :personId AND m.until IS NULL))
       ORDER BY g.name, g.id`,
    ),
    byId: sqlite.prepare(`SELECT ${COLUMNS} FROM programme_group g WHERE g.id = ? AND g.ended_at IS NULL`),
    members: sqlite.prepare(
      `SELECT m.person_id AS personId, coalesce(p.called, p.name, '-') AS called, m.role FROM group_member m
       JOIN person p ON p.id = m.person_id WHERE m.group_id = ? AND m.until IS NULL ORDER BY p.name, p.id`,
    ),
    rules: sqlite.prepare("SELECT words FROM group_rule WHERE group_id = ? ORDER BY no"),
    addRule: sqlite.prepare(
      `INSERT INTO group_rule (group_id, no, words, by_person, at) VALUES (:groupId, :no, :words, :byPerson, :at)`,
    ),
    addMeeting: sqlite.prepare(
      `INSERT INTO group_meeting (id, group_id, on_date, topic, notes, by_person, at)
       VALUES (:id, :groupId, :onDate, :topic, :notes, :byPerson, :at)`,
    ),
    leave: sqlite.prepare("UPDATE group_member SET until = ? WHERE person_id = ? AND until IS NULL"),
  };
}
