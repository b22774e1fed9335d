import { beforeEach, describe, expect, it } from "vitest";
import { sequentialIds } from "../../src/ids.ts";
import type { MemberAnswers } from "../../src/programme/weekly/report.ts";
import { ReportStore } from "../../src/programme/weekly/store.ts";
import { submitMember } from "../../src/programme/weekly/submit.ts";
import { type People, peopleIn, wib } from "./support.ts";

const WEEK = "2026-11-16";
const AT = wib("2026-11-20", "16:10");
const RUNS: MemberAnswers = { running: "yes", obstacle: "none", activity: "useful" };

let world: People;
let store: ReportStore;
let sari: string;
let ningsih: string;
const newId = sequentialIds("r");

beforeEach(() => {
  world = peopleIn();
  store = new ReportStore(world.db.sqlite);
  sari = world.directory.add({ name: "Sari", called: "Ibu Sari", zone: "Asia/Jakarta", roles: ["beneficiary"] }, 0);
  ningsih = world.directory.add({ name: "Ningsih", called: "Ibu Ningsih", zone: "Asia/Jakarta", roles: ["kader"] }, 0);
});

const rows = () =>
  world.db.sqlite
    .prepare(
      "SELECT id, replaces, mode, by_person AS byPerson, profit, helped_by AS helped FROM weekly_report ORDER BY rowid",
    )
    .all();
const submit = (profit: number | null, answers = RUNS, at = AT) =>
  submitMember(store, newId, { personId: sari, week: WEEK, mode: "self", byPerson: sari, at }, { profit, answers });

describe("a report", () => {
  it("is kept with who told it and who helped", () => {
    const draft = { personId: sari, week: WEEK, byPerson: ningsih, at: AT };
    submitMember(
      store,
      newId,
      { ...draft, mode: "kader", helpedBy: { profit: ningsih } },
      { profit: 0, answers: RUNS },
    );
    expect(rows()).toMatchObject([{ mode: "kader", byPerson: ningsih, profit: 0, helped: `{"profit":"${ningsih}"}` }]);
  });

  it("is corrected by a new row that names the old one; nothing is overwritten", () => {
    submit(150_000);
    expect(submit(125_000)).toMatchObject({ kind: "saved", replaced: { profit: 150_000 } });
    submit(130_000);
    const [first, second, third] = rows() as { id: string; replaces: string | null }[];
    expect([first?.replaces, second?.replaces, third?.replaces]).toEqual([null, first?.id, second?.id]);
    expect(store.current(sari, WEEK, "beneficiary")?.profit).toBe(130_000);
    expect(store.history(sari, WEEK)).toEqual([{ week: WEEK, profit: 130_000 }]);
    expect(() => world.db.sqlite.exec("UPDATE weekly_report SET profit = 1")).toThrow("append-only");
  });

  it("that says the same as before makes no row", () => {
    submit(150_000);
    expect(submit(150_000)).toEqual({ kind: "unchanged" });
    expect(rows()).toHaveLength(1);
  });

  it("keeps what a correction did not ask again", () => {
    submit(150_000, { ...RUNS, obstacle: "capital", help: "yes" });
    submit(140_000, { ...RUNS, obstacle: "capital" });
    expect(store.current(sari, WEEK, "beneficiary")?.answers).toMatchObject({ help: "yes" });
  });

  it("has a profit exactly when the business ran", () => {
    expect(() => submit(null)).toThrow("profit");
    expect(() => submit(10_000, { ...RUNS, running: "no" })).toThrow("profit");
    expect(submit(null, { ...RUNS, running: "no" }).kind).toBe("saved");
  });

  it("sent in the same millisecond as another still has one that counts", () => {
    submit(1_000);
    submit(2_000);
    expect(store.current(sari, WEEK, "beneficiary")?.profit).toBe(2_000);
  });
});
