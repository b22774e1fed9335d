import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { homePaths } from "../../src/home.ts";
import type { Runtime } from "../../src/runtime.ts";
import { dropFolder, newFolder } from "./folders.ts";
import { type Cost, Stopwatch } from "./numbers.ts";
import { BareWriter, fingerprint, recordWrites, type Write } from "./recorder.ts";

/** A Rukun that is ready for what is measured, with its home. */
export type Ready = { home: string; world: Runtime };

/** What both sides cost. */
export type Both = { ours: Cost; bare: Cost };

/** The file of a home as it is now, for the bare side. */
export function copyOf(home: string): { home: string; file: string } {
  const other = newFolder("bare");
  const file = join(other, "rukun.db");
  copyFileSync(homePaths(home).database, file);
  return { home: other, file };
}

/**
 * The rows that groups of work write, a commit each; and proof that the bare side, which is given them, writes the same
 * into `tables`. `look` sees the world when all is done.
 */
export function recorded<T>(
  { home, world }: Ready,
  groups: readonly T[],
  work: (world: Runtime, group: T) => void,
  tables?: readonly string[],
  look: (world: Runtime) => void = () => {},
): Write[][] {
  const copy = copyOf(home);
  const writes = recordWrites(groups.map((group) => () => work(world, group)));
  const bare = new BareWriter(copy.file);
  for (const group of writes) bare.ready(group)();
  look(world);
  const [left, right] = [world.db.sqlite, bare.sqlite].map((one) => JSON.stringify(fingerprint(one, tables)));
  drop({ home, world }, copy.home, bare);
  if (left !== right) throw new Error(`the bare side wrote other rows:\n${left}\n${right}`);
  return writes;
}

/** Both sides on files of their own, group by group in turn. */
export function paired<T>(
  { home, world }: Ready,
  groups: readonly T[],
  work: (world: Runtime, group: T) => void,
  writes: readonly Write[][],
): Both {
  const copy = copyOf(home);
  const bare = new BareWriter(copy.file);
  const both = inTurn(
    groups.map((group) => () => work(world, group)),
    writes.map((group) => bare.ready(group)),
  );
  drop({ home, world }, copy.home, bare);
  return both;
}

/** Runs two sides of as many pieces, piece by piece in turn, so that whatever else the machine does meets both. */
export function inTurn(ours: readonly (() => void)[], bare: readonly (() => void)[]): Both {
  const both: Both = { ours: { wallMs: 0, cpuMs: 0 }, bare: { wallMs: 0, cpuMs: 0 } };
  for (const [n, piece] of ours.entries()) {
    const here = () => spend(both.ours, piece);
    const there = () => spend(both.bare, bare[n] ?? (() => {}));
    for (const run of n % 2 === 0 ? [here, there] : [there, here]) run();
  }
  return both;
}

/** Rounds that go before those that count: a Rukun that has run for some minutes is compiled, and no bench is. */
const UNCOUNTED = 2;

/** What all rounds cost, and how many times the one side is the other. */
export class Rounds {
  /** To be printed with the figures. */
  static readonly said = `${UNCOUNTED} rounds went before, not counted: a Rukun that runs is warm, on both sides alike`;
  private readonly rounds: Both[] = [];

  constructor(count: number, round: (n: number) => Both) {
    for (let n = 0; n < UNCOUNTED; n += 1) round(n);
    for (let n = 0; n < count; n += 1) this.rounds.push(round(n));
  }

  /** Pieces of work a second, by the clock. */
  rates(side: keyof Both, pieces: number): number[] {
    return this.rounds.map(({ [side]: { wallMs } }) => (pieces / wallMs) * 1_000);
  }

  /** Microseconds of the processor for a piece. */
  micros(side: keyof Both, pieces: number): number[] {
    return this.rounds.map(({ [side]: { cpuMs } }) => (cpuMs / pieces) * 1_000);
  }

  /** The bare side's cost by ours: 1 where nothing is lost. */
  ratios(of: keyof Cost): number[] {
    return this.rounds.map(({ ours, bare }) => bare[of] / ours[of]);
  }
}

function spend(total: Cost, work: () => void): void {
  const clock = new Stopwatch();
  work();
  const { wallMs, cpuMs } = clock.cost();
  total.wallMs += wallMs;
  total.cpuMs += cpuMs;
}

function drop({ home, world }: Ready, other: string, bare: BareWriter): void {
  world.db.sqlite.close();
  bare.sqlite.close();
  dropFolder(home);
  dropFolder(other);
}
