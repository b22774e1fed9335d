export * from "./conversation.ts";
export * from "./cooperative.ts";
export * from "./ledger.ts";
export * from "./people.ts";
export * from "./programme.ts";
export * from "./safeguarding.ts";
export * from "./schedule.ts";
export * from "./whatsapp.ts";
