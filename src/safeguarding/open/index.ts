import type { Module } from "../../conversation/module.ts";
import { hearCommand } from "./commands.ts";
import { complaintKeeper } from "./keeper.ts";
import { ownActions } from "./own-actions.ts";
import { type Doing, type OpenParts, withStore } from "./parts.ts";
import { reminderDuties } from "./reminders.ts";
import { planSignals, signalDuties } from "./signal-duty.ts";
import { staffActions } from "./staff-actions.ts";
import { type NewComplaint, openComplaint } from "./work.ts";

export { OPEN_CATEGORIES, type OpenCategory } from "./complaint.ts";
export type { Doing, NewComplaint, OpenParts };

/** Complaints under one's name: what Kotak Suara's module takes up into itself. */
export type OpenComplaints = {
  /**
   * Takes a complaint in the open transaction and tells the coordinator that there is one; gives the ticket, `K0012`,
   * which the caller tells her. From here on it is kept under her name: she must have chosen that.
   */
  openComplaint(given: NewComplaint, doing: Doing): string;
  module: Required<Pick<Module, "actions" | "duties" | "plan" | "hear" | "keeper">>;
};

export function openComplaints(given: OpenParts): OpenComplaints {
  const parts = withStore(given);
  return {
    openComplaint: (complaint, doing) => openComplaint(parts, complaint, doing),
    module: {
      actions: { ...staffActions(parts), ...ownActions(parts) },
      duties: { ...reminderDuties(parts), ...signalDuties(parts) },
      plan: (now) => planSignals(parts, now),
      hear: (heard, context) => hearCommand(parts, heard, context),
      keeper: complaintKeeper(parts),
    },
  };
}
