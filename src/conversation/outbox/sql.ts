import { WEEK } from "../../clock.ts";
import { STAFF_ROLES } from "../../people/person.ts";

/**
 * The statements of the outbox. All of those on the path of a message name the index they use: a plan that reads sent
 * rows is an error when the program starts, not a slow day a year later.
 */

/** What waited longer for a phone, a night or a cap than this is no part of a week's count. */
const WAITED_AT_MOST = 2 * WEEK;

/** Why a row that was tried does not stand in line until it is due: it waits for her hours, and answers do not. */
const APART = "apart";
/** The same of one that may have come, see `mayHaveCome`. */
const UNKNOWN_APART = "unknown-apart";

/** Does a row with this reason, though it was tried, stand in no line? As SQL, and of one that was read. */
export const IS_APART = `reason IN ('${APART}', '${UNKNOWN_APART}')`;
export const isApart = (reason: string | null): boolean => reason === APART || reason === UNKNOWN_APART;

/** What becomes of the reason of a row that waits for her hours from now on. */
const APART_OF_IT = `iif(reason GLOB 'unknown*', '${UNKNOWN_APART}', '${APART}')`;

/** A row stands in its chat's order when it is due or was tried before; one for later lets others pass. */
const IN_LINE = `state IN ('queued', 'sending')
    AND (due_at <= :now OR (attempts > 0 AND (reason IS NULL OR NOT ${IS_APART})) OR state = 'sending')`;

/** A row that waits for a day with room (see `cap.ts`). */
const CAPPED = `reason GLOB 'cap:*'`;

/** People to whom something may go at any hour. */
const STAFF = `SELECT 1 FROM person_role WHERE person_id = p.id AND role IN ('${STAFF_ROLES.join("', '")}')`;

export const SQL = {
  add: `
    INSERT INTO outbox (key, channel, address, person_id, priority, policy, body, state, due_at, created_at, until_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)
    ON CONFLICT (key) DO NOTHING`,
  candidates: `
    SELECT address FROM outbox INDEXED BY outbox_due
    WHERE channel = ? AND priority = ? AND state = 'queued' AND due_at <= ?
    ORDER BY due_at, address`,
  head: `
    SELECT id, key, address, person_id AS personId, priority, policy, body, state, due_at AS dueAt, attempts, reason,
      created_at AS createdAt
    FROM outbox INDEXED BY outbox_chat
    WHERE channel = :channel AND address = :address AND ${IN_LINE}
    ORDER BY id LIMIT 1`,
  lastInLine: `
    SELECT id FROM outbox INDEXED BY outbox_chat
    WHERE channel = :channel AND address = :address AND ${IN_LINE}
    ORDER BY id DESC LIMIT 1`,
  nextDue: `
    SELECT min(due_at) FROM outbox INDEXED BY outbox_due
    WHERE channel = ? AND priority = ? AND state = 'queued' AND due_at > ?`,
  markSending: `UPDATE outbox SET state = 'sending' WHERE id = ? AND state = 'queued'`,
  finish: `
    UPDATE outbox SET state = :state, due_at = :dueAt, attempts = :attempts, reason = :reason,
      remote_id = :remoteId, sent_at = :sentAt
    WHERE id = :id AND state = 'sending'`,
  dropChat: `
    UPDATE outbox INDEXED BY outbox_chat SET state = 'dropped', body = NULL, reason = ?
    WHERE channel = ? AND address = ? AND state IN ('queued', 'sending') AND state = 'queued'`,
  isLate: `
    SELECT 1 FROM outbox INDEXED BY outbox_until
    WHERE channel = ? AND state = 'queued' AND until_at IS NOT NULL AND until_at < ? LIMIT 1`,
  dropLate: `
    UPDATE outbox INDEXED BY outbox_until SET state = 'dropped', body = NULL, reason = 'late'
    WHERE channel = ? AND state = 'queued' AND until_at IS NOT NULL AND until_at < ?`,
  leftSending: `
    SELECT id, policy, attempts, created_at AS createdAt FROM outbox INDEXED BY outbox_chat
    WHERE state IN ('queued', 'sending') AND state = 'sending' ORDER BY id`,
  aside: `
    SELECT id, key, channel, address, person_id AS personId, reason, attempts, created_at AS createdAt
    FROM outbox INDEXED BY outbox_aside
    WHERE state IN ('held', 'dead') AND state = ? AND id > ? ORDER BY id LIMIT ?`,
  release: `
    UPDATE outbox SET state = 'queued', due_at = ?, attempts = 0, reason = 'released'
    WHERE id = ? AND state IN ('held', 'dead') AND body IS NOT NULL`,
  drop: `
    UPDATE outbox SET state = 'dropped', body = NULL, reason = ?
    WHERE id = ? AND state IN ('queued', 'held', 'dead')`,
  bodyOf: `SELECT body FROM outbox WHERE key = ?`,
  // The index holds only WhatsApp's rows, so its name has to stand here; another channel finds nothing.
  bodyByRemoteId: `
    SELECT body FROM outbox INDEXED BY outbox_remote
    WHERE channel = 'whatsapp' AND body IS NOT NULL AND remote_id IS NOT NULL
      AND remote_id = ? AND channel = ? AND sent_at > ?`,
  // What waits will still reach her, and what waited counts from the day on which it did.
  initiatedSince: `
    SELECT count(*) FROM outbox INDEXED BY outbox_initiated
    WHERE person_id = :person AND created_at >= :since - ${WAITED_AT_MOST} AND priority > 0
      AND (sent_at IS NULL OR sent_at >= :since) AND state NOT IN ('dropped', 'dead')`,
  approachedOn: `SELECT count(*) FROM approached WHERE channel = ? AND day = ?`,
  isApproached: `SELECT 1 FROM approached WHERE channel = ? AND day = ? AND address = ?`,
  addApproached: `INSERT OR IGNORE INTO approached (channel, day, address) VALUES (?, ?, ?)`,
  forgetApproached: `DELETE FROM approached WHERE day < ?`,
  lastHeard: `SELECT last_inbound_at FROM address WHERE channel = ? AND address = ?`,
  statusOf: `SELECT status FROM person WHERE id = ?`,
  waits: `
    SELECT 1 FROM outbox INDEXED BY outbox_chat
    WHERE channel = :channel AND address = :address AND state IN ('queued', 'sending') AND state = 'queued'
      AND due_at > :now AND ${CAPPED} LIMIT 1`,
  wake: `
    UPDATE outbox INDEXED BY outbox_chat SET due_at = :now
    WHERE channel = :channel AND address = :address AND state IN ('queued', 'sending') AND state = 'queued'
      AND due_at > :now AND ${CAPPED}`,
  wakeBefore: `
    UPDATE outbox INDEXED BY outbox_chat SET due_at = :now
    WHERE channel = :channel AND address = :address AND state IN ('queued', 'sending') AND state = 'queued'
      AND due_at > :now AND due_at <= :opening AND priority = 1 AND attempts = 0`,
  isBegunDue: `
    SELECT 1 FROM outbox INDEXED BY outbox_due
    WHERE channel = ? AND priority IN (1, 2) AND state = 'queued' AND due_at <= ? LIMIT 1`,
  holdOver: `
    UPDATE outbox SET due_at = :opening, reason = iif(attempts > 0, ${APART_OF_IT}, reason) WHERE id IN (
      SELECT o.id FROM outbox AS o INDEXED BY outbox_due JOIN person p ON p.id = o.person_id
        JOIN address a ON a.channel = o.channel AND a.address = o.address
      WHERE o.channel = :channel AND o.priority IN (1, 2) AND o.state = 'queued' AND o.due_at <= :now
        AND p.zone = :zone AND a.last_inbound_at < :writing AND NOT EXISTS (${STAFF})
      LIMIT :most)`,
  // A row for which its day's cap was waited for is no such row any more: it would be brought forward.
  putOffRow: `
    UPDATE outbox SET due_at = ?, reason = iif(attempts > 0, ${APART_OF_IT}, NULL) WHERE id = ? AND state = 'queued'`,
  putOff: `
    UPDATE outbox INDEXED BY outbox_chat SET due_at = :dueAt, reason = :reason
    WHERE channel = :channel AND address = :address AND state IN ('queued', 'sending') AND state = 'queued'
      AND due_at <= :now AND priority > 0 AND attempts = 0`,
  nextCapped: `
    SELECT address FROM outbox INDEXED BY outbox_due
    WHERE channel = ? AND priority = ? AND state = 'queued' AND due_at > ? AND ${CAPPED}
    ORDER BY due_at, address LIMIT ?`,
  lastDue: `
    SELECT max(due_at) FROM outbox INDEXED BY outbox_due WHERE channel = ? AND priority = 2 AND state = 'queued'`,
  dueThen: `
    SELECT count(DISTINCT address) FROM outbox INDEXED BY outbox_due
    WHERE channel = ? AND priority = 2 AND state = 'queued' AND due_at = ?`,
  // The cap is that of the newest one: with max() SQLite takes the other columns from the row that has it.
  backlogs: `
    SELECT channel, count(DISTINCT address) AS waiting, substr(reason, 5) + 0 AS perDay, max(id) AS newest
    FROM outbox INDEXED BY outbox_chat
    WHERE state IN ('queued', 'sending') AND state = 'queued' AND ${CAPPED} GROUP BY channel ORDER BY channel`,
  waiting: `
    SELECT channel, sum(state = 'queued') AS queued, sum(state = 'sending') AS sending
    FROM outbox INDEXED BY outbox_chat WHERE state IN ('queued', 'sending') GROUP BY channel`,
  asideCount: `
    SELECT count(*) FROM outbox INDEXED BY outbox_aside WHERE state IN ('held', 'dead') AND state = ?`,
  emptySent: `
    UPDATE outbox SET body = NULL WHERE id IN (
      SELECT id FROM outbox INDEXED BY outbox_sent
      WHERE sent_at IS NOT NULL AND body IS NOT NULL AND sent_at < ? LIMIT ?)`,
  emptyDead: `
    UPDATE outbox SET body = NULL WHERE id IN (
      SELECT id FROM outbox INDEXED BY outbox_aside
      WHERE state IN ('held', 'dead') AND state = 'dead' AND body IS NOT NULL AND created_at < ? LIMIT ?)`,
  oldest: `SELECT id, state, created_at AS createdAt FROM outbox WHERE id > ? ORDER BY id LIMIT ?`,
  remove: `DELETE FROM outbox WHERE id = ?`,
} as const;
