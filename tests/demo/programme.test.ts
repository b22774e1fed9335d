import { createHash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkLedger } from "../../src/cooperative/journal/check/check.ts";
import { readDemo } from "../../src/demo/data.ts";
import { loadDemo, makeDemoWorld, personas } from "../../src/demo/index.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { assessmentOf } from "../../src/programme/graduation/parts.ts";
import { Enrolments, EventLog, KINDS, loadPacks, type Pack, schemasOf } from "../../src/programme/index.ts";
import {
  drawUp,
  periodWith,
  REPORT_KINDS,
  type ReportKind,
  reportDocument,
} from "../../src/programme/reports/index.ts";
import { loadCooperative } from "../../src/start/cooperative.ts";
import { loadTexts } from "../../src/texts/index.ts";
import { addDays, dateIn, mondayOf } from "../../src/zones.ts";
import { peopleIn, wib } from "../programme/support.ts";

const NOW = wib("2026-11-20", "16:30");
const MONDAY = wib("2028-02-28", "00:05");
const { texts } = loadTexts(join(packageRoot(), "locales"));

function packOf(id: string): Pack {
  const { packs, problems } = loadPacks(packageRoot(), [id]);
  const pack = packs.get(id);
  if (pack === undefined) throw new Error(JSON.stringify(problems));
  return pack;
}

/** The demo's world on a day. */
function worldOf(id: string, now = NOW) {
  const pack = packOf(id);
  const { demo, problems } = loadDemo(packageRoot(), pack);
  if (demo === undefined) throw new Error(JSON.stringify(problems));
  const { units } = loadCooperative(packageRoot(), pack);
  const world = peopleIn();
  makeDemoWorld({ ...world, pack, demo, units, texts, newId: sequentialIds("d"), now });
  const { sqlite } = world.db;
  const list = (sql: string) => sqlite.prepare(sql).pluck().all() as (string | number)[];
  return { ...world, sqlite, pack, demo, now, today: dateIn(pack.zone, now), list, one: (sql: string) => list(sql)[0] };
}
type Told = ReturnType<typeof worldOf>;

/** All that is in the database, as one word. */
function digestOf({ sqlite, list }: Told): string {
  const hash = createHash("sha256");
  for (const table of list("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
    for (const row of sqlite.prepare(`SELECT * FROM "${table}"`).raw().iterate()) hash.update(JSON.stringify(row));
  return hash.digest("hex");
}

function isPast({ list, now, today }: Told): void {
  // In the east of the country it may be tomorrow.
  expect(list(`SELECT kind FROM event WHERE at > ${now} OR on_date > '${addDays(today, 1)}'`)).toEqual([]);
  expect(list(`SELECT id FROM weekly_report WHERE at > ${now} OR week > '${mondayOf(today)}'`)).toEqual([]);
  expect(list(`SELECT id FROM enrolment WHERE since > ${now}`)).toEqual([]);
  expect(list("SELECT key FROM outbox")).toEqual([]);
  expect(list(`SELECT key FROM duty WHERE state = 'due' AND due_at <= ${now}`)).toEqual([]);
  expect(list("SELECT key FROM duty WHERE state = 'failed'")).toEqual([]);
}

/** A report of the newest period of its kind that is over; the final one is about the year so far. */
function reportOf({ sqlite, pack, today }: Told, kind: ReportKind) {
  const { from } = periodWith(kind, today);
  const days = kind === "final" ? periodWith(kind, today) : periodWith(kind, addDays(from, -1));
  const source = { sqlite, pack, main: pack.id, texts };
  const made = drawUp(source, { programme: pack.id, kind, days }, today);
  return { made, document: reportDocument(source, made, "id", NOW) };
}

const pena = worldOf("pena");
const pesada = worldOf("pesada");

describe.each([pena, pesada])("the year of the demo of $pack.id", (told) => {
  const { list, one, today, now, pack } = told;
  const yearAgo = addDays(mondayOf(today), -52 * 7);

  it("is past, with nothing that would come at once", () => isPast(told));

  it("has weekly reports of each of 52 weeks, by members and by a kader, of weeks that ran and that did not", () => {
    const inYear = `FROM weekly_report WHERE kind = 'beneficiary' AND week >= '${yearAgo}' AND week < '${mondayOf(today)}'`;
    expect(one(`SELECT count(DISTINCT week) ${inYear}`)).toBe(52);
    expect(list(`SELECT DISTINCT mode ${inYear} ORDER BY 1`)).toEqual(["kader", "self"]);
    expect(list(`SELECT DISTINCT answers ->> 'running' ${inYear} ORDER BY 1`)).toEqual(["no", "yes"]);
    expect(list(`SELECT DISTINCT answers ->> 'obstacle' ${inYear} AND profit > 0`).length).toBeGreaterThan(2);
    expect(one(`SELECT count(DISTINCT profit) ${inYear}`)).toBeGreaterThan(30);
  });

  it("has somebody who fell silent, somebody whose business stands still, and somebody whose profit fell", () => {
    const last = addDays(mondayOf(today), -7);
    const of = (person: string, week: string) =>
      list(`SELECT ifnull(profit, -1) FROM weekly_report WHERE person_id GLOB '${person}0*' AND week = '${week}'`)[0];
    const [silent, paused, falling] = pack.id === "pena" ? ["suprih", "karti", "endah"] : ["lenny", "nurhaida", "tiur"];
    expect(of(silent ?? "", last)).toBeUndefined();
    expect(of(paused ?? "", last)).toBe(-1);
    expect(Number(of(falling ?? "", last))).toBeLessThan(0.75 * Number(of(falling ?? "", addDays(last, -14))));
  });

  it("follows people from the first message to a year after graduation", () => {
    const kinds = new Set(list("SELECT DISTINCT kind FROM event"));
    for (const kind of [
      ...["socialisation.reached", "socialisation.understood", "socialisation.asked", "socialisation.decided"],
      ...["form.demografi", "form.asesmen", "form.kebutuhan", "form.kunjungan", "form.harian-pd", "form.kepuasan"],
      ...["training.rsvp", "training.held", "training.test", "training.task", "training.graded", "training.feedback"],
      ...["training.certificate", "capital.received", "group.met", "assessment.quiz", "graduation.objected"],
      ...["graduation.planned", "graduation.evaluated", "graduation.referred"],
    ])
      expect(kinds).toContain(kind);
    expect(list("SELECT DISTINCT data ->> 'months' FROM event WHERE kind = 'graduation.checked' ORDER BY 1")).toEqual([
      1, 3, 6, 12,
    ]);
    expect(list("SELECT DISTINCT data ->> 'status' FROM event WHERE kind = 'training.attended' ORDER BY 1")).toEqual([
      "absent",
      "excused",
      "full",
      "half",
      "late",
    ]);
    expect(one("SELECT count(*) FROM market_price")).toBeGreaterThan(50);
    expect(one("SELECT count(*) FROM poll WHERE counted_at IS NOT NULL")).toBeGreaterThan(1);
    expect(one("SELECT count(*) FROM group_rule")).toBeGreaterThan(3);
  });

  it("leaves its staff something to do: a proposal to check, a session to come, work to look at, who waits for an answer", () => {
    expect(list("SELECT state FROM graduation_case WHERE closed_at IS NULL ORDER BY 1")).toEqual(["proposed", "shown"]);
    const soon = `starts_at > ${now} AND starts_at < ${now + 14 * 86_400_000}`;
    expect(one(`SELECT count(*) FROM training_session WHERE ${soon}`)).toBeGreaterThan(0);
    expect(
      one(`SELECT count(*) FROM training_seat JOIN training_session ON id = session_id
      WHERE ${soon} AND answer IS NOT NULL`),
    ).toBeGreaterThan(0);
    expect(one("SELECT count(*) FROM training_hand_in WHERE grade IS NULL")).toBeGreaterThan(0);
    expect(one("SELECT count(*) FROM application WHERE state = 'open'")).toBeGreaterThan(0);
  });

  it("rests each graduation, and each proposal that is open, on what is recorded; months later, too", () => {
    const { sqlite, people } = told;
    const events = new EventLog(sqlite, () => "", schemasOf(new Map([[pack.id, pack]])), pack.id);
    const enrolments = new Enrolments(sqlite);
    const { graduation } = pack;
    const reached = (id: string | number) => {
      const person = people.person(String(id));
      if (graduation === undefined || person === null || person === undefined) return false;
      return assessmentOf({ events, enrolments }, { pack, graduation }, person, now).reaches;
    };
    const graduates = enrolments.members(pack.id, { as: ["graduate"] }).map(({ personId }) => personId);
    const proposed = list("SELECT person_id FROM graduation_case WHERE closed_at IS NULL");
    expect(graduates).toHaveLength(7);
    expect([...graduates, ...proposed].filter((id) => !reached(id))).toEqual([]);
  });

  it("can be played in each role", () => {
    const roles = new Set(personas(told).flatMap((one) => one.roles));
    for (const role of ["beneficiary", "prospective", "kader", "facilitator", "coordinator", "manager"])
      expect(roles).toContain(role);
  });

  it("gives every indicator of the pack a value, of five people at least", () => {
    const { made } = reportOf(told, "final");
    const without = made.reckoned.flatMap(({ indicator, values: [all] }) =>
      all?.hidden === false && all.value !== null ? [] : [indicator.id],
    );
    expect(without).toEqual([]);
    const tooMuch = made.reckoned.flatMap(({ indicator, values: [all] }) =>
      indicator.denominator !== undefined && indicator.unit === "percent" && (all?.value ?? 0) > 1_000_000
        ? [indicator.id]
        : [],
    );
    expect(tooMuch).toEqual([]);
  });

  it.each(REPORT_KINDS)("has a %s report with its numbers, and with a name for all of them", (kind) => {
    const { made, document } = reportOf(told, kind);
    const { from, to } = made.id.days;
    const counted = (name: string) => made.figures.kinds.find((one) => one.kind === name)?.now.told ?? 0;
    const inPeriod = (column: string) => `${column} BETWEEN '${from}' AND '${to}'`;
    const members = `kind = 'beneficiary' AND ${inPeriod("week")}`;
    expect(counted("weekly.report")).toBe(one(`SELECT count(*) FROM weekly_report WHERE ${members}`));
    expect(counted("form.kunjungan")).toBe(
      one(`SELECT count(*) FROM event WHERE kind = 'form.kunjungan' AND ${inPeriod("on_date")}`),
    );
    expect(counted("weekly.report")).toBeGreaterThan(0);
    expect(made.notes.length).toBeGreaterThan(0);
    expect(made.figures.weeks.filter(({ profit }) => profit !== null).length).toBeGreaterThan(8);
    const said = JSON.stringify(document.sections);
    expect(said).not.toMatch(/"(assessment|socialisation|training|field|group|graduation)\.[a-z]/);
    expect(said).toContain("<5");
  });
});

it("each family of PENA got five million, and said so itself or by her kader", () => {
  const { list } = pena;
  expect(list("SELECT DISTINCT data ->> 'amount' FROM event WHERE kind = 'capital.received'")).toEqual([5_000_000]);
  const [received, handed] = ["capital.received", "form.serah-terima"].map((kind) =>
    list(`SELECT DISTINCT person_id FROM event WHERE kind = '${kind}' ORDER BY 1`),
  );
  expect(received).toEqual(handed);
  expect(list("SELECT DISTINCT mode FROM event WHERE kind = 'capital.received' ORDER BY 1")).toEqual(["kader", "self"]);
});

it("the CU of PESADA has its books whole, with loans that are paid, late and agreed to", () => {
  expect(checkLedger(pesada.sqlite)).toMatchObject({ units: 1, found: 0 });
  expect(pesada.list("SELECT DISTINCT state FROM loan ORDER BY 1")).toEqual(["active", "agreed", "closed"]);
});

it("a demo can be made on any day, at any hour", () => isPast(worldOf("pena", MONDAY)));

it("the same day makes the same world", () => expect(digestOf(worldOf("pesada"))).toBe(digestOf(pesada)));

it("every kind of event has a name in the reports", () => {
  const nameless = Object.keys(KINDS).filter((kind) => !texts.has("id", `report:kind.${kind.replace(".", "-")}`));
  expect(nameless).toEqual([]);
});

it("a cohort, a module or a question that there is not is told with its line", () => {
  const text = `
unit: { name: PENA, village: Kepanjen }
people:
  - { id: siti, name: Siti, called: Ibu Siti, village: Kepanjen, cohort: Angkatan 9 }
year:
  cohorts: [{ name: Angkatan 1, heard: 20, began: 10, reason: Selamat datang }]
  courses:
    - { module: menjahit, cohort: Angkatan 1, by: tuti, first: 8, sessions: 2, day: monday, time: "09:00", hours: 2, place: Balai }
  forms:
    - { form: usaha, by: self, week: 2, answers: { kept: yes } }
  graduation:
    - { person: siti, note: Siap, decided: not-yet }
  visits: { every: 4, graduates: 12, found: [{ purpose: routine, findings: Baik, follow-up: Lanjut }] }
  notes: { weekly: [{ plan: Berkunjung }], daily: [{ progress: Berkunjung }] }
  feedback: [Bagus]
`;
  const { problems } = readDemo("demo.yaml", text, packOf("pena"));
  expect(problems.map(({ line, what }) => `${line}: ${what}`)).toEqual([
    '4: There is no cohort "Angkatan 9".',
    '8: There is no "tuti".',
    '8: There is no module "menjahit".',
    '10: The form "usaha" asks no "kept".',
    "12: It has no time, or two.",
    "12: Whoever checked it said yes: it is not turned round by itself.",
  ]);
});
