import { DAY, HOUR, MINUTE } from "../../clock.ts";
import type { Form } from "../../programme/pack/forms.ts";
import type { DemoPerson } from "../data.ts";
import type { Moment } from "../moments.ts";
import { inTurn, onceIn } from "./chance.ts";
import type { DemoRound } from "./data.ts";
import { type Chapter, instantAgo, isMember, type Tale, takingPart, zoneOf } from "./tale.ts";
import type { DemoAnswers } from "./words.ts";

/** Surveys and other forms, round by round; and how content people are, which nobody answers for them. */
export const forms: Chapter = (tale) => [
  ...tale.year.forms.flatMap((round) => roundOf(tale, round)),
  ...satisfaction(tale),
];

export function formOf({ demo: { pack } }: Tale, id: string): Form {
  const found = pack.forms.find((form) => form.id === id);
  if (found === undefined) throw new Error(`${pack.id} has no form ${id}`);
  return found;
}

function roundOf(tale: Tale, round: DemoRound): Moment[] {
  const form = formOf(tale, round.form);
  return takingPart(tale, round.cohorts).map(({ person, began, turn }): Moment => {
    // A handful a day, from Tuesday on.
    const day = (["tuesday", "wednesday", "thursday"] as const)[turn % 3] ?? "tuesday";
    const at =
      instantAgo(tale, zoneOf(tale, person), began - round.week, day, "09:30") + Math.floor(turn / 3) * 25 * MINUTE;
    const by = tellerOf(person, form, round.by);
    const run = (now: number) => {
      if (by === undefined || !isMember(tale, person.id)) return;
      const about = form.about === "member" ? { member: person.id } : {};
      fillIn(tale, form, { by, ...about, answers: answersOf(form, round.answers, person, turn) }, now);
    };
    return { at, run };
  });
}

/** Who fills it in: herself where she may and has a phone, else whoever looks after her and may. */
function tellerOf(person: DemoPerson, form: Form, wanted: DemoRound["by"]): string | undefined {
  const { id, kader, facilitator, whatsapp, telegram } = person;
  const may = (role: Form["by"][number]) => form.by.includes(role);
  const hasPhone = whatsapp !== undefined || telegram !== undefined;
  if (wanted === "self" && hasPhone && may("beneficiary")) return id;
  if (kader !== undefined && !hasPhone && may("kader")) return kader;
  return may("facilitator") ? facilitator : undefined;
}

/** What the round says, in turn, with her own answers over it; what is not asked of her is left out. Pure. */
export function answersOf(
  form: Form,
  round: DemoAnswers,
  { id, answers }: Pick<DemoPerson, "id" | "answers">,
  turn: number,
): Record<string, string | number | string[]> {
  const given = { ...round, ...answers[form.id] };
  const taken = form.questions.flatMap((question, at): [string, string | number | string[]][] => {
    const value = given[question.id];
    if (value === undefined) return [];
    // Women of one place do not all say the same to every question.
    const one = Array.isArray(value) ? inTurn(value, turn + (onceIn(2, `${id} ${form.id} ${at}`) ? at : 0)) : value;
    return [[question.id, one]];
  });
  return Object.fromEntries(taken);
}

type Filled = { by: string; member?: string; answers: Record<string, unknown> };

/** Stores it as it would have been read back and sent. */
export function fillIn({ stage, programme }: Tale, form: Form, { by, member, answers }: Filled, now: number): void {
  const about = member === undefined ? {} : { member: stage.id(member) };
  const state = { step: "review", programme, form: form.id, ...about, answers };
  stage.act(by, "form.submit", { state }, now);
}

/** Days after which somebody answers who was asked for it. */
const ANSWERED_DAYS = 3;

function satisfaction(tale: Tale): Moment[] {
  const { satisfaction: given } = tale.year;
  if (given === undefined) return [];
  return given.weeks.flatMap((weeks) =>
    takingPart(tale).map(({ person, turn }): Moment => {
      const key = `content ${person.id} ${weeks}`;
      const at =
        instantAgo(tale, zoneOf(tale, person), weeks, "monday", "10:00") +
        (turn % ANSWERED_DAYS) * DAY +
        (turn * HOUR) / 4;
      const service = onceIn(6, key) ? 3 : onceIn(2, `service ${key}`) ? 5 : 4;
      const facilitator = onceIn(8, `with ${key}`) ? 3 : onceIn(2, `by ${key}`) ? 5 : 4;
      const advice = onceIn(5, `advice ${key}`) ? inTurn(given.advice, turn + weeks) : null;
      const run = (now: number) => {
        if (!tale.stage.hasPhone(person.id) || !isMember(tale, person.id) || onceIn(5, `silent ${key}`)) return;
        tale.stage.act(person.id, "satisfaction.submit", { service, facilitator, advice }, now);
      };
      return { at, run };
    }),
  );
}
