/** Reports of a programme: drafted by Rukun, explained and approved by people. */
export { Additions, type Author, type ReportId } from "./additions.ts";
export { reportDocument } from "./build.ts";
export { drawUp, keepValues, type Made, type ReportSource } from "./made.ts";
export { periodName, periodWith, REPORT_KINDS, type ReportKind, readReportPeriod } from "./period.ts";
