import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { changeActions } from "./change-actions.ts";
import { groupActions } from "./group-actions.ts";
import { Groups } from "./groups.ts";
import { MINUTES, minutesDuty, NEXT } from "./minutes.ts";
import { ASK, askDuty, COUNT, countDuty, pollActions } from "./poll-actions.ts";
import { Polls } from "./polls.ts";

/** Groups of five to fifteen: who is in them, their rules and meetings, and what they rank together. */
export function groupsPart(parts: Parts): ProgrammePart {
  const groups = new Groups(parts.db.sqlite);
  const polls = new Polls(parts.db.sqlite);
  const all = { parts, groups, polls };
  return {
    actions: { ...groupActions(parts, groups), ...changeActions(parts, groups), ...pollActions(all) },
    duties: {
      [ASK]: askDuty(all),
      [COUNT]: countDuty(all),
      [MINUTES]: minutesDuty(parts, groups, MINUTES),
      [NEXT]: minutesDuty(parts, groups, NEXT),
    },
    keeper: {
      name: "groups",
      dataOf: (personId, language) => {
        const hers = groups.of(personId).map(({ name }) => name);
        if (hers.length === 0) return undefined;
        const line = parts.texts.text(language, "groups:kept", { names: hers.join(", ") });
        return { short: [line], whole: [line], data: hers };
      },
      stays: () => undefined,
      letGo: (personId, { now }) => {
        polls.forget(personId);
        groups.leave(personId, now);
      },
    },
  };
}
