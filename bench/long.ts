import { benchContent, type MadeFlow } from "./support/content.ts";
import { dropFolder, newFolder } from "./support/folders.ts";
import { median, timed } from "./support/numbers.ts";
import type { Report, Section } from "./support/report.ts";
import { addPeople, checkpoint, message, openWorld, receive } from "./support/world.ts";

const QUESTIONS = 200;
const WINDOW = 20;
/** Of each of the two groups; a question of all of them is one batch. */
const PEOPLE = 100;
const ROUNDS = 3;

/** Message numbers of the second group's second beginning: behind all of its first. */
const AGAIN = 1_000;

const KINDS = [
  { as: { as: "yes-no" }, answer: "ya" },
  { as: { as: "money", min: 0, confirm: true }, answer: "150rb" },
  { as: { as: "number", min: 0, max: 50 }, answer: "7" },
  { as: { as: "choice", options: ["none", "capital", "buyers"] }, answer: "2" },
  { as: { as: "text" }, answer: "menambah dagangan" },
] as const;

const kindOf = (n: number) => KINDS[n % KINDS.length] ?? KINDS[0];

/**
 * Two groups answer in turn, one its first twenty questions, the other its last twenty, so that whatever else the
 * machine does meets both. A second time with the caches forgotten before each batch: then every answer of a
 * conversation is read again.
 */
export const long: Section = {
  name: "long",
  what: `a flow of ${QUESTIONS} questions: what its last ${WINDOW} cost beside its first ${WINDOW}`,
  run(report) {
    const content = benchContent(longFlow());
    for (const forgetful of [false, true]) {
      const first: number[] = [];
      const last: number[] = [];
      for (let n = 0; n < ROUNDS; n += 1) compare(content, forgetful, first, last);
      const each = (batches: number[]) => batches.map((ms) => (ms / PEOPLE) * 1_000);
      const when = forgetful ? ", caches forgotten" : "";
      tell(report, `questions 1 to ${WINDOW}${when}`, each(first));
      tell(report, `questions ${QUESTIONS - WINDOW + 1} to ${QUESTIONS}${when}`, each(last));
      const ratio = median(last.map((ms, n) => ms / (first[n] ?? Number.NaN)));
      if (forgetful) report.line(`${"last / first, caches forgotten".padEnd(44)} ${ratio.toFixed(2)}   (no target)`);
      else report.target({ what: "last / first", value: ratio, atMost: 1.1 });
    }
  },
};

const everybody = (from: number, n: number, text: string) =>
  Array.from({ length: PEOPLE }, (_, k) => message(from + k, n, text));

function tell(report: Report, what: string, micros: number[]): void {
  report.line(`${what.padEnd(44)} ${median(micros).toFixed(0).padStart(8)} microseconds a message`);
}

function compare(content: ReturnType<typeof benchContent>, forgetful: boolean, first: number[], last: number[]): void {
  const home = newFolder("long");
  const world = openWorld(home, content);
  addPeople(world, 2 * PEOPLE);
  const batch = (from: number, n: number, offset = 0) => {
    const text = n === 0 ? "panjang" : kindOf(n - 1).answer;
    return everybody(from, offset + n + 1, text);
  };
  // Both groups have as many messages behind them: the dedupe table costs both the same, only the flow's length differs.
  for (const group of [0, PEOPLE]) for (let n = 0; n <= QUESTIONS - WINDOW; n += 1) receive(world, batch(group, n));
  receive(world, everybody(PEOPLE, AGAIN, "batal"));
  receive(world, everybody(PEOPLE, AGAIN + 1, "panjang"));
  checkpoint(world);
  const take = (from: number, n: number) => {
    const messages = batch(from, n, from === 0 ? 0 : AGAIN + 1);
    if (forgetful) forget(world);
    return timed(() => receive(world, messages));
  };
  // One question less than the window at both ends: the very last one ends the flow, which is another kind of work.
  for (let k = 1; k < WINDOW; k += 1) {
    const early = k % 2 === 0;
    if (early) first.push(take(PEOPLE, k));
    last.push(take(0, QUESTIONS - WINDOW + k));
    if (!early) first.push(take(PEOPLE, k));
  }
  world.db.sqlite.close();
  dropFolder(home);
}

function forget({ people, sessions }: ReturnType<typeof openWorld>): void {
  people.forget();
  sessions.forget();
}

function longFlow(): MadeFlow {
  const names = Array.from({ length: QUESTIONS }, (_, n) => `q${n + 1}`);
  const steps = names.map((ask, n) => ({ ask, ...kindOf(n).as }));
  const definition = {
    id: "long",
    for: "anyone",
    start: { words: true },
    remind: ["1d", "2d"],
    silence: "close",
    steps: [...steps, { say: "thanks" }],
  };
  const options = { none: "Tidak ada", capital: "Modal", buyers: "Pembeli" };
  const words = names.map((name, n) => {
    const own = { ask: `Pertanyaan ${n + 1} untuk {{called}}: bagaimana?`, review: name };
    return [name, "options" in kindOf(n).as ? { ...own, options } : own];
  });
  const rest = { title: "Formulir panjang", start: ["panjang"], closed: "Ditutup.", thanks: "Terima kasih." };
  return { id: "long", definition, words: { ...rest, ...Object.fromEntries(words) } };
}
