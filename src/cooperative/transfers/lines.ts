import { ACCOUNTS } from "../accounts.ts";
import { credit, debit, type Line } from "../journal/entry.ts";

/** Where money was taken from, or was put. */
export type Till = "cash" | "bank";
/** Which way it goes: `up` from a unit to the head office, `down` to a unit. */
export type Way = "up" | "down";
/** What a transfer settles first, rupiah; the rest of the amount is new: placed (up) or lent (down). */
export type Settled = number;

const till = (where: Till): number => (where === "cash" ? ACCOUNTS.cash : ACCOUNTS.bank);

/** The sender's money is on its way. */
export const sentLines = (amount: number, from: Till): Line[] => [
  debit(ACCOUNTS.cashInTransit, amount),
  credit(till(from), amount),
];

/** It came back without having been received. */
export const returnedLines = (amount: number, to: Till): Line[] => [
  debit(till(to), amount),
  credit(ACCOUNTS.cashInTransit, amount),
];

/**
 * What both sides book when it arrives. Up: what the unit owes to the head office is paid back with `settled`, the rest
 * is placed there. Down: of what the unit has placed `settled` comes back, the rest is a loan to it. Each side balances
 * by itself. Pure.
 */
export function arrivedLines(
  way: Way,
  amount: number,
  settled: Settled,
  into: Till,
): { sender: Line[]; receiver: Line[] } {
  const rest = amount - settled;
  const cash = [debit(till(into), amount)];
  const gone = [credit(ACCOUNTS.cashInTransit, amount)];
  if (way === "up")
    return {
      sender: [
        ...some(debit, ACCOUNTS.owedToHeadOffice, settled),
        ...some(debit, ACCOUNTS.atHeadOffice, rest),
        ...gone,
      ],
      receiver: [
        ...cash,
        ...some(credit, ACCOUNTS.unitsReceivable, settled),
        ...some(credit, ACCOUNTS.placedByUnits, rest),
      ],
    };
  return {
    sender: [...some(debit, ACCOUNTS.placedByUnits, settled), ...some(debit, ACCOUNTS.unitsReceivable, rest), ...gone],
    receiver: [
      ...cash,
      ...some(credit, ACCOUNTS.atHeadOffice, settled),
      ...some(credit, ACCOUNTS.owedToHeadOffice, rest),
    ],
  };
}

const some = (side: typeof debit, account: number, amount: number): Line[] =>
  amount > 0 ? [side(account, amount)] : [];
