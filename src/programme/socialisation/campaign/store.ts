import type Sqlite from "better-sqlite3";
import { AGAIN, IS_APART } from "../../../conversation/outbox/index.ts";
import type { Zone } from "../../../zones.ts";
import { type Campaign, type CampaignState, keyOf } from "./campaign.ts";

/** What became of a campaign so far. */
export type Progress = {
  queued: number;
  sent: number;
  /** Of those sent, which may have come twice: a try before had no answer. */
  again: number;
  unknown: number;
  failed: number;
  leftOut: Readonly<Record<string, number>>;
};

/** One of its messages that is not over, as it lies in the outbox. */
export type Pending = {
  personId: string;
  zone: Zone;
  village: string | null;
  isStopped: number;
  /** Null: the outbox has forgotten it. */
  state: string | null;
  dueAt: number;
  attempts: number;
  reason: string | null;
  sentAt: number | null;
};

export type PersonState = "queued" | "sent" | "unknown" | "failed" | "left-out";

type Row = Omit<Campaign, "filters" | "planned"> & { filters: string; planned: number };

/** Campaigns and whom each of them reached; and the hand that it has on its own messages in the outbox. */
export class CampaignStore {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(campaign: Omit<Campaign, "after" | "planned" | "seen">): void {
    this.sql.add.run({ ...campaign, filters: JSON.stringify(campaign.filters) });
  }

  byId(id: string): Campaign | undefined {
    const row = this.sql.byId.get(id) as Row | undefined;
    return row === undefined ? undefined : campaignOf(row);
  }

  /** The newest first. */
  newest(limit: number): Campaign[] {
    return (this.sql.newest.all(limit) as Row[]).map(campaignOf);
  }

  /** Those whose messages are not over. */
  live(): Campaign[] {
    return (this.sql.live.all() as Row[]).map(campaignOf);
  }

  setState(id: string, state: CampaignState, approved: { by: string; at: number } | undefined = undefined): void {
    this.sql.setState.run({ id, state, by: approved?.by ?? null, at: approved?.at ?? null });
  }

  setPlace(id: string, place: Pick<Campaign, "after" | "planned">): void {
    this.sql.setPlace.run(place.after, place.planned ? 1 : 0, id);
  }

  setSeen(id: string, seen: string): void {
    this.sql.setSeen.run(seen, id);
  }

  /** False: she was there before. */
  put(id: string, personId: string, state: PersonState, reason: string | null = null): boolean {
    return this.sql.put.run(id, personId, state, reason).changes === 1;
  }

  became(id: string, personId: string, state: PersonState, reason: string | null): void {
    this.sql.became.run(state, reason, id, personId);
  }

  /** Messages that were not over when last looked at, after a person's id. */
  pending(id: string, after: string, limit: number): Pending[] {
    return this.sql.pending.all({ id, after, limit }) as Pending[];
  }

  /** Moves a message that was never tried. */
  move(id: string, personId: string, dueAt: number): void {
    this.sql.move.run(dueAt, keyOf(id, personId));
  }

  /** Takes a message back that was never tried. */
  takeBack(id: string, personId: string, reason: string): void {
    this.sql.takeBack.run(reason, keyOf(id, personId));
  }

  progress(id: string): Progress {
    const rows = this.sql.progress.all(id) as { state: PersonState; reason: string | null; count: number }[];
    const of = (state: PersonState) =>
      rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.count, 0);
    const leftOut = rows.filter(({ state }) => state === "left-out").map(({ reason, count }) => [reason ?? "", count]);
    const [queued, sent, unknown, failed] = [of("queued"), of("sent"), of("unknown"), of("failed")];
    const again = rows.find(({ state, reason }) => state === "sent" && reason === AGAIN)?.count ?? 0;
    return { queued, sent, again, unknown, failed, leftOut: Object.fromEntries(leftOut) as Record<string, number> };
  }

  /** What she got of campaigns, for herself. */
  of(personId: string): number {
    return this.sql.of.get(personId) as number;
  }
}

const campaignOf = (row: Row): Campaign => ({
  ...row,
  filters: JSON.parse(row.filters) as Campaign["filters"],
  planned: row.planned === 1,
});

const CAMPAIGN = `SELECT id, programme, activity, audience, text, filters, state, by_person AS byPerson,
  approved_by AS approvedBy, created_at AS createdAt, approved_at AS approvedAt, expires_at AS expiresAt,
  after, planned, seen FROM campaign`;

/** One that was tried keeps its place: the others of its chat wait for it, unless it left their line. */
const UNTRIED = `(attempts = 0 OR ${IS_APART})`;

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO campaign (id, programme, activity, audience, text, filters, state, by_person, approved_by, created_at,
         approved_at, expires_at)
       VALUES (:id, :programme, :activity, :audience, :text, :filters, :state, :byPerson, :approvedBy, :createdAt,
         :approvedAt, :expiresAt)`,
    ),
    byId: sqlite.prepare(`${CAMPAIGN} WHERE id = ?`),
    newest: sqlite.prepare(`${CAMPAIGN} ORDER BY created_at DESC, id DESC LIMIT ?`),
    // What was cancelled or is too old is looked after until none of its messages waits.
    live: sqlite.prepare(
      `${CAMPAIGN} WHERE state IN ('waiting', 'sending', 'paused') OR (state IN ('cancelled', 'expired') AND EXISTS
         (SELECT 1 FROM campaign_person c WHERE c.campaign_id = campaign.id AND c.state = 'queued'))
       ORDER BY created_at, id`,
    ),
    setState: sqlite.prepare(
      `UPDATE campaign SET state = :state, approved_by = coalesce(:by, approved_by), approved_at = coalesce(:at, approved_at)
       WHERE id = :id`,
    ),
    setPlace: sqlite.prepare("UPDATE campaign SET after = ?, planned = ? WHERE id = ?"),
    setSeen: sqlite.prepare("UPDATE campaign SET seen = ? WHERE id = ?"),
    put: sqlite.prepare(
      `INSERT INTO campaign_person (campaign_id, person_id, state, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    became: sqlite.prepare("UPDATE campaign_person SET state = ?, reason = ? WHERE campaign_id = ? AND person_id = ?"),
    pending: sqlite.prepare(
      `SELECT c.person_id AS personId, p.zone, p.village, p.status <> 'active' AS isStopped, x.state, x.due_at AS dueAt,
         x.attempts, x.reason, x.sent_at AS sentAt
       FROM campaign_person c JOIN person p ON p.id = c.person_id
         LEFT JOIN outbox x ON x.key = 'campaign:' || c.campaign_id || ':' || c.person_id
       WHERE c.campaign_id = :id AND c.state = 'queued' AND c.person_id > :after ORDER BY c.person_id LIMIT :limit`,
    ),
    move: sqlite.prepare(`UPDATE outbox SET due_at = ? WHERE key = ? AND state = 'queued' AND ${UNTRIED}`),
    takeBack: sqlite.prepare(
      `UPDATE outbox SET state = 'dropped', body = NULL, reason = ? WHERE key = ? AND state = 'queued' AND ${UNTRIED}`,
    ),
    progress: sqlite.prepare(
      "SELECT state, reason, count(*) AS count FROM campaign_person WHERE campaign_id = ? GROUP BY state, reason",
    ),
    of: sqlite.prepare("SELECT count(*) FROM campaign_person WHERE person_id = ? AND state = 'sent'").pluck(),
  };
}
