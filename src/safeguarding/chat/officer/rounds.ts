import type { Reach } from "../../../conversation/module.ts";
import { SOURCE_LANGUAGE, type TextData } from "../../../texts/index.ts";
import { addDays, dateIn, instantOf } from "../../../zones.ts";
import { type Notice, takeNotices } from "../../cases/notices.ts";
import { DESK, DESK_MS, NOTICE_HOURS } from "../../limits.ts";
import type { Recipient } from "../../officers/recipients.ts";
import { deadlineIn } from "./moments.ts";
import { hasOwnPhone, operatorsFor } from "./operators.ts";
import type { DeskSetting } from "./setting.ts";

/**
 * The instant of the next round of notices after `now`, with up to half an hour of jitter. `random` is 0 to 1. Pure.
 */
export function nextRound(zone: DeskSetting["zone"], now: number, random: number): number {
  const today = dateIn(zone, now);
  const jitter = Math.floor(random * DESK_MS.jitter);
  const hours = [today, addDays(today, 1)].flatMap((day) => NOTICE_HOURS.map((hour) => instantOf(zone, day, hour)));
  return (hours.find((at) => at > now) ?? now) + jitter;
}

/** Whether notices that are not urgent may go at all. Pure. */
export function isDay(zone: DeskSetting["zone"], now: number): boolean {
  const today = dateIn(zone, now);
  const [first, last] = [NOTICE_HOURS[0], NOTICE_HOURS[NOTICE_HOURS.length - 1] ?? NOTICE_HOURS[0]];
  return now >= instantOf(zone, today, first) && now < instantOf(zone, today, last) + 2 * DESK_MS.jitter;
}

/**
 * Takes the notices that are due and tells them, in the transaction in which they are written down as given: one message
 * for each person, the earliest deadline first. Whom no message reaches is passed over for the next one.
 */
export function giveNotices(desk: DeskSetting, reach: Reach, now: number, which: "urgent" | "all"): void {
  const only = which === "urgent" ? { only: ["S1"] as const } : {};
  const notices = takeNotices(desk.cases, desk.calendar, now, only).sort((a, b) => a.dueAt - b.dueAt);
  if (notices.length === 0) return;
  const recipients = new Map(desk.cases.recipients().map((each) => [each.id, each]));
  const round: Round = { desk, reach, recipients, told: new Set() };
  let open: Turn[] = notices.map((notice) => ({ notice, candidates: [notice.to, ...notice.others] }));
  while (open.length > 0) open = tellFirst(round, open);
}

type Round = {
  desk: DeskSetting;
  reach: Reach;
  recipients: ReadonlyMap<string, Recipient>;
  /** `<alias> <whom>`: of several duties of a case she hears once. */
  told: Set<string>;
};

/** A notice, and who may still be told. */
type Turn = { notice: Notice; candidates: readonly string[] };

/** Tells the first candidate of each; gives what reached nobody, with who is next. */
function tellFirst(round: Round, open: readonly Turn[]): Turn[] {
  const ids = new Set(open.flatMap(({ candidates }) => candidates.slice(0, 1)));
  return [...ids].flatMap((id) => {
    const hers = open.filter(({ notice, candidates }) => candidates[0] === id && !round.told.has(nameOf(notice, id)));
    const notices = firstOfEach(hers.map(({ notice }) => notice));
    const reached = tellOne(round, id, notices);
    for (const notice of notices) if (reached.has(notice.alias)) round.told.add(nameOf(notice, id));
    return hers
      .filter(({ notice, candidates }) => !reached.has(notice.alias) && candidates.length > 1)
      .map(({ notice, candidates }) => ({ notice, candidates: candidates.slice(1) }));
  });
}

/** Of the notices of a case the first one. */
function firstOfEach(notices: readonly Notice[]): Notice[] {
  const seen = new Set<string>();
  return notices.filter(({ alias }) => !seen.has(alias) && seen.add(alias));
}

const nameOf = ({ alias }: Notice, id: string): string => `${alias} ${id}`;

/** Gives the aliases of which somebody was told. */
function tellOne(round: Round, id: string, notices: readonly Notice[]): ReadonlySet<string> {
  const recipient = round.recipients.get(id);
  if (recipient === undefined || notices.length === 0) return new Set();
  return recipient.personId === null
    ? haveCalled(round, recipient, notices)
    : tellOfficer(round, recipient.personId, notices);
}

function tellOfficer({ desk, reach }: Round, personId: string, notices: readonly Notice[]): ReadonlySet<string> {
  if (!hasOwnPhone(desk, personId)) return new Set();
  const say = sayTo(desk, personId);
  const lines = linesOf(say, notices, ({ alias, severity, dueAt }) =>
    say(severity === "S1" ? "notice.fast" : "notice.usual", { alias, ...deadlineIn(desk.zone, dueAt) }),
  );
  const text = [...lines, say("notice.open")].join("\n");
  const told = reach.tellSealed(personId, "petugas:plain", { text }, { as: "initiated" });
  return new Set(told ? notices.map(({ alias }) => alias) : []);
}

/** The trustee has no chat: whoever looks after this Rukun is asked to call her. */
function haveCalled(round: Round, { name }: Recipient, notices: readonly Notice[]): ReadonlySet<string> {
  const { desk, reach } = round;
  const reached = new Set<string>();
  for (const operator of operatorsFor(desk)) {
    const hers = notices.filter((notice) => mayKnow(round, operator, notice));
    if (hers.length === 0) continue;
    const say = sayTo(desk, operator);
    const lines = linesOf(say, hers, ({ alias, dueAt }) =>
      say("alert.call-about", { alias, ...deadlineIn(desk.zone, dueAt) }),
    );
    const text = [say("alert.call-trustee", { trustee: name }), ...lines].join("\n");
    if (reach.tellSealed(operator, "petugas:plain", { text }, { as: "initiated" }))
      for (const { alias } of hers) reached.add(alias);
  }
  return reached;
}

/**
 * Nobody who is or ever was an officer hears of a case as an operator, unless she reads it: whom the reporter struck out must
 * not hear of it by her other office, and the server does not know who that is.
 */
function mayKnow({ desk, recipients }: Round, operator: string, { to, others }: Notice): boolean {
  if (!desk.officers.all().some(({ personId }) => personId === operator)) return true;
  return [to, ...others].some((id) => recipients.get(id)?.personId === operator);
}

type Say = (key: string, data?: TextData) => string;

const sayTo = ({ people, texts }: DeskSetting, personId: string): Say => {
  const language = people.person(personId)?.language ?? SOURCE_LANGUAGE;
  return (key, data) => texts.text(language, `petugas:${key}`, data);
};

function linesOf(say: Say, notices: readonly Notice[], line: (notice: Notice) => string): string[] {
  const shown = notices.slice(0, DESK.page).map(line);
  const more = notices.length - shown.length;
  return more === 0 ? shown : [...shown, say("notice.more", { count: more })];
}
