import { z } from "zod";
import { ROLES } from "../../../flow/definition.ts";
import { STANDINGS } from "../../enrolment/index.ts";

/** Which of an audience are meant; all that is given must hold. */
export const filtersSchema = z.strictObject({
  village: z.string().optional(),
  /** Id of a group of the programme. */
  group: z.string().optional(),
  cohort: z.string().optional(),
  unit: z.string().optional(),
  role: z.enum(ROLES).optional(),
  standing: z.enum(STANDINGS).optional(),
});
/** By what an audience is narrowed, in the order in which it is offered. */
export const WAYS = ["village", "group", "cohort", "unit", "standing", "role"] as const;
export type Way = (typeof WAYS)[number];
export type Filters = z.infer<typeof filtersSchema>;

export type CampaignState = "waiting" | "sending" | "paused" | "sent" | "cancelled" | "expired";

/** One message to many people. */
export type Campaign = {
  id: string;
  programme: string;
  activity: string;
  audience: string;
  text: string;
  filters: Filters;
  state: CampaignState;
  /** Who made it; null: at the command line. */
  byPerson: string | null;
  approvedBy: string | null;
  createdAt: number;
  approvedAt: number | null;
  expiresAt: number;
  after: string;
  planned: boolean;
  seen: string;
};

/** Why somebody gets nothing; `later` is nobody who is left out: her hours are not open. */
export const REASONS = ["stopped", "cap", "no-phone", "cold"] as const;
export type Reason = (typeof REASONS)[number];

/** The key of its message in the outbox: there is one row a campaign and person, whatever happens. */
export const keyOf = (campaign: string, personId: string): string => `campaign:${campaign}:${personId}`;

/** Whose message a key names; undefined: it is no campaign's. */
export function placeOf(key: string): { campaign: string; person: string } | undefined {
  const [kind, campaign, person] = key.split(":");
  return kind === "campaign" && campaign !== undefined && person !== undefined ? { campaign, person } : undefined;
}

/** What may be done with it from a state on. */
export const STEPS = {
  approve: { from: ["waiting"], to: "sending" },
  pause: { from: ["sending"], to: "paused" },
  resume: { from: ["paused"], to: "sending" },
  cancel: { from: ["waiting", "sending", "paused"], to: "cancelled" },
} as const satisfies Record<string, { from: readonly CampaignState[]; to: CampaignState }>;
export type StepName = keyof typeof STEPS;

export const mayStep = (state: CampaignState, step: StepName): boolean =>
  (STEPS[step].from as readonly CampaignState[]).includes(state);
