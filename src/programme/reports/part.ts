import type { HearContext, Heard } from "../../conversation/module.ts";
import { systemTimers } from "../../conversation/outbox/index.ts";
import { sharedLayout } from "../../documents/index.ts";
import { LIMITS as TEXT_LIMITS } from "../../limits.ts";
import type { ProgrammePart } from "../compose.ts";
import type { Scope } from "../indicators/index.ts";
import type { Parts } from "../parts.ts";
import { Additions } from "./additions.ts";
import { type Asked, askedIn } from "./asked.ts";
import { LIMITS } from "./limits.ts";
import type { ReportSource } from "./made.ts";
import { type Order, type OrderParts, ReportOrders } from "./orders.ts";
import { periodName, periodWith } from "./period.ts";
import { reckonInThread } from "./reckoning.ts";

const isStaff = (roles: readonly string[]) => roles.includes("coordinator") || roles.includes("manager");

/** Where reports are reckoned and laid out; a test has its own. */
export type ReportWork = Pick<OrderParts, "layout" | "reckon" | "timers">;
const IN_THREADS: ReportWork = { layout: sharedLayout, reckon: reckonInThread, timers: systemTimers };

/** LAPORAN BULAN, LAPORAN MINGGU, ANALISIS and SETUJUI LAPORAN, of the main programme. */
export function reportsPart(parts: Parts, work: ReportWork = IN_THREADS): ProgrammePart {
  const { db, packs, main, texts, duties, people, files, wake } = parts;
  const source = (programme: string): ReportSource | undefined => {
    const pack = packs.get(programme);
    return pack && { sqlite: db.sqlite, pack, main: main.id, texts };
  };
  const orders = new ReportOrders({
    ...work,
    source,
    duties,
    files,
    wake,
    person: (id) => people.person(id),
    takesFiles: (id) => {
      const channel = people.reach(id, () => true)?.channel;
      return channel !== undefined && parts.sendsFiles(channel);
    },
    maySee: ({ roles }, { own }) => isStaff(roles) || (own && roles.includes("facilitator")),
    scopeOf: (id) => scopeOf(parts, id),
  });
  return {
    duties: orders.duties(),
    plan: (now) => orders.hasten(now),
    hear: (heard, context) => hear(heard, context, source(main.id), orders),
  };
}

function hear(
  heard: Heard,
  context: HearContext,
  source: ReportSource | undefined,
  orders: ReportOrders,
): "taken" | undefined {
  const { roles } = context.person;
  const staff = isStaff(roles);
  if (heard.kind !== "text" || source === undefined || !(staff || roles.includes("facilitator"))) return undefined;
  const asked = askedIn(heard.text, context.today);
  if (asked === undefined) return undefined;
  // A facilitator has the week of her own people; the whole programme is her coordinator's.
  if (!staff && !(asked.what === "report" && asked.kind === "weekly")) return undefined;
  answer(asked, context, source, (about) =>
    orders.order({ ...about, programme: source.pack.id, own: !staff }, context.person.id, context.source, context.now),
  );
  return "taken";
}

function answer(
  asked: Asked,
  context: HearContext,
  source: ReportSource,
  order: (about: Omit<Order, "programme" | "own">) => void,
): void {
  const { person, today, tell } = context;
  if (asked.what === "unknown") {
    tell(person.id, "report:chat.period-unknown", { heard: asked.heard.slice(0, TEXT_LIMITS.heardBack) });
    return;
  }
  if (asked.what === "analysis") analyse(asked.words, context, source);
  else if (asked.days.from > today) tell(person.id, "report:chat.future");
  else order({ what: asked.what, kind: asked.kind, ...asked.days });
}

/** An analysis is about the report that is asked for at this time of the month. */
function analyse(words: string, { person, today, tell, source: from, now }: HearContext, source: ReportSource): void {
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

/** All whom she looks after: also those who only wait for an answer, and those who graduated. */
function scopeOf({ directory }: Parts, facilitatorId: string): Scope {
  const hers = directory.caredFor(facilitatorId, "facilitator").map(({ id }) => id);
  return { people: new Set(hers), by: facilitatorId };
}
