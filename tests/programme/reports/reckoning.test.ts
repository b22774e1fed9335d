import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { drawUp } from "../../../src/programme/reports/index.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { compiled } from "../../support/compiled.ts";
import { OCTOBER, programmes } from "../indicators/support.ts";

const { reckonInThread } = (await import(
  compiled("src/programme/reports/reckoning.ts")
)) as typeof import("../../../src/programme/reports/reckoning.ts");

it("the thread reads the same report as would be drawn up here, and writes nothing", async () => {
  const { db, main, add, tell } = programmes();
  for (let at = 0; at < 6; at += 1)
    tell(
      "training.attended",
      "2026-10-07",
      { module: "kewirausahaan", session: "1", status: "full" },
      { personId: add() },
    );
  const id = { programme: main.id, kind: "monthly", days: OCTOBER } as const;
  const database = join(temporaryFolder(), "rukun.db");
  const bytes = db.sqlite.serialize();
  writeFileSync(database, bytes);
  const job = { database, pack: main, main: main.id, id, today: "2026-11-02" };
  expect(await reckonInThread(job)).toEqual(drawUp({ ...job, sqlite: db.sqlite }, id, job.today));
  expect(readFileSync(database).equals(bytes)).toBe(true);
  await expect(reckonInThread({ ...job, database: `${database}-gone` })).rejects.toThrow("cannot open");
});
