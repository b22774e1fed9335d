import type { Keeper } from "../../conversation/keeper.ts";
import type { HearContext } from "../../conversation/module.ts";
import { formatDate } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { confirmActions } from "./confirm.ts";
import { Imported } from "./imported.ts";
import { CONFIRM, CONFIRM_FLOW, confirmDuty } from "./invite.ts";
import { satisfactionActions } from "./satisfaction.ts";
import { surveyActions } from "./survey.ts";

/** What is learnt of people before and beside the programme: lists of an office, surveys, satisfaction. */
export function assessmentPart(parts: Parts): ProgrammePart {
  const imported = new Imported(parts.db.sqlite);
  return {
    actions: { ...confirmActions(parts, imported), ...surveyActions(parts), ...satisfactionActions(parts) },
    duties: { [CONFIRM]: confirmDuty(parts, imported) },
    hear: (_, context) => firstWords(imported, context),
    keeper: toldKeeper(parts, imported),
  };
}

/** Whoever came from a list is asked when she first writes, before anything else is made of it. */
function firstWords(imported: Imported, { person, open, now }: HearContext) {
  if (open) return undefined;
  const waits = imported.waiting(person.id);
  if (waits === undefined || waits.askedAt !== null) return undefined;
  imported.asked(person.id, now);
  return { flow: CONFIRM_FLOW, data: {} };
}

function toldKeeper({ texts, main }: Parts, imported: Imported): Keeper {
  return {
    name: "told",
    dataOf: (personId, language) => {
      const words = imported.words(personId);
      if (words.length === 0) return undefined;
      const line = ({ field, value, mode, at }: (typeof words)[number]) =>
        texts.text(language, "assessment:told", {
          what: texts.text(language, `assessment:field.${field}`),
          value: field === "sex" ? texts.text(language, `assessment:sex.${value}`) : value,
          who: texts.text(language, `assessment:mode.${mode}`),
          date: formatDate(dateIn(main.zone, at)),
        });
      const data = words.map(({ field, value, mode }) => ({ field, value, mode }));
      return { short: [], whole: words.map(line), data };
    },
    stays: () => undefined,
    letGo: (personId) => imported.forget(personId),
  };
}
