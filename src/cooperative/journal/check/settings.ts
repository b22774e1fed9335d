import type Sqlite from "better-sqlite3";
import { dateIn, type Zone, zoneOf } from "../../../zones.ts";
import { writtenSchema } from "../../settings/written.ts";
import type { Telling } from "./breach.ts";
import { isInstant } from "./instant.ts";

type Settings = { unit: number; settings: string; at: number };
type Lock = { unit: number; zone: string; until: string; at: number };

/** Settings are what somebody decided, and no entry repeats them: it is proven that each can be read, and no more. */
export function checkSettings(sqlite: Sqlite.Database, only: number | undefined, { breaches }: Telling): void {
  const rows = sqlite.prepare("SELECT unit, settings, at FROM coop_setting WHERE :only IS NULL OR unit = :only");
  const known = new Set<string>();
  for (const { unit, settings, at } of rows.iterate({ only: only ?? null }) as IterableIterator<Settings>) {
    if (known.has(settings)) continue;
    if (areSettings(settings)) known.add(settings);
    else
      breaches.add({
        code: "record",
        unit,
        what: `the settings of ${dayOf("Asia/Jakarta", at)} cannot be understood`,
      });
  }
}

function areSettings(text: string): boolean {
  try {
    return writtenSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** Books are closed when a day is over, and never before. */
export function checkLockDays(sqlite: Sqlite.Database, only: number | undefined, { breaches }: Telling): void {
  for (const { unit, zone, until, at } of sqlite
    .prepare(LOCKS)
    .iterate({ only: only ?? null }) as IterableIterator<Lock>) {
    const today = dayOf(zoneOf(zone) ?? "Asia/Jayapura", at);
    if (isInstant(at) && until < today) continue;
    breaches.add({
      code: "record",
      unit,
      what: `a lock of ${today} closes the books until ${until}, which was not over`,
    });
  }
}

const dayOf = (zone: Zone, at: number): string => (isInstant(at) ? dateIn(zone, at) : "no day that there is");

const LOCKS = `SELECT p.unit, u.zone, p.until, p.at FROM period_lock AS p
  JOIN coop_unit AS c ON c.id = p.unit JOIN unit AS u ON u.id = c.unit_id
  WHERE :only IS NULL OR p.unit = :only ORDER BY p.id`;
