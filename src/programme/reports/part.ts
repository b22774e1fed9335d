import type { HearContext, Heard } from "../../conversation/module.ts";
import { sharedLayout } from "../../documents/index.ts";
import { LIMITS as TEXT_LIMITS } from "../../limits.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Scope } from "../indicators/index.ts";
import type { Parts } from "../parts.ts";
import { Additions } from "./additions.ts";
import { type Asked, askedIn } from "./asked.ts";
import { summaryOf } from "./build.ts";
import { REPORT_DUTY, ReportFiles } from "./files.ts";
import { LIMITS, LIMITS_MS } from "./limits.ts";
import { drawUp, type Made, type ReportSource } from "./made.ts";
import { periodName, periodWith } from "./period.ts";
import { ReportWords } from "./words.ts";

/** LAPORAN BULAN, LAPORAN MINGGU, ANALISIS and SETUJUI LAPORAN, of the main programme. */
export function reportsPart(parts: Parts): ProgrammePart {
  const { db, packs, main, texts, duties, people, files, wake } = parts;
  const isStaff = (roles: readonly string[]) => roles.includes("coordinator") || roles.includes("manager");
  const source = (programme: string): ReportSource | undefined => {
    const pack = packs.get(programme);
    return pack && { sqlite: db.sqlite, pack, main: main.id, texts };
  };
  const made = new ReportFiles({
    source,
    files,
    layout: sharedLayout,
    wake,
    languageOf: (id) => people.person(id)?.language ?? "id",
    maySee: (id) => isStaff(people.person(id)?.roles ?? []),
  });
  return {
    duties: { [REPORT_DUTY]: made.duty() },
    plan: (now) => {
      for (const key of made.taken()) duties.hasten(key, now);
    },
    hear: (heard, context) => hear(heard, context, parts, source(main.id), isStaff),
  };
}

function hear(
  heard: Heard,
  context: HearContext,
  parts: Parts,
  source: ReportSource | undefined,
  isStaff: (roles: readonly string[]) => boolean,
): "taken" | undefined {
  const { roles } = context.person;
  const staff = isStaff(roles);
  if (heard.kind !== "text" || source === undefined || !(staff || roles.includes("facilitator"))) return undefined;
  const asked = askedIn(heard.text, context.today);
  if (asked === undefined) return undefined;
  // A facilitator has the week of her own people; the whole programme is her coordinator's.
  if (!staff && !(asked.what === "report" && asked.kind === "weekly")) return undefined;
  const scope = staff ? undefined : scopeOf(parts, context.person.id);
  answer(asked, context, { parts, source, scope });
  return "taken";
}

type Answering = { parts: Parts; source: ReportSource; scope: Scope | undefined };

function answer(asked: Asked, context: HearContext, answering: Answering): void {
  const { person, today, tell } = context;
  if (asked.what === "unknown") {
    tell(person.id, "report:chat.period-unknown", { heard: asked.heard.slice(0, TEXT_LIMITS.heardBack) });
    return;
  }
  if (asked.what === "analysis") analyse(asked.words, context, answering);
  else if (asked.days.from > today) tell(person.id, "report:chat.future");
  else if (asked.what === "approve") approve(asked, context, answering);
  else report(asked, context, answering);
}

type About = Extract<Asked, { kind: unknown }>;

function report({ kind, days }: About, context: HearContext, { parts, source, scope }: Answering): void {
  const { person, tell, today, now, source: from } = context;
  const made = drawUp(source, { programme: source.pack.id, kind, days }, today, scope);
  const words = new ReportWords(parts.texts, person.language);
  const lines = summaryOf({ made, pack: source.pack, words, groups: new Map() }, today);
  const head = { title: words.say(`title.${kind}`), name: source.pack.name, period: words.period(kind, days) };
  for (const text of inBubbles(lines, head, words)) tell(person.id, "report:chat.line", { text }, { as: "reply" });
  if (scope !== undefined) return;
  const period = periodName(kind, days);
  const files = parts.sendsFiles(context.channel);
  const more = `report:chat.${files ? "more-file" : "more"}`;
  tell(person.id, more, { status: statusOf(made, words), period }, { as: "reply" });
  if (!files) return;
  const data = ReportFiles.data({ programme: source.pack.id, kind, ...days });
  const key = `${REPORT_DUTY}:${from}`;
  parts.duties.plan({
    key,
    kind: REPORT_DUTY,
    personId: person.id,
    data,
    dueAt: now,
    expiresAt: now + LIMITS_MS.wanted,
  });
}

const statusOf = ({ approved, added: { approval } }: Made, words: ReportWords): string =>
  approved && approval !== undefined ? `${words.say("status.approved-by")} ${approval.by}` : words.say("status.draft");

/** A summary in two messages at most: what it is and its first lines, then the rest. */
function inBubbles(lines: readonly string[], head: Record<string, string>, words: ReportWords): string[] {
  const room = TEXT_LIMITS.bubble - words.say("chat.summary", { ...head, lines: "" }).length;
  let size = 0;
  const at = lines.findIndex((line) => {
    size += line.length + 2;
    return size > room;
  });
  const [first, rest] = at <= 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at)];
  const whole = words.say("chat.summary", { ...head, lines: first.join("\n\n") });
  return rest.length === 0 ? [whole] : [whole, rest.join("\n\n")];
}

/** An analysis is about the report that is asked for at this time of the month. */
function analyse(words: string, { person, today, tell, source: from, now }: HearContext, { source }: Answering): void {
  const about = askedIn("laporan bulan", today);
  const days = about !== undefined && "days" in about ? about.days : periodWith("monthly", today);
  const id = { programme: source.pack.id, kind: "monthly", days } as const;
  const additions = new Additions(source.sqlite);
  if (words === "") tell(person.id, "report:chat.analysis-how");
  else if (words.length > LIMITS.analysis || additions.of(id).analyses.length >= LIMITS.analyses)
    tell(person.id, "report:chat.analysis-long", { most: LIMITS.analysis });
  else {
    additions.analyse(id, words, { byPerson: person.id, source: from, at: now });
    tell(person.id, "report:chat.analysed", { period: periodName("monthly", days), called: person.called ?? "" });
  }
}

function approve(
  { kind, days }: About,
  { person, tell, today, source: from, now }: HearContext,
  { source }: Answering,
): void {
  const id = { programme: source.pack.id, kind, days };
  const { digest } = drawUp(source, id, today);
  new Additions(source.sqlite).approve(id, digest, { byPerson: person.id, source: from, at: now });
  tell(person.id, "report:chat.approved", { period: periodName(kind, days), called: person.called ?? "" });
}

function scopeOf({ members }: Parts, facilitatorId: string): Scope {
  return { people: new Set(members.ofFacilitator(facilitatorId).map(({ id }) => id)), by: facilitatorId };
}
