/** Statements as files and pages for the chat: who may have them, and how they are made while nobody waits. */
export { type DeliverParts, deliver, listens, titleOf } from "./deliver.ts";
export { DOCUMENT_DUTY, Documents } from "./documents.ts";
export { type Asked, isRefused, periodMeant, subjectMeant, unitMeant } from "./meant.ts";
export { documentName, periodSlug } from "./name.ts";
export { type Asker, askerOf, maySee, type Order, OWN_STATEMENTS, seesUnit } from "./order.ts";
