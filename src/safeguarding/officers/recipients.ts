import type Sqlite from "better-sqlite3";

/** Somebody to whom reports are sealed: an officer, or the trustee outside. */
export type Recipient = {
  id: string;
  kind: "officer" | "trustee";
  /** Null for the trustee. */
  personId: string | null;
  /** How she is named before the story, so that she can be struck out. */
  name: string;
  publicKey: Buffer;
};

const RECIPIENTS = `
  SELECT officer.id, 'officer' AS kind, person_id AS personId, coalesce(called, name, 'petugas') AS name,
    public_key AS publicKey, enrolled_at AS at
  FROM officer JOIN person ON person.id = person_id WHERE revoked_at IS NULL AND status NOT IN ('erased', 'merged')
  UNION ALL
  SELECT id, 'trustee', NULL, name, public_key, set_at FROM trustee WHERE ended_at IS NULL
  ORDER BY kind, at, id`;

/** All to whom a new report may be sealed: officers in the order of their enrolment, then the trustee. */
export const recipientsNow = (sqlite: Sqlite.Database): Recipient[] =>
  (sqlite.prepare(RECIPIENTS).all() as (Recipient & { at: number })[]).map(({ at: _, ...recipient }) => recipient);
