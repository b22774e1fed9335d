import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { mistaken } from "../cooperative/settings/against-books.ts";
import { readCooperative, type UnitOfFile } from "../cooperative/settings/file.ts";
import { SettingsStore } from "../cooperative/settings/store.ts";
import { Units } from "../cooperative/units.ts";
import { inTransaction } from "../db/open.ts";
import { ContentError, type Problem } from "../errors.ts";
import type { NewId } from "../ids.ts";
import type { Pack } from "../programme/index.ts";

/** Who brought settings into force that were found changed at a start. */
const BY = "system";

/**
 * Reads `programmes/<id>/cooperative.yaml` below a folder that holds `programmes`. A programme without one has no
 * cooperative: then there are neither units nor problems, and in a home without units nothing of it is heard.
 */
export function loadCooperative(root: string, { id }: Pick<Pack, "id">): { units: UnitOfFile[]; problems: Problem[] } {
  const file = fileOf(id);
  const path = join(root, file);
  return existsSync(path) ? readCooperative(file, readFileSync(path, "utf8")) : { units: [], problems: [] };
}

const fileOf = (id: string): string => `programmes/${id}/cooperative.yaml`;

export type Opening = {
  sqlite: Sqlite.Database;
  units: readonly UnitOfFile[];
  /** `id`: whose file it is. */
  pack: Pick<Pack, "villages" | "zone"> & { id?: string };
  newId: NewId;
  /** ms UTC */
  now: number;
  /** Who brings them into force; left out: the start itself. */
  by?: string;
};

/**
 * Opens the books of units that have none yet, and brings settings into force that differ from those of before, all or
 * none. Safe to call at each start. To be called before anything of the cooperative is read: the books keep in memory
 * what they have read. Errors: `content`, where the file means other units than the books.
 */
export function openCooperative({ sqlite, units, pack, newId, now, by = BY }: Opening): void {
  if (units.length === 0) return;
  const open = new Units(sqlite);
  const settings = new SettingsStore(sqlite);
  assertSameUnits(pack.id, units, open);
  inTransaction(sqlite, () => {
    for (const { number: id, name, kind, village, opened, settings: written } of units) {
      const zone = pack.villages.find((one) => one.name.toLowerCase() === village.toLowerCase())?.zone ?? pack.zone;
      open.open({ id, name, kind, village, zone, openedOn: opened }, newId);
      settings.put(id, written, by, now);
    }
  });
}

/** Errors: `content`, where a number or a name is that of another unit in the books. */
export function assertSameUnits(id: string | undefined, units: readonly UnitOfFile[], books: Units): void {
  const problems = mistaken(id === undefined ? "cooperative.yaml" : fileOf(id), units, books.all());
  if (problems.length > 0) throw new ContentError(problems);
}
