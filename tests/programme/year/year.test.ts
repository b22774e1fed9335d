import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { packageRoot } from "../../../src/home.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import type { Fact } from "./book.ts";
import { Count } from "./count.ts";
import { dumped } from "./dump.ts";
import { Living } from "./living.ts";
import { type Became, Checked, Drawn, OF_RUKUN, periodsOf, storedStanding } from "./reports.ts";
import { Rules } from "./rules.ts";
import { differences, storedFacts } from "./stored.ts";
import { BEGIN } from "./year.ts";

const WHOLE = 52;
/** Fewer are a shorter check of the same; what belongs to a whole year is then not asked for. */
const WEEKS = Number(process.env["RUKUN_YEAR_WEEKS"] ?? WHOLE);
/** A file for what everybody wrote and was told, to look up what a failure means. */
const LOG = process.env["RUKUN_YEAR_LOG"];
/** Of what has to have happened in the year, so that nothing is proved by its absence. */
const AT_LEAST: Readonly<Record<string, number>> = {
  "weekly.report": 1_000,
  "facilitator.report": 100,
  "training.attended": 400,
  "training.held": 30,
  "training.rsvp": 300,
  "training.feedback": 150,
  "form.kepuasan": 50,
  "form.kunjungan": 100,
  "form.usaha": 80,
  "field.visited": 100,
  "form.harian-pd": 60,
  "capital.received": 6,
  "group.met": 25,
  "socialisation.reached": 50,
  "socialisation.registered": 4,
  "graduation.decided": 3,
  "graduation.objected": 1,
};

/** How a report calls the kinds, `{ "weekly.report": "Laporan mingguan peserta" }`. */
function namesOf(living: Living): Record<string, string> {
  const words = JSON.parse(readFileSync(join(packageRoot(), "locales/id/report.json"), "utf8")) as {
    kind: Record<string, string>;
  };
  const kinds = Object.entries(words.kind).map(([kind, name]): [string, string] => [kind.replace("-", "."), name]);
  return Object.fromEntries([...kinds, ...living.machine.pack.forms.map(({ id, name }) => [`form.${id}`, name])]);
}

const kindsOf = (facts: readonly Fact[]): Map<string, number> => {
  const found = new Map<string, number>();
  for (const { kind } of facts) found.set(kind, (found.get(kind) ?? 0) + 1);
  return found;
};

describe("A year of sixty people in three zones, with gaps of signal and downtime", () => {
  it("is reported as it was lived, and nobody was told anything twice, at night, too often or after BERHENTI", async () => {
    const living = new Living("melati", WEEKS);
    await living.live();
    const { machine, book, lives, weather } = living;
    if (LOG !== undefined) writeFileSync(LOG, living.chats().join("\n"));
    const { sqlite } = machine.runtime.db;
    const name = (id: string) => machine.humans.find((one) => one.id === id)?.called ?? "nobody in particular";

    expect.soft(book.odd, "what people found strange").toEqual([]);
    const [lived, stored] = [book.all(), storedFacts(sqlite)];
    expect.soft(differences(lived, stored, name), "what was said beside what is stored").toEqual([]);
    const happened = kindsOf(lived);
    const wanted = WEEKS < WHOLE ? [] : Object.entries(AT_LEAST);
    const missing = wanted.filter(([kind, least]) => (happened.get(kind) ?? 0) < least);
    expect.soft(missing, "too little happened").toEqual([]);

    const drawn = new Drawn({
      sqlite,
      pack: machine.pack,
      main: machine.pack.id,
      texts: loadTexts(`${packageRoot()}/locales`).texts,
    });
    const began: Became[] = machine.humans.flatMap(({ id, role }) =>
      role === "beneficiary"
        ? { who: id, as: role, at: BEGIN }
        : role === "prospective"
          ? { who: id, as: "candidate", at: BEGIN }
          : [],
    );
    const inBook = new Checked(drawn, new Count(lived), [...began, ...book.standing], machine.humans);
    const inTables = new Checked(drawn, new Count(stored), storedStanding(sqlite), machine.humans);
    const [known, all] = [lived, stored].map((facts) => new Set(kindsOf(facts).keys()));
    for (const kinds of [known, all]) for (const one of OF_RUKUN) kinds?.delete(one);
    const over = periodsOf().filter(({ days }) => Date.parse(days.to) < BEGIN + (WEEKS * 7 - 1) * DAY);
    const wrong = over.flatMap((period) => [
      ...inBook.differences(period, known ?? new Set()).map((line) => `by the book, ${line}`),
      ...inTables.differences(period, all ?? new Set()).map((line) => `by the tables, ${line}`),
      ...(period.kind === "weekly" ? [] : inTables.unread(period, namesOf(living), machine.now)),
    ]);
    expect.soft(wrong, "reports").toEqual([]);

    const rules = new Rules(lives, machine.platform, weather.outages);
    expect.soft(rules.twice(), "told twice").toEqual([]);
    expect.soft(rules.atNight(), "outside of her hours").toEqual([]);
    expect.soft(rules.tooMany(), "more than four a week").toEqual([]);
    expect.soft(rules.unwanted(), "after she wanted no more").toEqual([]);
    expect.soft(rules.past(), "about what is past").toEqual([]);
    expect.soft(rules.unfair(), "silent though nobody asked").toEqual([]);
    const weeks = weather.downs.filter(({ from, to }) => to - from > 6 * 86_400_000);
    expect.soft(weeks, "a week of downtime").toHaveLength(1);
    const flood = weeks.flatMap((week) => rules.flood(week));
    expect(flood, "a flood").toEqual([]);
    await machine.stop();
  }, 600_000);

  it("is the same year again with the same dice", async () => {
    const dumps = [];
    for (let time = 0; time < 2; time++) {
      const living = new Living("again", 6);
      await living.live();
      dumps.push(dumped(living));
      await living.machine.stop();
    }
    expect(dumps[0]?.length).toBeGreaterThan(5_000);
    expect(dumps[1]).toEqual(dumps[0]);
  }, 300_000);
});
