import { Worker } from "node:worker_threads";
import { LIMITS, LIMITS_MS } from "../limits.ts";
import type { Format } from "./file.ts";
import type { PlainStatement } from "./plain.ts";

/** What a thread needs to make one document: no database, no words that are not in it. */
export type Task = { statement: PlainStatement; format: Format; path: string };

/** Makes the file of a task; rejects when it cannot. */
export type LayOut = (task: Task) => Promise<void>;

/** In the build the thread's file is JavaScript; sources (tests, `tsx`) are read with the loader of `tsx`. */
function fileOfThread(): URL {
  if (!import.meta.url.endsWith(".ts")) return new URL("./worker.js", import.meta.url);
  const api = import.meta.resolve("tsx/esm/api");
  const file = new URL("./worker.ts", import.meta.url).href;
  const code = `import { register } from "${api}"; register(); await import("${file}");`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/**
 * Lays a document out in a thread of its own, so that nobody's message waits for it: half a second of loading and
 * layout, and its memory is given back afterwards. It is ended after `LIMITS_MS.documentDeadline`, and it keeps no
 * process alive: what a stop cuts off is made anew.
 */
export const inThread: LayOut = (task) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(fileOfThread(), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.documentMemoryMb },
    });
    thread.unref();
    const deadline = setTimeout(() => void thread.terminate(), LIMITS_MS.documentDeadline).unref();
    let written = false;
    thread.once("message", () => {
      written = true;
    });
    thread.once("error", reject);
    thread.once("exit", (code) => {
      clearTimeout(deadline);
      if (written) resolve();
      else reject(new Error(`the thread of a document ended with ${code}`));
    });
  });
