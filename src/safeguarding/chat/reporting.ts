import type { Module } from "../../conversation/module.ts";
import { mailboxActions, OpenNumbers } from "./mailbox/actions.ts";
import { PING_DUTY, pingDuty, planPing } from "./mailbox/pings.ts";
import { Tries } from "./mailbox/tries.ts";
import type { ChatParts } from "./parts.ts";
import { beginningActions } from "./report/actions.ts";
import { Drafts } from "./report/draft.ts";
import { type Reported, sendingActions } from "./report/sending.ts";
import { tellingActions } from "./report/telling.ts";
import { SuaraEar } from "./suara-words.ts";

/** The side of those who tell: reporting, and following up with a number. */
export type Reporting = Required<Pick<Module, "actions" | "duties" | "urgent" | "inside" | "sealedGone">> & {
  /** The reporter of a case was answered. Inside a transaction. */
  answered(alias: string, now: number): void;
};

export function reporting(parts: ChatParts, reported: Reported = () => {}): Reporting {
  const drafts = new Drafts();
  const numbers = new OpenNumbers();
  const ear = new SuaraEar(parts.texts);
  return {
    actions: {
      ...beginningActions(parts, drafts, (conversation) => numbers.of(conversation) !== undefined),
      ...tellingActions(parts, drafts),
      ...sendingActions(parts, drafts, reported),
      ...mailboxActions(parts, numbers, new Tries()),
    },
    duties: { [PING_DUTY]: pingDuty(parts) },
    urgent: (heard, context) => ear.anywhere(heard, context),
    inside: (heard, context) => ear.inside(heard, context),
    sealedGone: (conversation) => {
      drafts.drop(conversation);
      numbers.drop(conversation);
    },
    answered: (alias, now) => planPing(parts, alias, now),
  };
}
