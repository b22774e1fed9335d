import { round } from "./numbers.ts";

/** What a figure should be: a ratio of two sides of the same run, or a plain bound. */
export type Target = { what: string; value: number; unit?: string; aim?: number } & (
  | { atLeast: number }
  | { atMost: number }
);

/** Prints as it goes, and remembers which targets were met. */
export class Report {
  readonly verdicts: string[] = [];

  section(name: string, what: string): void {
    console.log(`\n${name}: ${what}`);
  }

  line(text: string): void {
    console.log(`  ${text}`);
  }

  /** `ours 5,100 turns/s (4,800 to 5,300 in 5 rounds)`. */
  side(what: string, values: readonly number[], unit: string): void {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
    const span = `${round(sorted[0] ?? Number.NaN)} to ${round(sorted.at(-1) ?? Number.NaN)}`;
    this.line(`${what.padEnd(52)} ${round(middle).padStart(8)} ${unit}   (${span} in ${values.length} rounds)`);
  }

  target(target: Target): void {
    const { what, value, unit = "" } = target;
    const wanted = "atLeast" in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
    const met = "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
    const short = "atLeast" in target ? 1 - value / target.atLeast : value / target.atMost - 1;
    const verdict = met ? `PASS${aimed(target)}` : `SHORT by ${(short * 100).toFixed(0)}%`;
    const text = `${what.padEnd(52)} ${round(value).padStart(8)}${unit}   ${wanted}${unit}: ${verdict}`;
    this.verdicts.push(text);
    this.line(text);
  }
}

function aimed({ value, aim }: Target): string {
  if (aim === undefined) return "";
  return value >= aim ? ` (and the aim of ${aim})` : ` (the aim is ${aim})`;
}

/** One part of the bench: `npm run bench -- path`. */
export type Section = { name: string; what: string; run(report: Report): void | Promise<void> };
