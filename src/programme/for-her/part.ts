import { Imported } from "../assessment/imported.ts";
import type { ProgrammePart } from "../compose.ts";
import { Groups } from "../groups/groups.ts";
import { ASK_KADER, askKaderDuty } from "../groups/poll-actions.ts";
import { Polls } from "../groups/polls.ts";
import type { Parts } from "../parts.ts";
import { deskActions } from "./desk.ts";

/** What a kader or facilitator tells for members without a phone, all in one place. */
export function forHerPart(parts: Parts): ProgrammePart {
  const { sqlite } = parts.db;
  const polls = new Polls(sqlite);
  return {
    actions: deskActions({ parts, imported: new Imported(sqlite), polls }),
    duties: { [ASK_KADER]: askKaderDuty({ parts, groups: new Groups(sqlite), polls }) },
  };
}
