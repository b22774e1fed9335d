import type { Config } from "../../config.ts";
import { RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { loadPacks } from "../../programme/index.ts";
import { ZONE_NAMES, type Zone, zoneOf, zoneShort } from "../../zones.ts";

/** What is left of a text between single spaces. Error: `person.empty`. */
export function filled(option: string, text: string): string {
  const words = text.trim().replaceAll(/\s+/g, " ");
  if (words === "") throw new RukunError("person.empty", `${option} is empty`);
  return words;
}

/** A village of the programme is spelt as there, and has a zone; else the zone is as given, or the programme's. */
export function placeOf(
  options: { village?: string; zone?: string },
  config: Config,
): { village?: string; zone: Zone } {
  const pack = loadPacks(packageRoot(), [config.programme]).packs.get(config.programme);
  const written = options.village === undefined ? undefined : filled("--village", options.village);
  const known = pack?.villages.find(({ name }) => name.toLowerCase() === written?.toLowerCase());
  const zone = options.zone === undefined ? (known?.zone ?? pack?.zone) : zoneOf(options.zone);
  const village = known?.name ?? written;
  if (zone !== undefined) return { zone, ...(village === undefined ? {} : { village }) };
  const zones = ZONE_NAMES.map((name) => `${zoneShort(name)} (${name})`).join(", ");
  throw new RukunError("person.zone", `--zone must be one of ${zones}`);
}
