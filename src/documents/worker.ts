import { writeFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { BOM } from "../analytics/index.ts";
import { documentOf } from "./file.ts";
import { statementOf } from "./plain.ts";
import type { Task } from "./thread.ts";

/** The thread of one document: lays it out, writes the file, and ends. What goes wrong ends it with an error. */
const { statement, format, path } = workerData as Task;
const bytes = await documentOf(statementOf(statement), format);
// Excel takes a CSV for UTF-8 only with a mark in front, and on a phone nobody can say it by hand.
writeFileSync(path, format === "csv" ? BOM + bytes.toString() : bytes, { mode: 0o600, flag: "wx" });
parentPort?.postMessage("written");
