import type { Json } from "../../flow/session.ts";
import { formatDate, formatMoney } from "../../flow/understand/index.ts";
import type { Texts } from "../../texts/index.ts";
import type { Form, Question } from "../pack/index.ts";
import { type Answers, isAsked } from "./answers.ts";

/** `Kendala: Modal`: a line for each answer that counts, as it is read back. */
export function linesOf(texts: Texts, language: string, form: Form, answers: Answers): string[] {
  return form.questions.flatMap((question) => {
    const answer = answers[question.id];
    if (answer === undefined || !isAsked(question, answers)) return [];
    return [`${question.label}: ${answerText(texts, language, question, answer)}`];
  });
}

/** An answer in words: the label of an option, an amount, a day. */
export function answerText(texts: Texts, language: string, { as, options = [] }: Question, answer: Json): string {
  if (answer === null) return texts.text(language, "engine:skipped");
  const label = (id: Json) => options.find((option) => option.id === id)?.label ?? String(id);
  if (Array.isArray(answer)) return answer.map(label).join(", ");
  switch (as) {
    case "money":
      return formatMoney(Number(answer));
    case "date":
      return formatDate(String(answer));
    case "yes-no":
      return texts.text(language, answer === "yes" ? "engine:yes" : "engine:no");
    case "photo":
      return texts.text(language, "engine:received.photo");
    default:
      return label(answer);
  }
}
