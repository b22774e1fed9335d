import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { FixedClock } from "../../src/clock.ts";
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

/** Groups of work in a row, a commit each. What is not counted makes way for what is, or comes before Rukun is warm. */
export type Stretch<T> = {
  groups: readonly T[];
  counted: boolean /** Not before this instant, ms UTC. */;
  from: number;
};

type Work<T> = (world: Runtime, group: T) => void;

/**
 * The rows that groups of work write, stretch by stretch; and proof that the bare side, which is given them, writes the
 * same into `tables`. `look` sees the world when all is done.
 */
export function recorded<T>(
  { home, world }: Ready,
  stretches: readonly Stretch<T>[],
  work: Work<T>,
  tables?: readonly string[],
  look: (world: Runtime) => void = () => {},
): Write[][][] {
  const copy = copyOf(home);
  const writes = stretches.map(({ groups, from }) => {
    passTo(world, from);
    return recordWrites(groups.map((group) => () => work(world, group)));
  });
  const bare = new BareWriter(copy.file);
  for (const group of writes.flat()) bare.ready(group)();
  look(world);
  const [left, right] = [world.db.sqlite, bare.sqlite].map((one) => JSON.stringify(fingerprint(one, tables)));
  drop({ home, world }, copy.home, bare);
  if (left !== right) throw new Error(`the bare side wrote other rows:\n${left}\n${right}`);
  return writes;
}

/**
 * Both sides on a file each, group by group in turn: one Rukun that goes on from stretch to stretch, as one that runs
 * does. A Rukun for each stretch would be compiled anew each time. Gives what the counted ones cost.
 */
export function paired<T>(
  { home, world }: Ready,
  stretches: readonly Stretch<T>[],
  work: Work<T>,
  writes: readonly Write[][][],
): Both[] {
  const copy = copyOf(home);
  const bare = new BareWriter(copy.file);
  const found = stretches.map(({ groups, counted, from }, n) => {
    passTo(world, from);
    // As `Runtime` does each minute.
    for (const sqlite of [world.db.sqlite, bare.sqlite]) sqlite.pragma("wal_checkpoint(TRUNCATE)");
    const both = inTurn(
      groups.map((group) => () => work(world, group)),
      (writes[n] ?? []).map((group) => bare.ready(group)),
    );
    return counted ? [both] : [];
  });
  drop({ home, world }, copy.home, bare);
  return found.flat();
}

function passTo({ options: { clock } }: Runtime, instant: number): void {
  if (clock instanceof FixedClock) clock.advanceTo(instant);
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

/** Rounds that go before those that count: a Rukun that has run for some hours is compiled, and no bench is. */
export const WARM_UP = 2;
export const WARMED = `one Rukun goes through all rounds; ${WARM_UP} went before, not counted: both sides are warm alike`;

/** What all rounds cost, and how many times the one side is the other. */
export class Rounds {
  private readonly rounds: readonly Both[];

  constructor(rounds: readonly Both[]) {
    this.rounds = rounds;
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
