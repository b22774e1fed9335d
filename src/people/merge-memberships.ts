import type Sqlite from "better-sqlite3";
import { RukunError } from "../errors.ts";

type Two = { from: string; into: string };

/**
 * Whether two records may become one as far as the cooperative's books go. Somebody who took part in a decision under
 * two names would otherwise have agreed with herself. Errors: `merge.two-members`, `merge.deciding`,
 * `merge.number-change`, `merge.other-unit`.
 */
export function assertOneMember(sqlite: Sqlite.Database, two: Two): void {
  const both = sqlite.prepare(BOTH_MEMBERS).get(two) as { no: number; other: number; unit: string } | undefined;
  if (both !== undefined) {
    const { no, other, unit } = both;
    const how = "if they are one woman, one of the two memberships is ended first (anggota keluar)";
    throw new RukunError("merge.two-members", `they are the members ${no} and ${other} of ${unit}: ${how}`);
  }
  if (sqlite.prepare(DECIDING).get(two) !== undefined)
    throw new RukunError("merge.deciding", "she asked for or decided on something that is not over: wait for its end");
  if (sqlite.prepare(NUMBER_ON_ITS_WAY).get(two) !== undefined)
    throw new RukunError("merge.number-change", "a change of her number is on its way: wait for its end");
  if (sqlite.prepare(OFFICE_ELSEWHERE).get(two) !== undefined)
    throw new RukunError("merge.other-unit", "she holds an office in another unit: end it first (rukun person role)");
}

/** How many memberships, also those that ended, would go along. */
export const membershipsOf = (sqlite: Sqlite.Database, person: string): number =>
  sqlite.prepare("SELECT count(*) FROM coop_member WHERE person_id = ?").pluck().get(person) as number;

const BOTH_MEMBERS = `SELECT a.no, b.no AS other, u.name AS unit FROM coop_member a
  JOIN coop_member b ON b.unit = a.unit AND b.person_id = :into AND b.left_on IS NULL
  JOIN coop_unit c ON c.id = a.unit JOIN unit u ON u.id = c.unit_id
  WHERE a.person_id = :from AND a.left_on IS NULL LIMIT 1`;

/** What is open, and loans that were agreed to and not paid out: who agreed must not be who pays. */
const DECIDING = `SELECT 1 FROM pending p WHERE (p.state = 'open'
    OR (p.state = 'done' AND p.kind = 'agree-loan'
      AND EXISTS (SELECT 1 FROM loan WHERE id = json_extract(p.what, '$.operation.loan') AND state = 'agreed')))
  AND (:from IN (p.maker, p.confirmer, p.witness)
    OR EXISTS (SELECT 1 FROM pending_vote WHERE pending_id = p.id AND person_id = :from)) LIMIT 1`;

const NUMBER_ON_ITS_WAY = `SELECT 1 FROM number_change n JOIN coop_member m ON m.id = n.member
  WHERE n.state IN ('asked', 'waiting') AND m.person_id IN (:from, :into) LIMIT 1`;

const OFFICE_ELSEWHERE = `SELECT 1 FROM person f JOIN person i ON i.id = :into AND i.unit_id <> f.unit_id
  JOIN coop_unit c ON c.unit_id = f.unit_id JOIN person_role r ON r.person_id = f.id
  WHERE f.id = :from AND r.role IN ('treasurer', 'chair', 'supervisor', 'manager') LIMIT 1`;

/** Her memberships go along. A membership that ended lets go of her where she is a member of that unit by the other record. */
export const MEMBERSHIP_MOVES = [
  `UPDATE coop_member SET person_id = NULL WHERE person_id = :into AND left_on IS NOT NULL
     AND EXISTS (SELECT 1 FROM coop_member AS f WHERE f.unit = coop_member.unit AND f.person_id = :from AND f.left_on IS NULL)`,
  `UPDATE coop_member SET person_id = NULL WHERE person_id = :from
     AND EXISTS (SELECT 1 FROM coop_member AS i WHERE i.unit = coop_member.unit AND i.person_id = :into)`,
  "UPDATE coop_member SET person_id = :into WHERE person_id = :from",
  "UPDATE meeting SET treasurer = :into WHERE treasurer = :from AND state = 'open'",
] as const;
