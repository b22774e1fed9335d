import type { Command } from "commander";
import {
  type Cell,
  csvLine,
  type FlowStats,
  flowStats,
  SHARES,
  type ShownStep,
  SMALL_GROUP,
  shownStep,
} from "../../analytics/index.ts";
import { loadContent } from "../../content/load.ts";
import { RukunError } from "../../errors.ts";
import { didYouMean } from "../../flow/check/near.ts";
import { packageRoot } from "../../home.ts";
import { loadPacks } from "../../programme/index.ts";
import { counted } from "../../start/words.ts";
import { addDays, instantOf, type Zone } from "../../zones.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { checkPeriod, type Period } from "../period.ts";
import { table } from "../table.ts";

export type StatsOptions = Period & { format: "table" | "csv"; root: string };

const CELLS = ["answered", "again", "which", "skipped", "back", "helped", "reminded", "stalled", "dropped"] as const;
const HEADINGS = ["STEP", "REACHED", ...CELLS.map((name) => name.toUpperCase()), "MEDIAN", "P90"];
const HAS_SHARE: ReadonlySet<string> = new Set(SHARES);

/** `rukun flows stats <flow>`: how each step of a flow went. */
export function stats({ io, home }: CommandContext, id: string, options: StatsOptions, command: Command): void {
  checkPeriod(command, options);
  const { compiled } = loadContent(options.root);
  const flow = compiled.get(id);
  const config = configOf(io, home());
  const zone = loadPacks(packageRoot(), [config.programme]).packs.get(config.programme)?.zone ?? "Asia/Jakarta";
  const found = withHome(config.home, ({ sqlite }) => flowStats(sqlite, id, flow, spanOf(options, zone)));
  if (found === undefined) {
    const all = `The flows are ${[...compiled.keys()].sort().join(", ")}.`;
    throw new RukunError("flows.unknown", `there is no flow "${id}". ${didYouMean(id, compiled.keys(), all)}`);
  }
  if (flow?.source.privacy === "sealed") io.err(`Nothing is kept of what happens in ${id}: it is sealed.`);
  const steps = found.steps.map(shownStep);
  if (options.format === "csv") for (const line of csvLines(steps)) io.out(`${line}\r`);
  else io.out(asTable(id, found, steps));
}

/** Both days of a period are in it, as the programme's zone has them. */
function spanOf({ from, to }: Period, zone: Zone) {
  return {
    from: from === undefined ? 0 : instantOf(zone, from, "00:00"),
    to: to === undefined ? Number.MAX_SAFE_INTEGER : instantOf(zone, addDays(to, 1), "00:00"),
  };
}

function asTable(id: string, { people }: FlowStats, steps: readonly ShownStep[]): string {
  const rows = steps.map((step) => [
    nameOf(step),
    String(step.reached),
    ...CELLS.map((name) => shownCell(name, step.cells[name])),
    duration(step.medianMs),
    duration(step.p90Ms),
  ]);
  const about = `${counted(people, "person was", "people were")} asked something in ${id}.`;
  return `${table(HEADINGS, rows)}\n${about} No percentages and no times are told of fewer than ${SMALL_GROUP}.`;
}

function nameOf({ step, earlier, now }: ShownStep): string {
  if (!earlier) return step;
  return now === undefined ? `${step} (no longer asked)` : `${step} (now ${now})`;
}

const shownCell = (name: string, { count, percent }: Cell): string =>
  percent === null || !HAS_SHARE.has(name) ? String(count) : `${count} (${percent}%)`;

const UNITS = [
  { ms: 86_400_000, name: "d" },
  { ms: 3_600_000, name: "h" },
  { ms: 60_000, name: "min" },
] as const;

/** `40 s`, `2.5 h`, `3 d`. */
function duration(ms: number | null): string {
  if (ms === null) return "-";
  const unit = UNITS.find((one) => ms >= one.ms);
  if (unit === undefined) return `${Math.round(ms / 1_000)} s`;
  const value = ms / unit.ms;
  return `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} ${unit.name}`;
}

/** Numbers to calculate with: percentages in columns of their own, times in seconds. */
function* csvLines(steps: readonly ShownStep[]): Generator<string> {
  const columns = CELLS.flatMap((name) => (HAS_SHARE.has(name) ? [name, `${name}_percent`] : [name]));
  yield csvLine(["step", "asked_today", "now", "reached", ...columns, "median_seconds", "p90_seconds"]);
  for (const { step, earlier, now, reached, cells, medianMs, p90Ms } of steps) {
    const figures = CELLS.flatMap((name) => {
      const { count, percent } = cells[name];
      return HAS_SHARE.has(name) ? [count, percent] : [count];
    });
    yield csvLine([step, earlier ? "no" : "yes", now ?? null, reached, ...figures, seconds(medianMs), seconds(p90Ms)]);
  }
}

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1_000));
