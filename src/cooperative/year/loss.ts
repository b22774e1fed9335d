import { ACCOUNTS } from "../accounts.ts";
import { yearEnd } from "../jobs/months.ts";
import { credit, debit } from "../journal/entry.ts";
import type { Journal } from "../journal/journal.ts";
import { type Booking, type Done, type Handler, type Result, refused } from "../operations/operation.ts";
import { book } from "../operations/posting.ts";
import type { YearClose, YearCloses } from "./closes.ts";

export type LossParts = { journal: Journal; closes: YearCloses };

/** What a unit has put by out of earlier surpluses, by the fund of the SHU that it came from. */
export const RESERVES = { generalReserve: ACCOUNTS.generalReserve, riskReserve: ACCOUNTS.riskReserve } as const;
export type Reserve = keyof typeof RESERVES;

/** How a loss is met; rupiah. `left`: what the reserves do not reach to, and what stays a loss. */
export type LossCover = { loss: number; from: Readonly<Record<Reserve, number>>; left: number };

/** The general reserve first, as far as it reaches, then the risk reserve. Pure. */
export function coverOf(loss: number, reserves: Readonly<Record<Reserve, number>>): LossCover {
  const generalReserve = Math.min(loss, Math.max(0, reserves.generalReserve));
  const riskReserve = Math.min(loss - generalReserve, Math.max(0, reserves.riskReserve));
  return { loss, from: { generalReserve, riskReserve }, left: loss - generalReserve - riskReserve };
}

/** What of a year's loss was met already. Pure. */
export const coveredOf = ({ surplus, split }: Pick<YearClose, "surplus" | "split">): number =>
  surplus < 0 ? -Object.values(split ?? {}).reduce((sum, amount) => sum + amount, 0) : 0;

/** The loss of a closed year and how it would be met today. Refusals as of the operation. */
export function plannedCover(
  { journal, closes }: LossParts,
  unit: number,
  year: number,
): Result<{ close: YearClose; cover: LossCover }> {
  const close = closes.of(unit, year);
  if (close === undefined) return refused("year-not-closed", { year });
  if (close.surplus >= 0) return refused("loss-none", { year });
  const loss = -close.surplus - coveredOf(close);
  if (loss === 0) return refused("loss-covered", { year });
  const reserves = {
    generalReserve: journal.balance(unit, RESERVES.generalReserve),
    riskReserve: journal.balance(unit, RESERVES.riskReserve),
  };
  const cover = coverOf(loss, reserves);
  return cover.left === loss ? refused("loss-no-reserve", { year, amount: loss }) : { ok: true, close, cover };
}

/**
 * Meets the loss of a year out of the reserves, as the annual meeting decided; two others agree. Where they do not reach,
 * the rest stays a loss, and what is put by later may meet it.
 */
export function coveringLoss(parts: LossParts): Handler<"cover-loss"> {
  return {
    member: () => undefined,
    amount: ({ year }, { unit }) => {
      const planned = plannedCover(parts, unit, year);
      return planned.ok ? planned.cover.loss - planned.cover.left : undefined;
    },
    needs: () => ({ votes: 2, confirm: false, why: "cover-loss" }),
    perform: ({ year }, booking) => cover(parts, year, booking),
  };
}

function cover(parts: LossParts, year: number, booking: Booking): Result<Done> {
  const { journal, closes } = parts;
  const { unit, valueOn } = booking;
  const planned = plannedCover(parts, unit, year);
  if (!planned.ok) return planned;
  if (valueOn <= yearEnd(year)) return refused("shu-early", { year, date: yearEnd(year) });
  const { from } = planned.cover;
  // A later year was closed meanwhile, and took what stood there to 3-301.
  const to = closes.newest(unit)?.year === year ? ACCOUNTS.surplus : ACCOUNTS.earlierSurplus;
  const lines = [
    debit(RESERVES.generalReserve, from.generalReserve),
    debit(RESERVES.riskReserve, from.riskReserve),
    credit(to, from.generalReserve + from.riskReserve),
  ].filter((line) => line.debit + line.credit > 0);
  const result = book(journal, booking, { kind: "loss", memo: String(year), lines });
  const [entry] = result.ok && !result.duplicate ? result.entries : [];
  if (entry !== undefined) closes.cover(unit, year, addedTo(planned.close.split, from), entry.id);
  return result;
}

/** What was taken from each reserve, below 0 as a surplus gives above it. */
const addedTo = (before: YearClose["split"], from: LossCover["from"]): Record<Reserve, number> => ({
  generalReserve: (before?.["generalReserve"] ?? 0) - from.generalReserve,
  riskReserve: (before?.["riskReserve"] ?? 0) - from.riskReserve,
});
