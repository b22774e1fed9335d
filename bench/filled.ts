import type { Runtime } from "../src/runtime.ts";
import { benchContent } from "./support/content.ts";
import { filledHome, somePeople } from "./support/filled.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { ANSWERS, START } from "./support/form.ts";
import { median, timed } from "./support/numbers.ts";
import { seeAllPages } from "./support/pages.ts";
import type { Report, Section } from "./support/report.ts";
import { addPeople, checkpoint, inBatches, message, openWorld, receive } from "./support/world.ts";

const PEOPLE = 1_000;
const SAID = [START, ...ANSWERS];

/** One way of handing the same messages to both files. */
type Way = { how: string; batch: number; turns: readonly number[]; forgetful: boolean };

const WAYS: readonly Way[] = [
  { how: "one a commit, caches forgotten", batch: 1, turns: [0, 1], forgetful: true },
  { how: "one a commit", batch: 1, turns: [2, 3], forgetful: false },
  { how: "100 of 100 people, caches forgotten", batch: 100, turns: [4, 5, 6], forgetful: true },
  { how: "100 of 100 people", batch: 100, turns: [7, 8, 9, 10], forgetful: false },
];

/**
 * The same messages on a full file and on one that holds only those who write, batch by batch in turn. A burst of
 * people drawn from all is the worst case: every row lies on another page, and all of those pages are written.
 */
export const filled: Section = {
  name: "filled",
  what: "what a message costs with 100,000 people and 1,000,000 turns in the file",
  run(report) {
    const content = benchContent();
    const home = filledHome(report, content);
    const folder = newFolder("empty");
    const [full, empty] = [openWorld(home, content), openWorld(folder, content)];
    addPeople(empty, PEOPLE);
    for (const world of [full, empty]) {
      checkpoint(world);
      seeAllPages(world.db.sqlite);
    }
    const people = somePeople(PEOPLE, 3);
    const sides = { full: { world: full, people }, empty: { world: empty, people: people.map((_, n) => n) } };
    for (const way of WAYS) compare(report, sides, way);
    for (const world of [full, empty]) world.db.sqlite.close();
    dropFolder(folder);
  },
};

type Side = { world: Runtime; people: readonly number[] };

function compare(report: Report, { full, empty }: { full: Side; empty: Side }, way: Way): void {
  const [onFull, onEmpty]: [number[], number[]] = [[], []];
  for (const n of way.turns) {
    const [left, right] = [batchesOf(full.people, n, way.batch), batchesOf(empty.people, n, way.batch)];
    for (const [k, messages] of left.entries()) {
      const there = () => onFull.push(take(full.world, messages, way.forgetful));
      const here = () => onEmpty.push(take(empty.world, right[k] ?? [], way.forgetful));
      for (const run of k % 2 === 0 ? [there, here] : [here, there]) run();
    }
  }
  const [slow, fast] = [onFull, onEmpty].map((ms) => (median(ms) / way.batch) * 1_000);
  report.line(
    `${way.how}: ${slow?.toFixed(0)} microseconds a message on the full file, ${fast?.toFixed(0)} on the other`,
  );
  const mean = (ms: number[]) => ms.reduce((sum, one) => sum + one, 0) / ms.length;
  report.line(
    `by the mean, in which the file's checkpoints are: ${(mean(onFull) / mean(onEmpty)).toFixed(2)} times as much`,
  );
  report.target({ what: `full / empty, ${way.how}`, value: median(onFull) / median(onEmpty), atMost: 1.2 });
}

function batchesOf(people: readonly number[], n: number, size: number) {
  return inBatches(
    people.map((person) => message(person, n + 1, SAID[n] ?? "")),
    size,
  );
}

function take(world: Runtime, messages: ReturnType<typeof message>[], forgetful: boolean): number {
  if (forgetful) {
    world.people.forget();
    world.sessions.forget();
  }
  return timed(() => receive(world, messages));
}
