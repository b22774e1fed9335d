/** What a programme measures: its indicators, reckoned from what happened. */
export { AGES, UNKNOWN } from "./cells.ts";
export type { Days } from "./evaluate.ts";
export { type FactSource, isMeant, type Scope } from "./facts.ts";
export { LIMITS as INDICATOR_LIMITS } from "./limits.ts";
export { type Known, peopleAt } from "./people.ts";
export { reckon } from "./reckon.ts";
export { IndicatorValues, type Reckoned } from "./store.ts";
export { type ToldBy, toldOf } from "./told.ts";
export type { ShownValue } from "./values.ts";
