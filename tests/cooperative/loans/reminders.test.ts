import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import type { DutyContext } from "../../../src/conversation/module.ts";
import { dueBetween, LoanReminders, REMIND } from "../../../src/cooperative/loans/reminders.ts";
import { type RemindingParts, reminderDuties } from "../../../src/cooperative/loans/reminding.ts";
import { packageRoot } from "../../../src/home.ts";
import { LIMITS } from "../../../src/limits.ts";
import { Duties } from "../../../src/schedule/duties.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import { instantOf } from "../../../src/zones.ts";
import { type LoansWorld, loansWorld, MELATI, SETTINGS } from "./loans-world.ts";

const ZONE = "Asia/Jakarta";
const HOURS = { from: "08:00", to: "19:30" };
const wib = (date: string, time = "09:00") => instantOf(ZONE, date, time);

type Told = { to: string; key: string; data: Record<string, string | number>; as: string | undefined };

/** Plans and does what is due, day by day at nine, as the ticks would. */
function reminding(world: LoansWorld, changes: Partial<RemindingParts> = {}) {
  const duties = new Duties(world.sqlite);
  const common = { ...world.parts, supervisors: () => [world.supervisor], hours: HOURS };
  const planning = new LoanReminders({
    ...common,
    sqlite: world.sqlite,
    duties,
    units: () => [{ id: MELATI, zone: ZONE }],
  });
  const handlers = reminderDuties({
    ...common,
    unit: () => ({ name: "Melati", zone: ZONE }),
    called: () => "Ibu Sari",
    sharesPhone: () => false,
    ...changes,
  });
  const told: Told[] = [];
  const run = (now: number) => {
    planning.step(now);
    for (const duty of duties.due(now, 100)) {
      if (now > duty.expiresAt) {
        duties.finish(duty.id, "dropped", now, "past");
        continue;
      }
      const tell: DutyContext["tell"] = (to, key, data = {}, options = {}) => {
        told.push({ to, key, data, as: options.as });
        return true;
      };
      const context = {
        tell,
        key: duty.key,
        personId: duty.personId,
        dueAt: duty.dueAt,
        now,
      } as unknown as DutyContext;
      const result = handlers[duty.kind]?.run(duty.data, context) ?? { dropped: "no handler" };
      if (result === "done") duties.finish(duty.id, "done", now);
      else if ("dropped" in result) duties.finish(duty.id, "dropped", now, result.dropped);
      else duties.postpone(duty.id, result.again);
    }
  };
  const walk = (from: string, to: string) => {
    for (let now = wib(from); now <= wib(to); now += DAY) run(now);
    return told;
  };
  const reason = (key: string) =>
    world.sqlite.prepare("SELECT reason FROM duty WHERE key = ?").pluck().get(key) as string | null | undefined;
  return { told, run, walk, reason };
}

const toSari = (told: readonly Told[]) => told.filter(({ key }) => key.startsWith("coop-loans:remind"));

describe("reminders of an instalment", () => {
  it("come before it, on its day, and gently after it, each once", () => {
    const world = loansWorld();
    world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    const { walk } = reminding(world);
    const told = toSari(walk("2026-01-20", "2026-03-06"));
    expect(told.map(({ key }) => key)).toEqual([
      "coop-loans:remind.before",
      "coop-loans:remind.due",
      "coop-loans:remind.after",
      "coop-loans:remind.after",
    ]);
    expect(told[1]).toEqual({
      to: world.sariPerson,
      key: "coop-loans:remind.due",
      data: { n: 1, loan: "P0001", date: "Selasa, 10 Februari 2026", amount: "Rp 575.000", called: "Ibu Sari" },
      as: "initiated",
    });
    expect(new Set(told.map(({ to }) => to))).toEqual(new Set([world.sariPerson]));
  });

  it("fall silent once it is paid, and speak again when that was taken back", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    const { walk, reason } = reminding(world);
    const entry = world.posted(world.pay(loan, 575_000, "2026-02-05"));
    expect(toSari(walk("2026-02-05", "2026-02-10"))).toEqual([]);
    expect(reason(`${REMIND}:${loan.id}:1:due`)).toBe("paid");
    world.desk.take(
      { op: "reverse", entry: entry.id, reason: "orang lain" },
      world.booking(MELATI, world.treasurer, { ...world.when("2026-02-05"), valueOn: "2026-02-05" }),
    );
    expect(toSari(walk("2026-02-11", "2026-02-13"))).toHaveLength(1);
  });

  it("end with the loan, wait where she asked for it, and are for nobody without a phone", () => {
    const world = loansWorld();
    const loan = world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    world.lend({ principal: 1_000_000, periods: 10, member: world.maria }, "2026-01-10");
    world.loans.remindAfter(loan.id, "2026-03-01");
    const { walk } = reminding(world);
    expect(toSari(walk("2026-01-20", "2026-02-28"))).toEqual([]);
    world.take({ op: "settle", member: world.sari, loan: loan.id }, "2026-02-28");
    expect(toSari(walk("2026-03-01", "2026-04-30"))).toEqual([]);
  });

  it("name no loan and no amount on a phone that others use", () => {
    const world = loansWorld();
    world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    const { walk } = reminding(world, { sharesPhone: () => true });
    expect(toSari(walk("2026-02-07", "2026-02-07"))).toEqual([
      { to: world.sariPerson, key: "coop-loans:remind.private", data: { called: "Ibu Sari" }, as: "initiated" },
    ]);
  });

  it("of a weekly loan give way to those of the next instalment", () => {
    const world = loansWorld();
    world.lend({ principal: 600_000, periods: 12, words: "pekan" }, "2026-01-05");
    const { walk } = reminding(world);
    const told = toSari(walk("2026-01-05", "2026-02-01"));
    expect(told.filter(({ key }) => key.endsWith("after")).map(({ data }) => data["n"])).toEqual([1, 2, 3]);
    expect(told.filter(({ key }) => key.endsWith("due"))).toHaveLength(3);
  });

  it("wait for the morning", () => {
    const world = loansWorld();
    world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
    const { run, told } = reminding(world);
    run(wib("2026-02-07", "23:30"));
    run(wib("2026-02-08", "05:00"));
    expect(toSari(told)).toEqual([]);
    run(wib("2026-02-08", "08:30"));
    expect(toSari(told)).toHaveLength(1);
  });

  it("are found for whichever dates, as the schedule has them", () => {
    const terms = loansWorld().applied({ principal: 1_000_000, periods: 24 }, "2026-01-31").terms;
    expect(dueBetween({ terms }, "2026-01-31", "2026-02-01", "2026-04-30")).toEqual([
      { n: 1, dueOn: "2026-02-28" },
      { n: 2, dueOn: "2026-03-31" },
      { n: 3, dueOn: "2026-04-30" },
    ]);
    const all = dueBetween({ terms: { ...terms, anchorDay: 1 } }, "2026-01-31", "2026-01-01", "2029-01-01");
    expect(all.map(({ n }) => n)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    for (const { n, dueOn } of all)
      expect(dueBetween({ terms: { ...terms, anchorDay: 1 } }, "2026-01-31", dueOn, dueOn)).toEqual([{ n, dueOn }]);
  });
});

describe("kolektibilitas", () => {
  it("comes to the supervisor on the first of the month, and to nobody else", () => {
    const world = loansWorld();
    world.lend({ principal: 1_000_000, periods: 10 }, "2026-01-10");
    const { walk } = reminding(world);
    const told = walk("2026-05-26", "2026-06-09").filter(({ key }) => key === "coop-loans:ageing");
    expect(told).toEqual([
      {
        to: world.supervisor,
        key: "coop-loans:ageing",
        data: {
          unit: "Melati",
          date: "Minggu, 31 Mei 2026",
          current: "0 (Rp 0)",
          substandard: "1 (Rp 1.000.000)",
          doubtful: "0 (Rp 0)",
          loss: "0 (Rp 0)",
          late: 1,
          provision: "Rp 100.000",
        },
        as: undefined,
      },
    ]);
  });

  it("still comes when Rukun was away for the first weeks of the month", () => {
    const world = loansWorld();
    world.lend({ principal: 1_000_000, periods: 10 }, "2026-01-10");
    const { run, told } = reminding(world);
    run(wib("2026-05-20"));
    for (const day of ["2026-06-20", "2026-06-21"]) run(wib(day));
    const lists = told.filter(({ key }) => key === "coop-loans:ageing");
    expect(lists.map(({ data }) => data["date"])).toEqual(["Minggu, 31 Mei 2026"]);
  });

  it("and every reminder can be read on a small screen, with the longest values", () => {
    const { texts } = loadTexts(join(packageRoot(), "locales"), "locales");
    const money = "12 (Rp 9.999.999.999)";
    const data = {
      called: "Ibu Maria Magdalena Simanjuntak",
      ...{ n: 120, loan: "P1234", date: "Minggu, 30 September 2026", amount: "Rp 99.999.999" },
      ...{ current: money, substandard: money, doubtful: money, loss: money, unit: "Melati Indah Sukamaju" },
      ...{ late: 99, provision: "Rp 9.999.999.999", balance: "Rp 9.999.999.999" },
    };
    for (const lang of ["id", "en"])
      for (const key of texts.keys(lang, "coop-loans"))
        expect(texts.text(lang, key, data).length, key).toBeLessThanOrEqual(LIMITS.messageText);
  });
});

it("asks the settings of the unit for the days", () => {
  const world = loansWorld({ ...SETTINGS, reminders: { before: [7, 1], after: [5] } });
  world.lend({ principal: 5_000_000, periods: 10 }, "2026-01-10");
  const { walk } = reminding(world);
  expect(toSari(walk("2026-02-01", "2026-02-20")).map(({ key }) => key.split(".")[1])).toEqual([
    "before",
    "before",
    "due",
    "after",
  ]);
});
