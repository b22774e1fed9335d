import { MARK, readEvents, type Told } from "./marks.ts";

/** A row of the turn log, in the order of the query that reads it: no names, no texts. */
export type TurnRow = [
  person: string,
  at: number,
  step: string,
  events: string,
  next: string | null,
  waitedMs: number,
  by: string | null,
];

export type Questions = {
  /** Questions and reviews, in the order in which they shall be told. */
  steps: readonly string[];
  /** Of these the ones whose answer an action checks. */
  checked: ReadonlySet<string>;
  /** Steps at which nobody is asked anything. */
  silent: ReadonlySet<string>;
};

/** How a step went. People are counted once each, however often they came by. */
export type StepCount = {
  step: string;
  people: Readonly<Record<keyof typeof MARK | "dropped", number>>;
  /** From the question to its answer; null without an answer. */
  medianMs: number | null;
  p90Ms: number | null;
};

type Person = { marks: number[]; open: number; askedAt: number };

const NOWHERE = -1;

/**
 * Counts the turns of one flow, in their order. Keeps a few numbers for each person and eight bytes for each answer,
 * whatever the length of the log.
 */
export class Tally {
  private readonly steps: string[];
  private readonly index: Map<string, number>;
  private readonly waits: number[][];
  private readonly people = new Map<string, Person>();
  private readonly told = new Map<string, Told>();
  private readonly questions: Questions;

  constructor(questions: Questions) {
    this.questions = questions;
    this.steps = [...questions.steps];
    this.index = new Map(this.steps.map((step, at) => [step, at]));
    this.waits = this.steps.map(() => []);
  }

  add([personId, at, step, events, next, waitedMs, by]: TurnRow): void {
    const person = this.person(personId);
    const told = this.read(events);
    const here = told.begins ? NOWHERE : this.indexOf(step);
    const refused = !told.leaves && next === step && this.questions.checked.has(step);
    const marks =
      refused && (told.marks & MARK.answered) !== 0 ? (told.marks & ~MARK.answered) | MARK.again : told.marks;
    const done = (marks & (MARK.answered | MARK.skipped)) !== 0;
    if (here !== NOWHERE) {
      mark(person, here, MARK.reached | marks | (by === null ? 0 : MARK.helped));
      const asked = person.open === here ? at - person.askedAt : waitedMs;
      if ((marks & MARK.answered) !== 0) this.waits[here]?.push(Math.max(0, asked));
    }
    const there = told.leaves || next === null ? NOWHERE : this.indexOf(next);
    if (there !== NOWHERE && (there !== person.open || done)) {
      // Of a question that was open before the period only the time since she last wrote is known.
      person.askedAt = there === here && !done ? at - waitedMs : at;
      mark(person, there, MARK.reached);
    }
    person.open = there;
  }

  /** A question that waits, as the conversations tell, where the log alone does not say of which flow it is. */
  waiting(personId: string, step: string): void {
    const person = this.person(personId);
    const there = this.indexOf(step);
    if (there === NOWHERE) return;
    mark(person, there, MARK.reached);
    person.open = there;
  }

  /** The questions in their order, behind them those that are in no known revision. */
  counts(): { people: number; steps: StepCount[] } {
    const counts = this.steps.map(() => ({ ...NOBODY }));
    let reached = 0;
    for (const { marks, open } of this.people.values()) {
      if (marks.some((m) => m > 0)) reached += 1;
      counts.forEach((count, at) => {
        addTo(count, (marks[at] ?? 0) | (open === at ? MARK.left : 0));
      });
    }
    const steps = counts.map((people, at) => {
      const sorted = Float64Array.from(this.waits[at] ?? []).sort();
      return { step: this.steps[at] ?? "", people, medianMs: quantile(sorted, 0.5), p90Ms: quantile(sorted, 0.9) };
    });
    return { people: reached, steps };
  }

  private person(id: string): Person {
    const known = this.people.get(id);
    if (known !== undefined) return known;
    const person = { marks: [], open: NOWHERE, askedAt: 0 };
    this.people.set(id, person);
    return person;
  }

  private read(events: string): Told {
    const known = this.told.get(events);
    if (known !== undefined) return known;
    const told = readEvents(events);
    this.told.set(events, told);
    return told;
  }

  private indexOf(step: string): number {
    const known = this.index.get(step);
    if (known !== undefined) return known;
    if (this.questions.silent.has(step)) return NOWHERE;
    this.steps.push(step);
    this.waits.push([]);
    this.index.set(step, this.steps.length - 1);
    return this.steps.length - 1;
  }
}

const NAMES = Object.keys(MARK) as (keyof typeof MARK)[];
const NOBODY = {
  ...(Object.fromEntries(NAMES.map((name) => [name, 0])) as Record<keyof typeof MARK, number>),
  dropped: 0,
};

function mark(person: Person, step: number, marks: number): void {
  // Filled from the front, so that the list stays a list of small numbers without holes.
  while (person.marks.length <= step) person.marks.push(0);
  person.marks[step] = (person.marks[step] ?? 0) | marks;
}

function addTo(count: typeof NOBODY, marks: number): void {
  if (marks === 0) return;
  for (const name of NAMES) if ((marks & MARK[name]) !== 0) count[name] += 1;
  if ((marks & (MARK.cancelled | MARK.left)) !== 0) count.dropped += 1;
}

/** By the nearest rank: a value that was really measured. */
function quantile(sorted: Float64Array, q: number): number | null {
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? null;
}
