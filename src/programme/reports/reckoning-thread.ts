import { parentPort, workerData } from "node:worker_threads";
import { connect } from "../../db/open.ts";
import { drawUp } from "./made.ts";
import type { ReckoningJob } from "./reckoning.ts";

/** The thread of one report: reads one state of the database from the first number to the last, and ends. */
const { database, id, today, scope, ...source } = workerData as ReckoningJob;
const sqlite = connect(database, { readonly: true });
const made = sqlite.transaction(() => drawUp({ ...source, sqlite }, id, today, scope))();
sqlite.close();
parentPort?.postMessage(made);
