import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import { callBack } from "../for-her/call-back.ts";
import { tellingOf } from "../for-her/people.ts";
import type { TestItem } from "../pack/modules.ts";
import { Attendance, wasThere } from "./attendance.ts";
import { moduleOf, type TrainingParts, taught } from "./parts.ts";
import { gainOf, inWords, judged, nextTest } from "./test-rules.ts";
import { pagesOf } from "./words.ts";

const KIND = "training.test";
const WHICH = ["pre", "post"] as const;
type Which = (typeof WHICH)[number];

/** How far she is in a test; `whose` is the member who is asked, perhaps by her kader. */
const stateSchema = z.object({
  programme: z.string(),
  module: z.string(),
  which: z.enum(WHICH),
  whose: z.string(),
  answers: z.record(z.string(), z.string()),
});
type State = z.infer<typeof stateSchema>;

const GIVES = ["way", "question", "choices", "state"];

/** What the flow `training-test` does: the items of a module one by one, the same before and after. */
export function testActions(parts: TrainingParts): Record<string, Action> {
  return {
    "training.test-open": action({
      args: z.object({ module: z.string().nullish(), which: z.enum(WHICH).nullish(), member: z.string().nullish() }),
      outcomes: ["ok", "nothing", "known"],
      gives: [...GIVES, "name"],
      run: (given, { person, now }) => {
        const whose = tellingOf(parts, person, given.member)?.person.id;
        if (whose === undefined) return { outcome: "nothing" };
        const state = begun(parts, whose, given.module ?? undefined, given.which ?? undefined, now);
        if (state === undefined) return { outcome: "nothing" };
        if (testOf(parts, state, state.which) !== undefined) return { outcome: "known" };
        return asked(parts, state);
      },
    }),
    "training.test-next": action({
      args: z.object({ state: stateSchema, item: z.string() }),
      outcomes: ["ok", "nothing"],
      gives: GIVES,
      run: ({ state, item }) => {
        const open = openItem(itemsOf(parts, state), state);
        if (open === undefined) return { outcome: "nothing" };
        return asked(parts, { ...state, answers: { ...state.answers, [open.id]: item } });
      },
    }),
    "training.test-submit": action({
      args: z.object({ state: stateSchema }),
      outcomes: ["ok", "known", "nothing"],
      gives: ["all-known"],
      writes: true,
      run: ({ state }, context) => submit(parts, state, context),
    }),
  };
}

/** The test that somebody may take now, of the module of her newest session; undefined: there is none. */
export function openTest(
  parts: TrainingParts,
  whose: string,
  now: number,
): Pick<State, "module" | "which"> | undefined {
  const state = begun(parts, whose, undefined, undefined, now);
  return state === undefined || testOf(parts, state, state.which) !== undefined ? undefined : state;
}

const itemsOf = (
  parts: TrainingParts,
  { programme, module }: Pick<State, "programme" | "module">,
): readonly TestItem[] => moduleOf(parts, { programme, module })?.items ?? [];

const openItem = (items: readonly TestItem[], { answers }: Pick<State, "answers">) =>
  items.find(({ id }) => answers[id] === undefined);

function begun(
  parts: TrainingParts,
  whose: string,
  key: string | undefined,
  which: Which | undefined,
  now: number,
): State | undefined {
  const found = taught(parts).filter(({ module }) => module.items.length > 0);
  const given = found.filter((one) => one.key === key);
  // Without a module it is the one of her newest session.
  const hers = parts.sessions
    .ofPerson(whose, 0)
    .filter(({ startsAt }) => startsAt <= now + SOON_MS)
    .reverse();
  const own = hers.flatMap(
    (one) => found.find((t) => t.programme === one.programme && t.module.id === one.module) ?? [],
  );
  for (const { programme, module } of key === undefined ? own : given) {
    const state = { programme, module: module.id, whose, answers: {} };
    const done = { pre: testOf(parts, state, "pre") !== undefined, post: testOf(parts, state, "post") !== undefined };
    const attended = new Attendance(parts).of(whose, programme, module.id).filter(wasThere).length;
    const next = which ?? nextTest(done, attended);
    if (next !== undefined) return { ...state, which: next };
  }
  return undefined;
}

/** A test of before may be taken a day ahead. */
const SOON_MS = 24 * 60 * 60_000;

function asked(parts: TrainingParts, state: State): Outcome {
  const items = itemsOf(parts, state);
  const item = openItem(items, state);
  const name = moduleOf(parts, state)?.name ?? "";
  const data = { state: state as unknown as Json, name };
  if (item === undefined) return { outcome: "ok", data: { ...data, way: "done", question: "", choices: [] } };
  const choices = item.options.map(({ id, label }) => ({ id, label }));
  return { outcome: "ok", data: { ...data, way: "choice", question: item.ask, choices } };
}

/** The one that stands of somebody. */
function testOf(
  { events }: TrainingParts,
  { programme, module, whose }: Omit<State, "answers" | "which">,
  which: Which,
) {
  return events
    .all({ programme, kind: KIND, personId: whose })
    .find(({ data }) => data["module"] === module && data["which"] === which);
}

/** She hears what she knew, and of the rest how it is and where to read on; never how many. */
function submit(parts: TrainingParts, state: State, context: ActionContext): Outcome {
  const { person, today, now, source, tell } = context;
  const items = itemsOf(parts, state);
  if (items.length === 0) return { outcome: "nothing" };
  if (testOf(parts, state, state.which) !== undefined) return { outcome: "known" };
  const { known, open } = judged(items, state.answers);
  const { programme, module, which, whose } = state;
  const telling = tellingOf(parts, person, whose);
  if (telling === undefined) return { outcome: "nothing" };
  callBack(parts, { personId: whose, what: "test" }, context);
  parts.events.record({
    programme,
    kind: KIND,
    personId: whose,
    on: today,
    at: now,
    mode: telling.mode,
    by: person.id,
    source,
    data: { module, which, right: known.length, items: items.length },
  });
  const say = (key: string, data: Record<string, string>) =>
    parts.texts.text(person.language, `training:test.${key}`, data);
  const lines = [
    ...known.map((item) => say("known", { item: inWords(item) })),
    ...open.map(({ explain, read }) =>
      read === undefined ? say("open", { explain }) : say("read", { explain, read }),
    ),
  ];
  for (const page of pagesOf(lines)) tell(person.id, "training:lines", { lines: page });
  return { outcome: "ok", data: { "all-known": open.length === 0 } };
}

/** Of the people of a session who took both tests: how many they are, and how many items they knew. */
export function pairsOf(parts: TrainingParts, programme: string, module: string, people: readonly string[]) {
  const pairs = people.flatMap((whose) => {
    const right = (which: Which) => testOf(parts, { programme, module, whose }, which)?.data["right"];
    const [before, after] = [right("pre"), right("post")];
    if (typeof before !== "number" || typeof after !== "number") return [];
    return [{ before, after, gain: gainOf(before, after) ?? 0 }];
  });
  const sum = (key: "before" | "after") => pairs.reduce((total, pair) => total + pair[key], 0);
  return {
    count: pairs.length,
    before: sum("before"),
    after: sum("after"),
    grew: pairs.filter(({ gain }) => gain > 0).length,
  };
}
