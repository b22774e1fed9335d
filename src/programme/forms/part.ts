import type { Keeper } from "../../conversation/keeper.ts";
import type { Json } from "../../flow/session.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Happened } from "../events/index.ts";
import type { Parts } from "../parts.ts";
import { formActions } from "./actions.ts";
import { formKind } from "./data.ts";
import { hearForm } from "./hear.ts";
import { linesOf } from "./shown.ts";

/** Forms of the packs: filled in by the flow `form`, and what is kept of them about somebody. */
export function formsPart(parts: Parts): ProgrammePart {
  return {
    actions: formActions(parts),
    hear: (heard, context) => hearForm(parts, heard, context),
    keeper: formKeeper(parts),
  };
}

function formKeeper(parts: Parts): Keeper {
  const formOf = (event: Happened) =>
    parts.packs.get(event.programme)?.forms.find(({ id }) => formKind(id) === event.kind);
  const filled = (personId: string) =>
    parts.events.all({ personId }).flatMap((event) => {
      const form = formOf(event);
      return form === undefined ? [] : [{ event, form, answers: parts.forms.answersOf(event) }];
    });
  return {
    name: "forms",
    dataOf: (personId, language) => {
      const hers = filled(personId);
      if (hers.length === 0) return undefined;
      const line = (key: string, data: Record<string, string | number>) =>
        parts.texts.text(language, `forms:${key}`, data);
      return {
        short: [line("kept", { count: hers.length })],
        whole: hers.flatMap(({ event, form, answers }) => [
          line("kept-one", { title: form.name, date: formatDate(event.on) }),
          ...linesOf(parts.texts, language, form, answers),
        ]),
        data: hers.map(({ event, answers }): Json => ({ kind: event.kind, on: event.on, mode: event.mode, answers })),
      };
    },
    // Figures stay under an id that leads to nobody, as those of the weekly reports do.
    stays: () => undefined,
    letGo: (personId) => parts.forms.forget(personId),
  };
}
