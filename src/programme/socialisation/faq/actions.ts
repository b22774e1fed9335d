import { z } from "zod";
import { type Action, type ActionContext, action, type Outcome } from "../../../conversation/module.ts";
import { isRegistered, type Person } from "../../../people/person.ts";
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

/** What she takes part in, or is a candidate of. */
const programmesOf = ({ enrolments, packs }: Parts, personId: string): string[] =>
  enrolments
    .of(personId)
    .flatMap(({ programme, as }) =>
      packs.has(programme) && (as === "beneficiary" || as === "candidate") ? [programme] : [],
    );

/** An answer of another programme than hers has to fit so much better. */
const ELSEWHERE = 0.1;

/** The best answer: of her own programmes, unless one of another fits clearly better. */
export function findFor(parts: Parts, store: FaqStore, { id, language }: Person, question: string): Found | undefined {
  const { texts, packs } = parts;
  const said = inCommonWords(texts, language, question);
  const find = (programmes: readonly string[]) => store.find(programmes, said, fillersOf(texts, language));
  const own = programmesOf(parts, id);
  const [hers, any] = [own.length === 0 ? undefined : find(own), find([...packs.keys()])];
  return hers !== undefined && (any === undefined || hers.likeness + ELSEWHERE >= any.likeness) ? hers : any;
}

const questionOf = ({ said, question }: { said?: string | null | undefined; question?: string | null | undefined }) =>
  said ?? question ?? "";

function find(parts: Parts, store: FaqStore): Action {
  return action({
    args: z.object(asked),
    outcomes: ["found", "unknown"],
    gives: ["entry", "about", "answer"],
    run: (args, { person }) => {
      const found = findFor(parts, store, person, questionOf(args));
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
      const own = programmesOf(parts, person.id);
      const programme = args.entry?.split("/")[0] ?? (own.length === 1 ? own[0] : undefined) ?? parts.main.id;
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
    args: z.object({ waiting: z.string(), general: z.string(), answer: z.string(), plain: z.string().nullish() }),
    outcomes: ["kept", "full"],
    writes: true,
    run: ({ waiting, general, answer, plain }, { person, now, newId }) => {
      const programme = store.programmeOf(waiting) ?? parts.main.id;
      const entry = { programme, key: newId(), question: general, answer: plain ?? answer, words: "" };
      return { outcome: store.keep({ ...entry, byPerson: person.id, at: now }) ? "kept" : "full" };
    },
  });
}
