import { readName } from "../../flow/understand/index.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Draft } from "./command.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Piece, stretch } from "./pieces.ts";
import { type Result, settle, unsure, wonder } from "./result.ts";

/** "anggota baru Maria br Sihombing (Mak Ucok)", "anggota baru Maria alias Mak Ucok". */
export function readNewMember(line: string, pieces: readonly Piece[], from: number, { sets }: Lexicon): Result {
  const draft: Draft = { action: "new-member" };
  const rest = pieces.slice(from);
  const isProse = ({ key }: Piece) => sets.doubt.has(key) || (sets.prose.has(key) && !sets["given-name"].has(key));
  const sentence = rest.filter((piece) => isProse(piece) || /\d/.test(piece.key));
  if (sentence.length > 0) return unsure(draft, "words", sentence);
  const mark = rest.findIndex(({ key, at }) => sets["mark.alias"].has(key) || line[at - 1] === "(");
  const split = mark === -1 ? rest.length : mark;
  const name = stretch(line, rest, 0, split).text;
  const marked = sets["mark.alias"].has(rest[split]?.key ?? "");
  const alias = stretch(line, rest, marked ? split + 1 : split, rest.length).text;
  const reading = readName(name, { max: COOP_LIMITS.memberName });
  if (alias !== "") draft.alias = alias;
  if (reading.kind === "sure") draft.name = reading.value;
  const heard = [stretch(line, rest, 0, split)];
  if (reading.kind === "ask")
    return wonder(draft, "name", heard, { kind: "ask", candidates: reading.candidates.map(({ value }) => value) });
  if (reading.kind === "refused") return wonder(draft, "name", heard, reading);
  return settle(draft);
}
