import { build } from "./build.ts";
import type { Draft } from "./command.ts";
import { phraseAt } from "./lexicon.ts";
import { stretch } from "./pieces.ts";
import { NOT_A_COMMAND, type Result, settle, unsure } from "./result.ts";
import { scan } from "./scan.ts";
import type { Scan } from "./step.ts";

const NUMBER = /^#?(\d{1,9})$/;

/** "selisih", "selisih 3 hilang", "selisih 3 anggota 003". */
export function readDifference(input: Pick<Scan, "line" | "pieces" | "lexicon" | "today">, from: number): Result {
  const { line, pieces, lexicon } = input;
  if (from >= pieces.length) return settle({ action: "differences" });
  const action = "settle-difference";
  const [, digits] = NUMBER.exec(pieces[from]?.key ?? "") ?? [];
  if (digits === undefined) return NOT_A_COMMAND;
  const draft: Draft = { action, difference: Number(digits) };
  const outcome = phraseAt(lexicon.outcomes, pieces, from + 1);
  if (outcome !== undefined) {
    const rest = outcome.end;
    if (rest < pieces.length)
      return unsure({ ...draft, outcome: outcome.value }, "words", [stretch(line, pieces, rest, pieces.length)]);
    return settle({ ...draft, outcome: outcome.value });
  }
  if (from + 1 >= pieces.length) return settle(draft);
  // Whose it is: the money was hers, and was not written down.
  const marked =
    lexicon.sets["mark.number"].has(pieces[from + 1]?.key ?? "") && /^\p{L}/u.test(pieces[from + 2]?.key ?? "");
  const hers = build(action, scan({ ...input, action }, marked ? from + 2 : from + 1));
  if (hers.kind === "not-a-command" || hers.kind === "unsure") return hers;
  const { member } = (hers.kind === "command" ? hers.command : hers.draft) as Draft;
  if (member === undefined) return unsure(draft, "words", [stretch(line, pieces, from + 1, pieces.length)]);
  return settle({ ...draft, outcome: "member", member });
}
