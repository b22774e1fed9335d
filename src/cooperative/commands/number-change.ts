import { readPhone } from "../../flow/understand/index.ts";
import { build } from "./build.ts";
import type { Draft } from "./command.ts";
import { type Piece, stretch } from "./pieces.ts";
import { type Result, settle, wonder } from "./result.ts";
import { scan } from "./scan.ts";
import type { Scan } from "./step.ts";

/** How a telephone number begins: +62 812, 0812, 812, 62812, 021. 003 is a member. */
const BEGINS = /^(?:\+\d|0[2-9]|8\d|62\d)/;
const COUNTRY = /^\+\d{1,3}$/;
const FIGURES = /^\+?\d[\d.-]*$/;
const MIN_DIGITS = 9;

/** "ganti nomor 003 0812-3456-7890", "ganti nomor Maria br Sihombing 0812 3456 7890". */
export function readNumberChange(input: Pick<Scan, "line" | "pieces" | "lexicon" | "today">, from: number): Result {
  const { line, pieces } = input;
  const split = phoneFrom(pieces, from);
  const action = "change-number";
  const member = build(action, scan({ ...input, pieces: pieces.slice(0, split), action }, from));
  if (split === pieces.length || member.kind === "not-a-command" || member.kind === "unsure") return member;
  const draft: Draft = member.kind === "command" ? member.command : member.draft;
  const heard = stretch(line, pieces, split, pieces.length);
  const reading = readPhone(heard.text);
  if (reading.kind === "sure") return settle({ ...draft, phone: reading.value.replace("+", "") });
  if (reading.kind === "refused") return wonder(draft, "phone", [heard], reading);
  return wonder(draft, "phone", [heard], { kind: "refused", reason: "phone.invalid" });
}

/** Where the number begins, after what may be a member's; the end of the line where there is none. */
function phoneFrom(pieces: readonly Piece[], from: number): number {
  for (let at = pieces.length - 1; at >= from; at--) {
    if (!BEGINS.test(pieces[at]?.key ?? "")) continue;
    let end = at;
    while (FIGURES.test(pieces[end]?.key ?? "")) end++;
    const written = pieces.slice(at, end).map(({ key }) => key.replace(/\D/g, ""));
    if (written.join("").length < MIN_DIGITS) continue;
    return at > from && COUNTRY.test(pieces[at - 1]?.key ?? "") ? at - 1 : at;
  }
  return pieces.length;
}
