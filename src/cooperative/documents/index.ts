/** Statements as files and pages for the chat: who may have them, and how they are made without keeping anybody waiting. */
export { DOCUMENT_DUTY, Documents } from "./documents.ts";
export { LayoutQueue } from "./layout-queue.ts";
export { documentName } from "./name.ts";
export { type Asker, askerOf, maySee, type Order, OWN_STATEMENTS, seesUnit } from "./order.ts";
export { inThread, type LayOut, type Task } from "./thread.ts";
