import type Sqlite from "better-sqlite3";
import { RukunError } from "../errors.ts";

/**
 * Whether two records may become one as far as Kotak Suara goes: an officer under two names has two keys, and a reporter
 * who struck out one of them would be read by the other. Errors: `merge.two-officers`.
 */
export function assertOneOfficer(sqlite: Sqlite.Database, two: { from: string; into: string }): void {
  if (sqlite.prepare(ACTIVE).pluck().get(two) !== 2) return;
  const how = "revoke one of the two first (rukun officer revoke)";
  throw new RukunError("merge.two-officers", `both are officers of Kotak Suara: ${how}`);
}

const ACTIVE = "SELECT count(*) FROM officer WHERE person_id IN (:from, :into) AND revoked_at IS NULL";

/**
 * What she is as an officer goes along, also what she was: who struck her out, struck out the person. Her sheet and key
 * stay as they are. So do her open complaints, and what she wrote about others'.
 */
export const SAFEGUARDING_MOVES = [
  "UPDATE officer SET person_id = :into WHERE person_id = :from",
  "UPDATE complaint SET person_id = :into WHERE person_id = :from",
  "UPDATE complaint_entry SET by_person = :into WHERE by_person = :from",
] as const;
