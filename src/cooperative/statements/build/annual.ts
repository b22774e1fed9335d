import type { Fact, Row, Section } from "../../../documents/index.ts";
import { splitFunds } from "../../rules/index.ts";
import type { Settings } from "../../settings.ts";
import { YearCloses } from "../../year/closes.ts";
import { results, surplusOf } from "../figures.ts";
import type { Ledger } from "../ledger.ts";
import { type Builder, type Built, column, type Scene } from "../scene.ts";
import type { Words } from "../words.ts";
import { collectibilityList } from "./late-loans.ts";
import { loanList } from "./loans.ts";
import { memberList } from "./member-list.ts";
import { memberShares } from "./member-shares.ts";
import { balanceSheet, income, ofScene, surplusName } from "./neraca.ts";
import { pearlsStatement } from "./pearls.ts";

/** The chapters of the book, in the order in which a meeting goes through them. */
const CHAPTERS: readonly [name: string, build: Builder][] = [
  ["balance-sheet", balanceSheet],
  ["income", income],
  ["surplus-split", surplusSplit],
  ["members", memberList],
  ["loans", loanList],
  ["collectibility", collectibilityList],
  ["pearls", pearlsStatement],
];

/** Buku RAT: the statements of a year in one document. */
export function annualBook(scene: Scene): Built {
  const { words, names, units, all, ledger } = scene;
  const notes: string[] = [];
  const sections = CHAPTERS.flatMap(([name, build]) => {
    const built = build(scene);
    notes.push(...(built.notes ?? []).filter((note) => !notes.includes(note)));
    return chapter(words.say(`title.${name}`), built.sections);
  });
  return {
    per: words.say("per.chapter"),
    cover: true,
    facts: coverFacts(scene),
    sections,
    notes,
    signatures: names.signatures(all ? ledger.units.head() : units[0]),
  };
}

/** The first section begins the chapter, and each says which one it belongs to. */
function chapter(title: string, sections: Iterable<Section>): Section[] {
  return [...sections].map((section, i) => ({
    ...section,
    title: section.title === undefined ? title : `${title}, ${section.title}`,
    ...(i === 0 ? { chapter: title } : {}),
  }));
}

function coverFacts({ words, units, all }: Scene): Fact[] {
  const [unit] = units;
  if (all || unit === undefined) return [{ label: words.say("column.units"), value: String(units.length) }];
  return unit.village === "" ? [] : [{ label: words.say("column.village"), value: unit.village }];
}

/** How the surplus is shared: as the meeting decided and the books have it, or as the settings would have it. */
export function surplusSplit(scene: Scene): Built {
  const { ledger, words, units, all, period } = scene;
  const surplus = surplusOf(results(ledger, ofScene(scene), period));
  const columns = [
    column(words, "fund", "text", ", "),
    column(words, "share", "percent"),
    column(words, "amount", "money"),
  ];
  // Each unit shares its own surplus by its own settings: for all units together only the sum is a figure.
  const [unit] = units;
  if (all || unit === undefined) return { sections: [{ columns, rows: [totalRow(surplus, words)] }] };
  const year = Number(period.to.slice(0, 4));
  if (surplus < 0) {
    const rows = lossRows(surplus, new YearCloses(ledger.sqlite).of(unit.id, year)?.split ?? {}, words);
    return { sections: [{ columns, rows }], notes: [words.say("note.loss", { year })] };
  }
  const decided = decidedRows(ledger, { unit: unit.id, year }, words);
  const rows = decided ?? plannedRows(surplus, ledger.setting(unit.id), words);
  const note = words.say(decided === undefined ? "note.split-planned" : "note.split-decided");
  return { sections: [{ columns, rows }, ...memberShares(scene, unit.id)], notes: [note] };
}

const totalRow = (surplus: number, words: Words): Row => ({
  role: "total",
  cells: [surplusName(surplus, words), null, surplus],
});

/** What of a loss was met from which reserve, below 0, and what stays. Pure. */
export function lossRows(surplus: number, taken: Readonly<Record<string, number>>, words: Words): Row[] {
  const from = Object.entries(taken).filter(([, amount]) => amount !== 0);
  const left = from.reduce((all, [, amount]) => all - amount, surplus);
  return [
    ...from.map(([fund, amount]): Row => ({ cells: [words.say(`fund.${fund}`), null, amount] })),
    { cells: [words.say("row.loss-left"), null, left] },
    totalRow(surplus, words),
  ];
}

/** What the annual meeting decided, from the entry that did it; undefined before. */
function decidedRows(
  { sqlite, journal }: Pick<Ledger, "sqlite" | "journal">,
  { unit, year }: { unit: number; year: number },
  words: Words,
): Row[] | undefined {
  const id = sqlite.prepare(DECIDED).pluck().get(unit, year) as number | undefined;
  const entry = id === undefined ? undefined : journal.entry(id);
  if (entry === undefined) return undefined;
  const shared = entry.lines.filter(({ credit }) => credit > 0);
  const amounts = new Map<number, number>();
  for (const { account, credit } of shared) amounts.set(account, (amounts.get(account) ?? 0) + credit);
  const total = shared.reduce((sum, { credit }) => sum + credit, 0);
  return [
    ...[...amounts].map(([account, amount]): Row => ({ cells: [words.account(account), null, amount] })),
    totalRow(total, words),
  ];
}

const DECIDED = "SELECT approved_entry FROM year_close WHERE unit = ? AND year = ? AND approved_entry IS NOT NULL";

type Fund = keyof Settings["shu"];

/** Pure. */
export function plannedRows(surplus: number, { shu }: Pick<Settings, "shu">, words: Words): Row[] {
  const funds = (Object.keys(shu) as Fund[]).map((fund) => ({ fund, ppm: shu[fund] }));
  const split = splitFunds(surplus, funds);
  if (split.kind === "nothing-to-split") return [totalRow(surplus, words)];
  const rows = split.parts
    .filter(({ fund }) => shu[fund] > 0)
    .map(({ fund, amount }): Row => ({ cells: [words.say(`fund.${fund}`), shu[fund], amount] }));
  return [...rows, totalRow(surplus, words)];
}
