import { type Frame, frameOf, type Statement } from "../../documents/index.ts";
import { RukunError } from "../../errors.ts";
import type { Texts } from "../../texts/index.ts";
import { dateIn } from "../../zones.ts";
import type { CoopUnit } from "../units.ts";
import { kindOf, type StatementName } from "./catalogue.ts";
import type { Ledger } from "./ledger.ts";
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
  const asked = sceneOf(ledger, request, words, making.now);
  const scene = kindOf(name).ofYear === true ? ofWholeYear(asked) : asked;
  const built = kindOf(name).build(scene);
  const { title = words.say(`title.${name}`), facts = [], notes = [], signatures = [], sections, ...rest } = built;
  return {
    period: kindOf(name).asOf === true ? asOf(scene) : periodText(scene.period, words),
    ...rest,
    name,
    title,
    unit: scene.all ? words.say("unit.all") : (scene.units[0]?.name ?? ""),
    facts,
    sections,
    notes: [...notes, ...commonNotes(scene)],
    signatures,
    frame: frameIn(scene),
  };
}

/** The year in which the period ends, from its first day. */
const ofWholeYear = (scene: Scene): Scene => ({
  ...scene,
  period: { from: `${scene.period.to.slice(0, 4)}-01-01`, to: scene.period.to },
});

const asOf = ({ words, period }: Scene): string => words.say("period.as-of", { date: words.date(period.to) });

function sceneOf(ledger: Ledger, { unit, period, subject = {} }: StatementRequest, words: Words, now: number): Scene {
  const units = unitsOf(ledger, unit);
  const today = units.reduce((latest, { zone }) => (dateIn(zone, now) > latest ? dateIn(zone, now) : latest), "");
  if (period.from > today)
    throw new RukunError("statement.future", `the period begins on ${period.from}, and today is ${today}`);
  // What will be late next month is not late today.
  const to = period.to > today ? today : period.to;
  const names = new Names(ledger, words);
  return { ledger, words, names, units, all: unit === "all", period: { from: period.from, to }, subject, now };
}

function unitsOf({ units }: Ledger, unit: number | "all"): CoopUnit[] {
  const found = unit === "all" ? units.all() : [units.byId(unit)].flatMap((one) => one ?? []);
  if (found.length === 0) throw new RukunError("statement.unit", "no unit has books here");
  return found;
}

/** What stands below every statement: what is disputed, and where the books stood. */
function commonNotes({ words, names, units, all }: Scene): string[] {
  const [unit] = units;
  const head = all || unit === undefined ? undefined : names.head(unit.id);
  return [
    words.say("note.disputes", { count: names.openDisputes(units) }),
    ...(head === undefined ? [] : [words.say("note.head", { no: head.no, code: head.code })]),
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
