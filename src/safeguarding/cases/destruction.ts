import { addDays } from "../../zones.ts";
import { LIMITS } from "../limits.ts";
import { mayDestroy } from "../rules/status.ts";
import { type CaseParts, hexOf } from "./parts.ts";

/**
 * Destroys cases: first the keys in the vault, with which every older backup of the database is unreadable too, then the
 * rows. Cut off in between, it is finished by `upkeep`. Errors: `vault.busy`.
 */
export function destroyCases(
  parts: CaseParts,
  ids: readonly Buffer[],
  { now, counted }: { now: number; counted: boolean },
): void {
  parts.shred.destroy(ids, counted);
  for (const id of ids) deleteRows(parts, id, { now, counted });
}

/** Destroys what was closed long enough ago. Returns how many. Errors: `vault.busy`. */
export function destroyDue(parts: CaseParts, now: number): number {
  const today = parts.today(now);
  const due = parts.rows.closedUntil(addDays(today, -LIMITS.keepClosedDays)).filter((row) => mayDestroy(row, today));
  if (due.length > 0)
    destroyCases(
      parts,
      due.map(({ id }) => id),
      { now, counted: true },
    );
  return due.length;
}

/** What a day's upkeep found and did. */
export type Upkeep = {
  destroyed: number;
  /** Cases that an older backup had brought back, or whose destruction had been cut off. */
  finished: number;
  /** Cases whose keys are lost, though nobody destroyed them: an older vault was put in the place of the newer one. */
  lost: number;
  /** Keys that belonged to nothing for a week. */
  orphans: number;
};

/** Once at the start and once a day, by the process that holds the home. Errors: `vault.busy`. */
export function upkeep(parts: CaseParts, now: number): Upkeep {
  const today = parts.today(now);
  const ids = parts.rows.ids();
  let finished = 0;
  let lost = 0;
  for (const id of ids.filter((each) => !parts.shred.has(each))) {
    const gone = parts.shred.gone(id);
    if (gone === undefined) lost += 1;
    else {
      deleteRows(parts, id, { now, counted: gone.counted });
      finished += 1;
    }
  }
  const known = new Set(ids.map(hexOf));
  const orphans = parts.shred.caseIds().filter((id) => !known.has(hexOf(id)));
  const swept = parts.shred.sweep(orphans, today);
  parts.returnAddresses.dropOld(today);
  return { destroyed: destroyDue(parts, now), finished, lost, orphans: swept };
}

function deleteRows(parts: CaseParts, id: Buffer, { now, counted }: { now: number; counted: boolean }): void {
  const row = parts.rows.byId(id);
  if (row === undefined) return;
  parts.act(parts.midnight(now), { actor: "system", alias: row.alias, action: "case.destroyed" }, () => {
    parts.rows.delete(id);
    if (counted)
      parts.rows.sqlite
        .prepare(
          `INSERT INTO safe_count (month, category, cases) VALUES (?, ?, 1)
           ON CONFLICT (month, category) DO UPDATE SET cases = cases + 1`,
        )
        .run(row.receivedOn.slice(0, 7), row.category);
  });
  parts.arrivals.delete(hexOf(id));
}
