/** The entries of one trail from its newest (`?`), newest first. */
export const CHAIN_FROM = `WITH RECURSIVE chain (id, prev, entry) AS (
  SELECT id, prev, entry FROM answer WHERE id = ?
  UNION ALL SELECT a.id, a.prev, a.entry FROM chain c JOIN answer a ON a.id = c.prev)
SELECT id, entry FROM chain`;

/** Deletes all trails of a person's conversations; to be run before her session row goes. */
export const DELETE_ANSWERS_OF = `DELETE FROM answer WHERE id IN (
  WITH RECURSIVE chain (id, prev) AS (
    SELECT a.id, a.prev FROM session s, json_each(s.frames) f
    JOIN answer a ON a.id = json_extract(f.value, '$.head') WHERE s.person_id = :person
    UNION ALL SELECT a.id, a.prev FROM chain c JOIN answer a ON a.id = c.prev)
  SELECT id FROM chain)`;
