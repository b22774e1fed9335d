import type { Action } from "../commands/index.ts";
import type { OfficerRole } from "../officers.ts";
import { is, type Standing } from "./standing.ts";

const TREASURER: readonly OfficerRole[] = ["treasurer"];
const VOTERS: readonly OfficerRole[] = ["treasurer", "chair", "supervisor", "manager"];

/** Who may give a command. What is not here, members may do for themselves. */
const OFFICES: Partial<Record<Action, readonly OfficerRole[]>> = {
  deposit: TREASURER,
  withdraw: TREASURER,
  instalment: TREASURER,
  disburse: TREASURER,
  /** Where every treasurer borrows or voted, another of them hands out the money. */
  "disburse-loan": ["treasurer", "chair", "supervisor"],
  settle: TREASURER,
  reverse: TREASURER,
  "cash-count": ["treasurer", "chair", "supervisor"],
  "open-meeting": TREASURER,
  "close-meeting": TREASURER,
  "drop-meeting": TREASURER,
  "meeting-line": TREASURER,
  "remove-line": TREASURER,
  "show-meeting": TREASURER,
  expense: TREASURER,
  income: TREASURER,
  "send-transfer": TREASURER,
  "receive-transfer": TREASURER,
  "take-back-transfer": TREASURER,
  transfers: VOTERS,
  "to-bank": TREASURER,
  "from-bank": TREASURER,
  "pay-tax": TREASURER,
  differences: VOTERS,
  "settle-difference": TREASURER,
  cover: TREASURER,
  "pay-from-savings": TREASURER,
  "write-off": TREASURER,
  recover: TREASURER,
  "death-benefit": TREASURER,
  "close-year": ["treasurer", "chair"],
  "split-surplus": ["treasurer", "chair"],
  "cover-loss": ["treasurer", "chair"],
  "savings-interest": TREASURER,
  "surplus-to-savings": TREASURER,
  "pay-surplus": TREASURER,
  "new-member": TREASURER,
  leave: TREASURER,
  approvals: VOTERS,
  approve: VOTERS,
  "lock-month": ["chair", "manager"],
  "lock-day": ["chair", "manager"],
  disputes: VOTERS,
  explain: VOTERS,
  "pass-on": ["supervisor", "manager"],
  witnesses: VOTERS,
  "change-number": TREASURER,
  "number-changes": VOTERS,
  arrears: VOTERS,
  cash: VOTERS,
};

/** What a member wrote who meant her own money: how it comes about, and what she may do herself. */
const OWN: Partial<Record<Action, string>> = {
  deposit: "own-deposit",
  withdraw: "own-withdraw",
  instalment: "own-instalment",
  settle: "own-instalment",
  "pay-from-savings": "own-instalment",
  arrears: "own-arrears",
  reverse: "own-reverse",
  "change-number": "own-number",
};

/** Why she may not, as a text of `forbidden` in the locale: whose part it is. Undefined: she may. */
export function forbidden(action: Action, standing: Standing): string | undefined {
  const offices = OFFICES[action];
  if (offices === undefined)
    return standing.member !== undefined || standing.roles.length > 0 ? undefined : "forbidden.member";
  if (is(standing, ...offices)) return undefined;
  if (standing.roles.length === 0) return `forbidden.${OWN[action] ?? "office"}`;
  const [first, second] = offices;
  return `forbidden.${first === "treasurer" && second === "chair" ? "treasurer-or-chair" : first}`;
}

/** What a member hears who speaks of her own money in words that are a treasurer's to write. */
export const forbiddenOwn = (action: Action, standing: Standing): string | undefined =>
  OWN[action] === undefined || standing.roles.length > 0 ? undefined : forbidden(action, standing);
