import type { Reach } from "../../../conversation/module.ts";
import { addDays, dateIn, instantOf } from "../../../zones.ts";
import { type Notice, takeNotices } from "../../cases/notices.ts";
import type { Recipient } from "../../officers/recipients.ts";
import { DESK_MS, NOTICE_HOURS } from "./desk-limits.ts";
import { deadlineIn } from "./moments.ts";
import { operatorsForCase } from "./operators.ts";
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
 * Takes the notices that are due and tells them, in the transaction in which they are written down as given. One
 * message for each case and person, with the deadline that comes first.
 */
export function giveNotices(desk: DeskSetting, reach: Reach, now: number, which: "urgent" | "all"): void {
  const { cases, calendar } = desk;
  const only = which === "urgent" ? { only: ["S1"] as const } : {};
  const notices = takeNotices(cases, calendar, now, only).sort((a, b) => a.dueAt - b.dueAt);
  if (notices.length === 0) return;
  const recipients = new Map(cases.recipients().map((each) => [each.id, each]));
  const told = new Set<string>();
  for (const notice of notices) giveOne({ desk, reach, recipients, told }, notice);
}

type Round = {
  desk: DeskSetting;
  reach: Reach;
  recipients: ReadonlyMap<string, Recipient>;
  /** `<alias> <whom>` */
  told: Set<string>;
};

/** To the first one whom a message reaches; to the trustee goes a call by whoever looks after this Rukun. */
function giveOne(round: Round, notice: Notice): void {
  for (const id of [notice.to, ...notice.others]) {
    const recipient = round.recipients.get(id);
    if (recipient === undefined) continue;
    const name = `${notice.alias} ${id}`;
    if (round.told.has(name) || (recipient.personId === null ? call : tell)(round, notice, recipient)) {
      round.told.add(name);
      return;
    }
  }
}

function tell({ desk, reach }: Round, { alias, severity, dueAt }: Notice, { personId }: Recipient): boolean {
  const key = severity === "S1" ? "petugas:notice.fast" : "petugas:notice.usual";
  return reach.tellSealed(personId ?? "", key, { alias, ...deadlineIn(desk.zone, dueAt) }, { as: "initiated" });
}

/** The trustee has no chat: somebody is asked to call her. */
function call({ desk, reach, recipients }: Round, { alias, dueAt, others, to }: Notice, { name }: Recipient): boolean {
  const readers = new Set([to, ...others].flatMap((id) => recipients.get(id)?.personId ?? []));
  const data = { alias, trustee: name, ...deadlineIn(desk.zone, dueAt) };
  const told = operatorsForCase(desk, readers).filter((id) =>
    reach.tellSealed(id, "petugas:alert.call-trustee", data, { as: "initiated" }),
  );
  return told.length > 0;
}
