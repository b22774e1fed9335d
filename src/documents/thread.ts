import { Worker } from "node:worker_threads";
import { LIMITS, LIMITS_MS } from "../limits.ts";
import type { Format } from "./file.ts";
import type { PlainStatement } from "./plain.ts";

/** What a thread needs to make one document: no database, no words that are not in it. */
export type Task = { statement: PlainStatement; format: Format; path: string };

/** Makes the file of a task; rejects when it cannot. */
export type LayOut = (task: Task) => Promise<void>;

/** Where the code of a thread lies: tests say that theirs is compiled, since a loader takes three times as long. */
export const threadCode = { of: ownCode };

/** In the build a thread's file is JavaScript; sources are read with the loader of `tsx`. */
function ownCode(file: URL): URL {
  if (!import.meta.url.endsWith(".ts")) return file;
  const api = import.meta.resolve("tsx/esm/api");
  const source = file.href.replace(/\.js$/, ".ts");
  const code = `import { register } from "${api}"; register(); await import("${source}");`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/**
 * Does one piece of work in a thread of its own, so that nobody's message waits for it, and gives what it posts; its
 * memory is given back afterwards. It is ended after `LIMITS_MS.documentDeadline`, and it keeps no process alive: what a
 * stop cuts off is done anew. `file`: the thread's code as it is called in the build; `data` is copied to it.
 */
export const runThread = <T>(file: URL, data: unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(threadCode.of(file), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.documentMemoryMb },
    });
    thread.unref();
    const deadline = setTimeout(() => void thread.terminate(), LIMITS_MS.documentDeadline).unref();
    let posted: { result: T } | undefined;
    thread.once("message", (result: T) => {
      posted = { result };
    });
    thread.once("error", reject);
    thread.once("exit", (code) => {
      clearTimeout(deadline);
      if (posted !== undefined) resolve(posted.result);
      else reject(new Error(`the thread of a document ended with ${code}`));
    });
  });

/** Lays a document out in a thread: half a second of loading and layout. */
export const inThread: LayOut = (task) => runThread(new URL("./worker.js", import.meta.url), task);
