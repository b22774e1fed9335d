import type { NewId } from "../ids.ts";
import type { Address, Person } from "../people/person.ts";
import type { Hearer, Reach, Speaking } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { Reaching } from "./reaching.ts";

/**
 * What one message or duty may do with other people. One is made for each message, and most of it is never used: a
 * function is bound when it is asked for, so that it may be handed on by itself. `self`: whose turn is under way.
 */
export class ReachOf implements Reach {
  protected readonly origin: Origin;
  protected readonly reaching: Reaching;
  private readonly self: string | null;

  constructor(reaching: Reaching, origin: Origin, self: string | null) {
    this.reaching = reaching;
    this.origin = origin;
    this.self = self;
  }

  get tell(): Reach["tell"] {
    const { reaching, origin, self } = this;
    return (id, key, data = {}, options = {}) => reaching.tell(id, { key, data }, origin, options, id === self);
  }

  get tellSealed(): Reach["tellSealed"] {
    const { reaching, origin, self } = this;
    return (id, key, data = {}, options = {}) => reaching.tellSealed(id, { key, data }, origin, options, id === self);
  }

  get place(): Reach["place"] {
    return () => undefined;
  }

  get begin(): Reach["begin"] {
    const { reaching, origin, self } = this;
    return (id, flow, data = {}, options = {}) => reaching.begin(id, flow, data, origin, options, self);
  }

  get openQuestion(): Reach["openQuestion"] {
    const { reaching, origin } = this;
    return (id, flow) => reaching.openQuestion(id, flow, origin);
  }

  get answerFor(): Reach["answerFor"] {
    const { reaching, origin, self } = this;
    return (id, answer) => reaching.answerFor(id, answer, origin, self);
  }

  get skip(): Reach["skip"] {
    const { reaching, origin } = this;
    return (id, flow) => reaching.skip(id, flow, origin);
  }

  get endConversations(): Reach["endConversations"] {
    const { reaching, self } = this;
    return (id) => reaching.endConversations(id, self);
  }

  get askWho(): Reach["askWho"] {
    const { reaching, origin } = this;
    return (address) => reaching.askWho(address, origin);
  }

  get keepMedia(): Reach["keepMedia"] {
    const { reaching, origin, self } = this;
    return (kind, ref) => reaching.keepMedia(kind, ref, origin, self);
  }
}

/** Who speaks, when and from where, and whom she may reach. */
export class Speaker extends ReachOf implements Speaking, Hearer {
  readonly person: Person;
  readonly today: string;
  readonly newId: NewId;
  declare readonly address?: Address;
  private readonly sealed: boolean;

  constructor(
    reaching: Reaching,
    origin: Origin,
    { person, today, newId, sealed }: Pick<Speaking, "person" | "today" | "newId"> & { sealed: boolean },
  ) {
    super(reaching, origin, person.id);
    this.person = person;
    this.today = today;
    this.newId = newId;
    this.sealed = sealed;
    if (origin.address !== undefined) this.address = origin.address;
  }

  override get place(): Reach["place"] {
    const { sealed, address } = this;
    return () => (sealed && address !== undefined ? { channel: address.channel, address: address.address } : undefined);
  }

  get recallHeard(): Hearer["recallHeard"] {
    const { reaching, origin } = this;
    return (afterMs) => reaching.recallHeard(origin, afterMs);
  }

  get channel(): string {
    return this.origin.channel;
  }

  get now(): number {
    return this.origin.now;
  }

  get source(): string {
    return this.origin.key;
  }
}
