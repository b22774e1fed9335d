import { ofPerson } from "../../people/merged.ts";
import type { EventQuery } from "./event.ts";

/** Where a person's two records became one, she is the one who stayed. */
const WHOSE = "coalesce(p.merged_into, e.person_id)";

export const COLUMNS = `e.id, e.programme, e.kind, ${WHOSE} AS personId, e.group_id AS groupId,
  e.unit_id AS unitId, e.village, e.on_date AS "on", e.at, e.mode, e.by_person AS "by", e.source, e.data, e.corrects,
  e.rowid AS seq FROM event e LEFT JOIN person p ON p.id = e.person_id`;

export const CORRECTED = "c.corrects = e.id";

/**
 * A weekly report `e` that counts: no other one replaces it. Where two records of one woman had both reported on a week,
 * the newer one counts.
 */
export const STANDING_REPORT = `NOT EXISTS (SELECT 1 FROM weekly_report c WHERE c.replaces = e.id)
  AND NOT EXISTS (SELECT 1 FROM weekly_report n WHERE n.person_id = e.person_id AND n.week = e.week AND n.kind = e.kind
    AND (n.at, n.rowid) > (e.at, e.rowid) AND NOT EXISTS (SELECT 1 FROM weekly_report c WHERE c.replaces = n.id))`;

/** Members' weekly reports have a table of their own; here they look like every other event. */
export const WEEKLY_REPORT = "weekly.report";

const REPORTS = `SELECT e.id, :main AS programme, '${WEEKLY_REPORT}' AS kind, e.person_id AS personId,
  NULL AS groupId, NULL AS unitId, NULL AS village, e.week AS "on", e.at, e.mode, e.by_person AS "by",
  'report:' || e.id AS source, json_patch(e.answers, json_object('profit', e.profit)) AS data, e.replaces AS corrects,
  e.rowid AS seq FROM weekly_report e
  WHERE e.kind = 'beneficiary' AND ${STANDING_REPORT}`;

const ORDER = { all: `ORDER BY "on", at, seq`, newest: `ORDER BY "on" DESC, at DESC, seq DESC LIMIT 1` };

/** The statement of a query; the same words for all queries that ask in the same way. */
export function selectOf(query: EventQuery, main: string, which: "all" | "newest"): string {
  const kinds = query.kind === undefined ? undefined : [query.kind].flat();
  const parts: string[] = [];
  if (kinds === undefined || kinds.some((kind) => kind !== WEEKLY_REPORT)) parts.push(events(query, kinds?.length));
  if (wantsReports(query, kinds, main)) parts.push(reports(query));
  // Of a kind that is asked for in another programme than the one that has it, there is none.
  if (parts.length === 0) parts.push(`SELECT ${COLUMNS} WHERE 0`);
  return `${parts.join("\nUNION ALL\n")}\n${ORDER[which]}`;
}

/** They are the main programme's, of people and of no group. */
const wantsReports = (query: EventQuery, kinds: readonly string[] | undefined, main: string): boolean =>
  (kinds === undefined || kinds.includes(WEEKLY_REPORT)) &&
  (query.programme === undefined || query.programme === main) &&
  query.groupId === undefined &&
  query.unitId === undefined;

function events(query: EventQuery, kinds: number | undefined): string {
  const names = Array.from({ length: kinds ?? 0 }, (_, at) => `:kind${at}`).join(", ");
  const tests = [
    `NOT EXISTS (SELECT 1 FROM event c WHERE ${CORRECTED})`,
    "e.void = 0",
    ...(query.programme === undefined ? [] : ["e.programme = :programme"]),
    ...(kinds === undefined ? [] : [`e.kind IN (${names})`]),
    ...(query.personId === undefined ? [] : [ofPerson("e.person_id")]),
    ...(query.groupId === undefined ? [] : ["e.group_id = :groupId"]),
    ...(query.unitId === undefined ? [] : ["e.unit_id = :unitId"]),
    ...(query.from === undefined ? [] : ["e.on_date >= :from"]),
    ...(query.to === undefined ? [] : ["e.on_date <= :to"]),
  ];
  return `SELECT ${COLUMNS} WHERE ${tests.join(" AND ")}`;
}

function reports(query: EventQuery): string {
  const tests = [
    ...(query.personId === undefined ? [] : ["e.person_id = :personId"]),
    ...(query.from === undefined ? [] : ["e.week >= :from"]),
    ...(query.to === undefined ? [] : ["e.week <= :to"]),
  ];
  return [REPORTS, ...tests].join(" AND ");
}
