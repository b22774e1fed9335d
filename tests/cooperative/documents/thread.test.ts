import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BOM } from "../../../src/analytics/index.ts";
import { STATEMENT_NAMES, type StatementName } from "../../../src/cooperative/statements/index.ts";
import {
  documentOf,
  LayoutQueue,
  type PlainStatement,
  plainOf,
  statementOf,
  type Task,
} from "../../../src/documents/index.ts";
import { LIMITS } from "../../../src/limits.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { compiled } from "../../support/compiled.ts";
import { melati } from "../statements/world.ts";

/** As in the build: a thread that compiles as it loads takes three times as long. */
const { inThread } = (await import(
  compiled("src/documents/thread.ts")
)) as typeof import("../../../src/documents/thread.ts");

const world = melati();
const read = (name: StatementName) =>
  world.read(name, { subject: name === "slip" ? { entry: 3 } : name === "member-book" ? { member: world.sari } : {} });
const plain = (name: StatementName): PlainStatement => plainOf(read(name));

describe("a statement without functions", () => {
  it("is copied to a thread and makes the same document there, whatever it is", async () => {
    for (const name of STATEMENT_NAMES)
      for (const format of ["txt", "csv", "xlsx"] as const) {
        const there = statementOf(structuredClone(plain(name)));
        expect((await documentOf(there, format)).equals(await documentOf(read(name), format))).toBe(true);
      }
  });
});

describe("the thread of a document", () => {
  it("writes each format as it would be made here, for this user alone", async () => {
    const folder = temporaryFolder();
    for (const format of ["pdf", "xlsx", "csv", "txt"] as const) {
      const path = join(folder, `cash-book.${format}`);
      await inThread({ statement: plain("cash-book"), format, path });
      const here = await documentOf(read("cash-book"), format);
      expect(readFileSync(path).equals(format === "csv" ? Buffer.from(BOM + here.toString()) : here)).toBe(true);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
  }, 60_000);

  it("ends with an error where it cannot, and writes over nothing", async () => {
    const path = join(temporaryFolder(), "there.txt");
    const task = { statement: plain("arrears"), format: "txt", path } as const;
    await inThread(task);
    await expect(inThread(task)).rejects.toMatchObject({ code: "EEXIST" });
    await expect(inThread({ ...task, path: join(path, "no-folder", "x.txt") })).rejects.toThrow();
  }, 60_000);
});

/** A layout that waits to be told, document by document. */
function byHand() {
  const begun: { task: Task; end: () => void; fail: () => void }[] = [];
  const layOut = (task: Task) =>
    new Promise<void>((resolve, reject) => {
      begun.push({ task, end: resolve, fail: () => reject(new Error("no")) });
    });
  return { begun, queue: new LayoutQueue(layOut) };
}

const task = (path: string): Task => ({ statement: {} as PlainStatement, format: "txt", path });

describe("the queue of documents", () => {
  it("makes one at a time in their order, and goes on after one that failed", async () => {
    const { begun, queue } = byHand();
    const made = ["a", "b", "c"].map((path) => queue.add(task(path)));
    const outcome = made.map((one) =>
      one.then(
        () => "made",
        () => "failed",
      ),
    );
    await Promise.resolve();
    expect(begun.map(({ task: { path } }) => path)).toEqual(["a"]);
    begun[0]?.fail();
    expect(await outcome[0]).toBe("failed");
    await Promise.resolve();
    expect(begun.map(({ task: { path } }) => path)).toEqual(["a", "b"]);
    begun[1]?.end();
    expect(await outcome[1]).toBe("made");
    await Promise.resolve();
    begun[2]?.end();
    await queue.settled();
    expect(await outcome[2]).toBe("made");
  });

  it("lets no more wait in memory than its limit", async () => {
    const { begun, queue } = byHand();
    const all = Array.from({ length: LIMITS.documentsUnderWay + LIMITS.documentsWaiting }, (_, i) => {
      expect(queue.full).toBe(false);
      return queue.add(task(String(i)));
    });
    expect(queue.full).toBe(true);
    for (const [i, one] of all.entries()) {
      await Promise.resolve();
      begun[i]?.end();
      await one;
      expect(queue.full).toBe(false);
    }
    await queue.settled();
  });
});
