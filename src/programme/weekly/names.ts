import type { Texts } from "../../texts/index.ts";

/** Names shown in one list; the rest is a number, so that a message stays short whatever the group's size. */
export const MOST_NAMES = 10;

/** `Ibu Sari, Ibu Wati dan 3 lainnya`. Empty without names. */
export function nameList(texts: Texts, lang: string, names: readonly string[], most = MOST_NAMES): string {
  const shown = names.slice(0, most).join(", ");
  const left = names.length - most;
  return left > 0 ? texts.text(lang, "programme:more-names", { names: shown, left }) : shown;
}
