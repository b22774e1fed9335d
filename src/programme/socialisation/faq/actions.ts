import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../../conversation/module.ts";
import { isRegistered } from "../../../people/person.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { beginWith, calledOf, helperFor } from "../whom.ts";
import { tellsWho } from "./names.ts";
import type { FaqStore, Found } from "./store.ts";
import { fillersOf, inCommonWords } from "./words.ts";

const asked = { said: z.string().nullish(), question: z.string().nullish() };

/** Asking: an answer from what is known, else a human's, which may become one that all get. */
export function faqActions(parts: Parts, store: FaqStore): Record<string, Action> {
  return {
    "ask.find": find(parts, store),
    "ask.told": told(parts),
    "ask.pass": pass(parts, store),
    "ask.show": show(parts, store),
    "ask.reply": reply(parts, store),
    "ask.nameless": nameless(parts),
    "ask.look": look(parts),
    "ask.keep": keep(parts, store),
  };
}

/** The best answer of any programme of the home. */
export function findFor(
  { texts, packs }: Parts,
  store: FaqStore,
  language: string,
  question: string,
): Found | undefined {
  return store.find([...packs.keys()], inCommonWords(texts, language, question), fillersOf(texts, language));
}

const questionOf = ({ said, question }: { said?: string | null | undefined; question?: string | null | undefined }) =>
  said ?? question ?? "";

function find(parts: Parts, store: FaqStore): Action {
  return action({
    args: z.object(asked),
    outcomes: ["found", "unknown"],
    gives: ["entry", "about", "answer"],
    run: (args, { person }) => {
      const found = findFor(parts, store, person.language, questionOf(args));
      if (found === undefined) return { outcome: "unknown" };
      const { programme, key, question, answer } = found;
      return { outcome: "found", data: { entry: `${programme}/${key}`, about: question, answer } };
    },
  });
}

/** Whether it answered; counted without the words. */
function told(parts: Parts): Action {
  return action({
    args: z.object({ entry: z.string(), helped: z.enum(["yes", "no"]) }),
    outcomes: ["yes", "no"],
    writes: true,
    run: ({ entry, helped }, context) => {
      const [programme = parts.main.id, faq = entry] = entry.split("/");
      if (helped === "yes") happened(parts, context, programme, { faq, toHuman: "no" });
      return { outcome: helped };
    },
  });
}

function happened(
  parts: Parts,
  { person, now, today, source }: ActionContext,
  programme: string,
  data: { faq?: string; toHuman: "yes" | "no" },
): void {
  const whose = isRegistered(person) ? { personId: person.id, village: person.village } : {};
  const told = { on: today, at: now, mode: "self", source, data } as const;
  parts.events.record({ programme, kind: "socialisation.asked", ...whose, ...told });
}

function pass(parts: Parts, store: FaqStore): Action {
  return action({
    args: z.object({ ...asked, entry: z.string().nullish() }),
    outcomes: ["passed", "nobody", "enough"],
    gives: ["to"],
    writes: true,
    run: (args, context): Outcome => {
      const { person, now, newId } = context;
      const helper = isRegistered(person) ? helperFor(parts, person.id) : undefined;
      if (helper === undefined) return { outcome: "nobody", data: { to: "" } };
      if (store.openOf(person.id) >= SOCIALISATION.openQuestions)
        return { outcome: "enough", data: { to: calledOf(helper) } };
      const programme = args.entry?.split("/")[0] ?? parts.main.id;
      const id = newId();
      const question = questionOf(args);
      store.open({ id, programme, personId: person.id, helperId: helper.id, question, at: now });
      happened(parts, context, programme, { toHuman: "yes" });
      beginWith(parts, { key: `ask:${id}`, to: helper, flow: "ask-answer", data: { waiting: id }, now });
      return { outcome: "passed", data: { to: calledOf(helper) } };
    },
  });
}

function show(parts: Parts, store: FaqStore): Action {
  return action({
    args: z.object({ waiting: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["who", "question"],
    run: ({ waiting }) => {
      const found = store.waiting(waiting);
      if (found === undefined) return { outcome: "gone" };
      const who = calledOf(parts.people.person(found.personId));
      return { outcome: "ok", data: { who, question: found.question ?? "" } };
    },
  });
}

function reply(parts: Parts, store: FaqStore): Action {
  return action({
    args: z.object({ waiting: z.string(), answer: z.string() }),
    outcomes: ["sent", "unreachable", "gone"],
    writes: true,
    run: ({ waiting, answer }, { person, now, tell }) => {
      const found = store.waiting(waiting);
      if (found === undefined) return { outcome: "gone" };
      store.answered(waiting, now);
      const asker = parts.people.person(found.personId);
      const data = { called: calledOf(asker), who: calledOf(person), answer };
      return { outcome: tell(found.personId, "faq:from-human", data) ? "sent" : "unreachable" };
    },
  });
}

/** Names of all whom a facilitator's answer may be about: herself and those whom she looks after. */
function namesAround({ directory }: Parts, { person }: ActionContext): (string | null)[] {
  const around = [
    person,
    ...directory.caredFor(person.id, "facilitator"),
    ...directory.carers(person.id, "coordinator"),
  ];
  return around.flatMap(({ name, called }) => [name, called]);
}

function nameless(parts: Parts): Action {
  return action({
    args: z.object({ value: z.string() }),
    outcomes: ["ok", "names"],
    run: ({ value }, context) => ({ outcome: tellsWho(value, namesAround(parts, context)) ? "names" : "ok" }),
  });
}

function look(parts: Parts): Action {
  return action({
    args: z.object({ answer: z.string() }),
    outcomes: ["ok"],
    gives: ["named"],
    run: ({ answer }, context) => ({ outcome: "ok", data: { named: tellsWho(answer, namesAround(parts, context)) } }),
  });
}

function keep(parts: Parts, store: FaqStore): Action {
  return action({
    args: z.object({ general: z.string(), answer: z.string(), plain: z.string().nullish() }),
    outcomes: ["kept", "full"],
    writes: true,
    run: ({ general, answer, plain }, { person, now, newId }) => {
      const entry = { programme: parts.main.id, key: newId(), question: general, answer: plain ?? answer, words: "" };
      return { outcome: store.keep({ ...entry, byPerson: person.id, at: now }) ? "kept" : "full" };
    },
  });
}
