import { z } from "zod";
import { type Action, action } from "../../../conversation/module.ts";
import type { Json } from "../../../flow/session.ts";
import type { Audience } from "../../pack/calendar.ts";
import type { Pack } from "../../pack/index.ts";
import type { Parts } from "../../parts.ts";
import { type Campaign, type Filters, filtersSchema, WAYS, type Way } from "./campaign.ts";
import type { Campaigns } from "./work.ts";

/** Said in the place of a way by who narrows no further after all. */
const NONE = "none";

/** Audiences that have phones in Rukun. */
export const audiencesOf = ({ calendar }: Pack): readonly Audience[] =>
  (calendar?.audiences ?? []).filter(({ roles }) => roles.length > 0);

/** How an audience is called by its programme. */
export const nameOf = (
  { packs, main }: Parts,
  { programme, audience }: Pick<Campaign, "programme" | "audience">,
): string => (packs.get(programme) ?? main).calendar?.audiences.find(({ id }) => id === audience)?.name ?? audience;

const given = { "of-programme": z.string(), audience: z.string(), filters: filtersSchema.nullish() };
type Given = { "of-programme": string; audience: string; filters?: Filters | null | undefined };

/** An audience is narrowed in chat, one way after another; only what somebody of it has is offered. */
export function narrowingActions(parts: Parts, campaigns: Campaigns): Record<string, Action> {
  return {
    "campaign.wide": wide(parts, campaigns),
    "campaign.ways": ways(parts, campaigns),
    "campaign.values": values(parts, campaigns),
    "campaign.narrow": narrow(parts, campaigns),
  };
}

const ofCampaign = ({ "of-programme": programme, audience, filters }: Given) => ({
  programme,
  audience,
  filters: filters ?? {},
});

/** The whole of it, to begin with; `part` is what the flow asks as long as it is `some`. */
function wide(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: z.object(given),
    outcomes: ["ok"],
    gives: ["filters", "so-far", "part"],
    run: (args, { now }) => {
      campaigns.count({ ...ofCampaign(args), filters: {} }, now);
      return { outcome: "ok", data: { filters: {}, "so-far": nameOf(parts, ofCampaign(args)), part: "some" } };
    },
  });
}

function ways(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: z.object(given),
    outcomes: ["ok"],
    gives: ["ways"],
    run: (args, { person }) => {
      const campaign = ofCampaign(args);
      const open = WAYS.filter(
        (way) => campaign.filters[way] === undefined && campaigns.sending.valuesOf(campaign, way).length > 0,
      );
      const list = [...open, NONE].map((id) => ({
        id,
        label: parts.texts.text(person.language, `campaigns:way.${id}`),
      }));
      return { outcome: "ok", data: { ways: list } };
    },
  });
}

function values(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: z.object({ ...given, way: z.enum(WAYS) }),
    outcomes: ["ok"],
    gives: ["values"],
    run: ({ way, ...args }, { person }) => {
      const found = campaigns.sending.valuesOf(ofCampaign(args), way);
      const list = found.map(({ id, label }) => ({ id, label: labelOf(parts, person.language, way, label) }));
      return { outcome: "ok", data: { values: list } };
    },
  });
}

function narrow(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: z.object({ ...given, way: z.enum(WAYS), value: z.string() }),
    outcomes: ["ok"],
    gives: ["filters", "so-far"],
    run: ({ way, value, ...args }, { person, now }) => {
      const campaign = ofCampaign(args);
      const filters = filtersSchema.parse({ ...campaign.filters, [way]: value });
      campaigns.count({ ...campaign, filters }, now);
      const soFar = sayOf(parts, campaigns, person.language, { ...campaign, filters });
      return { outcome: "ok", data: { filters: filters as Json, "so-far": soFar } };
    },
  });
}

/** Roles and standings are words of Rukun, all else is called as people call it. */
export function labelOf({ texts }: Parts, language: string, way: Way, label: string): string {
  if (way === "standing") return texts.text(language, `campaigns:standing.${label}`);
  if (way === "role") return texts.text(language, `programme-sheet:role.${label}`);
  return label;
}

/** "Calon peserta dan peserta, Desa: Sumberejo". */
export function sayOf(
  parts: Parts,
  campaigns: Campaigns,
  language: string,
  campaign: Pick<Campaign, "programme" | "audience" | "filters">,
): string {
  const said = WAYS.flatMap((way) => {
    const value = campaign.filters[way];
    if (value === undefined) return [];
    const known = campaigns.sending.valuesOf(campaign, way).find(({ id }) => id === value)?.label ?? value;
    return `${parts.texts.text(language, `campaigns:way.${way}`)}: ${labelOf(parts, language, way, known)}`;
  });
  return [nameOf(parts, campaign), ...said].join(", ");
}
