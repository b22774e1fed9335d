import { MINUTE } from "../../../clock.ts";
import { AGAIN, mayHaveCome, PRIORITY } from "../../../conversation/outbox/index.ts";
import { dateIn } from "../../../zones.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { fitOf, type Listener, Listeners, type Wanted } from "./audience.ts";
import { type Campaign, keyOf, type Reason, type Way } from "./campaign.ts";
import { fateOf } from "./fate.ts";
import type { CampaignStore, Pending } from "./store.ts";
import { countOne, newTally, type Tally } from "./tally.ts";

export type SendingParts = Pick<Parts, "db" | "outbox" | "events" | "texts" | "packs" | "main" | "mayInitiate">;

/** What a campaign would do, before anybody is written to. */
export type DryRun = {
  reached: number;
  /** Of those reached, whose hours are not open now. */
  later: number;
  leftOut: Readonly<Record<Reason, number>>;
  samples: readonly string[];
};

/** Nothing new is begun with so shortly before her hours end. */
const BEFORE_CLOSING = 2 * MINUTE;

/** Turns a campaign into messages, a page at a time, and looks after them until the last one is over. */
export class Sending {
  private readonly parts: SendingParts;
  private readonly store: CampaignStore;
  private readonly listeners: Listeners;

  constructor(parts: SendingParts, store: CampaignStore) {
    this.parts = parts;
    this.store = store;
    this.listeners = new Listeners(parts.db.sqlite);
  }

  /** What it says to one person. */
  textFor(
    { programme, text }: Pick<Campaign, "programme" | "text">,
    one: Pick<Listener, "called" | "name" | "language">,
  ) {
    const { texts, packs, main } = this.parts;
    const called = one.called ?? one.name ?? texts.text(one.language, "engine:friend");
    const name = (packs.get(programme) ?? main).name;
    return texts.text(one.language, "campaigns:body", { called, text, programme: name });
  }

  /** Counts and shows, and sends nothing. Reads the whole audience at once; see `Counts` for a large one. */
  dryRun(campaign: Pick<Campaign, "programme" | "audience" | "text" | "filters">, now: number): DryRun {
    const tally = newTally();
    while (!tally.isWhole) this.countSome(campaign, tally, now);
    return this.told(campaign, tally);
  }

  /** The next page of a dry run. */
  countSome(campaign: Pick<Campaign, "programme" | "audience" | "filters">, tally: Tally, now: number): void {
    const page = this.listeners.page(this.wanted(campaign), tally.after, SOCIALISATION.sweepPage, now);
    for (const one of page) countOne(tally, one, fitOf(one, now, this.parts.main.hours, this.parts.mayInitiate), now);
    tally.isWhole = page.length < SOCIALISATION.sweepPage;
  }

  /** What a dry run came to, with what it would say. */
  told(campaign: Pick<Campaign, "programme" | "text">, { reached, later, leftOut, first }: Tally): DryRun {
    return { reached, later, leftOut, samples: first.map((one) => this.textFor(campaign, one)) };
  }

  /** Makes the messages of the next page of people. True: there are more. */
  enqueueSome(campaign: Campaign, now: number): boolean {
    const page = this.listeners.page(this.wanted(campaign), campaign.after, SOCIALISATION.campaignPage, now);
    for (const one of page) this.enqueue(campaign, one, now);
    const after = page.at(-1)?.id ?? campaign.after;
    const planned = page.length < SOCIALISATION.campaignPage;
    this.store.setPlace(campaign.id, { after, planned });
    return !planned;
  }

  private enqueue(campaign: Campaign, one: Listener, now: number): void {
    const fit = fitOf(one, now + BEFORE_CLOSING, this.parts.main.hours, this.parts.mayInitiate);
    if ("leftOut" in fit) {
      this.store.put(campaign.id, one.id, "left-out", fit.leftOut);
      return;
    }
    if (!this.store.put(campaign.id, one.id, "queued")) return;
    const { channel, address } = fit.phone;
    this.parts.outbox.add({
      key: keyOf(campaign.id, one.id),
      channel,
      address,
      personId: one.id,
      priority: PRIORITY.bulk,
      policy: "resend",
      body: { text: this.textFor(campaign, one) },
      createdAt: now,
      dueAt: fit.dueAt > now + BEFORE_CLOSING ? fit.dueAt : now,
    });
  }

  /** Sees to some of its messages that are not over. True: there are more to look at. */
  sweepSome(campaign: Campaign, now: number): boolean {
    const page = this.store.pending(campaign.id, campaign.seen, SOCIALISATION.sweepPage);
    for (const message of page) this.see(campaign, message, now);
    const isLast = page.length < SOCIALISATION.sweepPage;
    this.store.setSeen(campaign.id, isLast ? "" : (page.at(-1)?.personId ?? ""));
    return !isLast;
  }

  private see(campaign: Campaign, message: Pending, now: number): void {
    const { store } = this;
    const { id } = campaign;
    const { personId } = message;
    const fate = fateOf(campaign, message, now, this.parts.main.hours);
    switch (fate.kind) {
      case "keep":
        return;
      case "move":
        store.move(id, personId, fate.dueAt);
        return;
      case "take-back":
        store.takeBack(id, personId, fate.reason);
        // One of which a try had no answer may have come.
        if (mayHaveCome(message.reason)) store.became(id, personId, "unknown", null);
        else store.became(id, personId, "failed", fate.reason);
        return;
      case "sent":
        store.became(id, personId, "sent", fate.again ? AGAIN : null);
        this.reached(campaign, message, fate.at, now);
        return;
      default:
        store.became(id, personId, fate.kind, fate.kind === "failed" ? fate.reason : null);
    }
  }

  private reached(
    { id, programme, activity, audience }: Campaign,
    message: Pending,
    sentAt: number,
    now: number,
  ): void {
    const { personId, village, zone } = message;
    this.parts.events.record({
      programme,
      kind: "socialisation.reached",
      personId,
      village,
      on: dateIn(zone, sentAt),
      at: now,
      mode: "system",
      source: `campaign:${id}`,
      data: { activity, audience },
    });
  }

  /** By what this audience can be narrowed further, and to what. */
  valuesOf(campaign: Pick<Campaign, "programme" | "audience" | "filters">, way: Way): { id: string; label: string }[] {
    return this.listeners.valuesOf(this.wanted(campaign), way, SOCIALISATION.valuesListed);
  }

  private wanted({ programme, audience, filters }: Pick<Campaign, "programme" | "audience" | "filters">): Wanted {
    const pack = this.parts.packs.get(programme) ?? this.parts.main;
    const roles = pack.calendar?.audiences.find(({ id }) => id === audience)?.roles ?? [];
    return { programme: pack.id, isBeside: pack.id !== this.parts.main.id, roles, filters };
  }
}
