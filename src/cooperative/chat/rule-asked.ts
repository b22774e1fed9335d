import { type Lexicon, phraseAt } from "../commands/lexicon.ts";
import { cleanLine, cut } from "../commands/pieces.ts";
import { segmentAt } from "../commands/segment.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { PenaltyRule } from "../rules/penalty.ts";
import { percent } from "./offer.ts";
import { type CoopTurn, type Reply, said } from "./turn.ts";

/** "Denda berapa ya?": as her own loan has it, else as the unit does. An amount beside it tells of money, and asks nothing. */
export function penaltyAsked(text: string, turn: CoopTurn): Reply | undefined {
  const { lexicon, standing } = turn;
  const pieces = cut(cleanLine(text.slice(0, COOP_LIMITS.lineCharacters)), lexicon);
  if (!pieces.some((_, at) => phraseAt(lexicon.penalty, pieces, at) !== undefined)) return undefined;
  if (standing.unit.kind === "head" || pieces.some((_, at) => segmentAt(pieces, at, lexicon) !== undefined))
    return undefined;
  const rule = ruleLine(ruleFor(turn), turn);
  return said(standing.roles.length > 0 ? rule : `${rule} ${turn.say.line("penalty.hard")}`);
}

/** Is it clearly a question? While something else is asked of her, other words may be an answer. */
export function isQuestion(text: string, lexicon: Lexicon): boolean {
  const cleaned = cleanLine(text.slice(0, COOP_LIMITS.lineCharacters));
  return /\?\s*$/.test(text) || cut(cleaned, lexicon).some(({ key }) => lexicon.sets.asking.has(key));
}

function ruleLine(rule: PenaltyRule | undefined, { say, standing }: CoopTurn): string {
  const unit = standing.unit.name;
  if (rule === undefined) return say.line("penalty.none", { unit });
  const when = say.line(`penalty.${whenOf(rule)}`, { days: rule.graceDays });
  if (rule.kind === "fixed") return say.line("penalty.fixed", { unit, amount: rule.amount, when });
  return say.line("penalty.percent-a-day", { unit, rate: percent(rule.ppmPerDay), when });
}

function ruleFor({ books, standing: { member, unit } }: CoopTurn): PenaltyRule | undefined {
  const [hers] =
    member === undefined ? [] : books.loans.loans.ofMember(member.id).filter(({ state }) => state === "active");
  return hers === undefined ? books.setting(unit.id).penalty : hers.terms.penalty;
}

function whenOf(rule: PenaltyRule): "at-once" | "from-due-date" | "after-grace" {
  if (rule.graceDays === 0) return "at-once";
  return rule.kind === "percent-a-day" && rule.countFrom === "due-date" ? "from-due-date" : "after-grace";
}
