import type Sqlite from "better-sqlite3";
import { ACCOUNTS } from "../accounts.ts";
import type { Pendings } from "../controls/pendings.ts";
import { yearEnd } from "../jobs/months.ts";
import { credit, debit } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import type { Members } from "../members.ts";
import {
  type Booking,
  type Done,
  done,
  type Handler,
  type Handlers,
  NOBODY,
  type Result,
  refused,
} from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { Settings } from "../settings.ts";
import { basisOf } from "./basis.ts";
import type { YearClose, YearCloses } from "./closes.ts";
import { type SurplusSplit, splitLines, splitSurplus } from "./split.ts";

export type SharingParts = {
  sqlite: Sqlite.Database;
  journal: Journal;
  members: Members;
  closes: YearCloses;
  pendings: Pick<Pendings, "byId">;
  settings(unit: number): Settings;
  /** What was in force at an instant. */
  settingsAt(unit: number, at: number): Settings;
};

/** SHU: shared by the annual meeting's rule, then put into savings for all, or into the hand of one. */
export const sharingHandlers = (parts: SharingParts): Handlers => ({
  shu: sharing(parts),
  "shu-to-savings": savingShares(parts),
  "pay-shu": payingShare(parts),
});

/** The year and its split as it would be booked, for who is to decide on it. Refusals as of the operation. */
export function plannedSplit(
  parts: SharingParts,
  unit: number,
  year: number,
  settings: Settings = parts.settings(unit),
): Result<{ close: YearClose; split: SurplusSplit }> {
  const close = parts.closes.of(unit, year);
  if (close === undefined) return refused("year-not-closed", { year });
  if (close.state !== "closed") return refused("shu-split-already", { year });
  const basis = basisOf(parts.sqlite, unit, year, parts.members.roster(unit));
  const split = splitSurplus(close.surplus, settings.shu, basis);
  return split === undefined ? refused("shu-nothing", { year }) : { ok: true, close, split };
}

function sharing(parts: SharingParts): Handler<"shu"> {
  return {
    member: () => undefined,
    amount: ({ year }, { unit }) => parts.closes.of(unit, year)?.surplus,
    needs: () => ({ votes: 2, confirm: false, why: "shu" }),
    perform: ({ year }, booking) => share(parts, year, booking),
  };
}

function share(parts: SharingParts, year: number, booking: Booking): Result<Done> {
  const { journal, members, closes } = parts;
  const { unit, valueOn } = booking;
  const planned = plannedSplit(parts, unit, year, settingsAsked(parts, booking));
  if (!planned.ok) return planned;
  if (valueOn <= yearEnd(year)) return refused("shu-early", { year, date: yearEnd(year) });
  const { split } = planned;
  const ids = new Map(members.roster(unit).map(({ id, no }) => [no, id]));
  const idOf = (no: number) => ids.get(no) ?? 0;
  // A later year was closed meanwhile, and took what stood there to 3-301.
  const from = closes.newest(unit)?.year === year ? ACCOUNTS.surplus : ACCOUNTS.earlierSurplus;
  const result = book(journal, booking, { kind: "shu", memo: String(year), lines: splitLines(split, from, idOf) });
  const [entry] = result.ok && !result.duplicate ? result.entries : [];
  if (entry === undefined) return result;
  closes.approve(unit, year, split.funds, entry.id);
  for (const { no, capital, usage } of split.shares)
    closes.addShare(unit, year, { member: idOf(no), forCapital: capital, forUse: usage });
  return result;
}

/** By the percentages that were in force when it was asked for: what the approvers were shown. */
function settingsAsked({ pendings, settings, settingsAt }: SharingParts, { unit, source }: Booking): Settings {
  const id = /^pending:(\d+)$/.exec(source)?.[1];
  const pending = id === undefined ? undefined : pendings.byId(Number(id));
  return pending === undefined ? settings(unit) : settingsAt(unit, pending.madeAt);
}

/** What everybody who is still a member gets of a year, into her simpanan sukarela; her own included, so another agrees. */
function savingShares(parts: SharingParts): Handler<"shu-to-savings"> {
  return {
    member: () => undefined,
    amount: ({ year }, { unit }) => owedToMembers(parts, unit, year).reduce((sum, { amount }) => sum + amount, 0),
    needs: () => ({ votes: 1, confirm: false, why: "shu-to-savings" }),
    perform: ({ year }, booking) => saveShares(parts, year, booking),
  };
}

function saveShares(parts: SharingParts, year: number, booking: Booking): Result<Done> {
  const { journal, closes } = parts;
  const { unit } = booking;
  const before = journal.bySource(booking.source);
  if (before !== undefined) return done([before], true);
  if (closes.of(unit, year) === undefined) return refused("year-not-closed", { year });
  if (closes.of(unit, year)?.state === "closed") return refused("shu-not-split", { year });
  const owed = owedToMembers(parts, unit, year);
  if (owed.length === 0) return refused("shu-handed-over", { year });
  const lines = owed.flatMap(({ member, amount }) => [
    debit(ACCOUNTS.shuPayable, amount, { member }),
    credit(ACCOUNTS.voluntary, amount, { member }),
  ]);
  const result = book(journal, booking, { kind: "shu", memo: String(year), lines });
  const [entry] = result.ok ? result.entries : [];
  if (entry !== undefined) for (const { member } of owed) closes.handedOver(unit, member, entry.id, year);
  return result;
}

/** Who left is paid in cash: see `pay-shu`. */
function owedToMembers(
  { closes, members }: Pick<SharingParts, "closes" | "members">,
  unit: number,
  year: number,
): { member: number; amount: number }[] {
  const active = new Set(members.roster(unit).flatMap(({ id, active }) => (active ? [id] : [])));
  return closes
    .shares(unit, year)
    .filter(({ member, entryId }) => entryId === null && active.has(member))
    .map(({ member, forCapital, forUse }) => ({ member, amount: forCapital + forUse }));
}

/** All that a member is owed of the surplus, in cash; who has left since may have it too. Guarded as a withdrawal is. */
function payingShare(parts: SharingParts): Handler<"pay-shu"> {
  const owed = (member: number, unit: number) => parts.journal.balance(unit, ACCOUNTS.shuPayable, member);
  return {
    member: ({ member }) => member,
    amount: ({ member }, { unit }) => owed(member, unit),
    needs: ({ member }, { unit }) => {
      const { codeAbove, approvalAbove } = parts.settings(unit).withdrawal;
      const amount = owed(member, unit);
      const need = { votes: amount > approvalAbove ? 1 : 0, confirm: amount > codeAbove, why: "withdrawal" };
      return need.votes > 0 || need.confirm ? need : NOBODY;
    },
    perform: ({ member }, booking) => payShare(parts, member, booking),
  };
}

function payShare({ journal, closes, members }: SharingParts, member: number, booking: Booking): Result<Done> {
  const { unit } = booking;
  const before = journal.bySource(booking.source);
  if (before !== undefined) return done([before], true);
  if (members.member(member)?.unit !== unit) return refused("not-a-member");
  const amount = journal.balance(unit, ACCOUNTS.shuPayable, member);
  if (amount === 0) return refused("shu-none-owed");
  const lines = [debit(ACCOUNTS.shuPayable, amount, { member }), credit(ACCOUNTS.cash, amount)];
  const result = book(journal, booking, { kind: "shu-payment", lines });
  const [entry] = result.ok ? result.entries : [];
  if (entry !== undefined) closes.handedOver(unit, member, entry.id);
  return result;
}
