import type { Begun, HearContext, Heard } from "../../conversation/module.ts";
import { normalise } from "../../flow/understand/index.ts";
import type { Parts } from "../parts.ts";
import { formsFor } from "./access.ts";

const FLOW = "form";

/** "formulir kalender pameran" begins that form, however far down the list it stands; inside a question it is an answer. */
export function hearForm(parts: Parts, heard: Heard, { person, open }: HearContext): Begun | undefined {
  if (open || heard.kind !== "text") return undefined;
  const text = normalise(heard.text);
  const words = parts.texts.words(person.language, `${FLOW}:start`).map(normalise);
  const word = words.filter((one) => text.startsWith(`${one} `)).sort((a, b) => b.length - a.length)[0];
  if (word === undefined) return undefined;
  const named = text.slice(word.length + 1);
  const found = formsFor(parts, person).filter(({ form }) => normalise(form.name) === named);
  const [one] = found;
  if (one === undefined || found.length > 1) return undefined;
  return { flow: FLOW, data: { form: one.form.id, "of-programme": one.programme } };
}
