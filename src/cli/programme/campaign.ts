import { DAY } from "../../clock.ts";
import { loadContent } from "../../content/load.ts";
import { OutboxStore } from "../../conversation/outbox/index.ts";
import { RukunError } from "../../errors.ts";
import { packageRoot } from "../../home.ts";
import { randomId } from "../../ids.ts";
import { EventLog, loadPacks, schemasOf } from "../../programme/index.ts";
import {
  type Filters,
  filtersSchema,
  STEPS,
  type StepName,
  WAYS,
  type Way,
} from "../../programme/socialisation/campaign/campaign.ts";
import { leftOutLines } from "../../programme/socialisation/campaign/words.ts";
import { Campaigns, countsOf } from "../../programme/socialisation/campaign/work.ts";
import { SOCIALISATION } from "../../programme/socialisation/limits.ts";
import { Duties } from "../../schedule/duties.ts";
import { instant } from "../../start/words.ts";
import { type CommandContext, configOf } from "../io.ts";
import { withHome } from "../open.ts";
import { table } from "../table.ts";

/** Campaigns listed at once. */
const LISTED = 20;
/** At the command line it is the operator who decides. */
const OPERATOR = "operator";

export type NewCampaignOptions = {
  audience: string;
  text?: string;
  programme?: string;
  village?: string;
  group?: string;
  cohort?: string;
  unit?: string;
  role?: string;
  standing?: string;
  days: string;
  send?: true;
};

/** Does something with the campaigns of a home; a running Rukun takes it up within a minute. */
function withCampaigns<T>(
  { io, home }: CommandContext,
  work: (given: { campaigns: Campaigns; language: string; now: number } & ReturnType<typeof packOf>) => T,
): T {
  const config = configOf(io, home());
  return withHome(config.home, (db) => {
    const { pack, packs, texts } = packOf(config.programme);
    const events = new EventLog(db.sqlite, randomId, schemasOf(packs), pack.id);
    const [outbox, duties] = [new OutboxStore(db.sqlite), new Duties(db.sqlite)];
    // Which channels are on is known to the running process alone; none of them begins with who never wrote.
    const mayInitiate = (channel: string, hasWritten: boolean) => hasWritten || channel.startsWith("simulator-");
    const campaigns = new Campaigns({ db, outbox, duties, events, texts, packs, main: pack, mayInitiate });
    return db.sqlite
      .transaction(() => work({ campaigns, language: "en", now: io.now(), pack, packs, texts }))
      .immediate();
  });
}

function packOf(programme: string) {
  const { packs } = loadPacks(packageRoot(), [programme]);
  const pack = packs.get(programme);
  if (pack === undefined) throw new RukunError("programme.unknown", `there is no programme ${programme}`);
  const { texts } = loadContent(packageRoot());
  return { pack, texts, packs: new Map([pack, ...pack.beside].map((one) => [one.id, one])) };
}

/** A dry run; with `--send` it is made. Errors: `campaign.programme`, `campaign.audience`, `campaign.filters`, `campaign.text`. */
export function newCampaign(context: CommandContext, options: NewCampaignOptions): void {
  withCampaigns(context, ({ campaigns, pack: main, packs, texts, language, now }) => {
    const pack = packs.get(options.programme ?? main.id);
    if (pack === undefined)
      throw new RukunError("campaign.programme", `the programmes of this home are: ${[...packs.keys()].join(", ")}`);
    const audience = pack.calendar?.audiences.find(({ id }) => id === options.audience);
    const known = pack.calendar?.audiences.map(({ id }) => id).join(", ") ?? "";
    if (audience === undefined) throw new RukunError("campaign.audience", `the audiences are: ${known}`);
    const text = options.text ?? audience.message;
    if (text.length > SOCIALISATION.campaignText && options.text !== undefined)
      throw new RukunError("campaign.text", `at most ${SOCIALISATION.campaignText} letters, not ${text.length}`);
    const filters = filtersOf(options);
    for (const way of WAYS) checkFilter(campaigns, { programme: pack.id, audience: audience.id, filters }, way);
    const campaign = { programme: pack.id, audience: audience.id, text, filters };
    const dry = campaigns.sending.dryRun(campaign, now);
    context.io.out(`It would go to ${dry.reached} people.\n${leftOutLines(texts, language, dry)}`.trim());
    for (const sample of dry.samples) context.io.out(`\n${sample}`);
    if (options.send !== true) {
      context.io.out("\nNothing was sent. With --send it is made.");
      return;
    }
    const expiresAt = now + Number(options.days) * DAY;
    const made = campaigns.make({ ...campaign, by: null, expiresAt }, dry.reached, now, randomId);
    const next =
      made.state === "waiting"
        ? `More than ${SOCIALISATION.campaignAlone} people: a coordinator or manager approves it in chat (kampanye), or somebody else here: rukun programme campaign approve ${made.id}`
        : "A running Rukun takes it up within a minute.";
    context.io.out(`\n${made.id}: ${made.state}. ${next}`);
  });
}

function filtersOf(options: NewCampaignOptions): Filters {
  const given = WAYS.flatMap((way) => (options[way] === undefined ? [] : [[way, options[way]]]));
  const parsed = filtersSchema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw new RukunError("campaign.filters", `there is no such ${parsed.error.issues[0]?.path.join(".")}`);
}

/** A village that nobody is of is a slip of the pen. */
function checkFilter(
  campaigns: Campaigns,
  { programme, audience, filters }: { programme: string; audience: string; filters: Filters },
  way: Way,
): void {
  const wanted = filters[way];
  if (wanted === undefined) return;
  const known = campaigns.sending.valuesOf({ programme, audience, filters: {} }, way);
  if (known.length >= SOCIALISATION.valuesListed || known.some(({ id }) => id === wanted)) return;
  const list = known.map(({ id, label }) => (id === label ? id : `${id} (${label})`)).join(", ");
  throw new RukunError(
    "campaign.filters",
    `nobody of this audience has the ${way} ${wanted}; there is: ${list || "none"}`,
  );
}

export function listCampaigns(context: CommandContext): void {
  withCampaigns(context, ({ campaigns }) => {
    const rows = campaigns.store.newest(LISTED).map(({ id, audience, state, createdAt, expiresAt }) => {
      const { sent, again, queued, unknown, failed, out } = countsOf(campaigns, id);
      const counts = `${sent} sent (${again} perhaps twice), ${queued} wait, ${unknown} not certain, ${failed} failed, ${out} left out`;
      return [id, audience, state, instant(createdAt), instant(expiresAt), counts];
    });
    if (rows.length > 0) context.io.out(table(["ID", "AUDIENCE", "STATE", "MADE", "UNTIL", "MESSAGES"], rows));
    else context.io.out("There is no campaign.");
  });
}

/** Approve, pause, resume, cancel. Errors: `campaign.unknown`, `campaign.over`. */
export function stepCampaign(context: CommandContext, step: StepName, id: string): void {
  withCampaigns(context, ({ campaigns, now }) => {
    const outcome = campaigns.step(id, step, OPERATOR, now);
    if (outcome !== "done")
      throw new RukunError("campaign.over", `it is ${campaigns.find(id).state}, so it cannot be: ${step}`);
    context.io.out(`${id}: ${STEPS[step].to}. A running Rukun takes it up within a minute.`);
  });
}
