import { z } from "zod";
import { MORE, pageOf } from "../../conversation/pages.ts";
import type { Json } from "../../flow/session.ts";
import { formatDate, formatMoney, type PersonOption, readPerson } from "../../flow/understand/index.ts";
import { LIMITS } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import { addDays } from "../../zones.ts";
import type { Form, Question } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import { formsFor, isHers, type Offered, ownFor, whomFor } from "./access.ts";
import { counted, openQuestion, refused } from "./answers.ts";
import { linesOf } from "./shown.ts";

/** How far somebody is who fills in a form. */
export const stateSchema = z.object({
  /** What is asked for now. */
  step: z.enum(["form", "whom", "answer", "review", "change"]),
  programme: z.string().optional(),
  form: z.string().optional(),
  /** Whom it is about. */
  member: z.string().optional(),
  answers: z.record(z.string(), z.unknown()),
  /** Of the list of forms, from 0. */
  page: z.number().optional(),
});
export type State = z.infer<typeof stateSchema>;

export type Choice = { id: string; label: string; aliases?: string[] };
/** A question as the flow asks it: `way` is the type of the answer, `preface` is said once before it. */
export type Asking = { way: string; preface: string | null; question: string; choices: Choice[]; state: State };
/** It goes on, or all is there and right, or there is nothing to fill in. */
export type Step = Asking | { done: State } | { nothing: true };

/** Options of its own that a review and the choice of a person have. */
const RIGHT = "right";
const CHANGE = "change";
const SELF = "self";

const NOBODY = { kind: "none" } as const;

/** One form for one person: what is asked next, from what is known so far. Nothing is stored. */
export class Filling {
  private readonly parts: Parts;
  private readonly person: Person;
  private readonly today: string;

  /** `today` is hers, YYYY-MM-DD. */
  constructor(parts: Parts, person: Person, today: string) {
    this.parts = parts;
    this.person = person;
    this.today = today;
  }

  /** `form` and `member` may be given by who begins it, e.g. a reminder. */
  open(given: { form?: string | undefined; programme?: string | undefined; member?: string | undefined }): Step {
    const offered = this.offered();
    const one = offered.filter(
      ({ programme, form }) => form.id === given.form && programme === (given.programme ?? programme),
    )[0];
    if (one !== undefined) return this.withForm(one, given.member);
    return offered.length + this.own().length === 0 ? { nothing: true } : this.askForm(0, given.member);
  }

  /** The answer to what was asked; null: skipped. */
  next(state: State, answer: Json): Step {
    switch (state.step) {
      case "form": {
        if (answer === MORE) return this.askForm((state.page ?? 0) + 1, state.member);
        const chosen = this.offered().find((one) => keyOf(one) === answer);
        return chosen === undefined ? this.askForm(0, state.member) : this.withForm(chosen, state.member);
      }
      case "whom":
        return this.withWhom(state, answer);
      case "answer":
        return this.withAnswer(state, answer);
      case "review":
        return answer === RIGHT ? { done: state } : this.askChange(state);
      case "change":
        return this.goOn({ ...state, answers: without(state.answers, String(answer)), step: "answer" });
    }
  }

  /** The form that is being filled in. */
  offer(state: State): Offered | undefined {
    return this.offered().find(({ programme, form }) => programme === state.programme && form.id === state.form);
  }

  /** Is what was chosen a form that another conversation asks? Then it is the id of that flow. */
  isOwn({ step }: State, answer: Json): boolean {
    return step === "form" && this.own().some(({ flow }) => flow === answer);
  }

  private offered(): Offered[] {
    return formsFor(this.parts, this.person);
  }

  /** Those of several programmes that one conversation asks are one option: it finds her programme. */
  private own(): { flow: string; form: Form }[] {
    return [...new Map(ownFor(this.parts, this.person).map((one) => [one.flow, one])).values()];
  }

  /** A page of forms; the last option leads to the next page, and from the last page back to the first. */
  private askForm(page = 0, member?: string): Step {
    const several = this.parts.packs.size > 1;
    // For a member who was chosen before only what she tells, and nothing that she alone answers.
    const offered = this.offered().filter(({ form }) => member === undefined || isHers(form));
    const own = member === undefined ? this.own() : [];
    const forms = offered.map((one) => ({
      id: keyOf(one),
      label: several ? `${one.form.name}, ${this.parts.packs.get(one.programme)?.name ?? ""}` : one.form.name,
    }));
    const all = [...forms, ...own.map(({ flow, form }) => ({ id: flow, label: form.name }))];
    const { options, page: at } = pageOf(all, page, this.line("more"));
    const state: State = { step: "form", answers: {}, page: at, ...(member === undefined ? {} : { member }) };
    return this.choose(state, this.line("which"), options);
  }

  private withForm(offered: Offered, member: string | undefined): Step {
    const { programme, form } = offered;
    const state: State = { step: "answer", programme, form: form.id, answers: {} };
    if (form.about === "work") return this.goOn(state, form.intro);
    const { self, others } = whomFor(this.parts, offered, this.person);
    const may = (id: string) => (id === this.person.id ? self : others.some((one) => one.id === id));
    if (member !== undefined && may(member)) return this.goOn({ ...state, member }, this.opening(form, member));
    if (self && others.length === 0) return this.goOn({ ...state, member: this.person.id }, form.intro);
    return others.length === 0 ? { nothing: true } : this.askWhom({ ...state, step: "whom" });
  }

  /** A list of people as far as it stands in a message; of more, the name is written. */
  private askWhom(state: State, preface?: string): Step {
    const { self, others } = this.whom(state);
    const herself = self ? [{ id: SELF, label: this.line("self") }] : [];
    if (others.length + herself.length > LIMITS.listOptions)
      return this.ask(state, "text", this.line("whom-name"), [], preface);
    const choices = others.map((one) => ({
      id: one.id,
      label: nameOf(one),
      aliases: [one.name ?? ""].filter(Boolean),
    }));
    return this.choose(state, this.line("whom"), [...herself, ...choices]);
  }

  private whom(state: State) {
    const one = this.offer(state);
    return one === undefined ? { self: false, others: [] } : whomFor(this.parts, one, this.person);
  }

  private withWhom(state: State, answer: Json): Step {
    const { self, others } = this.whom(state);
    const text = String(answer ?? "");
    if (self && (text === SELF || text.toLowerCase() === this.line("self").toLowerCase()))
      return this.withMember(state, this.person.id);
    const direct = others.find(({ id }) => id === text);
    if (direct !== undefined) return this.withMember(state, direct.id);
    const people = others.map(
      (one): PersonOption => ({ id: one.id, name: one.name ?? nameOf(one), aliases: [nameOf(one)] }),
    );
    // A number is the place in a list; where the name is asked for, none was shown.
    const reading = /^\d+$/u.test(text.trim()) ? NOBODY : readPerson(text, people);
    if (reading.kind === "sure") return this.withMember(state, reading.value);
    const few = reading.kind === "ask" ? reading.candidates.map(({ value }) => value) : [];
    const choices = others
      .filter(({ id }) => few.includes(id))
      .map((one) => ({ id: one.id, label: one.name ?? nameOf(one) }));
    if (choices.length > 0) return this.choose(state, this.line("whom"), choices);
    return this.askWhom(state, this.line("whom-unknown", { heard: text.slice(0, LIMITS.heardBack) }));
  }

  private withMember(state: State, member: string): Step {
    const form = this.offer(state)?.form;
    const preface = form === undefined ? undefined : this.opening(form, member);
    return this.goOn({ ...state, member, step: "answer" }, preface);
  }

  /** What is said first; a form that speaks to her is read out to her by who fills it in. */
  private opening(form: Form, member: string): string | undefined {
    if (member === this.person.id || !isHers(form)) return form.intro;
    const readOut = this.line("read-out", { who: this.memberName(member) ?? "-" });
    return form.intro === undefined ? readOut : `${readOut}\n\n${form.intro}`;
  }

  private withAnswer(state: State, answer: Json): Step {
    const form = this.offer(state)?.form;
    const question = form === undefined ? undefined : openQuestion(form, state.answers as Record<string, Json>);
    if (form === undefined || question === undefined) return { nothing: true };
    const no = refused(question, answer, this.today);
    if (no !== undefined) {
      const data = question.as === "date" ? daysOf(String(answer), this.today) : limitsOf(question);
      return this.askQuestion(state, question, this.line(`refused.${no}`, data));
    }
    const answers = counted(form, { ...(state.answers as Record<string, Json>), [question.id]: answer });
    return this.goOn({ ...state, answers });
  }

  private goOn(state: State, preface?: string): Step {
    const form = this.offer(state)?.form;
    if (form === undefined) return { nothing: true };
    const question = openQuestion(form, state.answers as Record<string, Json>);
    return question === undefined ? this.askReview(state) : this.askQuestion(state, question, preface);
  }

  private askQuestion(state: State, question: Question, preface?: string): Step {
    const choices = (question.options ?? []).map(({ id, label, aliases }) => ({ id, label, aliases }));
    const text = question.optional ? this.line("may-skip", { question: question.ask }) : question.ask;
    return this.ask(state, question.as, text, choices, preface);
  }

  private askReview(state: State): Step {
    const form = this.offer(state)?.form;
    if (form === undefined) return { nothing: true };
    const { language } = this.person;
    const lines = linesOf(this.parts.texts, language, form, state.answers as Record<string, Json>);
    const about =
      state.member === undefined || state.member === this.person.id ? undefined : this.memberName(state.member);
    const title = about === undefined ? form.name : `${form.name}, ${about}`;
    const options = [RIGHT, CHANGE].map((id) => ({ id, label: this.line(`review-${id}`) }));
    return this.choose({ ...state, step: "review" }, this.line("review", { title, lines: lines.join("\n") }), options);
  }

  private askChange(state: State): Step {
    const form = this.offer(state)?.form;
    const asked = form?.questions.filter(({ id }) => state.answers[id] !== undefined) ?? [];
    const choices = asked.map(({ id, label }) => ({ id, label }));
    return this.choose({ ...state, step: "change" }, this.line("change"), choices);
  }

  private choose(state: State, question: string, choices: Choice[]): Step {
    return this.ask(state, "choice", question, choices);
  }

  private ask(state: State, way: string, question: string, choices: Choice[], preface?: string): Step {
    return { way, preface: preface ?? null, question, choices, state };
  }

  private memberName(id: string): string | undefined {
    const person = this.parts.people.person(id);
    return person === undefined ? undefined : nameOf(person);
  }

  private line(key: string, data: Record<string, string | number> = {}): string {
    return this.parts.texts.text(this.person.language, `forms:${key}`, data);
  }
}

const keyOf = ({ programme, form }: Offered): string => `${programme}.${form.id}`;
const nameOf = ({ called, name }: Person): string => called ?? name ?? "-";
const limitsOf = ({ as, min = 0, max = 0 }: Question) =>
  as === "money" ? { min: formatMoney(min), max: formatMoney(max) } : { min, max };

/** The day as it was understood, and as an example the one before today, and a week ahead. */
const daysOf = (day: string, today: string) => ({
  date: formatDate(day),
  before: figuresOf(addDays(today, -1)),
  after: figuresOf(addDays(today, 7)),
});

/** `19/11/2026` of 2026-11-19. */
const figuresOf = (day: string): string => day.split("-").reverse().join("/");

function without(answers: State["answers"], id: string): State["answers"] {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => name !== id));
}
