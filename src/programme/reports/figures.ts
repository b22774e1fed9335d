import { numberText, percentText } from "../../documents/index.ts";
import { formatMoney } from "../../flow/understand/index.ts";
import type { ShownValue } from "../indicators/index.ts";
import { INDICATOR_LIMITS } from "../indicators/index.ts";
import type { Indicator } from "../pack/index.ts";

type Unit = Indicator["unit"];

/** What is written where nothing can be reckoned, and where too few people are meant. */
export const NOTHING = "-";
export const FEW = `<${INDICATOR_LIMITS.fewestPeople}`;

/** `72,4%`, `1.204`, `Rp 250.000`; a dash for nothing. Ppm are rounded to tenths of a percent. Pure. */
export function amountText(unit: Unit, value: number | null): string {
  if (value === null) return NOTHING;
  if (unit === "percent") return percentText(Math.round(value / 1_000) * 1_000);
  return unit === "rupiah" ? formatMoney(value) : numberText(value);
}

/** The same of a number that may be hidden. Pure. */
export function valueText(unit: Unit, shown: Pick<ShownValue, "value" | "hidden"> | undefined): string {
  if (shown === undefined) return NOTHING;
  return shown.hidden ? FEW : amountText(unit, shown.value);
}

/**
 * How far a number moved: `+3,1 poin`, `-2`; a dash where one of both is not there. A share that went from 80% to 84% moved
 * by four points, which is not four percent of anything; `points` is the word for it. Pure.
 */
export function changeText(unit: Unit, now: number | null, before: number | null, points: string): string {
  if (now === null || before === null) return NOTHING;
  const moved = now - before;
  const text = amountText(unit, moved);
  return `${moved > 0 ? "+" : ""}${unit === "percent" ? text.replace("%", ` ${points}`) : text}`;
}
