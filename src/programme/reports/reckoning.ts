import { runThread } from "../../documents/index.ts";
import type { Scope } from "../indicators/index.ts";
import type { Pack } from "../pack/index.ts";
import type { ReportId } from "./additions.ts";
import type { Made } from "./made.ts";

/** What a thread needs to reckon a report: the file that it reads, and what the programme counts. */
export type ReckoningJob = {
  database: string;
  pack: Pack;
  main: string;
  id: ReportId;
  /** YYYY-MM-DD. */
  today: string;
  scope?: Scope;
};

/** Reckons what a report says; rejects when it cannot. */
export type ReckonReport = (job: ReckoningJob) => Promise<Made>;

/** A month of 5,000 people takes seconds of the processor: beside the conversation, over what is committed. */
export const reckonInThread: ReckonReport = (job) => runThread(new URL("./reckoning-thread.js", import.meta.url), job);
