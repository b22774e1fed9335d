import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Indicator } from "../../../src/programme/pack/index.ts";
import { valueText } from "../../../src/programme/reports/figures.ts";
import { OCTOBER, programmes } from "./support.ts";

const seat = (status: string, session = "1") => ({ module: "kewirausahaan", session, status });
const many = (count: number) => Array.from({ length: count }, (_, at) => at);

describe("an indicator", () => {
  it("is seats that were taken over seats that were expected, in the period alone", () => {
    const { add, tell, value } = programmes();
    for (const at of many(10))
      tell("training.attended", "2026-10-07", seat(at < 7 ? "full" : "absent"), { personId: add() });
    tell("training.attended", "2026-11-07", seat("full"), { personId: add() });
    expect(value("kehadiran").all).toMatchObject({ numerator: 7, denominator: 10, n: 10, value: 700_000 });
  });

  it("is a dash where there is nothing to reckon with, and never nothing percent", () => {
    const { value } = programmes();
    const { all } = value("kehadiran");
    expect(all).toMatchObject({ denominator: 0, n: 0, value: null });
    expect(valueText("percent", all)).toBe("-");
  });

  it("is none where it is counted and nothing happened, and a dash where nobody was asked", () => {
    const { main, add, tell, value } = programmes();
    const jobs = main.indicators.find(({ id }) => id === "lapangan-kerja");
    if (jobs === undefined) throw new Error("the pack has no such indicator");
    const { denominator: _, ...plain } = jobs;
    const hired: Indicator = { ...plain, unit: "people" };
    const none = { numerator: null, value: null };
    // Before the programme has anybody it counts nothing.
    expect(value("kelompok").all).toMatchObject(none);
    const personId = add();
    expect(value("kelompok").all).toMatchObject({ numerator: 0, n: 0, value: 0 });
    expect(valueText("number", value("kelompok").all)).toBe("0");
    expect(value("jangkauan").all).toMatchObject({ numerator: 0, value: 0 });
    // Of an answer nothing is known before somebody was asked.
    expect(value(hired).all).toMatchObject(none);
    tell("form.usaha", "2026-10-07", { women: 0 }, { personId });
    expect(value(hired).all).toMatchObject({ numerator: 0, value: 0 });
    expect(value({ ...hired, numerator: { median: "profit", of: "weekly.report" } }).all).toMatchObject(none);
    expect(value({ ...hired, numerator: { sum: "women", of: "form.usaha", weeks: 1 } }).all).toMatchObject(none);
  });

  it("counts what came of it from the beginning, and only among the programme's people", () => {
    const { add, tell, value } = programmes();
    const got = { what: "money", amount: 5_000_000, from: "pena" };
    const [first, ...others] = many(6).map(() => add());
    tell("capital.received", "2026-03-02", got, { personId: first ?? "" });
    tell("capital.received", "2026-10-02", got, { personId: add({ in: [] }) });
    expect(others).toHaveLength(5);
    expect(value("akses-modal").all).toMatchObject({ numerator: 1, denominator: 6, value: 166_667 });
  });

  it("is the middle of each one's own change, first weeks against last weeks", () => {
    const { db, add, value } = programmes();
    const report = db.sqlite.prepare(
      `INSERT INTO weekly_report (id, person_id, week, kind, mode, by_person, profit, answers, at)
       VALUES (?, ?, ?, 'beneficiary', 'self', ?, ?, '{}', 0)`,
    );
    for (const [no, after] of [110, 120, 150, 200, 300].entries()) {
      const id = add();
      for (const week of many(8))
        report.run(`${no}-${week}`, id, `2026-0${week < 4 ? 8 : 9}-0${(week % 4) + 1}`, id, week < 4 ? 100 : after);
    }
    const few = add();
    report.run("few", few, "2026-09-01", few, 1_000_000);
    expect(value("kenaikan-laba").all).toMatchObject({ n: 5, value: 500_000 });
  });

  it("counts a correction in the place of what it corrects, and nothing that was taken back", () => {
    const { add, tell, value, events } = programmes();
    for (const at of many(6)) {
      const personId = add();
      tell("training.attended", "2026-10-07", seat("full"), { personId, id: `first${at}` });
      if (at < 2) tell("training.attended", "2026-10-07", seat("absent"), { personId, corrects: `first${at}` });
    }
    events.takeBack("first5", { at: 0, mode: "facilitator", source: "back", by: null });
    expect(value("kehadiran").all).toMatchObject({ numerator: 3, denominator: 5 });
  });

  it("counts somebody in each of her programmes, and after she was erased still, without knowing of her", () => {
    const { db, add, tell, value } = programmes();
    const ids = many(6).map(() => add({ in: ["melati", "pena"] }));
    for (const personId of ids)
      for (const programme of ["melati", "pena"])
        tell("training.attended", "2026-10-07", seat("full"), { personId, programme });
    for (const id of ids)
      db.sqlite
        .prepare(
          "UPDATE person SET name = NULL, called = NULL, sex = NULL, village = NULL, birth_year = NULL, status = 'erased' WHERE id = ?",
        )
        .run(id);
    for (const programme of ["melati", "pena"]) {
      const { all, cell } = value("kehadiran", OCTOBER, programme);
      expect(all).toMatchObject({ numerator: 6, denominator: 6, n: 6 });
      expect(cell("sex", "-")).toMatchObject({ n: 6 });
    }
  });

  it("hides cells of fewer than five people, and the one from which they could be reckoned", () => {
    const { add, tell, value } = programmes();
    const put = (count: number, sex: "female" | "male", village: string) => {
      for (const _ of many(count))
        tell("training.attended", "2026-10-07", seat("full"), { personId: add({ sex, village }) });
    };
    put(12, "female", "Sukamaju");
    put(9, "female", "Sukasari");
    put(3, "male", "Cempaka");
    const { all, cell } = value("kehadiran");
    expect(all).toMatchObject({ n: 24, hidden: false });
    expect(cell("sex", "male")).toEqual({
      dimension: "sex",
      cell: "male",
      numerator: null,
      denominator: null,
      n: null,
      value: null,
      hidden: true,
    });
    expect(cell("sex", "female")).toMatchObject({ n: null, hidden: true });
    expect([cell("village", "Cempaka"), cell("village", "Sukamaju"), cell("village", "Sukasari")]).toMatchObject([
      { hidden: true },
      { hidden: false, n: 12 },
      { hidden: true },
    ]);
    expect(valueText("percent", cell("sex", "male"))).toBe("<5");
  });

  it("equals what one counts by hand in the raw events, whatever happened", () => {
    const event = fc.record({
      who: fc.nat(11),
      day: fc.integer({ min: 1, max: 60 }),
      status: fc.constantFrom("full", "late", "half", "absent"),
      corrected: fc.constantFrom("no", "no", "no", "absent", "back"),
      programme: fc.constantFrom("melati", "pena"),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (told) => {
        const { add, tell, value, events } = programmes();
        const people = many(12).map((at) => add({ village: at < 6 ? "Sukamaju" : "Sukasari", in: ["melati", "pena"] }));
        const counted = { up: 0, down: 0, who: new Set<string>(), far: 0 };
        for (const [at, { who, day, status, corrected, programme }] of told.entries()) {
          const personId = people[who] ?? "";
          const on = new Date(Date.UTC(2026, 8, day)).toISOString().slice(0, 10);
          const id = `given${at}`;
          tell("training.attended", on, seat(status, `${at}`), { personId, id, programme });
          if (corrected === "absent")
            tell("training.attended", on, seat("absent", `${at}`), { personId, corrects: id, programme });
          if (corrected === "back") events.takeBack(id, { at: 0, mode: "facilitator", source: `b${at}`, by: null });
          if (corrected === "back" || programme !== "melati" || on < OCTOBER.from || on > OCTOBER.to) continue;
          counted.down += 1;
          counted.who.add(personId);
          if (who >= 6) counted.far += 1;
          if (corrected === "no" && (status === "full" || status === "late")) counted.up += 1;
        }
        const { all, cell } = value("kehadiran");
        const few = counted.who.size > 0 && counted.who.size < 5;
        if (few) expect(all).toMatchObject({ hidden: true, numerator: null, n: null });
        else expect(all).toMatchObject({ numerator: counted.up, denominator: counted.down, n: counted.who.size });
        const far = cell("village", "Sukasari");
        if (far !== undefined && !far.hidden) expect(far.denominator).toBe(counted.far);
      }),
      { numRuns: 15 },
    );
  });
});
