import { type Frame, frameOf, type Section, type Statement } from "../../documents/index.ts";
import { RukunError } from "../../errors.ts";
import type { Texts } from "../../texts/index.ts";
import { addDays, dateIn } from "../../zones.ts";
import type { CoopUnit } from "../units.ts";
import { type Kind, kindOf, type StatementName } from "./catalogue.ts";
import type { Ledger } from "./ledger.ts";
import { loansAsBooked } from "./loans-then.ts";
import { Names } from "./names.ts";
import { type Period, periodText } from "./period.ts";
import type { Scene, Subject } from "./scene.ts";
import { Words } from "./words.ts";

/** What is asked for: of one unit by its number in the books or of all, in a period, about something. */
export type StatementRequest = { unit: number | "all"; period: Period; subject?: Subject };

/** In which words and when it is made; ms UTC. */
export type Making = { texts: Texts; lang: string; now: number };

/**
 * Makes a statement. Its rows are read from the books while they are gone through, so this and what goes through them
 * belong in one transaction.
 * Errors: `statement.unit`, `statement.future` (the period has not begun), `statement.member`, `statement.entry`,
 * `statement.loan`.
 */
export function makeStatement(
  ledger: Ledger,
  name: StatementName,
  request: StatementRequest,
  making: Making,
): Statement {
  const words = new Words(making.texts, making.lang);
  const kind = kindOf(name);
  const scene = sceneOf(ledger, kind, request, words, making.now);
  const built = kind.build(scene);
  const { title = words.say(`title.${name}`), facts = [], notes = [], signatures = [], sections, ...rest } = built;
  return {
    period: kind.asOf === true ? asOf(scene) : periodText(scene.period, words),
    ...rest,
    name,
    title,
    unit: scene.all ? words.say("unit.all") : (scene.units[0]?.name ?? ""),
    facts,
    sections: orNothing(sections, words),
    notes: [...notes, ...beginning(kind, scene), ...commonNotes(scene)],
    signatures,
    frame: frameIn(scene),
  };
}

/** "Tidak ada" where there is not one section: an empty paper looks as if something had gone wrong. */
function* orNothing(sections: Iterable<Section>, words: Words): Generator<Section> {
  let count = 0;
  for (const section of sections) {
    count += 1;
    yield section;
  }
  if (count === 0) yield { columns: [], rows: [], text: [words.say("row.nothing")] };
}

/** The year in which the period ends: all of one that is over, the running one up to the end of the period. */
function yearOf({ to }: Period, today: string): Period {
  const year = to.slice(0, 4);
  const end = `${year}-12-31`;
  return { from: `${year}-01-01`, to: end <= today ? end : to };
}

const asOf = ({ words, period }: Scene): string => words.say("period.as-of", { date: words.date(period.to) });

function sceneOf(
  ledger: Ledger,
  { ofYear }: Kind,
  { unit, period, subject = {} }: StatementRequest,
  words: Words,
  now: number,
): Scene {
  const units = unitsOf(ledger, unit);
  const today = units.reduce((latest, { zone }) => (dateIn(zone, now) > latest ? dateIn(zone, now) : latest), "");
  if (period.from > today)
    throw new RukunError("statement.future", `the period begins on ${period.from}, and today is ${today}`);
  // What will be late next month is not late today.
  const to = period.to > today ? today : period.to;
  const names = new Names(ledger, words);
  const asked = { from: period.from, to };
  const made = ofYear === true ? yearOf(asked, today) : asked;
  const { sqlite, journal, members } = ledger;
  const loans = loansAsBooked(ledger, made.to);
  const then = { sqlite, journal, members, units: ledger.units, setting: (id: number) => ledger.setting(id), loans };
  return { ledger: then, words, names, units, all: unit === "all", period: made, subject, now };
}

function unitsOf({ units }: Ledger, unit: number | "all"): CoopUnit[] {
  const found = unit === "all" ? units.all() : [units.byId(unit)].flatMap((one) => one ?? []);
  if (found.length === 0) throw new RukunError("statement.unit", "no unit has books here");
  return found;
}

/** Where it is asked about a time before the books, whose nothing is not what there was. */
function beginning({ asOf, beside, needs }: Kind, { words, units, all, period }: Scene): string[] {
  const opened = units.map(({ openedOn }) => openedOn).reduce((first, on) => (on < first ? on : first));
  const first = beside === true ? addDays(period.from, -1) : asOf === true || all ? period.to : period.from;
  const before = first < opened;
  if (!before || needs === "entry") return [];
  const [unit] = units;
  const date = words.date(opened);
  return [
    all || unit === undefined
      ? words.say("note.begun-all", { date })
      : words.say("note.begun", { unit: unit.name, date }),
  ];
}

/** What stands below every statement: what is disputed, and where the books stood. */
function commonNotes({ words, names, units, all }: Scene): string[] {
  const [unit] = units;
  const head = all || unit === undefined ? undefined : names.head(unit.id);
  return [
    words.say("note.disputes", { count: names.openDisputes(units) }),
    ...(all ? [] : [head === undefined ? words.say("note.empty") : words.say("note.head", { ...head })]),
  ];
}

function frameIn({ words, units, now }: Scene): Frame {
  const { lang } = words;
  const today = dateIn(units[0]?.zone ?? "Asia/Jakarta", now);
  return frameOf((key, data) => words.say(`frame.${key}`, data), {
    lang,
    madeAt: now,
    today,
    date: (iso) => words.date(iso),
  });
}
