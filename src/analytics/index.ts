export { BOM, csvLine } from "./csv.ts";
export { type FlowStats, flowStats } from "./flow-stats.ts";
export { type Cell, SHARES, type ShownStep, SMALL_GROUP, shownStep } from "./shown.ts";
export { hiddenCells, maskedRow } from "./small-cells.ts";
