export { programmeModule } from "./module.ts";
export { loadPacks, type Pack } from "./pack.ts";
export type { ProgrammeParts } from "./parts.ts";
export { INVITE, inviteKey } from "./weekly/asked.ts";
export { occurrences } from "./weekly/calendar.ts";
export type { MemberAnswers } from "./weekly/report.ts";
export { ReportStore } from "./weekly/store.ts";
export { submitFacilitator, submitMember } from "./weekly/submit.ts";
