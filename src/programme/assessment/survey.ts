import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import type { Happened } from "../events/index.ts";
import { formsFor, modeOf, type Offered, whomFor } from "../forms/access.ts";
import { formKind } from "../forms/data.ts";
import { linesOf } from "../forms/shown.ts";
import type { Parts } from "../parts.ts";

/** Options of `which` name a programme and its form. */
const keyOf = ({ programme, form }: Offered): string => `${programme}.${form.id}`;
/** Lines of what was told before; the rest is in her data. */
const MOST_LINES = 8;

/**
 * What the flow `assessment-survey` does: which survey, about whom, and whether all is as it was. The questions
 * themselves are asked by the flow `form`.
 */
export function surveyActions(parts: Parts): Record<string, Action> {
  return {
    "survey.open": open(parts),
    "survey.choose": choose(parts),
    "survey.before": before(parts),
    "survey.same": same(parts),
  };
}

/** Surveys are what is asked once and may be asked again when life has changed. */
const surveysFor = (parts: Parts, person: Person): Offered[] =>
  formsFor(parts, person).filter(({ form }) => form.about === "member" && form.every === "once");

const surveyOf = (parts: Parts, person: Person, key: string): Offered | undefined =>
  surveysFor(parts, person).find((one) => keyOf(one) === key);

function open(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "nothing"],
    gives: ["surveys"],
    run: (_, { person }) => {
      const surveys = surveysFor(parts, person).map((one) => ({ id: keyOf(one), label: one.form.name }));
      return surveys.length === 0 ? { outcome: "nothing" } : { outcome: "ok", data: { surveys } };
    },
  });
}

function choose(parts: Parts): Action {
  return action({
    args: z.object({ which: z.string() }),
    outcomes: ["ok", "nothing"],
    gives: ["people", "several", "form", "of-programme", "member"],
    run: ({ which }, { person }) => {
      const survey = surveyOf(parts, person, which);
      if (survey === undefined) return { outcome: "nothing" };
      const { self, others } = whomFor(parts, survey, person);
      const people = [...(self ? [person] : []), ...others].map(optionOf);
      const [only] = people;
      if (only === undefined) return { outcome: "nothing" };
      const of = { form: survey.form.id, "of-programme": survey.programme };
      return { outcome: "ok", data: { ...of, people, several: people.length > 1, member: only.id } };
    },
  });
}

const optionOf = ({ id, called, name }: Person) => ({
  id,
  label: called ?? name ?? "-",
  aliases: [name ?? ""].filter(Boolean),
});

function before(parts: Parts): Action {
  return action({
    args: z.object({ which: z.string(), member: z.string(), whom: z.string().optional() }),
    outcomes: ["first", "again", "nothing"],
    gives: ["date", "lines", "who", "member"],
    run: ({ which, member, whom = member }, { person }) => {
      const survey = surveyOf(parts, person, which);
      if (survey === undefined || !mayAsk(parts, survey, person, whom)) return { outcome: "nothing" };
      const last = lastOf(parts, survey, whom);
      const her = parts.people.person(whom);
      const who = her?.called ?? her?.name ?? "-";
      if (last === undefined) return { outcome: "first", data: { member: whom, who } };
      const lines = linesOf(parts.texts, person.language, survey.form, parts.forms.answersOf(last));
      const shown = lines.slice(0, MOST_LINES).join("\n");
      return { outcome: "again", data: { member: whom, who, date: formatDate(last.on), lines: shown } };
    },
  });
}

function same(parts: Parts): Action {
  return action({
    args: z.object({ which: z.string(), member: z.string() }),
    outcomes: ["ok", "nothing"],
    writes: true,
    run: ({ which, member }, { person, now, today, source }) => {
      const survey = surveyOf(parts, person, which);
      const last = survey === undefined ? undefined : lastOf(parts, survey, member);
      if (survey === undefined || last === undefined || !mayAsk(parts, survey, person, member))
        return { outcome: "nothing" };
      const { programme, form } = survey;
      const told = { personId: member, village: parts.people.person(member)?.village ?? null, by: person.id };
      const when = { on: today, at: now, mode: modeOf(parts, person, member), source };
      parts.forms.record({ programme, form, answers: parts.forms.answersOf(last), ...told, ...when });
      return { outcome: "ok" };
    },
  });
}

function mayAsk(parts: Parts, survey: Offered, person: Person, whom: string): boolean {
  const { self, others } = whomFor(parts, survey, person);
  return whom === person.id ? self : others.some(({ id }) => id === whom);
}

const lastOf = ({ events }: Parts, { programme, form }: Offered, personId: string): Happened | undefined =>
  events.last({ programme, kind: formKind(form.id), personId });
