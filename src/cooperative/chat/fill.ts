import { isDeepStrictEqual } from "node:util";
import type { SavingsKind } from "../accounts.ts";
import type { Draft, Field, Lexicon, Result } from "../commands/index.ts";
import { parse, readAmount, settle, takes } from "../commands/index.ts";
import { phraseAt } from "../commands/lexicon.ts";
import { cleanLine, cut } from "../commands/pieces.ts";
import { wonder } from "../commands/result.ts";
import { COOP_LIMITS } from "../limits.ts";

/** What an answer to a question about a draft comes to. `again`: it was not understood. */
export type Filled = Result | { kind: "again" };

/** An option that was chosen (`which`), or what was written (`ask`). */
export type Answer = { way: "which" | "ask"; text: string };

/**
 * Puts an answer into a draft: an option that was chosen, or what was written. What is written is read in the way that
 * the whole command would have been, so that both are understood alike.
 */
export function fill(
  draft: Draft,
  field: string,
  { way, text: answer }: Answer,
  lexicon: Lexicon,
  today: string,
): Filled {
  const whole = (change: Partial<Draft>): Result => settle({ ...draft, ...change } as Draft);
  switch (field) {
    case "same":
    case "months":
    case "product":
    case "settled":
    case "sure":
    case "transfer":
    case "repay":
    case "outcome":
      return settle(draft);
    case "amount": {
      if (way === "which") return whole({ amount: Number(answer) });
      // Notes and coins are read as in the whole line; a sum alone as any other.
      if (draft.action === "cash-count") return counted(answer, lexicon, today) ?? { kind: "again" };
      const reading = readAmount(answer);
      if (reading.kind === "value") return whole({ amount: reading.rupiah });
      // "wajib 20rb" says more than the amount; "20" and "-20rb" are answered as in a whole line.
      const kinds = kindsIn(answer, lexicon);
      const more = kinds === "alone" ? kindAlone(draft, answer, lexicon) : reread(draft, field, answer, lexicon, today);
      const isNone = reading.kind === "refused" && reading.reason === "money.form";
      return more.kind !== "again" || isNone || kinds !== "none"
        ? more
        : wonder(draft, field, [{ text: answer.trim(), at: 0 }], reading);
    }
    case "date":
      return way === "which" ? whole({ date: answer }) : reread(draft, field, answer, lexicon, today);
    case "member": {
      // "cair", and then P0001: the loan that was agreed to.
      const loan = draft.action === "disburse" ? loanRef(answer) : undefined;
      return loan === undefined
        ? whole({ member: memberRef(answer) })
        : settle({ action: "disburse-loan", target: loan });
    }
    case "target":
      return whole({ target: loanRef(answer) ?? { member: memberRef(answer) } });
    case "name":
    case "reason":
      // "1" answers something else that she was shown; nobody reads a reason in it.
      return WORDS.test(answer) ? whole({ [field]: answer.trim() }) : { kind: "again" };
    case "periods":
    case "every":
      return reread(draft, field, withMonths(answer, lexicon), lexicon, today);
    default:
      return reread(draft, field as Field, answer, lexicon, today);
  }
}

const WORDS = /\p{L}{2}/u;

/** "10" to "berapa lama?": months, by which nearly all lend. */
const withMonths = (answer: string, { spans }: Lexicon): string => {
  const word = [...spans].find(([, span]) => span === "month")?.[0];
  return /^\d{1,3}$/.test(answer.trim()) && word !== undefined ? `${answer} ${word}` : answer;
};

/** "wajib" to "berapa uangnya?", where no kind was said yet: she writes her line in pieces. */
function kindAlone(draft: Draft, answer: string, lexicon: Lexicon): Filled {
  const [kind] = kindsAt(answer, lexicon);
  const isNew = takes(draft.action, "kind") && draft.kind === undefined;
  return isNew && kind !== undefined ? settle({ ...draft, kind: kind.value }) : { kind: "again" };
}

function kindsIn(answer: string, lexicon: Lexicon): "none" | "alone" | "some" {
  const [kind] = kindsAt(answer, lexicon);
  if (kind === undefined) return "none";
  return kind.isAll ? "alone" : "some";
}

function kindsAt(answer: string, lexicon: Lexicon): { value: SavingsKind; isAll: boolean }[] {
  const pieces = cut(cleanLine(answer.slice(0, COOP_LIMITS.lineCharacters)), lexicon);
  return pieces.flatMap((_, at) => {
    const found = phraseAt(lexicon.kinds, pieces, at);
    return found === undefined ? [] : [{ value: found.value, isAll: at === 0 && found.end === pieces.length }];
  });
}

function counted(answer: string, lexicon: Lexicon, today: string): Result | undefined {
  const result = parse(`${lexicon.first.get("command.cash-count")} ${answer}`, lexicon, { today, mode: "normal" });
  return result.kind === "command" ? result : undefined;
}

const memberRef = (answer: string) => (/^\d+$/.test(answer.trim()) ? { no: Number(answer) } : { name: answer.trim() });

function loanRef(answer: string): { loan: number } | undefined {
  const digits = /^p\s*0*(\d+)$/i.exec(answer.trim())?.[1];
  return digits === undefined ? undefined : { loan: Number(digits) };
}

/** Dates, methods, periods, categories: read with the grammar of their own command. */
function reread(draft: Draft, field: Field, answer: string, lexicon: Lexicon, today: string): Filled {
  const word = lexicon.first.get(`command.${draft.action}`);
  if (word === undefined) return { kind: "again" };
  const result = parse(`${word} ${answer}`, lexicon, { today, mode: "normal" });
  const read = result.kind === "command" ? result.command : result.kind === "not-a-command" ? undefined : result.draft;
  // "12/2": perhaps that day of this year, perhaps a slip. It is asked as it is in a whole line.
  if (result.kind === "ask" && result.missing === field && result.candidates.length > 0) return { ...result, draft };
  const value = read === undefined ? undefined : (read as Draft)[field];
  if (value === undefined) return { kind: "again" };
  // "75rb listrik" to "untuk apa?": what was not said yet is taken with it; what was said otherwise is not passed over.
  const known = { ...draft, [field]: undefined, ...(field === "periods" ? { every: undefined } : {}) } as Draft;
  if (DECISIVE.some((name) => isOtherwise(known[name], (read as Draft)[name]))) return { kind: "again" };
  return settle({ ...read, ...defined(known) } as Draft);
}

/** What two answers must not say differently. */
const DECISIVE: readonly Field[] = ["amount", "date", "kind", "member", "target"];
const isOtherwise = (one: unknown, other: unknown): boolean =>
  one !== undefined && other !== undefined && !isDeepStrictEqual(one, other);

const defined = (draft: Draft): Partial<Draft> =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
