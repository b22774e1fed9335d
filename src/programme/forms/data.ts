import { z } from "zod";
import type { Form, Question } from "../pack/forms.ts";

/** Answers that stand in the event; free words and private ones lie apart and can be erased. */
export const standsInEvent = ({ as, privacy }: Question): boolean => as !== "text" && privacy === "normal";

/** The kind of event that a form becomes. */
export const formKind = (form: string): string => `form.${form}`;

/** What the event of a form holds: the answers that may stay, each left out where it was not asked or skipped. */
export function formData(form: Form): z.ZodObject {
  const shape = form.questions.filter(standsInEvent).map((question) => [question.id, answerOf(question).optional()]);
  return z.strictObject(Object.fromEntries(shape));
}

function answerOf({ as, options = [] }: Question): z.ZodType {
  const ids = options.map(({ id }) => id) as [string, ...string[]];
  switch (as) {
    case "number":
    case "scale":
      return z.number();
    case "money":
      return z.number().int().nonnegative();
    case "yes-no":
      return z.enum(["yes", "no"]);
    case "choice":
      return z.enum(ids);
    case "several":
      return z.array(z.enum(ids));
    default:
      // A date, the id of a photo.
      return z.string();
  }
}
