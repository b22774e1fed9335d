import { loadContent } from "../../content/load.ts";
import { ContentError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { type SheetFormat, sheetOf, sheetText } from "../../programme/pack/index.ts";
import type { CommandContext } from "../io.ts";
import { findProgrammes, known } from "./find.ts";

export type ShowOptions = { format: SheetFormat; lang: string; root: string };

/** Prints a programme to read. Errors: `programme.unknown`, `content` when the programme has problems. */
export function showProgramme({ io }: CommandContext, id: string, { format, lang, root }: ShowOptions): void {
  const { packs, problems } = findProgrammes(root, known(root, id));
  const pack = packs.find((one) => one.id === id);
  if (pack === undefined) throw new ContentError(problems);
  const { texts } = loadContent(packageRoot());
  const say = (key: string, data: Record<string, string | number> = {}) =>
    texts.text(lang, `programme-sheet:${key}`, data);
  io.out(sheetText(pack.name, sheetOf(pack, say), format).trimEnd());
}
