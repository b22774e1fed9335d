import type { NewId } from "../ids.ts";
import type { Address, Person } from "../people/person.ts";
import type { Reach, Speaking } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { Reaching } from "./reaching.ts";

/**
 * What one message or duty may do with other people. One is made for each message, and most of it is never used: a
 * function is bound when it is asked for, so that it may be handed on by itself. `self`: whose turn is under way.
 */
export class ReachOf implements Reach {
  protected readonly origin: Origin;
  private readonly reaching: Reaching;
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
export class Speaker extends ReachOf implements Speaking {
  readonly person: Person;
  readonly today: string;
  readonly newId: NewId;
  declare readonly address?: Address;

  constructor(
    reaching: Reaching,
    origin: Origin,
    { person, today, newId }: Pick<Speaking, "person" | "today" | "newId">,
  ) {
    super(reaching, origin, person.id);
    this.person = person;
    this.today = today;
    this.newId = newId;
    if (origin.address !== undefined) this.address = origin.address;
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
