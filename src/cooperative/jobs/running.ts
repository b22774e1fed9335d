import { DAY } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Duties } from "../../schedule/duties.ts";
import { addDays, dateIn, type Hours, instantOf, withinHours } from "../../zones.ts";
import type { Books } from "../books.ts";
import type { Audience } from "../chat/audience.ts";
import { tellReceipts } from "../chat/notify.ts";
import { SYSTEM } from "../operations/desk.ts";
import type { TermDeposit } from "../savings/term-deposits.ts";
import { lastDayOf } from "./months.ts";
import { dueAtOf, MATURED, MONTHLY, RECEIPTS } from "./planning.ts";
import { type Job, jobKey } from "./progress.ts";

export type RunningParts = {
  books: Books;
  audience: Audience;
  duties: Pick<Duties, "plan">;
  hours: Hours;
};

type Result = ReturnType<DutyHandler["run"]>;
type Data = Record<string, unknown>;

/** When receipts of what was booked at night are sent, and until when. */
const TOLD_AT = "09:00";
const RECEIPTS_DAYS = 7;
/** When a job is tried again whose day was locked. */
const AGAIN_AT = "01:00";

/** The duties that `planning.ts` makes. */
export const jobDuties = (parts: RunningParts): Record<string, DutyHandler> => ({
  [MONTHLY]: { run: (data, context) => runJob(parts, data, context) },
  [RECEIPTS]: { run: (data, context) => tellOf(parts, data, context) },
  [MATURED]: { run: (data, context) => tellMatured(parts, data, context) },
});

/** Books a month's job under the last day of its month; when that is locked, late, under today. */
function runJob({ books, duties, hours }: RunningParts, data: Data, { now }: DutyContext): Result {
  const [job, month, unit] = [data["job"] as Job, String(data["month"]), Number(data["unit"])];
  const { zone } = books.unit(unit);
  const today = dateIn(zone, now);
  // The clock was put back: the month is not over.
  if (today <= lastDayOf(month)) return { again: dueAtOf(job, month, zone) };
  const tomorrow = instantOf(zone, addDays(today, 1), AGAIN_AT);
  const booking = { unit, maker: SYSTEM, at: now, today, valueOn: lastDayOf(month), late: true };
  const taken = books.desk.take({ op: job, month }, { ...booking, source: jobKey(job, month, unit) });
  if (taken.kind === "waiting") return { dropped: "waits" };
  if (taken.kind === "refused")
    return taken.refusal.code === "locked" ? { again: tomorrow } : { dropped: taken.refusal.code };
  const [entry] = taken.entries;
  if (entry === undefined || taken.duplicate || job !== "savings-interest") return "done";
  const dueAt = withinHours(zone, Math.max(now, instantOf(zone, today, TOLD_AT)), hours);
  const key = `${RECEIPTS}:${entry.id}`;
  const expiresAt = dueAt + RECEIPTS_DAYS * DAY;
  duties.plan({ key, kind: RECEIPTS, personId: null, data: { entry: entry.id }, dueAt, expiresAt });
  return "done";
}

/** Each member gets her own receipt of an entry that nobody wrote in a chat. */
function tellOf({ books, audience, hours }: RunningParts, data: Data, context: DutyContext): Result {
  const entry = books.journal.entry(Number(data["entry"]));
  if (entry === undefined) return { dropped: "gone" };
  const unit = books.unit(entry.unit);
  const openAt = withinHours(unit.zone, context.now, hours);
  if (openAt > context.now) return { again: openAt };
  if (books.journal.reversalOf(entry.id) !== undefined) return { dropped: "taken back" };
  tellReceipts(entry, { audience }, context);
  return "done";
}

/** A simpanan berjangka is free again: she decides. */
function tellMatured({ books, audience, hours }: RunningParts, data: Data, context: DutyContext): Result {
  const { personId, now } = context;
  const open = books.termDeposits.openIn(Number(data["unit"]));
  const deposit = open.find(({ id }) => id === data["deposit"]);
  if (deposit === undefined || personId === null || books.personOf(deposit.member) !== personId)
    return { dropped: "gone" };
  const unit = books.unit(deposit.unit);
  const openAt = withinHours(unit.zone, now, hours);
  if (openAt > now) return { again: openAt };
  const say = audience.sayFor(personId);
  const text = maturedText(deposit, unit.name, audience.sharesPhone(personId), say);
  const told = context.tell(personId, "coop:plain", { text }, { as: "initiated" });
  return told ? "done" : { dropped: "unreachable" };
}

/** On a shared phone no amount is named. */
const maturedText = (
  { amount, maturesOn }: TermDeposit,
  unit: string,
  shared: boolean,
  say: ReturnType<Audience["sayFor"]>,
): string => say.line(shared ? "coop-year:matured-private" : "coop-year:matured", { amount, date: maturesOn, unit });
