import type Sqlite from "better-sqlite3";

export const GROUP_ROLES = ["chair", "secretary", "treasurer", "member"] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];
/** A group is small enough that everybody speaks, and large enough to go on without one. */
export const GROUP_SIZE = { least: 5, most: 15 } as const;
/** Rules that people remember. */
export const MOST_RULES = 10;

export type Group = { id: string; programme: string; name: string; village: string | null; byPerson: string };
export type GroupMember = { personId: string; called: string; role: GroupRole };

/** What was written down of a meeting. */
export type Minutes = { groupId: string; onDate: string; topic: string; notes: string | null; nextOn: string | null };

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

  /** Comes into it as a member; who was in it before is in it again. */
  join(groupId: string, personId: string, since: number): void {
    this.sql.join.run({ groupId, personId, role: "member", since });
  }

  /** Leaves one group; what was written in her time stays. */
  quit(groupId: string, personId: string, at: number): void {
    this.sql.quit.run({ groupId, personId, at });
  }

  /** An office goes over; who had it is a member. */
  give(groupId: string, personId: string, role: Exclude<GroupRole, "member">): void {
    this.sql.free.run({ groupId, role });
    this.sql.give.run({ groupId, personId, role });
  }

  /** The group is over; everything of it stays. */
  end(groupId: string, at: number): void {
    this.sql.end.run({ groupId, at });
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
    /** YYYY-MM-DD. */
    nextOn: string | null;
  }): void {
    this.sql.addMeeting.run(meeting);
  }

  /** The newest meeting that was written down. */
  lastMeeting(groupId: string): { onDate: string; topic: string; nextOn: string | null } | undefined {
    return this.sql.lastMeeting.get(groupId) as { onDate: string; topic: string; nextOn: string | null } | undefined;
  }

  minutes(meetingId: string): Minutes | undefined {
    return this.sql.minutes.get(meetingId) as Minutes | undefined;
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
      `INSERT INTO group_member (group_id, person_id, role, since) VALUES (:groupId, :personId, :role, :since)
       ON CONFLICT (group_id, person_id) DO UPDATE SET role = excluded.role, since = excluded.since, until = NULL
         WHERE until IS NOT NULL`,
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
      `INSERT INTO group_meeting (id, group_id, on_date, topic, notes, by_person, at, next_on)
       VALUES (:id, :groupId, :onDate, :topic, :notes, :byPerson, :at, :nextOn)`,
    ),
    minutes: sqlite.prepare(
      `SELECT group_id AS groupId, on_date AS onDate, topic, notes, next_on AS nextOn FROM group_meeting WHERE id = ?`,
    ),
    quit: sqlite.prepare(
      "UPDATE group_member SET until = :at WHERE group_id = :groupId AND person_id = :personId AND until IS NULL",
    ),
    free: sqlite.prepare(
      "UPDATE group_member SET role = 'member' WHERE group_id = :groupId AND role = :role AND until IS NULL",
    ),
    give: sqlite.prepare(
      "UPDATE group_member SET role = :role WHERE group_id = :groupId AND person_id = :personId AND until IS NULL",
    ),
    end: sqlite.prepare("UPDATE programme_group SET ended_at = :at WHERE id = :groupId"),
    lastMeeting: sqlite.prepare(
      `SELECT on_date AS onDate, topic, next_on AS nextOn FROM group_meeting WHERE group_id = ?
       ORDER BY on_date DESC, at DESC LIMIT 1`,
    ),
    leave: sqlite.prepare("UPDATE group_member SET until = ? WHERE person_id = ? AND until IS NULL"),
  };
}
