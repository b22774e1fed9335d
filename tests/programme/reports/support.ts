import { writeFileSync } from "node:fs";
import type { Timers } from "../../../src/conversation/outbox/index.ts";
import { documentOf, type LayOut, LayoutQueue, statementOf } from "../../../src/documents/index.ts";
import { membershipModule } from "../../../src/membership/index.ts";
import type { ModuleParts } from "../../../src/module-parts.ts";
import { compose } from "../../../src/programme/compose.ts";
import { type Pack, partsOf } from "../../../src/programme/index.ts";
import { drawUp } from "../../../src/programme/reports/index.ts";
import { type ReportWork, reportsPart } from "../../../src/programme/reports/part.ts";

/** Timers that ring when a test says so. */
export function byHand() {
  const set = new Set<() => void>();
  const timers: Timers = {
    set: (run) => {
      set.add(run);
      return run;
    },
    clear: (timer) => void set.delete(timer as () => void),
  };
  return {
    timers,
    ring: () => {
      for (const run of [...set]) run();
    },
  };
}

/** A document without its layout, which costs a second. */
export const asWords: LayOut = async ({ path }) => writeFileSync(path, "a document");
/** A document as it is laid out, without a thread. */
export const laidOut: LayOut = async ({ statement, format, path }) =>
  writeFileSync(path, await documentOf(statementOf(statement), format));

/** Members and reports alone, reckoned in this thread from the same database, or as a test says. */
export function reportsOnly(pack: Pack, { layOut = asWords, ...work }: Partial<ReportWork> & { layOut?: LayOut } = {}) {
  const layout = new LayoutQueue(layOut);
  const modules = (given: ModuleParts) => {
    const reckon: ReportWork["reckon"] = async ({ id, today, scope, ...source }) =>
      structuredClone(drawUp({ ...source, sqlite: given.db.sqlite }, id, today, scope));
    const reports = reportsPart(partsOf({ ...given, pack }), { layout, reckon, timers: byHand().timers, ...work });
    return [membershipModule({ ...given, pack }), compose("programme", { reports })];
  };
  return { layout, modules };
}
