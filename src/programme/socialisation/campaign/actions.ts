import { z } from "zod";
import { DAY } from "../../../clock.ts";
import { type Action, type ActionContext, action, type Outcome } from "../../../conversation/module.ts";
import type { Json } from "../../../flow/session.ts";
import { formatDate, formatDateShort } from "../../../flow/understand/index.ts";
import { dateIn } from "../../../zones.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { packFor, shortNames, whichArgs } from "../which.ts";
import { beginWith, calledOf } from "../whom.ts";
import { type Campaign, filtersSchema, STEPS, type StepName } from "./campaign.ts";
import { audiencesOf, nameOf, narrowingActions, sayOf } from "./narrowing.ts";
import { doneByLines, leftOutLines } from "./words.ts";
import type { Campaigns } from "./work.ts";
import { countsOf } from "./work.ts";

const DAYS = { three: 3, week: 7, fortnight: 14 } as const;
/** The flow that makes one. */
const NEW = "campaign-new";

const draft = z.object({
  "of-programme": z.string(),
  audience: z.string(),
  text: z.string().nullish(),
  filters: filtersSchema.nullish(),
  days: z.enum(["three", "week", "fortnight"]),
});
type Draft = z.infer<typeof draft>;

/** A campaign in chat: made, tried, sent, looked at, stopped. */
export function campaignActions(parts: Parts, campaigns: Campaigns): Record<string, Action> {
  return {
    "campaign.list": list(parts, campaigns),
    "campaign.choices": choices(parts),
    ...narrowingActions(parts, campaigns),
    "campaign.own-words": ownWords(),
    "campaign.try": tryOut(parts, campaigns),
    "campaign.test": test(parts, campaigns),
    "campaign.make": make(parts, campaigns),
    "campaign.show": show(parts, campaigns),
    "campaign.change": change(parts, campaigns),
  };
}

function list(parts: Parts, campaigns: Campaigns): Action {
  const { texts } = parts;
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["campaigns"],
    run: (_, { person }) => {
      const line = (key: string, data = {}) => texts.text(person.language, `campaigns:${key}`, data);
      const known = campaigns.store
        .newest(SOCIALISATION.campaignsListed)
        .map(({ id, programme, audience, createdAt, state }) => {
          const date = formatDateShort(dateIn(person.zone, createdAt));
          const name = nameOf(parts, { programme, audience });
          return { id, label: line("listed", { audience: name, date, state: line(`state.${state}`) }) };
        });
      return { outcome: "ok", data: { campaigns: [{ id: NEW, label: line("new") }, ...known] } };
    },
  });
}

function choices(parts: Parts): Action {
  return action({
    args: z.object(whichArgs),
    outcomes: ["ok", "none"],
    gives: ["of-programme", "audiences"],
    run: (args): Outcome => {
      const pack = packFor(parts, args);
      const audiences = audiencesOf(pack).map((one, _, all) => {
        return { id: one.id, label: one.name, aliases: shortNames(one, all) };
      });
      const data = { "of-programme": pack.id, audiences };
      return { outcome: audiences.length === 0 ? "none" : "ok", data };
    },
  });
}

/** Whether the audience's own message is taken, and what it says. */
function ownWords(): Action {
  return action({
    args: z.object({ value: z.string() }),
    outcomes: ["ok", "long"],
    run: ({ value }) => ({ outcome: value.length <= SOCIALISATION.campaignText ? "ok" : "long" }),
  });
}

/** What is to be sent, to whom. */
function meant(
  { packs, main }: Parts,
  { "of-programme": programme, audience, text, filters }: Draft,
): Pick<Campaign, "programme" | "audience" | "text" | "filters"> {
  const pack = packs.get(programme) ?? main;
  const ready = audiencesOf(pack).find(({ id }) => id === audience)?.message ?? "";
  return { programme: pack.id, audience, text: text ?? ready, filters: filters ?? {} };
}

function tryOut(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: draft,
    outcomes: ["ok", "nobody"],
    gives: ["reached", "out", "samples", "next"],
    run: (args, { person, now }): Outcome => {
      const dry = campaigns.counts.dryRun(meant(parts, args), now);
      const out =
        leftOutLines(parts.texts, person.language, dry) || parts.texts.text(person.language, "campaigns:out.none");
      const data = { reached: dry.reached, out, samples: dry.samples.join("\n\n"), next: "test" };
      return { outcome: dry.reached === 0 ? "nobody" : "ok", data };
    },
  });
}

/** As it would come to her who makes it. */
function test(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: draft,
    outcomes: ["ok"],
    gives: ["example"],
    run: (args, { person }) => ({
      outcome: "ok",
      data: { example: campaigns.sending.textFor(meant(parts, args), person) },
    }),
  });
}

function make(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: draft.extend({ reached: z.number().int().nullish() }),
    outcomes: ["sending", "waiting", "alone"],
    gives: ["to", "limit"],
    writes: true,
    run: (args, context): Outcome => {
      const { person, now, newId } = context;
      const given = { ...meant(parts, args), by: person.id, expiresAt: now + DAYS[args.days] * DAY };
      // To many it waits for somebody else anyway; of few it is looked at again, for it may have been tried days ago.
      const before = args.reached ?? 0;
      const isMany = before > SOCIALISATION.campaignAlone;
      const reached = isMany ? before : campaigns.counts.dryRun(given, now).reached;
      const made = campaigns.make(given, reached, now, newId);
      const data = { to: "", limit: SOCIALISATION.campaignAlone };
      if (made.state === "sending") return { outcome: "sending", data };
      const others = askOthers(parts, made, context);
      return { outcome: others.length === 0 ? "alone" : "waiting", data: { ...data, to: others.join(", ") } };
    },
  });
}

/** Whoever else may approve is asked; their names. */
function askOthers(parts: Parts, { id }: Campaign, { person, now }: ActionContext): string[] {
  const others = [...parts.directory.withRole("coordinator"), ...parts.directory.withRole("manager")].filter(
    (one, at, all) => one.id !== person.id && one.status === "active" && all.findIndex((o) => o.id === one.id) === at,
  );
  for (const to of others)
    beginWith(parts, { key: `campaign:${id}:${to.id}`, to, flow: "campaign-show", data: { which: id }, now });
  return others.map(calledOf);
}

function show(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: z.object({ which: z.string() }),
    outcomes: ["ok"],
    gives: ["lines", "text", "steps", "waits"],
    run: ({ which }, { person, now }) => {
      campaigns.look(which, now);
      const campaign = campaigns.find(which);
      const { language } = person;
      const line = (key: string, data: Record<string, string | number> = {}) =>
        parts.texts.text(language, `campaigns:${key}`, data);
      const maker = campaign.byPerson === null ? line("operator") : calledOf(parts.people.person(campaign.byPerson));
      const until = formatDate(dateIn(person.zone, campaign.expiresAt));
      const waiting = campaign.state === "waiting";
      const counts = countsOf(campaigns, which);
      const reached = waiting ? campaigns.counts.dryRun(campaign, now).reached : 0;
      const lines = [
        line("head", {
          audience: sayOf(parts, campaigns, language, campaign),
          who: maker,
          state: line(`state.${campaign.state}`),
          until,
        }),
        waiting ? line("would-reach", { reached }) : line("progress", counts),
        counts.again > 0 ? line("again", { again: counts.again }) : "",
        doneByLines(parts, language, now),
      ].filter((one) => one !== "");
      const steps: Json[] = [...stepsFor(campaign, person.id), "later"].map((id) => ({
        id,
        label: line(`step.${id}`),
      }));
      return { outcome: "ok", data: { lines: lines.join("\n"), text: campaign.text, steps, waits: waiting } };
    },
  });
}

const stepsFor = ({ state, byPerson }: Campaign, personId: string): StepName[] =>
  (Object.keys(STEPS) as StepName[]).filter(
    (step) => (STEPS[step].from as readonly string[]).includes(state) && !(step === "approve" && byPerson === personId),
  );

function change(parts: Parts, campaigns: Campaigns): Action {
  return action({
    args: z.object({ which: z.string(), step: z.string() }),
    outcomes: ["done", "later", "self", "over"],
    gives: ["state"],
    writes: true,
    run: ({ which, step }, { person, now }): Outcome => {
      const state = () => parts.texts.text(person.language, `campaigns:state.${campaigns.find(which).state}`);
      if (!(step in STEPS)) return { outcome: "later", data: { state: state() } };
      const outcome = campaigns.step(which, step as StepName, person.id, now);
      return { outcome, data: { state: state() } };
    },
  });
}
