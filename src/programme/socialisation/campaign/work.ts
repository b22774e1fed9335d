import { DAY, HOUR } from "../../../clock.ts";
import type { DutyHandler } from "../../../conversation/module.ts";
import { RukunError } from "../../../errors.ts";
import type { Json } from "../../../flow/session.ts";
import type { NewId } from "../../../ids.ts";
import type { Duties } from "../../../schedule/duties.ts";
import { withinHours } from "../../../zones.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { type Campaign, type Filters, mayStep, STEPS, type StepName } from "./campaign.ts";
import { Counts, type Meant } from "./counting.ts";
import { Sending, type SendingParts } from "./sending.ts";
import { CampaignStore, type Progress } from "./store.ts";

const PAGE = "campaign.page";
const SWEEP = "campaign.sweep";
const FINISHED = "campaign.finished";
const COUNT = "campaign.count";

export type NewCampaign = {
  programme: string;
  activity?: string;
  audience: string;
  text: string;
  filters: Filters;
  /** Null: at the command line. */
  by: string | null;
  expiresAt: number;
};

/** Campaigns as they are made, decided about and worked off. */
export class Campaigns {
  readonly store: CampaignStore;
  readonly sending: Sending;
  readonly counts: Counts;
  private readonly duties: Duties;

  constructor(parts: SendingParts & { duties: Duties }) {
    this.store = new CampaignStore(parts.db.sqlite);
    this.sending = new Sending(parts, this.store);
    this.counts = new Counts(this.sending);
    this.duties = parts.duties;
  }

  /**
   * Makes one. To more people than one may write to alone it waits for somebody else; else it begins at once.
   * `reached` as a dry run counted it.
   */
  make(given: NewCampaign, reached: number, now: number, newId: NewId): Campaign {
    const { by, activity = "campaign", ...rest } = given;
    const id = newId();
    const isAlone = reached <= SOCIALISATION.campaignAlone;
    const approved = isAlone ? { approvedBy: null, approvedAt: now } : { approvedBy: null, approvedAt: null };
    const state = isAlone ? "sending" : "waiting";
    this.store.add({ ...rest, ...approved, id, activity, state, byPerson: by, createdAt: now });
    const made = this.find(id);
    if (isAlone) this.goOn(made, now);
    return made;
  }

  /** Errors: `campaign.unknown`. */
  find(id: string): Campaign {
    const campaign = this.store.byId(id);
    if (campaign === undefined) throw new RukunError("campaign.unknown", `there is no campaign ${id}`);
    return campaign;
  }

  /** `self`: whoever made it does not approve it. `over`: it is in a state in which this cannot be done. */
  step(id: string, step: StepName, by: string, now: number): "done" | "self" | "over" {
    const campaign = this.find(id);
    if (!mayStep(campaign.state, step) || (step !== "cancel" && now > campaign.expiresAt)) return "over";
    if (step === "approve" && campaign.byPerson === by) return "self";
    this.store.setState(id, STEPS[step].to, step === "approve" ? { by, at: now } : undefined);
    this.goOn(this.find(id), now);
    return "done";
  }

  /** What became of its messages since the last look, as far as one step goes. */
  look(id: string, now: number): void {
    this.sweep(this.find(id), now);
  }

  /** Begins to count whom it would reach, in pieces between which messages are answered. */
  count({ programme, audience, filters }: Meant, now: number): void {
    const meant = { programme, audience, filters };
    this.counts.begin(meant, now);
    this.countDuty(meant, now);
  }

  private countDuty(meant: Meant, now: number): void {
    const key = `${COUNT}:${JSON.stringify(meant)}:${now}:${this.counts.placeOf(meant)}`;
    const data = JSON.parse(JSON.stringify(meant)) as Record<string, Json>;
    this.duties.plan({ key, kind: COUNT, personId: null, data, dueAt: now, expiresAt: now + HOUR });
  }

  /** One bounded step for each that is not over, at each tick: also the first after Rukun was down. */
  plan(now: number): void {
    for (const one of this.store.live()) {
      const isLate = now > one.expiresAt && ["waiting", "sending", "paused"].includes(one.state);
      if (isLate) this.store.setState(one.id, "expired");
      const campaign = isLate ? this.find(one.id) : one;
      if (campaign.state === "waiting") {
        // Whoever looks at it is told at once whom it would reach.
        if (!this.counts.isFresh(campaign, now)) this.count(campaign, now);
        continue;
      }
      this.sweep(campaign, now);
      if (campaign.state !== "sending") continue;
      if (!campaign.planned) this.goOn(campaign, now);
      else if (this.store.pending(campaign.id, "", 1).length === 0) this.finish(campaign, now);
    }
  }

  /** The next page of people, and the messages that lie there already: at once, in pieces. */
  private goOn(campaign: Campaign, now: number): void {
    if (campaign.state === "sending" && !campaign.planned) this.duty(PAGE, campaign, `${now}:${campaign.after}`, now);
    this.duty(SWEEP, campaign, `${now}:${campaign.seen}`, now);
  }

  private duty(kind: string, { id, byPerson }: Campaign, place: string, now: number): void {
    const data: Record<string, Json> = { campaign: id };
    const personId = kind === FINISHED ? byPerson : null;
    this.duties.plan({ key: `${kind}:${id}:${place}`, kind, personId, data, dueAt: now, expiresAt: now + DAY });
  }

  private sweep(campaign: Campaign, now: number): void {
    if (!this.sending.sweepSome(campaign, now)) return;
    this.duty(SWEEP, campaign, `${now}:${this.find(campaign.id).seen}`, now);
  }

  private finish(campaign: Campaign, now: number): void {
    this.store.setState(campaign.id, "sent");
    if (campaign.byPerson !== null) this.duty(FINISHED, campaign, "", now);
  }

  handlers(parts: Parts): Record<string, DutyHandler> {
    return {
      [PAGE]: {
        run: ({ campaign: id }, { now }) => {
          const campaign = this.find(String(id));
          if (campaign.state !== "sending" || campaign.planned || now > campaign.expiresAt) return { dropped: "over" };
          if (this.sending.enqueueSome(campaign, now)) {
            const next = this.find(campaign.id);
            this.duty(PAGE, next, `${now}:${next.after}`, now);
          }
          return "done";
        },
      },
      [COUNT]: {
        run: (data, { now }) => {
          const meant = data as unknown as Meant;
          if (this.counts.step(meant, now)) this.countDuty(meant, now);
          return "done";
        },
      },
      [SWEEP]: {
        run: ({ campaign: id }, { now }) => {
          this.sweep(this.find(String(id)), now);
          return "done";
        },
      },
      [FINISHED]: {
        run: ({ campaign: id }, { personId, now, tell }) => {
          const maker = personId === null ? undefined : parts.people.person(personId);
          if (maker === undefined) return { dropped: "gone" };
          const openAt = withinHours(maker.zone, now, parts.main.hours);
          if (openAt > now) return { again: openAt };
          tell(maker.id, "campaigns:finished", countsOf(this, String(id)));
          return "done";
        },
      },
    };
  }
}

/** What a progress line says. */
export function countsOf(campaigns: Campaigns, id: string): Omit<Progress, "leftOut"> & { out: number } {
  const { leftOut, ...counts } = campaigns.store.progress(id);
  const out = Object.values(leftOut).reduce((sum, one) => sum + one, 0);
  return { ...counts, out };
}
