import { type Collected, collected, frameOf, type Section } from "../../documents/index.ts";
import { dateIn } from "../../zones.ts";
import { amountText, changeText } from "./figures.ts";
import type { Made, ReportSource } from "./made.ts";
import { matrixSections } from "./matrix-sections.ts";
import {
  activities,
  attachments,
  breakdowns,
  charts,
  feedback,
  kindName,
  obstacles,
  plans,
  type Telling,
  targets,
  verdictOf,
} from "./sections.ts";
import { ReportWords } from "./words.ts";

/** A report as a document, in one language. `now`: ms UTC. */
export function reportDocument(
  { sqlite, pack, texts }: ReportSource,
  made: Made,
  lang: string,
  now: number,
): Collected {
  const words = new ReportWords(texts, lang);
  const rows = sqlite.prepare("SELECT id, name FROM programme_group UNION ALL SELECT id, name FROM unit").raw().all();
  const telling: Telling = { made, pack, words, groups: new Map(rows as [string, string][]) };
  const { kind, days } = made.id;
  const title = words.say(`title.${kind}`);
  const mark = words.say("draft");
  const day = (at: number) => words.date(dateIn(pack.zone, at));
  const { approval } = made.added;
  return collected({
    name: `report-${kind}`,
    title: made.approved ? title : `${mark}: ${title}`,
    unit: pack.name,
    period: words.period(kind, days),
    per: words.say("part"),
    facts: [
      { label: words.say("status.label"), value: statusOf(made, words, day) },
      ...(made.approved && approval !== undefined
        ? [{ label: words.say("status.approved-by"), value: approval.by }]
        : []),
    ],
    sections: [
      prose(words.say("section.summary"), summaryOf(telling)),
      prose(words.say("section.analysis"), analysisOf(made, words, day)),
      ...activities(telling),
      ...obstacles(telling),
      ...feedback(telling),
      ...targets(telling),
      ...charts(telling),
      ...matrixSections(telling),
      ...plans(telling),
      ...attachments(telling),
      ...breakdowns(telling),
    ],
    notes: [words.say("note.few"), words.say("note.period")],
    signatures: [],
    ...(made.approved ? {} : { mark }),
    frame: frameOf((key, data) => words.say(`frame.${key}`, data), {
      lang,
      madeAt: now,
      today: dateIn(pack.zone, now),
      date: (iso) => words.date(iso),
    }),
  });
}

const prose = (title: string, text: readonly string[]): Section => ({ title, columns: [], rows: [], text });

function statusOf({ approved, added: { approval } }: Made, words: ReportWords, day: (at: number) => string): string {
  if (approved && approval !== undefined) return words.say("status.approved", { date: day(approval.at) });
  return approval === undefined
    ? words.say("status.draft")
    : words.say("status.changed", { date: day(approval.at), by: approval.by });
}

function analysisOf({ added }: Made, words: ReportWords, day: (at: number) => string): string[] {
  if (added.analyses.length === 0) return [words.say("none.analysis")];
  return added.analyses.map(({ words: said, by, at }) => words.say("analysis", { words: said, by, date: day(at) }));
}

/** What a manager reads first, in a few sentences: who, what, how far, what is in the way. */
export function summaryOf({ made, pack, words }: Telling): string[] {
  const { figures, reckoned, before, until } = made;
  const of = (as: string) => figures.standing.get(as) ?? 0;
  const shared = reckoned.flatMap(({ indicator, values: [all] }, at) => {
    if (indicator.level !== "activity" || all === undefined || all.hidden || all.value === null) return [];
    const { name, unit } = indicator;
    const change = changeText(unit, all.value, before[at]?.values[0]?.value ?? null, words.say("points"));
    return [
      words.say(change === "-" ? "summary.value" : "summary.value-change", {
        name,
        value: amountText(unit, all.value),
        change,
      }),
    ];
  });
  const verdicts = reckoned
    .filter(({ indicator }) => indicator.target !== undefined)
    .map(({ indicator, values }) => ({ name: indicator.name, verdict: verdictOf(indicator, values[0]) }));
  const named = (verdict: string) => verdicts.filter((one) => one.verdict === verdict).map(({ name }) => name);
  const done = figures.kinds
    .filter(({ kind, now }) => now.told > 0 && !ON_THE_WAY.has(kind))
    .sort((a, b) => b.now.told - a.now.told)
    .slice(0, MOST_NAMED);
  const worst = figures.obstacles
    .filter(({ obstacle, people }) => obstacle !== "none" && people >= FEWEST)
    .sort((a, b) => b.told - a.told)[0];
  return [
    words.say("summary.people", {
      members: of("beneficiary"),
      graduates: of("graduate"),
      candidates: of("candidate"),
      date: words.date(until),
    }),
    ...(done.length === 0
      ? [words.say("none.activities")]
      : [
          words.say("summary.done", {
            list: done.map(({ kind, now }) => `${kindName(kind, pack, words)} ${now.told}`).join(", "),
          }),
        ]),
    ...(shared.length === 0 ? [] : [shared.join(" ")]),
    words.say("summary.targets", {
      met: named("met").length,
      count: verdicts.length,
      unknown: named("none").length + named("few").length,
    }),
    ...(named("look").length === 0 ? [] : [words.say("summary.look", { list: named("look").join(", ") })]),
    ...(worst === undefined
      ? []
      : [
          words.say("summary.obstacle", {
            obstacle: words.named(`obstacle.${worst.obstacle}`, worst.obstacle),
            count: worst.told,
          }),
        ]),
  ];
}

/** What belongs to a session that is counted itself, or to a visit: a summary would name the same thing twice. */
const ON_THE_WAY: ReadonlySet<string> = new Set([
  "training.invited",
  "training.rsvp",
  "training.booked",
  "training.attended",
  "form.kunjungan",
]);
/** Kinds of activities that a summary names, and of how few people it says nothing. */
const MOST_NAMED = 4;
const FEWEST = 5;
