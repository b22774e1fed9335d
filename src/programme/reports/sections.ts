import { hiddenCells } from "../../analytics/index.ts";
import type { Column, ColumnKind, Row, Section } from "../../documents/index.ts";
import type { Reckoned, ShownValue } from "../indicators/index.ts";
import { UNKNOWN } from "../indicators/index.ts";
import type { Indicator, Pack } from "../pack/index.ts";
import { amountText, changeText, FEW, NOTHING, valueText } from "./figures.ts";
import { LIMITS } from "./limits.ts";
import type { Made } from "./made.ts";
import type { ReportWords } from "./words.ts";

/** What the tables of a report are made from. */
export type Telling = { made: Made; pack: Pack; words: ReportWords; groups: ReadonlyMap<string, string> };

/** What was done: how often, with how many people, and in the period before. */
export function activities({ made, pack, words }: Telling): Section[] {
  const { kinds } = made.figures;
  if (kinds.length === 0)
    return [{ title: words.say("section.activities"), columns: [], rows: [], text: [words.say("none.activities")] }];
  const rows = kinds.map(({ kind, now, before }) => [
    kindName(kind, pack, words),
    now.told,
    few(now.people),
    before.told,
  ]);
  return [
    table(
      words,
      "activities",
      [
        ["activity", "text"],
        ["told", "number"],
        ["people", "number"],
        ["before", "number"],
      ],
      rows,
    ),
  ];
}

/** What was in the way as the members said, and what facilitators wrote and did about it. */
export function obstacles({ made, words }: Telling): Section[] {
  const hidden = hiddenCells(
    made.figures.obstacles.map(({ people }) => people),
    LIMITS.fewestPeople,
  );
  const said = made.figures.obstacles
    .map(({ obstacle, told }, at): Row => {
      const shown = hidden[at] === true ? FEW : told;
      return { cells: [words.named(`obstacle.${obstacle}`, obstacle), shown] };
    })
    .sort((a, b) => Number(b.cells[1]) - Number(a.cells[1]) || 0);
  const notes = made.notes.filter(({ obstacle }) => obstacle !== null && obstacle !== "").slice(0, LIMITS.notes);
  const written = notes.map(({ week, by, obstacle, action }) => [week, by, obstacle, action ?? ""]);
  return [
    ...(said.length === 0
      ? [{ title: words.say("section.obstacles"), columns: [], rows: [], text: [words.say("none.obstacles")] }]
      : [
          {
            title: words.say("section.obstacles"),
            columns: columnsOf(words, [
              ["obstacle", "text"],
              ["reports", "number"],
            ]),
            rows: said,
            chart: { kind: "bars" as const, label: 0, value: 1 },
          },
        ]),
    ...(written.length === 0
      ? []
      : [
          table(
            words,
            "steps",
            [
              ["week", "date"],
              ["by", "text"],
              ["obstacle", "text"],
              ["action", "text"],
            ],
            written,
          ),
        ]),
  ];
}

/** Marks that people gave, the middle one of each. */
export function feedback({ made, words }: Telling): Section[] {
  const { feedback } = made.figures;
  if (feedback.length === 0)
    return [{ title: words.say("section.feedback"), columns: [], rows: [], text: [words.say("none.feedback")] }];
  const rows = feedback.map(({ what, n, people, milli }) => {
    const hidden = people < LIMITS.fewestPeople;
    return [words.named(`feedback.${what}`, what), hidden ? FEW : n, hidden ? FEW : markText(milli)];
  });
  return [
    table(
      words,
      "feedback",
      [
        ["about", "text"],
        ["answers", "number"],
        ["middle", "number"],
      ],
      rows,
    ),
  ];
}

/** `4,5` of 4500. */
const markText = (milli: number): string => (milli / 1_000).toFixed(1).replace(".", ",").replace(",0", "");

/** What was aimed at and what came of it, beside the period before. */
export function targets({ made, words }: Telling): Section[] {
  const rows = made.reckoned.map(({ indicator, values }, at) => {
    const [all, before] = [values[0], made.before[at]?.values[0]];
    const { name, unit, target } = indicator;
    return [
      name,
      amountText(unit, target ?? null),
      valueText(unit, all),
      all?.hidden === true ? FEW : (all?.n ?? 0),
      changeText(unit, all?.value ?? null, before?.value ?? null, words.say("points")),
      words.say(`verdict.${verdictOf(indicator, all)}`),
    ];
  });
  const columns = [
    ["indicator", "text"],
    ["target", "number"],
    ["reached", "number"],
    ["n", "number"],
    ["change", "number"],
    ["verdict", "text"],
  ] as const;
  return [table(words, "targets", columns, rows)];
}

export type Verdict = "none" | "few" | "no-target" | "met" | "under" | "look";

/** Where an indicator stands beside its target and its threshold. Pure. */
export function verdictOf({ better, target, threshold }: Indicator, all: ShownValue | undefined): Verdict {
  if (all === undefined || all.hidden) return "few";
  const { value } = all;
  if (value === null) return "none";
  const atLeast = (aim: number) => (better === "more" ? value >= aim : value <= aim);
  if (target !== undefined && atLeast(target)) return "met";
  if (threshold !== undefined && !atLeast(threshold)) return "look";
  return target === undefined ? "no-target" : "under";
}

/** Shares as bars, each of a whole; how far something moved is none of them. And the weeks as a line. */
export function charts({ made, words }: Telling): Section[] {
  const shares = made.reckoned.flatMap(({ indicator, values: [all] }): Row[] =>
    indicator.unit === "percent" && indicator.denominator !== undefined && typeof all?.value === "number"
      ? [{ cells: [indicator.name, Math.round(all.value / 1_000) * 1_000] }]
      : [],
  );
  const weeks = made.figures.weeks.map(
    ({ week, reports, profit }): Row => ({
      cells: [`${Number(week.slice(8))}/${Number(week.slice(5, 7))}`, reports, profit],
    }),
  );
  // The line is that of the profit; where too few report for one, of how many do.
  const hasProfits = made.figures.weeks.filter(({ profit }) => profit !== null).length > 1;
  return [
    ...(shares.length === 0
      ? []
      : [
          {
            title: words.say("section.shares"),
            columns: columnsOf(words, [
              ["indicator", "text"],
              ["reached", "percent"],
            ]),
            rows: shares,
            chart: { kind: "bars" as const, label: 0, value: 1 },
          },
        ]),
    ...(weeks.every(({ cells }) => cells[1] === 0)
      ? []
      : [
          {
            title: words.say("section.weeks"),
            columns: columnsOf(words, [
              ["monday", "text"],
              ["reports", "number"],
              // A number whose head says rupiah: twelve of them with their sign have no room beside each other in the drawing.
              ["profit", "number"],
            ]),
            rows: weeks,
            chart: { kind: "line" as const, label: 0, value: hasProfits ? 2 : 1 },
          },
        ]),
  ];
}

/** What is planned, and who does it. */
export function plans({ made, words }: Telling): Section[] {
  if (made.plans.length === 0)
    return [{ title: words.say("section.plans"), columns: [], rows: [], text: [words.say("none.plans")] }];
  const rows = made.plans.map((plan) => [
    plan.on,
    plan.what,
    "owner" in plan ? plan.owner : words.named(`role.${plan.role}`, plan.role),
  ]);
  return [
    table(
      words,
      "plans",
      [
        ["date", "date"],
        ["what", "text"],
        ["owner", "text"],
      ],
      rows,
    ),
  ];
}

/** Every indicator by its breakdowns, with what it means. */
export function breakdowns({ made, words, groups }: Telling): Section[] {
  return made.reckoned
    .filter(({ values }) => values.length > 1)
    .map(({ indicator, values }, at) => ({
      ...(at === 0 ? { chapter: words.say("section.breakdowns") } : {}),
      title: `${indicator.name}. ${indicator.definition}`,
      columns: columnsOf(words, [
        ["group", "text"],
        ["numerator", "number"],
        ["denominator", "number"],
        ["n", "number"],
        ["reached", "number"],
      ]),
      rows: values.map((value) => ({ cells: cellsOf({ indicator, values }, value, words, groups) })),
    }));
}

function cellsOf({ indicator }: Reckoned, value: ShownValue, words: ReportWords, groups: ReadonlyMap<string, string>) {
  const { dimension, cell, numerator, denominator, n, hidden } = value;
  const name =
    dimension === "all"
      ? words.say("all")
      : `${words.say(`by.${dimension}`)}: ${cellName(dimension, cell, words, groups)}`;
  if (hidden) return [name, FEW, FEW, FEW, FEW];
  return [
    name,
    indicator.denominator === undefined ? null : numerator,
    denominator,
    n,
    valueText(indicator.unit, value),
  ];
}

function cellName(dimension: string, cell: string, words: ReportWords, groups: ReadonlyMap<string, string>): string {
  if (cell === UNKNOWN) return words.say("unknown");
  if (dimension === "group") return groups.get(cell) ?? cell;
  return words.named(`cell.${dimension}.${cell}`, cell);
}

/** What belongs to a report and is asked for by itself. */
export function attachments({ made, pack, words }: Telling): Section[] {
  const forms = made.figures.kinds.filter(({ kind, now }) => kind.startsWith("form.") && now.told > 0);
  const held = made.figures.kinds.find(({ kind }) => kind === "training.held")?.now.told ?? 0;
  const rows = [
    ...(held === 0 ? [] : [[words.say("attachment.attendance"), held]]),
    ...forms.map(({ kind, now }) => [kindName(kind, pack, words), now.told]),
    [words.say("attachment.indicators"), made.reckoned.length],
  ];
  return [
    table(
      words,
      "attachments",
      [
        ["attachment", "text"],
        ["pieces", "number"],
      ],
      rows,
    ),
  ];
}

/** Of what names nobody, a session or a meeting, it is not said of how many people it was. */
function few(people: number): string | number {
  if (people === 0) return NOTHING;
  return people < LIMITS.fewestPeople ? FEW : people;
}

export function kindName(kind: string, { forms }: Pack, words: ReportWords): string {
  const form = forms.find(({ id }) => kind === `form.${id}`);
  return form?.name ?? words.named(`kind.${kind.replace(".", "-")}`, kind);
}

type Head = readonly (readonly [string, ColumnKind])[];

const table = (words: ReportWords, title: string, head: Head, rows: readonly Row["cells"][]): Section => ({
  title: words.say(`section.${title}`),
  columns: columnsOf(words, head),
  rows: rows.map((cells) => ({ cells })),
});

const columnsOf = (words: ReportWords, head: Head): Column[] =>
  head.map(([key, kind], at) => ({
    key,
    label: words.say(`column.${key}`),
    kind,
    ...(at === 0 ? { lead: " " as const } : {}),
  }));
