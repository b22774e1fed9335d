import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import type { Parts } from "../parts.ts";

/** The items of the facilitators' own test (flows/programme/quiz.yaml), each with what fits. */
export const QUIZ = {
  consent: "before",
  violence: "listen",
  money: "never",
  silent: "visit",
  record: "same-day",
} as const satisfies Record<string, string>;

type Item = keyof typeof QUIZ;
const ITEMS = Object.keys(QUIZ) as Item[];

/** Counts what fits, and names what is worth reading again; nobody is told a mark. */
export function quizActions(parts: Parts): Record<string, Action> {
  return {
    "quiz.submit": action({
      args: z.object(Object.fromEntries(ITEMS.map((item) => [item, z.string()]))),
      outcomes: ["all", "some"],
      gives: ["right", "items", "again"],
      writes: true,
      run: (answers, { person, now, today, source }) => {
        const open = ITEMS.filter((item) => answers[item] !== QUIZ[item]);
        const right = ITEMS.length - open.length;
        const told = { personId: person.id, mode: "self", by: person.id, source } as const;
        const data = { right, items: ITEMS.length };
        const event = { programme: parts.main.id, kind: "assessment.quiz", on: today, at: now };
        parts.events.record({ ...event, ...told, data });
        const again = open.map((item) => parts.texts.text(person.language, `field:why.${item}`)).join("\n");
        return { outcome: open.length === 0 ? "all" : "some", data: { right, items: ITEMS.length, again } };
      },
    }),
  };
}
