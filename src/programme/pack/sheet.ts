import { formatMoney } from "../../flow/understand/index.ts";
import { zoneShort } from "../../zones.ts";
import type { Form } from "./forms.ts";
import { DIMENSIONS, type Indicator } from "./indicators.ts";
import type { Pack } from "./pack.ts";
import type { SheetLine, SheetSection } from "./sheet-text.ts";

/** A text of `programme-sheet.json`. */
export type SheetWords = (key: string, data?: Record<string, string | number>) => string;

/** A whole programme to read: for its officer, and for whoever asks her for the programme sheet. */
export function sheetOf(pack: Pack, say: SheetWords): SheetSection[] {
  return [
    section(say, "about", aboutLines(pack, say)),
    ...planSections(pack, say),
    section(
      say,
      "eligibility",
      pack.eligibility.map(({ told, kind, source }) => line(`${told} (${say(`kind.${kind}`)}; ${source})`)),
    ),
    ...studySections(pack, say),
    section(say, "calendar", calendarLines(pack, say)),
    section(
      say,
      "audiences",
      (pack.calendar?.audiences ?? []).map(({ name, message }) => line(`${name}: ${message}`)),
    ),
    section(
      say,
      "faq",
      (pack.calendar?.faq ?? []).flatMap(({ question, answer }) => [line(question), deep(answer)]),
    ),
    section(say, "communication", communicationLines(pack, say)),
    section(
      say,
      "contact",
      pack.contact.map(({ name, months: [from, to], every }) => line(say("contact-line", { name, from, to, every }))),
    ),
    section(
      say,
      "modules",
      pack.modules.map((one) => line(say("module-line", moduleData(one)))),
    ),
    section(
      say,
      "forms",
      pack.forms.flatMap((form) => formLines(form, say)),
    ),
    section(say, "indicators", indicatorLines(pack, say)),
    section(say, "graduation", graduationLines(pack, say)),
  ];
}

const line = (text: string): SheetLine => ({ text });
const deep = (text: string): SheetLine => ({ text, deep: true });
const section = (say: SheetWords, key: string, lines: readonly SheetLine[]): SheetSection => ({
  heading: say(`section.${key}`),
  lines,
});
const lines = (texts: readonly string[] = []): SheetLine[] => texts.map(line);
const role = (say: SheetWords, name: string): string => say(`role.${name}`);

function aboutLines(pack: Pack, say: SheetWords): SheetLine[] {
  const { purpose, office, zone, hours, villages, consents } = pack;
  const places = villages.map(({ name, district }) => (district === undefined ? name : `${name} (${district})`));
  return [
    line(say("purpose", { purpose })),
    line(say("office", { office })),
    line(say("hours", { from: hours.from, to: hours.to, zone: zoneShort(zone) })),
    line(say("villages", { villages: places.join(", ") })),
    line(say("consents", { consents: consents.map((one) => say(`consent.${one}`)).join(", ") })),
  ];
}

function planSections({ sheet, indicators }: Pack, say: SheetWords): SheetSection[] {
  if (sheet === undefined) return [];
  const { problem, policy, goal, targets, approach, criteria, stages, procedures, institutions, resources, guide } =
    sheet;
  const unitOf = (id: string) => indicators.find((one) => one.id === id)?.unit ?? "number";
  return [
    section(
      say,
      "plan",
      [problem, policy, goal, approach].map((text, at) => line(`${say(`plan.${PLAN[at] ?? ""}`)}: ${text}`)),
    ),
    section(
      say,
      "targets",
      targets.map(({ what, value, indicator, by, source }) =>
        line(say("target-line", { what, value: amount(value, unitOf(indicator), say), by, source })),
      ),
    ),
    section(say, "criteria", lines(criteria)),
    section(
      say,
      "stages",
      stages.flatMap(({ name, months, does }) => [
        line(months === undefined ? name : `${name} (${months})`),
        ...does.map(deep),
      ]),
    ),
    section(say, "procedures", lines(procedures)),
    section(
      say,
      "institutions",
      institutions.map(({ name, does }) => line(`${name}: ${does}`)),
    ),
    section(say, "resources", lines(resources)),
    section(say, "guide", lines(guide)),
  ];
}

const PLAN = ["problem", "policy", "goal", "approach"];

const studySections = ({ study }: Pack, say: SheetWords): SheetSection[] => [
  section(say, "lacks", lines(study?.lacks)),
  section(say, "bot", lines(study?.bot)),
  section(say, "not", lines(study?.not)),
];

function calendarLines({ calendar }: Pack, say: SheetWords): SheetLine[] {
  return (calendar?.activities ?? []).flatMap(({ name, weeks: [from, to], owner, source, tasks }) => [
    line(say(from === to ? "week-line" : "weeks-line", { from, to, name, owner: role(say, owner), source })),
    ...tasks.map(({ what, week }) => deep(week === undefined ? what : `${what} (${say("in-week", { week })})`)),
  ]);
}

const communicationLines = ({ communication }: Pack, say: SheetWords): SheetLine[] =>
  communication.map(({ from, to, every, about }) =>
    line(say("communication-line", { from, to, every: say(`every.${every}`), about })),
  );

function moduleData({ name, weeks, sessions, hours, shares, source }: Pack["modules"][number]) {
  const divided = Object.entries(shares).map(([share, ppm]) => `${share.replaceAll("-", " ")} ${ppm / 10_000}%`);
  const span = ({ min, max }: { min: number; max: number }) => (min === max ? String(min) : `${min}-${max}`);
  return { name, weeks: span(weeks), sessions: span(sessions), hours: span(hours), shares: divided.join(", "), source };
}

function formLines(form: Form, say: SheetWords): SheetLine[] {
  const by = form.by.map((one) => role(say, one)).join(", ");
  return [
    line(say("form-line", { name: form.name, by, every: say(`every.${form.every}`), source: form.source })),
    ...formUses(form, say),
    ...form.questions.map(({ ask, options, optional, privacy }) => {
      const chosen = options === undefined ? "" : ` (${options.map(({ label }) => label).join(" / ")})`;
      const marks = [...(optional ? [say("optional")] : []), ...(privacy === "private" ? [say("private")] : [])];
      return deep(`${ask}${chosen}${marks.length === 0 ? "" : ` [${marks.join(", ")}]`}`);
    }),
  ];
}

/** When people are asked for it, and who reads it. */
function formUses({ call, board }: Form, say: SheetWords): SheetLine[] {
  const called =
    call === undefined
      ? []
      : "after" in call
        ? [
            say(call.again ? "called-after-again" : "called-after", {
              months: call.months.join(", "),
              since: say(`since.${call.after}`),
            }),
          ]
        : [
            say(call.in === undefined ? "called-on" : "called-in", {
              day: call.day,
              months: (call.in ?? []).join(", "),
            }),
          ];
  const read = board === undefined ? [] : [say(board.named ? "board-named" : "board", { name: board.name })];
  return [...called, ...read].map(deep);
}

function indicatorLines({ indicators }: Pack, say: SheetWords): SheetLine[] {
  return DIMENSIONS.flatMap((dimension) =>
    indicators
      .filter((one) => one.dimension === dimension)
      .flatMap((one) => [
        line(`${one.name}: ${one.definition}`),
        deep(`${say(`dimension.${dimension}`)}, ${say(`level.${one.level}`)}${aims(one, say)}; ${one.source}`),
      ]),
  );
}

function aims({ target, threshold, unit }: Indicator, say: SheetWords): string {
  const told = [
    ...(target === undefined ? [] : [say("target", { value: amount(target, unit, say) })]),
    ...(threshold === undefined ? [] : [say("threshold", { value: amount(threshold, unit, say) })]),
  ];
  return told.map((one) => `, ${one}`).join("");
}

function amount(value: number, unit: Indicator["unit"], say: SheetWords): string {
  if (unit === "percent") return `${value / 10_000}%`;
  if (unit === "rupiah") return formatMoney(value);
  return unit === "people" ? say("people", { count: value }) : String(value);
}

function graduationLines({ graduation }: Pack, say: SheetWords): SheetLine[] {
  if (graduation === undefined) return [];
  const { levels, criteria, graduates, refer } = graduation;
  const days = graduation["objection-days"];
  const name = levels.find(({ id }) => id === graduates)?.name ?? graduates;
  return [
    ...levels.flatMap((level) => [
      line(`${level.name}: ${level.told}`),
      ...criteria.filter((one) => one.level === level.id).map(({ told, source }) => deep(`${told} (${source})`)),
    ]),
    line(
      say("graduates", {
        level: name,
        propose: role(say, graduation.propose),
        check: role(say, graduation.check),
        days,
      }),
    ),
    line(say("stops", { approvals: graduation["stop-approvals"] })),
    line(say("checks", { months: graduation.checks.join(", ") })),
    ...refer.map((one) => line(`${one.name}: ${one.told}`)),
  ];
}
