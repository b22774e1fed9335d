export { type ImportParts, type ImportWork, importPeople } from "./import/apply.ts";
export { knownTitles } from "./import/columns.ts";
export type { ListSetting, PersonRow, RowFault } from "./import/person-row.ts";
export { type PeoplePlan, planPeople } from "./import/plan.ts";
export { presentPeople, staffOf } from "./import/present.ts";
export { Imported } from "./imported.ts";
