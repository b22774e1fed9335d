import { DAY } from "../src/clock.ts";
import type { Content } from "../src/content/load.ts";
import type { Inbound } from "../src/conversation/channel.ts";
import { copyOf, paired, type Ready, Rounds, recorded, type Stretch, WARM_UP, WARMED } from "./support/beside.ts";
import { benchContent } from "./support/content.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { ANSWERS, START } from "./support/form.ts";
import { median, quantile, round, seeded, timed } from "./support/numbers.ts";
import { BareWriter, recordWrites } from "./support/recorder.ts";
import type { Report, Section } from "./support/report.ts";
import { addPeople, checkpoint, inBatches, message, NOW, openWorld, receive } from "./support/world.ts";

const PEOPLE = 1_000;
const BATCH = 100;
const ROUNDS = 7;
/** A minute each, so that they stay within their day. */
const MESSAGES_A_DAY = 1_440;

/** The burst against the same rows by hand; see `recorder.ts` for how the rows are known. */
export const path: Section = {
  name: "path",
  what: `${PEOPLE * ANSWERS.length} messages of ${PEOPLE} people in batches of ${BATCH}, beside the same rows written bare`,
  run(report) {
    const content = benchContent();
    const days = Array.from({ length: WARM_UP + ROUNDS }, (_, nth) => day(nth)).flat();
    const writes = recorded(ready(content), days, receive);
    const messages = PEOPLE * ANSWERS.length;
    const rows = (writes.at(-1) ?? []).reduce((sum, group) => sum + group.length, 0);
    report.line(`${round(rows / messages)} rows written a message; both files hold the same rows`);
    const rounds = new Rounds(paired(ready(content), days, receive, writes));
    report.line(WARMED);
    report.side("the whole path", rounds.rates("ours", messages), "messages/s");
    report.side("bare prepared statements", rounds.rates("bare", messages), "messages/s");
    report.side("the whole path, processor time", rounds.micros("ours", messages), "us a message");
    report.side("bare prepared statements, processor time", rounds.micros("bare", messages), "us a message");
    report.side("ratio by processor time, no target", rounds.ratios("cpuMs"), "");
    report.side("ratio by the clock", rounds.ratios("wallMs"), "");
    report.target({ what: "path / bare, median", value: median(rounds.ratios("wallMs")), atLeast: 0.5, aim: 0.6 });
    single(report, content);
  },
};

/** A round: a day on which everybody begins the form, which is not counted, and then answers it. */
function day(nth: number): Stretch<Inbound[]>[] {
  const from = NOW + nth * DAY;
  const first = 1 + nth * MESSAGES_A_DAY;
  const starts = Array.from({ length: PEOPLE }, (_, n) => message(n, first, START));
  return [
    { groups: inBatches(starts, BATCH), counted: false, from },
    { groups: inBatches(burst(first + 1), BATCH), counted: nth >= WARM_UP, from },
  ];
}

/** Ten answers of everybody, each person's own in order, people mixed as after an outage. */
function burst(first: number): Inbound[] {
  const random = seeded(7);
  const turns = Array.from({ length: PEOPLE * ANSWERS.length }, (_, n) => n % PEOPLE);
  for (let at = turns.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [turns[at], turns[other]] = [turns[other] ?? 0, turns[at] ?? 0];
  }
  const given = new Map<number, number>();
  return turns.map((person) => {
    const n = given.get(person) ?? 0;
    given.set(person, n + 1);
    return message(person, first + n, ANSWERS[n] ?? "");
  });
}

/** A fresh home in which everybody is registered. */
function ready(content: Content, people = PEOPLE): Ready {
  const home = newFolder("path");
  const world = openWorld(home, content);
  addPeople(world, people);
  checkpoint(world);
  return { home, world };
}

/** What one person waits for: a batch of one. */
function single(report: Report, content: Content): void {
  const { home, world } = ready(content, 300);
  const starts = Array.from({ length: 300 }, (_, n) => message(n, 1, START));
  for (const batch of inBatches(starts, BATCH)) receive(world, batch);
  checkpoint(world);
  const [recordedOn, bareOn] = [copyOf(home), copyOf(home)];
  const messages = ANSWERS.flatMap((text, n) => Array.from({ length: 300 }, (_, p) => message(p, n + 2, text)));
  const other = openWorld(recordedOn.home, content);
  const writes = recordWrites(messages.map((one) => () => receive(other, [one])));
  const writer = new BareWriter(bareOn.file);
  const ours: number[] = [];
  const bare: number[] = [];
  for (const [n, one] of messages.entries()) {
    ours.push(timed(() => receive(world, [one])));
    bare.push(timed(writer.ready(writes[n] ?? [])));
  }
  for (const { sqlite } of [world.db, other.db, writer]) sqlite.close();
  for (const folder of [home, recordedOn.home, bareOn.home]) dropFolder(folder);
  const told = (all: number[]) => `p50 ${round(quantile(all, 0.5))} ms, p99 ${round(quantile(all, 0.99))} ms`;
  report.line(`a single message and its commit: ${told(ours)}; the same rows bare: ${told(bare)}`);
}
