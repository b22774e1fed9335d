import { didYouMean } from "../../flow/check/near.ts";
import { boundMisfits } from "./bound-misfits.ts";
import { calendarMisfits, oneRight } from "./calendar-misfits.ts";
import { evidenceMisfits } from "./evidence-misfits.ts";
import type { Expression } from "./expression.ts";
import { formMisfits } from "./form-misfits.ts";
import { formUsesMisfits } from "./form-uses-misfits.ts";
import { graduationMisfits } from "./graduation-misfits.ts";
import type { Indicator } from "./indicators.ts";
import type { Misfit } from "./misfit.ts";
import type { TrainingModule } from "./modules.ts";
import type { Pack } from "./pack.ts";

/** `beside`: the programmes that it wants to run with; `known`: those that there are. */
export function packMisfits(pack: Pack, beside: readonly string[], known: readonly string[]): Misfit[] {
  return [
    ...besideMisfits(pack.id, beside, known),
    ...targetMisfits(pack),
    ...calendarMisfits(pack.calendar),
    ...pack.modules.flatMap(moduleMisfits),
    ...pack.forms.flatMap((form) => [...formMisfits(form), ...formUsesMisfits(form)]),
    ...pack.indicators.flatMap((indicator) => indicatorMisfits(pack, indicator)),
    ...graduationMisfits(pack),
  ];
}

function besideMisfits(id: string, beside: readonly string[], known: readonly string[]): Misfit[] {
  return beside.flatMap((other, at): Misfit[] => {
    const path = ["beside", at];
    if (other === id) return [{ path, what: "A programme does not run beside itself.", how: "Take it out." }];
    if (known.includes(other)) return [];
    return [{ path, what: `There is no programme "${other}".`, how: didYouMean(other, known, "Take it out.") }];
  });
}

function targetMisfits({ sheet, indicators }: Pack): Misfit[] {
  const ids = indicators.map(({ id }) => id);
  return (sheet?.targets ?? []).flatMap(({ indicator: id, value }, at): Misfit[] => {
    const path = ["sheet", "targets", at];
    const indicator = indicators.find((one) => one.id === id);
    if (indicator === undefined) {
      const how = didYouMean(id, ids, `Known: ${ids.join(", ")}.`);
      return [{ path: [...path, "indicator"], what: `There is no indicator "${id}".`, how }];
    }
    return indicator.unit === "percent" && isWithoutSign(value)
      ? [{ path: [...path, "value"], ...signMissing(value) }]
      : [];
  });
}

const WHOLE_PPM = 1_000_000;
/** Thirds of an hour are written as 33.33%. */
const ROUNDED_PPM = 200;

function moduleMisfits(item: TrainingModule): Misfit[] {
  const sum = Object.values(item.shares).reduce((total, share) => total + share, 0);
  const spans = (["weeks", "sessions", "hours"] as const).filter((word) => item[word].max < item[word].min);
  return [
    ...(Math.abs(sum - WHOLE_PPM) <= ROUNDED_PPM
      ? []
      : [
          {
            item,
            path: ["shares"],
            what: `The shares of "${item.id}" come to ${sum / 10_000}%.`,
            how: "Together they must be 100%.",
          },
        ]),
    ...oneRight(item.items, "items").map((misfit) => ({ item, ...misfit })),
    ...(item.certificate >= 0 && item.certificate <= WHOLE_PPM
      ? []
      : [{ item, path: ["certificate"], what: "A share of the sessions cannot be that.", how: "Write 0% to 100%." }]),
    ...spans.map((word) => ({
      item,
      path: [word, "max"],
      what: `"${word}" goes from ${item[word].min} down to ${item[word].max}.`,
      how: "Swap min and max.",
    })),
  ];
}

function indicatorMisfits(pack: Pack, item: Indicator): Misfit[] {
  const parts = [
    ["numerator", item.numerator],
    ["denominator", item.denominator],
  ] as const;
  const found = parts.flatMap(([word, expression]) =>
    expression === undefined
      ? []
      : expressionMisfits(pack, expression).map((one) => ({ ...one, path: [word, ...one.path] })),
  );
  return [...found, ...aimMisfits(item)].map((one) => ({ item, ...one }));
}

const expressionMisfits = (pack: Pack, expression: Expression) => [
  ...evidenceMisfits(pack, expression),
  ...("people" in expression ? boundMisfits(pack, expression) : []),
];

/** Below a hundredth of a percent, and not nothing: it was meant as percent and written without the sign. */
const isWithoutSign = (value: number | undefined): value is number =>
  value !== undefined && value !== 0 && Math.abs(value) <= MEANT_PERCENT;
const MEANT_PERCENT = 1_000;
const signMissing = (value: number) => ({
  what: `${value} is no percentage.`,
  how: `Write it with its sign: ${value}%.`,
});

function aimMisfits({ unit, better, target, threshold, denominator, numerator }: Indicator): Omit<Misfit, "item">[] {
  const found: Omit<Misfit, "item">[] = [];
  const share = unit === "percent" && denominator !== undefined;
  for (const [word, value] of [
    ["target", target],
    ["threshold", threshold],
  ] as const)
    if (unit === "percent" && isWithoutSign(value)) found.push({ path: [word], ...signMissing(value) });
  for (const [word, value] of [
    ["target", target],
    ["threshold", threshold],
  ] as const)
    if (share && value !== undefined && (value < 0 || value > WHOLE_PPM))
      found.push({ path: [word], what: `A share of ${value / 10_000}% cannot be.`, how: "Write 0% to 100%." });
  if (unit === "percent" && denominator === undefined && !("change" in numerator))
    found.push({ path: ["unit"], what: "A percentage of what?", how: "Write a denominator, or another unit." });
  const wrongWay =
    target !== undefined && threshold !== undefined && (better === "more" ? threshold > target : threshold < target);
  if (wrongWay) {
    const how = better === "more" ? "Write one that is lower." : "Write one that is higher.";
    found.push({ path: ["threshold"], what: "The threshold lies beyond the target.", how });
  }
  return found;
}
