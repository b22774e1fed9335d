import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openDb } from "../../src/db/open.ts";
import { homePaths } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { mergePeople } from "../../src/people/merge.ts";
import { addPerson, MIGRATIONS, openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const results = (...args: string[]) => rukun({ cwd, now: NOW }, "results", "weekly-report", ...args);

/** An empty home with Sari in it, who is looked after by a kader called Ning. */
beforeEach(() => {
  cwd = temporaryFolder();
  home = join(cwd, "data");
  const db = openDb(homePaths(home).database, MIGRATIONS);
  for (const name of ["Sari", "Ning", "Wati"]) addPerson(db, name.toLowerCase(), name);
  db.sqlite.exec("UPDATE person SET village = 'Lembang, Dua' WHERE id = 'sari'");
  db.sqlite.exec("INSERT INTO person_role VALUES ('ning', 'kader', 0), ('ning', 'treasurer', 0)");
  db.sqlite.close();
});

type Told = { week?: string; by?: string; profit?: number | null; replaces?: string; at?: number; helpedBy?: string };

function report(id: string, person: string, answers: Record<string, unknown>, told: Told = {}): void {
  const { week = "2026-11-16", by = person, profit = 150_000, replaces = null, at = NOW, helpedBy = null } = told;
  const db = openHome(home);
  db.sqlite
    .prepare("INSERT INTO weekly_report VALUES (?, ?, ?, 'beneficiary', ?, ?, ?, ?, ?, ?, ?)")
    .run(
      id,
      person,
      week,
      by === person ? "self" : "kader",
      by,
      helpedBy,
      profit,
      JSON.stringify(answers),
      replaces,
      at,
    );
  db.sqlite.close();
}

const SAID = { running: "yes", obstacle: "none", activity: "useful" };

async function objects(...args: string[]): Promise<Record<string, unknown>[]> {
  const done = await results("--format", "json", ...args);
  expect(done).toMatchObject({ code: 0 });
  return JSON.parse(done.out) as Record<string, unknown>[];
}

describe("the results of the weekly report", () => {
  test("are CSV: a line for each person and week, ids with their labels, rupiah as a number", async () => {
    report("r1", "sari", { ...SAID, obstacle: "capital", help: "no" });
    const { code, out, err } = await results();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\r\n")).toEqual([
      "person,week,mode,by_role,source,replaces,reported_at,running,running_label,profit,obstacle,obstacle_label," +
        "activity,activity_label,help,help_label,answered_by_others",
      'sari,2026-11-16,self,beneficiary,,0,2026-11-20T09:15:00.000Z,yes,"Ya, jalan",150000,capital,Modal kurang,' +
        'useful,"Ikut, bermanfaat",no,Belum perlu,',
      "",
    ]);
  });

  test("have names and villages only when they are asked for, and that is said beside the file", async () => {
    report("r1", "sari", SAID);
    expect((await results()).out).not.toMatch(/Sari|Lembang/);
    const { out, err } = await results("--names", "--bom");
    expect(out).toMatch(/^\uFEFFperson,name,village,week,/);
    expect(out).toContain('\r\nsari,Sari,"Lembang, Dua",2026-11-16,');
    expect(err).toContain("personal data");
    expect((await objects("--names"))[0]).toMatchObject({ name: "Sari", village: "Lembang, Dua" });
  });

  test("are the newest report of a week, with how often it was corrected and who told it", async () => {
    report("r1", "sari", SAID, { by: "ning", at: NOW - 2, profit: 1 });
    report("r2", "sari", SAID, { by: "ning", at: NOW - 1, profit: 2, replaces: "r1" });
    report("r3", "sari", SAID, { by: "ning", at: NOW, profit: 3, replaces: "r2", helpedBy: '{"profit":"ning"}' });
    report("r4", "sari", { ...SAID, running: "no" }, { week: "2026-11-09", profit: null });
    const db = openHome(home);
    db.sqlite
      .prepare(
        "INSERT INTO turn_log VALUES (NULL, 'ning', ?, 'member-report', 'review-1', 'reviewed', NULL, 0, 'telegram', NULL)",
      )
      .run(NOW);
    db.sqlite.close();
    expect(await objects()).toMatchObject([
      { week: "2026-11-09", mode: "self", by_role: "beneficiary", replaces: 0, profit: null, answered_by_others: [] },
      { week: "2026-11-16", mode: "kader", by_role: "kader", replaces: 2, profit: 3, source: "telegram" },
    ]);
    expect((await objects())[1]).toMatchObject({ answered_by_others: ["profit"] });
    expect((await objects("--from", "2026-11-16")).map(({ week }) => week)).toEqual(["2026-11-16"]);
    expect((await objects("--to", "2026-11-15")).map(({ week }) => week)).toEqual(["2026-11-09"]);
    expect(await objects("--from", "2026-11-17")).toEqual([]);
  });

  test("tell the reports of two records that became one once, under the record that stays", async () => {
    report("r1", "wati", SAID, { at: NOW - 2, profit: 1 });
    report("r2", "wati", SAID, { at: NOW - 1, profit: 2, replaces: "r1" });
    const db = openHome(home);
    mergePeople(db.sqlite, "wati", "sari", NOW, sequentialIds());
    db.sqlite.close();
    expect(await objects()).toMatchObject([{ person: "sari", profit: 2, replaces: 1 }]);
  });

  test("keep the columns and labels of questions that were renamed or taken out", async () => {
    const db = openHome(home);
    const keep = db.sqlite.prepare("INSERT INTO flow_revision VALUES (?, 'weekly-report', ?, ?, ?)");
    const revision = (id: string, names: string[], words: Record<string, string>, at: number) => {
      const steps = [...names.map((ask) => ({ ask, as: "choice", options: ["a", "b"] })), { review: names }];
      const definition = { id: "weekly-report", for: "anyone", remind: "none", steps };
      keep.run(id, JSON.stringify(definition), JSON.stringify({ id: words, en: {} }), at);
    };
    const words = { "weekly-report:hindrance.options.a": "Modal", "weekly-report:hindrance.options.b.label": "Lama" };
    revision("r1", ["running", "hindrance"], words, 1);
    revision("r2", ["hindrance", "market"], { "weekly-report:hindrance.options.b.label": "Baru" }, 2);
    db.sqlite.close();
    report("x1", "sari", { running: "yes", hindrance: "a", mood: "=2+2" });
    report("x2", "wati", { ...SAID, hindrance: "b", week: "first", running: "gone" });
    const { out } = await results();
    const [heading = "", sari = ""] = out.split("\r\n");
    const columns = heading.split(",");
    const added = ["help_label", "hindrance", "hindrance_label", "market", "mood", "answer_week", "answered_by_others"];
    expect(columns.slice(columns.indexOf("help_label"))).toEqual(added);
    expect(sari).toMatch(/,a,Modal,,'=2\+2,,$/);
    const [first, second] = await objects();
    expect(first).toMatchObject({ hindrance_label: "Modal", market: null, mood: "=2+2", obstacle: null });
    expect(second).toMatchObject({
      hindrance_label: "Baru",
      answer_week: "first",
      running: "gone",
      running_label: null,
    });
  });

  test("come out of the demo, whole and the same each time", async () => {
    cwd = temporaryFolder();
    home = demoHome(cwd, NOW);
    const all = await objects();
    const db = openHome(home);
    const count = "SELECT count(DISTINCT person_id || week) FROM weekly_report WHERE kind = 'beneficiary'";
    expect(all).toHaveLength(db.sqlite.prepare(count).pluck().get() as number);
    db.sqlite.close();
    expect(await objects()).toEqual(all);
  });
});

test.each([
  [["results", "weekly-report", "--from", "20-11-2026"], "It must be a date as year-month-day"],
  [["results", "weekly-report", "--to", "2026-02-30"], "There is no such day in the calendar"],
  [["results", "weekly-report", "--from", "2026-12-01", "--to", "2026-11-01"], "--from 2026-12-01 is after --to"],
  [["results", "weekly-report", "--format", "xlsx"], "one of csv, json"],
  [["results", "weekly-report", "--format", "json", "--bom"], "--bom is for --format csv"],
  [["results", "monthly-report"], "monthly-report"],
  [["flows", "stats", "weekly-report", "--from", "yesterday"], "It must be a date as year-month-day"],
  [["flows", "stats", "weekly-report", "--from", "2026-12-01", "--to", "2026-11-01"], "is after --to"],
])("%j was written wrongly", async (args, what) => {
  const done = await rukun({ cwd, now: NOW }, ...args);
  expect(done).toMatchObject({ code: 2, out: "" });
  expect(done.err).toContain(what);
});
