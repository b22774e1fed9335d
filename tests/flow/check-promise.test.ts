import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type ActionInfo, checkFlows } from "../../src/flow/check/index.ts";
import { type CompiledFlow, compileFlow } from "../../src/flow/compile.ts";
import { advance } from "../../src/flow/engine.ts";
import { parseFlow } from "../../src/flow/parse.ts";
import { emptySession, type Json } from "../../src/flow/session.ts";
import type { Advanced, FlowWorld, Input } from "../../src/flow/world.ts";
import { type Texts, textsOf } from "../../src/texts/index.ts";

const locale = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../locales/id/${name}.json`, import.meta.url), "utf8"));
const ENGINE = { engine: locale("engine"), understand: locale("understand") };

const ACTIONS = new Map<string, ActionInfo & { data: Record<string, Json> }>([
  ["list.find", { outcomes: ["ok", "none"], gives: ["found"], data: { found: [{ id: "m1", label: "Sari" }] } }],
  ["list.save", { outcomes: ["ok", "again"], writes: true, data: {} }],
]);

type Step = Record<string, unknown>;
/** A few names, so that steps meet. */
const name = fc.constantFrom("a", "b", "c", "d");
const value = fc.constantFrom("yes", "no");
const condition = fc.oneof(
  fc.record({ name, value }).map(({ name: key, value: wanted }) => ({ [key]: wanted })),
  name.map((key) => ({ [key]: { set: true } })),
);
const guard = fc.option(
  fc.oneof(
    condition.map((when) => ({ when })),
    condition.map((unless) => ({ unless })),
  ),
  { nil: {} },
);

const ask = fc
  .record({
    name,
    rest: fc.constantFrom(
      { as: "yes-no" },
      { as: "choice", options: ["yes", "no"] },
      { as: "money" },
      { as: "text", optional: true },
      { as: "number", keep: false },
    ),
    guard,
  })
  .map(({ name: key, rest, guard: own }): Step => ({ ask: key, ...rest, ...own }));
const say = fc
  .record({
    n: fc.integer({ min: 1, max: 6 }),
    guard,
    end: fc.option(fc.constant({ end: true }), { nil: {}, freq: 4 }),
  })
  .map(({ n, guard: own, end }): Step => ({ say: `say${n}`, ...own, ...end }));
const act = fc
  .record({
    n: fc.integer({ min: 1, max: 4 }),
    which: fc.constantFrom("list.find", "list.save"),
    to: fc.integer({ min: 1, max: 6 }),
    jumps: fc.boolean(),
    guard,
  })
  .map(({ n, which, to, jumps, guard: own }): Step => {
    const outcome = which === "list.find" ? "none" : "again";
    return {
      do: which,
      as: `do${n}`,
      ...own,
      ...(jumps ? { outcomes: { [outcome]: to <= 3 ? "last" : `say${to}` } } : {}),
    };
  });
const other = fc.constantFrom<Step>(
  { review: true },
  { end: true, when: { a: "no" } },
  { ask: "pick", as: "choice", options: { from: "found" } },
);
const simple = fc.oneof({ weight: 4, arbitrary: ask }, { weight: 4, arbitrary: say }, act, other);
const block = fc.oneof(
  fc.record({
    if: condition,
    steps: fc.array(simple, { minLength: 1, maxLength: 3 }),
    else: fc.array(simple, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    repeat: fc.constantFrom("r", "s"),
    max: fc.integer({ min: 1, max: 3 }),
    steps: fc.array(simple, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    repeat: fc.constantFrom("r", "s"),
    over: fc.constant("found"),
    steps: fc.array(simple, { minLength: 1, maxLength: 3 }),
  }),
);
const made = fc.array(fc.oneof({ weight: 5, arbitrary: simple }, block), { minLength: 4, maxLength: 14 });
/** What each say step names: an answer, a round, what an action gave, or nothing. */
const named = fc.array(fc.constantFrom("", "{{a}}", "{{b}}", "{{c}}", "{{r}}", "{{called}}"), {
  minLength: 6,
  maxLength: 6,
});
const answers = fc.array(
  fc.constantFrom("ya", "tidak", "1", "2", "20rb", "5", "kembali!", "lewati!", "ulang!", "apa", "ubah dulu"),
  { minLength: 30, maxLength: 30 },
);

function textsFor(says: readonly string[], more: Record<string, unknown>): Texts {
  const question = { ask: "{{called}}?", review: "Jawaban", options: { yes: "Ya", no: "Tidak" } };
  const own: Record<string, unknown> = {
    title: "Judul",
    last: "Selesai",
    pick: { ask: "Yang mana?", review: "Pilihan" },
  };
  for (const key of ["a", "b", "c", "d"]) own[key] = question;
  says.forEach((text, at) => {
    own[`say${at + 1}`] = `Baik. ${text}`;
  });
  return textsOf({ id: { ...more, x: own } });
}

function worldOf(flow: CompiledFlow, texts: Texts): FlowWorld {
  const facts: Record<string, Json> = {
    called: "Bu Sari",
    name: "Sari",
    registered: true,
    roles: [],
    shared: false,
    helper: "Bu Ani",
  };
  return {
    flow: (id) => (id === flow.id ? flow : undefined),
    revision: () => flow,
    options: (of, step) => texts.options("id", of.id, step),
    text: (key) => texts.text("id", key),
    has: (key) => texts.has("id", key),
    needs: (key) => texts.needs(key),
    writes: (action) => ACTIONS.get(action)?.writes === true,
    fact: (key) => facts[key],
    now: 0,
    today: "2026-11-21",
    language: "id",
    helpFlow: "help",
  };
}

function inputOf(word: string): Input {
  if (word === "kembali!") return { kind: "move", to: "back" };
  if (word === "lewati!") return { kind: "move", to: "skip" };
  return word === "ulang!" ? { kind: "move", to: "again" } : { kind: "text", text: word, waitedMs: 0 };
}

/** Plays a flow to its end or the last answer; every text is filled. Returns how many texts were said. */
function play(flow: CompiledFlow, texts: Texts, words: readonly string[]): number {
  const world = worldOf(flow, texts);
  let said = 0;
  let way = 0;
  const turn = (session: Advanced["session"], input: Input): Advanced => {
    const done = advance(session, input, world);
    for (const say of done.says) {
      expect(texts.text("id", say.key, say.data)).not.toMatch(/undefined|\[object/);
      said++;
    }
    if (done.action === undefined) return done;
    const action = ACTIONS.get(done.action.action);
    const outcome = action?.outcomes[way++ % action.outcomes.length] ?? "ok";
    return turn(done.session, { kind: "outcome", outcome, data: action?.data ?? {} });
  };
  let { session } = turn(emptySession, { kind: "start", flow: "x" });
  for (const word of words) {
    if (session.frames.length === 0) break;
    session = turn(session, inputOf(word)).session;
  }
  return said;
}

/** Something for the others to name. */
const FIRST: readonly Step[] = [
  { ask: "a", as: "choice", options: ["yes", "no"] },
  { do: "list.find", as: "first", outcomes: { none: "last" } },
  { ask: "b", as: "money", when: { a: "yes" } },
];

/** Takes of the made-up steps each one with which the flow still has nothing wrong, before a last word. */
function mended(made: readonly Step[], texts: Texts): CompiledFlow | undefined {
  // A text that no step says is no harm here.
  const saidByCode = new Set(texts.keys("id", "x"));
  let kept: Step[] = [...FIRST];
  let flow: CompiledFlow | undefined;
  for (const step of made) {
    const candidate = [...kept, step];
    const text = JSON.stringify({ id: "x", for: "anyone", remind: "none", steps: [...candidate, { say: "last" }] });
    const parsed = parseFlow("x.yaml", text);
    if (parsed.flow === undefined || checkFlows([parsed], { actions: ACTIONS, texts, saidByCode }).length > 0) continue;
    kept = candidate;
    flow = compileFlow(parsed.flow, "r");
  }
  return flow;
}

const RUNS = 100;

it("keeps its promise: a flow in which nothing is wrong plays through, whatever is answered", () => {
  let steps = 0;
  fc.assert(
    fc.property(made, named, answers, (any, says, words) => {
      const flow = mended(any, textsFor(says, {}));
      if (flow === undefined) return;
      steps += flow.instrs.length;
      expect(play(flow, textsFor(says, ENGINE), words)).toBeGreaterThan(0);
    }),
    { numRuns: RUNS },
  );
  // What is made up is not all taken away: a flow has some steps on average.
  expect(steps / RUNS).toBeGreaterThan(6);
});
