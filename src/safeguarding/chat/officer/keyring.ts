import type { KeyPair } from "../../crypto/keys.ts";
import { DESK_MS } from "../../limits.ts";
import type { Officer } from "../../officers/officers.ts";

/** A chat in which a key was opened. */
export type Chat = { channel: string; address: string };

type Opened = { officerId: string; publicKey: Buffer; keys: KeyPair; chat: Chat; until: number };

/**
 * The keys that are open at the moment, in memory only: each for ten minutes, for one officer, in the chat in which she
 * wrote the code. After a restart there are none.
 */
export class Keyring {
  private readonly opened = new Map<string, Opened>();

  /** Keeps a key until its time is over; gives when that is, ms UTC. */
  add(officer: Officer, keys: KeyPair, chat: Chat, now: number): number {
    this.drop(officer.personId);
    const until = now + DESK_MS.open;
    const { id: officerId, publicKey, personId } = officer;
    this.opened.set(personId, { officerId, publicKey, keys, chat, until });
    return until;
  }

  /**
   * The key of an officer as she is in the database now. It is emptied at once when its time is over, when she was
   * given another key, and not lent to another chat.
   */
  of(officer: Officer, chat: Chat, now: number): { keys: KeyPair; until: number } | undefined {
    const found = this.opened.get(officer.personId);
    if (found === undefined) return undefined;
    const stale = now >= found.until || found.officerId !== officer.id || !found.publicKey.equals(officer.publicKey);
    if (stale) this.drop(officer.personId);
    const here = found.chat.channel === chat.channel && found.chat.address === chat.address;
    return stale || !here ? undefined : found;
  }

  /** Locks; false where nothing was open. */
  drop(personId: string): boolean {
    this.opened.get(personId)?.keys.wipe();
    return this.opened.delete(personId);
  }

  /** Empties what is over, and what belongs to somebody who is that officer no more. */
  sweep(now: number, officerOf: (personId: string) => Officer | undefined): void {
    for (const [personId, { until, publicKey }] of this.opened)
      if (now >= until || officerOf(personId)?.publicKey.equals(publicKey) !== true) this.drop(personId);
  }
}
