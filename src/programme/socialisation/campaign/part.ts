import type { ProgrammePart } from "../../compose.ts";
import type { Parts } from "../../parts.ts";
import { campaignActions } from "./actions.ts";
import { CampaignGate } from "./gate.ts";
import { Campaigns } from "./work.ts";

/** Messages to many: made by a coordinator, approved by another one, sent in everybody's own hours. */
export function campaignPart(parts: Parts): ProgrammePart & { campaigns: Campaigns } {
  const campaigns = new Campaigns(parts);
  const gate = new CampaignGate(parts.db.sqlite, parts.main.hours);
  return {
    campaigns,
    actions: campaignActions(parts, campaigns),
    duties: campaigns.handlers(parts),
    plan: (now) => campaigns.plan(now),
    stillGoes: (key, now) => gate.stillGoes(key, now),
  };
}
