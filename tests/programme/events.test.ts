import { describe, expect, it } from "vitest";
import { sequentialIds } from "../../src/ids.ts";
import { EventLog, type NewHappened, ReportStore, schemasOf } from "../../src/programme/index.ts";
import { melati, peopleIn } from "./support.ts";

function world() {
  const people = peopleIn();
  const pack = melati();
  const log = new EventLog(people.db.sqlite, sequentialIds("e"), schemasOf(new Map([[pack.id, pack]])), pack.id);
  const add = (name: string) =>
    people.directory.add({ name, called: name, zone: "Asia/Jakarta", roles: ["beneficiary"] }, 0);
  return { ...people, log, add };
}

const attended = (personId: string, on: string, more: Partial<NewHappened> = {}): NewHappened => ({
  programme: "melati",
  kind: "training.attended",
  personId,
  on,
  at: Date.parse(on),
  mode: "facilitator",
  source: `s:${on}`,
  data: { module: "kewirausahaan", session: "1", status: "full" },
  ...more,
});

describe("the log of what happened", () => {
  it("stores once what comes twice from the same source", () => {
    const { log, add } = world();
    const sari = add("Sari");
    expect(log.record(attended(sari, "2026-11-02"))).toBe("new");
    expect(log.record(attended(sari, "2026-11-02"))).toBe("known");
    expect(log.record(attended(add("Tuti"), "2026-11-02"))).toBe("new");
    expect(log.record({ ...attended(sari, "2026-11-02"), personId: null })).toBe("new");
    expect(log.record({ ...attended(sari, "2026-11-02"), personId: null })).toBe("known");
    expect(log.all({ personId: sari })).toHaveLength(1);
  });

  it("gives what is asked for, by day", () => {
    const { log, add } = world();
    const [sari, tuti] = [add("Sari"), add("Tuti")];
    for (const on of ["2026-11-16", "2026-11-02", "2026-11-09"]) log.record(attended(sari, on));
    log.record(attended(tuti, "2026-11-09", { groupId: "melati-1" }));
    log.record(attended(sari, "2026-11-10", { kind: "training.completed", data: { module: "kewirausahaan" } }));
    const days = (query: Parameters<typeof log.all>[0]) => [...log.find(query)].map(({ on }) => on);
    expect(days({ personId: sari, kind: "training.attended" })).toEqual(["2026-11-02", "2026-11-09", "2026-11-16"]);
    expect(days({ kind: ["training.attended", "training.completed"], from: "2026-11-10" })).toEqual([
      "2026-11-10",
      "2026-11-16",
    ]);
    expect(days({ groupId: "melati-1", to: "2026-11-09" })).toEqual(["2026-11-09"]);
    expect(days({ programme: "pena" })).toEqual([]);
    expect(log.last({ personId: sari })?.on).toBe("2026-11-16");
  });

  it("shows the correction in place of what it corrects, and nothing where it was taken back", () => {
    const { log, add } = world();
    const sari = add("Sari");
    log.record(attended(sari, "2026-11-02", { id: "first" }));
    const half = { module: "kewirausahaan", session: "1", status: "half" };
    log.record(attended(sari, "2026-11-02", { id: "second", source: "later", data: half, corrects: "first" }));
    expect(log.all({ personId: sari }).map(({ id, data }) => [id, data["status"]])).toEqual([["second", "half"]]);
    expect(log.byId("first")?.data["status"]).toBe("full");
    const again = attended(sari, "2026-11-02", { source: "third", corrects: "first" });
    expect(() => log.record(again)).toThrow("corrected already");
    expect(() => log.record({ ...again, corrects: "nobody" })).toThrow("to correct");
    const told = { at: 5, mode: "facilitator", source: "undo", by: null } as const;
    expect(log.takeBack("second", told)).toBe("new");
    expect(log.takeBack("second", told)).toBe("known");
    expect(log.all({ personId: sari })).toEqual([]);
    expect(log.last({ personId: sari })).toBeUndefined();
  });

  it("cannot be changed or emptied", () => {
    const { db, log, add } = world();
    log.record(attended(add("Sari"), "2026-11-02"));
    expect(() => db.sqlite.exec("UPDATE event SET village = 'X'")).toThrow("append-only");
    expect(() => db.sqlite.exec("DELETE FROM event")).toThrow("append-only");
  });

  it("refuses a kind and a field that nobody has declared, without repeating a value", () => {
    const { log, add } = world();
    const sari = add("Sari");
    expect(() => log.record(attended(sari, "2026-11-02", { kind: "training.danced" }))).toThrow("no kind of event");
    const wrong = attended(sari, "2026-11-02", { data: { module: "x", session: "1", status: "rahasia" } });
    expect(() => log.record(wrong)).toThrow("does not fit: status");
    expect(() => log.record(wrong)).not.toThrow("rahasia");
  });

  it("finds weekly reports as events of the main programme, each week's newest", () => {
    const { db, log, add } = world();
    const sari = add("Sari");
    const reports = new ReportStore(db.sqlite);
    const report = (id: string, profit: number | null, replaces: string | null) =>
      reports.add({
        id,
        personId: sari,
        week: "2026-11-02",
        kind: "beneficiary",
        mode: "self",
        byPerson: sari,
        profit,
        answers: { running: profit === null ? "no" : "yes", obstacle: "none", activity: "useful" },
        helpedBy: {},
        replaces,
        at: 1,
      });
    report("r1", 90_000, null);
    report("r2", 100_000, "r1");
    log.record(attended(sari, "2026-11-01"));
    expect(log.all({ kind: "weekly.report" }).map(({ id, on, data }) => [id, on, data["profit"]])).toEqual([
      ["r2", "2026-11-02", 100_000],
    ]);
    expect(log.all({ personId: sari }).map(({ kind }) => kind)).toEqual(["training.attended", "weekly.report"]);
    expect(log.all({ kind: "weekly.report", programme: "pena" })).toEqual([]);
  });

  it("gives what two records told to the one that they became", () => {
    const { db, log, add } = world();
    const [old, sari] = [add("Sari W."), add("Sari")];
    log.record(attended(old, "2026-11-02"));
    log.record(attended(sari, "2026-11-09"));
    db.sqlite.prepare("UPDATE person SET status = 'merged', merged_into = ? WHERE id = ?").run(sari, old);
    expect(log.all({ personId: sari }).map(({ personId, on }) => [personId, on])).toEqual([
      [sari, "2026-11-02"],
      [sari, "2026-11-09"],
    ]);
  });
});
