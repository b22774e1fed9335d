import type { Module } from "../conversation/module.ts";
import { normalise } from "../flow/understand/index.ts";
import { PURPOSES } from "../people/directory.ts";
import { isRegistered } from "../people/person.ts";
import type { Parts } from "./parts.ts";

/**
 * TARIK SETUJU FOTO: taking a consent back has to be as easy as giving it, so it is heard at any question. Which one she
 * means is asked when she does not say, or says something else.
 */
export function hearWithdrawal(parts: Parts): NonNullable<Module["hear"]> {
  const known = new Map<string, readonly string[]>();
  const beginnings = (language: string): readonly string[] => {
    const found = known.get(language) ?? parts.texts.words(language, "membership:withdraw.words").map(normalise);
    known.set(language, found);
    return found;
  };
  return (heard, { person }) => {
    if (heard.kind !== "text" || !isRegistered(person)) return undefined;
    const text = normalise(heard.text);
    const beginning = beginnings(person.language).find((words) => text.startsWith(`${words} `));
    if (beginning === undefined) return undefined;
    const rest = text.slice(beginning.length + 1);
    const purpose = PURPOSES.find((one) =>
      parts.texts
        .words(person.language, `membership:withdraw.purposes.${one}`)
        .some((word) => normalise(word) === rest),
    );
    return purpose === undefined ? { flow: "consents", data: {} } : { flow: "withdraw", data: { purpose } };
  };
}
