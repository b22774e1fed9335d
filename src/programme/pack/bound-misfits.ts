import { didYouMean } from "../../flow/check/near.ts";
import type { Path } from "../../flow/check/yaml.ts";
import type { Bound } from "./expression.ts";
import type { Pack } from "./pack.ts";

type Bounds = { "at-least"?: Bound | undefined; "at-most"?: Bound | undefined; is?: string | string[] | undefined };

/** Nothing that is enough, more than at most, figures that there are not. */
export function boundMisfits(
  { figures }: Pick<Pack, "figures">,
  bounds: Bounds,
): { path: Path; what: string; how: string }[] {
  const { "at-least": least, "at-most": most, is } = bounds;
  const found: { path: Path; what: string; how: string }[] = [];
  if (least === undefined && most === undefined && is === undefined)
    found.push({ path: [], what: "It does not say what is enough.", how: "Write at-least, at-most or is." });
  if (typeof least === "number" && typeof most === "number" && most < least)
    found.push({ path: ["at-most"], what: "at-most lies below at-least: nobody reaches it.", how: "Swap them." });
  const known = Object.keys(figures);
  for (const [word, bound] of [
    ["at-least", least],
    ["at-most", most],
  ] as const)
    if (typeof bound === "object" && !known.includes(bound.figure)) {
      const how = didYouMean(bound.figure, known, "Write it under figures: in programme.yaml.");
      found.push({ path: [word, "figure"], what: `There is no figure "${bound.figure}".`, how });
    }
  return found;
}
