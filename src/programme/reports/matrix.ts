import { hiddenCells } from "../../analytics/index.ts";
import type { Column, Row, Section } from "../../documents/index.ts";
import { addDays } from "../../zones.ts";
import { type Days, type FactSource, isMeant, peopleAt, type Scope, toldOf } from "../indicators/index.ts";
import { FEW } from "./figures.ts";
import { LIMITS } from "./limits.ts";
import type { Telling } from "./sections.ts";

/** What is written down each month of each who takes part or has graduated. */
export const LEVEL = "graduation.level";

/** How many people stand where at the end of a period, and at the end of the one before: no names. */
export type Matrix = {
  levels: readonly { level: string; now: number; before: number }[];
  criteria: readonly { criterion: string; met: number; notYet: number; unknown: number }[];
};

/** A level counts that was written down within so many days: once a month, and after some weeks without power. */
const STILL_DAYS = 62;

type Newest = { level: string; on: string; met: readonly string[]; missing: readonly string[] };

/** Where people stood; undefined: the programme has no graduation, or nothing was written down. */
export function matrixOf(source: FactSource, now: Days, before: Days, scope?: Scope): Matrix | undefined {
  const { sqlite, pack, main } = source;
  const { graduation, zone } = pack;
  if (graduation === undefined) return undefined;
  const [then, standing] = [new Map<string, Newest>(), new Map<string, Newest>()];
  const reading = { programme: pack.id, kind: LEVEL, fields: new Set(["level"]) };
  for (const event of toldOf(sqlite, main, { ...reading, from: addDays(before.to, -STILL_DAYS), to: now.to })) {
    if (event.personId === null || (scope !== undefined && !isMeant(event, scope))) continue;
    const { level, met = [], missing = [] } = event.data as { level: string; met?: string[]; missing?: string[] };
    const newest = { level, met, missing, on: event.on };
    standing.set(event.personId, newest);
    if (event.on <= before.to) then.set(event.personId, newest);
  }
  const here = ({ standing }: { standing: string | null }) => standing === "beneficiary" || standing === "graduate";
  const people = [...peopleAt(sqlite, pack.id, { zone, to: now.to })].filter(([, known]) => here(known));
  const hers = people.flatMap(([id]) => standing.get(id) ?? []).filter(({ on }) => on > addDays(now.to, -STILL_DAYS));
  if (hers.length === 0) return undefined;
  const at = (all: Iterable<Newest>, id: string) => [...all].filter(({ level }) => level === id).length;
  return {
    levels: graduation.levels.map(({ id }) => ({ level: id, now: at(hers, id), before: at(then.values(), id) })),
    criteria: graduation.criteria.map(({ id }) => {
      const met = hers.filter((one) => one.met.includes(id)).length;
      const notYet = hers.filter((one) => one.missing.includes(id)).length;
      return { criterion: id, met, notYet, unknown: hers.length - met - notYet };
    }),
  };
}

/** The graduation matrix: level by level, then criterion by criterion. */
export function matrixSections({ made: { matrix }, pack: { graduation }, words }: Telling): Section[] {
  if (matrix === undefined || graduation === undefined) return [];
  const column = (key: string, kind: Column["kind"], lead = false): Column => ({
    key,
    label: words.say(`column.${key}`),
    kind,
    ...(lead ? { lead: " " as const } : {}),
  });
  const nameOf = (all: readonly { id: string; name: string }[], id: string) =>
    all.find((one) => one.id === id)?.name ?? id;
  const [now, before] = [shown(matrix.levels.map((one) => one.now)), shown(matrix.levels.map((one) => one.before))];
  const levels = matrix.levels.map(
    ({ level }, at): Row => ({ cells: [nameOf(graduation.levels, level), now[at] ?? 0, before[at] ?? 0] }),
  );
  const criteria = matrix.criteria.map(
    ({ criterion, met, notYet, unknown }): Row => ({
      cells: [nameOf(graduation.criteria, criterion), ...shown([met, notYet, unknown])],
    }),
  );
  return [
    {
      title: words.say("section.levels"),
      columns: [column("level", "text", true), column("people", "number"), column("before", "number")],
      rows: levels,
      chart: { kind: "bars", label: 0, value: 1 },
    },
    {
      title: words.say("section.criteria"),
      columns: [
        column("criterion", "text", true),
        column("met", "number"),
        column("not-yet", "number"),
        column("unknown", "number"),
      ],
      rows: criteria,
    },
  ];
}

/** Numbers of people side by side: what is too few to be told, and what would tell it, is hidden. */
function shown(counts: readonly number[]): (number | string)[] {
  const hidden = hiddenCells(counts, LIMITS.fewestPeople);
  return counts.map((count, at) => (hidden[at] === true ? FEW : count));
}
