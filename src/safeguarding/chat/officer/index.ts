import type { HearContext, Module } from "../../../conversation/module.ts";
import { Clocks } from "./clocks.ts";
import { Desk } from "./desk.ts";
import { type OfficerDeskParts, settingOf } from "./setting.ts";

export type { OfficerDeskParts } from "./setting.ts";

/** What the desk gives to the module of Kotak Suara. */
export type OfficerDesk = Required<Pick<Module, "hear" | "urgent" | "plan" | "committed" | "forget">> & {
  /** Whether a text is for the desk, whatever words are in it. */
  expects(text: string, context: HearContext): boolean;
  /** A case was sealed, a moment ago: what is urgent is told at once. */
  reported(): void;
  /** Resolves when no code is being tried. */
  settled(): Promise<void>;
};

/**
 * The officers in the chat: they are told that there is something, open with a code, read, answer and bring cases on
 * their way; and what the clock does to cases.
 */
export function officerDesk(parts: OfficerDeskParts): OfficerDesk {
  const setting = settingOf(parts);
  const clocks = new Clocks(setting);
  const desk = new Desk(setting);
  return {
    hear: (heard, context) => (heard.kind === "text" ? desk.hear(heard.text, context) : undefined),
    urgent: (heard, context) => (heard.kind === "text" ? desk.urgent(heard.text, context) : undefined),
    plan: (now) => {
      desk.sweep(now);
      clocks.plan(now);
    },
    committed: () => {
      desk.committed();
      clocks.committed();
    },
    forget: () => desk.forget(),
    expects: (text, context) => desk.expects(text, context),
    reported: () => parts.wake(),
    settled: () => desk.unlocking.settled(),
  };
}
