import { didYouMean } from "../../flow/check/near.ts";
import type { Form, Question, When } from "./forms.ts";
import type { Misfit } from "./misfit.ts";
import { neverSaid } from "./never-said.ts";

const CHOSEN: readonly Question["as"][] = ["choice", "several"];

/** Questions without their options, conditions about what was not asked before, ids that stand twice. */
export function formMisfits(item: Form): Misfit[] {
  return item.questions.flatMap((question, at) => {
    const before = item.questions.slice(0, at);
    return [
      ...optionMisfits(question),
      ...limitMisfits(question),
      ...whenMisfits(question, before),
      ...twice(question, before),
    ].map(({ path, ...words }) => ({ item, path: ["questions", at, ...path], ...words }));
  });
}

function optionMisfits({ id, as, options }: Question): Misfit[] {
  const chosen = CHOSEN.includes(as);
  if (chosen && options === undefined)
    return [{ path: [], what: `"${id}" has nothing to choose from.`, how: "Write options:, each with id and label." }];
  if (!chosen && options !== undefined)
    return [
      { path: ["options"], what: `"${id}" is a ${as} and has options.`, how: "Write as: choice, or take them out." },
    ];
  const ids = options?.map((option) => option.id) ?? [];
  return ids.flatMap((one, at) =>
    ids.indexOf(one) < at
      ? [{ path: ["options", at], what: `The option "${one}" stands twice.`, how: "Keep one of the two." }]
      : [],
  );
}

const LIMITED: readonly Question["as"][] = ["number", "money", "scale"];

function limitMisfits({ as, min, max }: Question): Misfit[] {
  if (!LIMITED.includes(as) && (min ?? max) !== undefined)
    return [
      { path: [min === undefined ? "max" : "min"], what: `A ${as} has no limits.`, how: "Take min and max out." },
    ];
  if (min !== undefined && max !== undefined && max < min)
    return [{ path: ["max"], what: `It goes from ${min} down to ${max}.`, how: "Swap min and max." }];
  return [];
}

const whenMisfits = ({ when = {} }: Question, before: readonly Question[]): Misfit[] =>
  conditionMisfits(when, before).map(({ path, ...words }) => ({ path: ["when", ...path], ...words }));

/** A condition about what was not asked before, or about an answer that there is not. */
export function conditionMisfits(when: When, before: readonly Question[]): Misfit[] {
  return Object.entries(when).flatMap(([name, wanted]): Misfit[] => {
    const path = [name];
    const asked = before.find(({ id }) => id === name);
    if (asked === undefined) {
      const ids = before.map(({ id }) => id);
      const how = didYouMean(name, ids, "A condition can only be about a question before it.");
      return [{ path, what: `"${name}" is not asked before this.`, how }];
    }
    const words = asked.as === "yes-no" ? ["yes", "no"] : asked.options?.map(({ id }) => id);
    return neverSaid(wanted, words).map(({ word, how }) => ({
      path,
      what: `"${word}" is no answer to "${name}".`,
      how,
    }));
  });
}

const twice = ({ id }: Question, before: readonly Question[]): Misfit[] =>
  before.some((other) => other.id === id)
    ? [{ path: ["id"], what: `The question "${id}" stands twice.`, how: "Give one of the two another id." }]
    : [];
