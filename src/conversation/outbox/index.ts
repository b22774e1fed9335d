/** The outbox: what is to be sent, in the transaction that decided it, and its way to the wire. */
export { type Backlog, type CapDay, dayOf, doneBy } from "./cap.ts";
export { type ChannelStatus, Dispatcher, type DispatcherOptions, type OutboxStatus } from "./dispatcher.ts";
export type { NotNow } from "./gate.ts";
export { AGAIN, mayHaveCome } from "./policy.ts";
export { type NewOutboxRow, PRIORITY, type Priority, type SetAside, type UnknownPolicy } from "./row.ts";
export type { SealedAnswer, SealedPiece } from "./sealed-bodies.ts";
export { IS_APART, isApart } from "./sql.ts";
export { OutboxStore } from "./store.ts";
export { type Log, systemTimers, type Timers } from "./timers.ts";
