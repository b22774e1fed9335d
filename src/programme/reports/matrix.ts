import { addDays } from "../../zones.ts";
import { type Days, type FactSource, isMeant, peopleAt, type Scope, toldOf } from "../indicators/index.ts";

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
