import type { Module } from "./module.ts";
import { type AfterCommit, nothingAfter, type Origin, type Waiting } from "./origin.ts";
import type { SealedAnswer } from "./outbox/index.ts";
import type { Veils } from "./veils.ts";

/** How much waits in memory at a moment of a batch. */
export type PendingMark = {
  gathered: number;
  early: number;
  veils: number;
  sealed: number;
  recalls: number;
  laters: number;
};

const NOTHING: PendingMark = { gathered: 0, early: 0, veils: 0, sealed: 0, recalls: 0, laters: 0 };

/** What a module gathered of one person; the origin is her last message. */
export type Gathered = { module: Module; personId: string; origin: Origin; items: unknown[] };

/** Answers of one person that were written before their question was asked; the origin is the last one's. */
export type Early = { personId: string; origin: Origin; texts: string[] };

/** What waits in memory: for the end of a turn, of a batch, or for the commit. */
export class Pending {
  private readonly veils: Veils;
  /** What is to be done after the commit: mostly nothing. */
  private after: AfterCommit = nothingAfter();
  /** What modules keep until the end of the batch. */
  private readonly gathered: { module: Module; personId: string; origin: Origin; item: unknown }[] = [];
  /** Answers that were written before their question was asked. */
  private readonly early: { personId: string; origin: Origin; text: string }[] = [];
  /** People whose conversations an action ended while they were in one. */
  private readonly ended = new Set<string>();
  /** What an action tells the person whose turn it is: sent behind what her flow says in this turn. */
  private afterwards: (() => void)[] = [];

  constructor(veils: Veils) {
    this.veils = veils;
  }

  /** To be given to `cut` when a savepoint is taken back. */
  get mark(): PendingMark {
    const { sealed, recalls, laters } = this.after;
    const gathered = this.gathered.length;
    const early = this.early.length;
    const after = { sealed: sealed.length, recalls: recalls.length, laters: laters.length };
    return { gathered, early, veils: this.veils.mark, ...after };
  }

  /** Without a mark: all of it, for the whole transaction was taken back. */
  cut({ gathered, early, veils, sealed, recalls, laters }: PendingMark = NOTHING): void {
    this.veils.cut(veils);
    this.gathered.length = gathered;
    this.early.length = early;
    this.after.sealed.length = sealed;
    this.after.recalls.length = recalls;
    this.after.laters.length = laters;
    this.afterwards.length = 0;
    this.ended.clear();
  }

  /** The conversations of the person whose turn is under way end with it. */
  endAfterwards(personId: string): void {
    this.ended.add(personId);
  }

  /** An action ended the conversations of this person; asked once. */
  wasEnded(personId: string): boolean {
    return this.ended.delete(personId);
  }

  /** Behind what her flow says in this turn. */
  sayAfterwards(send: () => void): void {
    this.afterwards.push(send);
  }

  sendAfterwards(): void {
    if (this.afterwards.length > 0) for (const send of this.afterwards.splice(0)) send();
  }

  gather(module: Module, personId: string, origin: Origin, item: unknown): void {
    this.gathered.push({ module, personId, origin, item });
  }

  /** At the end of a batch: what was gathered, by module and person, in the order in which it came. */
  takeGathered(): Gathered[] {
    const groups = new Map<string, Gathered>();
    for (const { module, personId, origin, item } of this.gathered.splice(0)) {
      const key = `${module.name} ${personId}`;
      const items = groups.get(key)?.items ?? [];
      items.push(item);
      groups.set(key, { module, personId, items, origin });
    }
    return [...groups.values()];
  }

  /** She is told of it at the end of the batch, once for all that she wrote. */
  setAside(personId: string, origin: Origin, text: string): void {
    this.early.push({ personId, origin, text });
  }

  /** At the end of a batch: what was set aside, by person, in the order in which it came. */
  takeSetAside(): Early[] {
    const people = new Map<string, Early>();
    for (const { personId, origin, text } of this.early.splice(0)) {
      const texts = people.get(personId)?.texts ?? [];
      texts.push(text);
      people.set(personId, { personId, origin, texts });
    }
    return [...people.values()];
  }

  /** Goes to the wire after the commit and is never stored. */
  answerSealed(answer: SealedAnswer): void {
    this.after.sealed.push(answer);
  }

  /** Goes on after the commit. */
  begin(waiting: Waiting): void {
    this.after.laters.push(waiting);
  }

  /** The message that was just heard is deleted on the phone later. */
  recallHeard({ channel, address, remoteId }: Origin, afterMs: number): void {
    if (address === undefined || remoteId === undefined) return;
    this.after.recalls.push({ channel, address: address.address, remoteId, afterMs });
  }

  /** Of what was committed: what is to be done now. */
  takeAfter(): AfterCommit {
    const { after } = this;
    const { sealed, recalls, laters } = after;
    after.gone = this.veils.committed();
    if (sealed.length + recalls.length + laters.length + after.gone.length > 0) this.after = nothingAfter();
    return after;
  }
}
