import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sweepFiles } from "../../../src/conversation/media/index.ts";
import { openDb } from "../../../src/db/open.ts";
import { packageRoot } from "../../../src/home.ts";
import { temporaryFolder } from "../../support/clean-up.ts";

it("removes media that no row names and files that were sent, when they are a day old", () => {
  const home = temporaryFolder();
  const { sqlite } = openDb(join(home, "rukun.db"), join(packageRoot(), "drizzle"));
  const folders = { media: join(home, "media"), files: join(home, "files") };
  const now = Date.parse("2026-11-20T09:00:00Z");
  const put = (folder: "media" | "files", name: string, ageHours: number) => {
    mkdirSync(folders[folder], { recursive: true });
    const path = join(folders[folder], name);
    writeFileSync(path, "x");
    utimesSync(path, now / 1000, now / 1000 - ageHours * 3600);
    return path;
  };
  const kept = put("media", "aa", 48);
  const erased = put("media", "bb", 48);
  const young = put("media", "cc", 1);
  const sent = put("files", "data.txt", 25);
  sqlite
    .prepare(
      `INSERT INTO media (id, person_id, channel, ref, kind, state, sha256, due_at, created_at)
       VALUES ('m1', 'p1', 'x', 'r', 'photo', 'stored', 'aa', 0, 0)`,
    )
    .run();
  expect(sweepFiles(sqlite, folders, now)).toBe(2);
  expect([kept, erased, young, sent].map((path) => existsSync(path))).toEqual([true, false, true, false]);
  sqlite.close();
});
