import { type Days, evaluate } from "./evaluate.ts";
import { type FactSource, factsOf, inKinds, type Scope } from "./facts.ts";
import type { Reckoned } from "./store.ts";

/**
 * All indicators of a programme in each of some periods, in the pack's order. Each kind of event is read once, whatever
 * the number of periods; a kind at a time lies in memory.
 */
export function reckon(source: FactSource, periods: readonly Days[], scope?: Scope): Reckoned[][] {
  const { indicators } = source.pack;
  const facts = factsOf(source, periods, scope);
  const found = new Map<string, Reckoned[]>();
  for (const indicator of inKinds(indicators))
    found.set(
      indicator.id,
      periods.map((days) => ({ indicator, values: evaluate(indicator, days, facts) })),
    );
  return periods.map((_, at) => indicators.flatMap(({ id }) => found.get(id)?.[at] ?? []));
}
