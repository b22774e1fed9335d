import type { Runtime } from "../src/runtime.ts";
import { benchContent } from "./support/content.ts";
import { filledHome, somePeople } from "./support/filled.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { ANSWERS, START } from "./support/form.ts";
import { median, timed } from "./support/numbers.ts";
import type { Report, Section } from "./support/report.ts";
import { addPeople, checkpoint, inBatches, message, openWorld, receive } from "./support/world.ts";

const PEOPLE = 1_000;
const BATCH = 100;
const SAID = [START, ...ANSWERS];

/** The same messages on a full file and on one that holds only those who write, batch by batch in turn. */
export const filled: Section = {
  name: "filled",
  what: `what a message costs with 100,000 people and 1,000,000 turns in the file`,
  run(report) {
    const content = benchContent();
    const home = filledHome(report, content);
    const folder = newFolder("empty");
    const [full, empty] = [openWorld(home, content), openWorld(folder, content)];
    addPeople(empty, PEOPLE);
    for (const world of [full, empty]) checkpoint(world);
    const drawn = somePeople(PEOPLE, 3);
    const sides = { full: { world: full, people: drawn }, empty: { world: empty, people: drawn.map((_, n) => n) } };
    compare(report, sides, "caches forgotten before each batch", [0, 1, 2, 3, 4], true, 1.2);
    compare(report, sides, "caches warm", [5, 6, 7, 8, 9, 10], false, 1.2);
    for (const world of [full, empty]) world.db.sqlite.close();
    dropFolder(folder);
  },
};

type Side = { world: Runtime; people: readonly number[] };

function compare(
  report: Report,
  { full, empty }: { full: Side; empty: Side },
  when: string,
  turns: readonly number[],
  forgetful: boolean,
  atMost: number,
): void {
  const [onFull, onEmpty]: [number[], number[]] = [[], []];
  for (const n of turns) {
    const [left, right] = [batchesOf(full.people, n), batchesOf(empty.people, n)];
    for (const [k, messages] of left.entries()) {
      const there = () => onFull.push(take(full.world, messages, forgetful));
      const here = () => onEmpty.push(take(empty.world, right[k] ?? [], forgetful));
      for (const run of k % 2 === 0 ? [there, here] : [here, there]) run();
    }
  }
  const micros = (batches: number[]) =>
    `${((median(batches) / BATCH) * 1_000).toFixed(0).padStart(8)} microseconds a message`;
  report.line(`${`full file, ${when}`.padEnd(44)} ${micros(onFull)}`);
  report.line(`${`nearly empty file, ${when}`.padEnd(44)} ${micros(onEmpty)}`);
  report.target({ what: `full / empty, ${when}`, value: median(onFull) / median(onEmpty), atMost });
}

function batchesOf(people: readonly number[], n: number) {
  return inBatches(
    people.map((person) => message(person, n + 1, SAID[n] ?? "")),
    BATCH,
  );
}

function take(world: Runtime, messages: ReturnType<typeof message>[], forgetful: boolean): number {
  if (forgetful) {
    world.people.forget();
    world.sessions.forget();
  }
  return timed(() => receive(world, messages));
}
