export { type EventQuery, type Happened, MODES, type Mode, type NewHappened } from "./event.ts";
export type { Kinds } from "./kinds/kind.ts";
export { KINDS } from "./kinds.ts";
export { EventLog, type SchemaOf } from "./log.ts";
export { WEEKLY_REPORT } from "./sql.ts";
