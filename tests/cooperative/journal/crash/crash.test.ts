import { spawn } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seeded } from "../../../../bench/support/numbers.ts";
import { checkLedger } from "../../../../src/cooperative/journal/check/check.ts";
import { Journal } from "../../../../src/cooperative/journal/journal.ts";
import { connect } from "../../../../src/db/open.ts";
import { temporaryFolder } from "../../../support/clean-up.ts";
import { compiled } from "../../../support/compiled.ts";
import { newBooks } from "../books.ts";
import { depositNo } from "./work.ts";

const KILLS = 6;
/** Deposits in all; far more than are posted between two kills. */
const DEPOSITS = 20_000;
/** Deposits that come again after a kill, as from a platform that heard no confirmation. */
const AGAIN = 30;

/** Runs the child until it has told of so many commits, and kills it there; gives what it told last. */
function runAndKill(file: string, from: number, commits: number): Promise<number> {
  const child = compiled("tests/cooperative/journal/crash/child.ts");
  const posting = spawn(process.execPath, [child, file, `${from}`, `${DEPOSITS}`], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  let errors = "";
  posting.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  posting.stdout.setEncoding("utf8").on("data", (text: string) => {
    told += text;
    if (told.split("\n").length > commits) posting.kill("SIGKILL");
  });
  return new Promise((resolve, reject) =>
    posting.on("close", (code, signal) => {
      if (signal !== "SIGKILL") reject(new Error(`the child ended by itself: ${code} ${errors}`));
      // The last line may be half of a number.
      else resolve(Number(told.split("\n").at(-2) ?? from));
    }),
  );
}

describe("a process that is killed while it posts", () => {
  it("leaves sound books in which all that was confirmed stands once", async () => {
    const file = join(temporaryFolder(), "rukun.db");
    newBooks(file).sqlite.close();
    const random = seeded(20_261_120);
    let confirmed = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      confirmed = await runAndKill(file, Math.max(0, confirmed - AGAIN), 5 + Math.floor(random() * 80));
      const sqlite = connect(file);
      const journal = new Journal(sqlite);
      const { entries, found } = checkLedger(sqlite);
      expect(found).toBe(0);
      // More may be written than it could tell of, never less, and no deposit without those before it.
      expect(entries).toBeGreaterThanOrEqual(confirmed);
      const amounts = [1, 2].flatMap((unit) => [...journal.entries(unit)].map(({ lines }) => lines[0]?.debit ?? 0));
      expect(amounts.sort((a, b) => a - b)).toEqual(
        Array.from({ length: entries }, (_, n) => depositNo(n).lines[0]?.debit),
      );
      sqlite.close();
    }
  }, 60_000);
});
