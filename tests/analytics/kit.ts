import { type FlowStats, flowStats } from "../../src/analytics/index.ts";
import { type CompiledFlow, compileFlow } from "../../src/flow/compile.ts";
import type { Flow } from "../../src/flow/definition.ts";
import { type People, peopleIn } from "../programme/support.ts";

/** Everything there is. */
export const ALWAYS = { from: 0, to: Number.MAX_SAFE_INTEGER };
export const MINUTE = 60_000;

/** A flow of questions, as a file would have it. */
export function asking(steps: Flow["steps"], more: Partial<Flow> = {}): CompiledFlow {
  return compileFlow({ id: "form", for: "anyone", remind: "none", steps, ...more }, "today");
}

export const TWO = asking([
  { do: "form.open" },
  { ask: "first", as: "number" },
  { ask: "second", as: "number" },
  { review: true },
]);

type Turn = { who?: string; at?: number; flow?: string; waited?: number; by?: string };

/** A log that is written by hand: `row("first", "answered", "second", { at: 5 })`. */
export function logIn({ db }: People = peopleIn()) {
  const insert = db.sqlite.prepare(
    `INSERT INTO turn_log (person_id, at, flow, step, events, next, waited_ms, channel, by_person)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'telegram', ?)`,
  );
  let clock = 0;
  return {
    sqlite: db.sqlite,
    row(step: string, events: string, next: string | null, turn: Turn = {}): void {
      clock = turn.at ?? clock + MINUTE;
      insert.run(turn.who ?? "a", clock, turn.flow ?? "form", step, events, next, turn.waited ?? 0, turn.by ?? null);
    },
    keep(flow: CompiledFlow, revision: string, firstSeen: number): void {
      db.sqlite
        .prepare(
          "INSERT INTO flow_revision (revision, flow_id, definition, words, first_seen) VALUES (?, ?, ?, '{}', ?)",
        )
        .run(revision, flow.id, JSON.stringify(flow.source), firstSeen);
    },
    stats: (flow = TWO, span = ALWAYS): FlowStats => {
      const found = flowStats(db.sqlite, "form", flow, span);
      if (found === undefined) throw new Error("no such flow");
      return found;
    },
  };
}

/** What is not nothing of a step. */
export function of(stats: FlowStats, step: string): Record<string, number> {
  const found = stats.steps.find((one) => one.step === step);
  if (found === undefined) throw new Error(`no step ${step} among ${stats.steps.map((one) => one.step).join(", ")}`);
  return Object.fromEntries(Object.entries(found.people).filter(([, count]) => count > 0));
}
