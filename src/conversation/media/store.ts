import type Sqlite from "better-sqlite3";
import type { MediaKind } from "../channel.ts";

/** A photo or voice note that a flow asked for, as the pipeline writes it down. */
export type WantedMedia = {
  id: string;
  personId: string;
  channel: string;
  /** What the channel fetches it by. */
  ref: string;
  kind: MediaKind;
  createdAt: number;
};

/** Notes that a file is wanted, to be fetched after the commit; returns its id in the media table. */
export type KeepMedia = (media: Omit<WantedMedia, "id">) => string;

export type MediaRow = WantedMedia & {
  state: "wanted" | "stored" | "failed";
  /** Of the bytes; its name in `media/`. */
  sha256: string | null;
  /** As its own bytes say. */
  mime: string | null;
  bytes: number | null;
  attempts: number;
  dueAt: number;
  reason: string | null;
};

/** What became of a try to fetch it. */
export type MediaFate =
  | { state: "stored"; sha256: string; mime: string; bytes: number }
  | { state: "wanted"; dueAt: number; reason: string }
  | { state: "failed"; reason: string };

const COLUMNS = `id, person_id AS personId, channel, ref, kind, created_at AS createdAt, state, sha256, mime, bytes,
  attempts, due_at AS dueAt, reason`;

/** The media that flows asked for: references inside the transaction, where the bytes lie once they are fetched. */
export class MediaStore {
  private readonly sql: ReturnType<typeof prepareAll>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepareAll(sqlite);
  }

  /** Adds a reference in the caller's transaction. False: its id already stood. */
  want(media: WantedMedia): boolean {
    return this.sql.want.run(media).changes === 1;
  }

  get(id: string): MediaRow | undefined {
    return this.sql.get.get(id);
  }

  /** All media of a person, oldest first. */
  list(personId: string): MediaRow[] {
    return this.sql.list.all(personId);
  }

  /** At most `limit` that are to be fetched now, by channels that are on, without those in `busy`. */
  due(
    now: number,
    limit: number,
    on: { has(channel: string): boolean },
    busy: { has(id: string): boolean },
  ): MediaRow[] {
    const due: MediaRow[] = [];
    if (limit <= 0) return due;
    for (const row of this.sql.due.iterate(now)) {
      if (busy.has(row.id) || !on.has(row.channel)) continue;
      due.push(row);
      if (due.length >= limit) break;
    }
    return due;
  }

  /** When the next one that is not due at `now` will be; undefined: there is none. */
  nextDue(now: number): number | undefined {
    return this.sql.nextDue.get(now) ?? undefined;
  }

  /** Writes what became of a try. */
  finish(id: string, fate: MediaFate): void {
    const empty = { sha256: null, mime: null, bytes: null, dueAt: null, reason: null };
    this.sql.finish.run({ id, ...empty, ...fate });
  }
}

function prepareAll(sqlite: Sqlite.Database) {
  return {
    want: sqlite.prepare<WantedMedia>(`
      INSERT INTO media (id, person_id, channel, ref, kind, state, due_at, created_at)
      VALUES (:id, :personId, :channel, :ref, :kind, 'wanted', :createdAt, :createdAt)
      ON CONFLICT (id) DO NOTHING`),
    get: sqlite.prepare<[string], MediaRow>(`SELECT ${COLUMNS} FROM media WHERE id = ?`),
    list: sqlite.prepare<[string], MediaRow>(
      `SELECT ${COLUMNS} FROM media WHERE person_id = ? ORDER BY created_at, id`,
    ),
    due: sqlite.prepare<[number], MediaRow>(`
      SELECT ${COLUMNS} FROM media INDEXED BY media_wanted WHERE state = 'wanted' AND due_at <= ? ORDER BY due_at`),
    nextDue: sqlite
      .prepare<[number], number | null>(`
        SELECT min(due_at) FROM media INDEXED BY media_wanted WHERE state = 'wanted' AND due_at > ?`)
      .pluck(),
    finish: sqlite.prepare(`
      UPDATE media SET state = :state, sha256 = :sha256, mime = :mime, bytes = :bytes, reason = :reason,
        due_at = coalesce(:dueAt, due_at), attempts = attempts + 1
      WHERE id = :id AND state = 'wanted'`),
  };
}
