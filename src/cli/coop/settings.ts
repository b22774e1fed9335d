import { stringify } from "yaml";
import type { Config } from "../../config.ts";
import { staying } from "../../cooperative/settings/against-books.ts";
import type { UnitOfFile } from "../../cooperative/settings/file.ts";
import { changes, SettingsStore } from "../../cooperative/settings/store.ts";
import { Units } from "../../cooperative/units.ts";
import { ContentError, RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { randomId } from "../../ids.ts";
import { loadPacks } from "../../programme/index.ts";
import { assertSameUnits, loadCooperative, openCooperative } from "../../start/cooperative.ts";
import { counted } from "../../start/words.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { placeOf } from "../person/place.ts";
import { table } from "../table.ts";
import { coopUnitNamed } from "./unit.ts";

/** Settings that were brought into force at the terminal. */
const BY = "operator";

/** Prints the settings of a unit in the words of the file, or lists the units. */
export function showSettings({ io, home }: CommandContext, unit: string | undefined): void {
  withHome(configOf(io, home()).home, (db) => {
    const units = new Units(db.sqlite);
    const store = new SettingsStore(db.sqlite);
    if (unit !== undefined) {
      const { id, name } = coopUnitNamed(units, unit);
      const written = store.written(id);
      if (written === undefined) io.out(`${name} has decided nothing yet: rukun coop settings apply`);
      else io.out(stringify(written).trimEnd());
      return;
    }
    const rows = units
      .all()
      .map(({ id, name, kind, village, openedOn }) => [String(id), name, kind, village, openedOn]);
    if (rows.length > 0) io.out(table(["NUMBER", "NAME", "KIND", "VILLAGE", "BOOKS SINCE"], rows));
    io.out(`${counted(rows.length, "unit")} of the cooperative.`);
  });
}

/** Brings `cooperative.yaml` into force, all units or none. Errors: `content`, `coop.file`. */
export function applySettings({ io, home }: CommandContext, dryRun: boolean): void {
  const config = configOf(io, home());
  const units = unitsOfFile(config);
  withHome(config.home, (db) => {
    const open = new Units(db.sqlite);
    const store = new SettingsStore(db.sqlite);
    assertSameUnits(config.programme, units, open);
    if (dryRun) {
      for (const unit of units) io.out(toldOf(unit, open, store));
      io.out("Nothing was changed.");
      return;
    }
    const told = units.map((unit) => toldOf(unit, open, store));
    const { zone } = placeOf({}, config);
    const pack = loadPacks(packageRoot(), [config.programme]).packs.get(config.programme) ?? { villages: [], zone };
    openCooperative({ sqlite: db.sqlite, units, pack, newId: randomId, now: io.now(), by: BY });
    for (const line of told) io.out(line);
  });
}

function unitsOfFile(config: Config): UnitOfFile[] {
  const { units, problems } = loadCooperative(packageRoot(), { id: config.programme });
  if (problems.length > 0) throw new ContentError(problems);
  if (units.length > 0) return units;
  const file = `programmes/${config.programme}/cooperative.yaml`;
  throw new RukunError("coop.file", `${file} is missing: copy the one of melati and change it`);
}

function toldOf(unit: UnitOfFile, units: Units, store: SettingsStore): string {
  const { number, name, settings } = unit;
  const [there, before] = [units.byId(number), store.written(number)];
  if (there === undefined || before === undefined) return `${name} (${number}): new.`;
  const found = changes(before, settings).map(({ word, from, to }) => `\n  ${word}: ${from} -> ${to}`);
  const kept = staying(unit, there).map(
    ({ word, stays, file }) => `\n  ${word}: stays ${stays}, the file says ${file}`,
  );
  const count = found.length === 0 ? "nothing changed." : `${counted(found.length, "change")}.`;
  return `${name} (${number}): ${count}${found.join("")}${kept.join("")}`;
}
