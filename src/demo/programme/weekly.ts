import { DAY, HOUR, MINUTE } from "../../clock.ts";
import { occurrences, submitMember } from "../../programme/index.ts";
import type { MemberAnswers } from "../../programme/weekly/report.ts";
import { dateIn, mondayOf } from "../../zones.ts";
import type { DemoPerson } from "../data.ts";
import { markInvited } from "../history.ts";
import type { Moment } from "../moments.ts";
import { chance, inTurn, onceIn } from "./chance.ts";
import { type Chapter, isMember, mondayAgo, type Tale, takingPart, zoneOf } from "./tale.ts";

/** How long after the invitation members answer; a kader on the next morning. */
const BETWEEN_MS = 7 * MINUTE;
const KADER_AFTER_MS = 17 * HOUR;
/** Invitations are remembered as long as silence is looked for. */
const REMEMBERED_WEEKS = 9;
/** A week is up to so many percent better or worse than the line between two figures. */
const SWING = 0.12;
const ROUND_TO = 5_000;

/** A year of weekly reports: of members, whose profits rise, fall and stand still, and of facilitators. */
export const weekly: Chapter = (tale) => [
  ...takingPart(tale).flatMap(({ person, began, turn }) => ofMember(tale, person, began, turn)),
  ...tale.demo.demo.people
    .filter(({ roles }) => roles.includes("facilitator"))
    .flatMap((one) => facilitator(tale, one)),
];

function ofMember(tale: Tale, person: DemoPerson, began: number, turn: number): Moment[] {
  const { stage, demo } = tale;
  const { pack, now } = demo;
  const from = Date.parse(`${mondayAgo(tale, began)}T00:00:00Z`) + 4 * DAY;
  const byKader = person.kader !== undefined && person.whatsapp === undefined && person.telegram === undefined;
  const after = byKader ? KADER_AFTER_MS + turn * MINUTE : (turn + 1) * BETWEEN_MS;
  const given = occurrences(pack.weeklyReport.beneficiary, zoneOf(tale, person), pack.hours, from, now);
  return given.flatMap((invited): Moment[] => {
    const { week, dueAt } = invited;
    const ago = weeksAgo(tale, week);
    const invitation: Moment = {
      at: dueAt,
      run: () => {
        if (ago > REMEMBERED_WEEKS || byKader || !isMember(tale, person.id)) return;
        markInvited(stage.parts.duties, stage.id(person.id), invited);
      },
    };
    const said = reportOf(person, ago);
    if (said === undefined) return [invitation];
    const report: Moment = {
      at: dueAt + after,
      run: (at) => {
        if (!isMember(tale, person.id)) return;
        const { reports, newId } = stage.parts;
        const [id, by] = [stage.id(person.id), stage.id(byKader ? (person.kader ?? person.id) : person.id)];
        const mode = byKader ? "kader" : "self";
        submitMember(reports, newId, { personId: id, week, byPerson: by, mode, at }, said);
      },
    };
    return [invitation, report];
  });
}

function weeksAgo({ demo: { pack, now } }: Tale, week: string): number {
  const current = mondayOf(dateIn(pack.zone, now));
  return Math.round((Date.parse(current) - Date.parse(week)) / (7 * DAY));
}

/** What she said of a week so many weeks ago; undefined: nothing. Pure. */
function reportOf(person: DemoPerson, ago: number): { profit: number | null; answers: MemberAnswers } | undefined {
  const { id, silent = 0, paused = 0, skips = 40, obstacle, misses } = person;
  const key = `${id} ${ago}`;
  if (ago < silent || onceIn(skips, `skip ${key}`)) return undefined;
  const stands = ago < paused || (ago > 2 && onceIn(obstacle === undefined ? 90 : 20, `paused ${key}`));
  const hindered = stands || onceIn(obstacle === undefined ? 4 : 3, `hindered ${key}`);
  const why = obstacle ?? (chance(`why ${key}`) < 0.6 ? "materials" : "buyers");
  const activity = onceIn(misses, `absent ${key}`)
    ? "absent"
    : inTurn(["useful", "useful", "none", "fair"] as const, Math.floor(chance(`activity ${key}`) * 4));
  return {
    profit: stands ? null : profitOf(person, ago),
    answers: {
      running: stands ? "no" : "yes",
      obstacle: hindered ? why : "none",
      activity,
      ...(hindered ? { help: "no" as const } : {}),
    },
  };
}

/** The line between the figures of `demo.yaml`, a little up and down. */
function profitOf({ id, profit = {} }: DemoPerson, ago: number): number {
  const points = Object.entries(profit)
    .map(([weeks, amount]) => ({ weeks: Number(weeks.slice(1)), amount }))
    .sort((a, b) => b.weeks - a.weeks);
  const before = points.findLast(({ weeks }) => weeks >= ago) ?? points[0];
  const after = points.find(({ weeks }) => weeks <= ago) ?? points.at(-1);
  if (before === undefined || after === undefined) return 0;
  const gone = before.weeks === after.weeks ? 0 : (before.weeks - ago) / (before.weeks - after.weeks);
  const even = before.amount + (after.amount - before.amount) * gone;
  const swung = even * (1 + SWING * (2 * chance(`profit ${id} ${ago}`) - 1));
  return Math.max(ROUND_TO, Math.round(swung / ROUND_TO) * ROUND_TO);
}

/** Facilitators report each week, and leave one out now and then. */
function facilitator(tale: Tale, person: DemoPerson): Moment[] {
  const { stage, demo, year } = tale;
  const { pack, now } = demo;
  const first = Math.max(...takingPart(tale).map(({ began }) => began));
  const from = Date.parse(`${mondayAgo(tale, Math.min(first, 52))}T00:00:00Z`);
  const place = demo.demo.people.indexOf(person);
  const given = occurrences(pack.weeklyReport.facilitator, zoneOf(tale, person), pack.hours, from, now);
  return given.flatMap(({ week, dueAt }): Moment[] => {
    const ago = weeksAgo(tale, week);
    if (ago > 0 && onceIn(14, `report ${person.id} ${ago}`)) return [];
    const note = inTurn(year.notes.weekly, place + ago);
    const visits = 3 + Math.floor(chance(`visits ${person.id} ${ago}`) * 5);
    const said = { week, visits, ...note };
    const wanted = ["saved", "unchanged"];
    return [
      {
        at: dueAt + 25 * MINUTE,
        run: (at) => void stage.act(person.id, "facilitator-report.submit", said, at, wanted),
      },
    ];
  });
}
