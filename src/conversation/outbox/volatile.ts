import { LIMITS } from "../../limits.ts";
import type { Outgoing } from "../channel.ts";
import { backoffMs, type Random, waitFor } from "./policy.ts";
import type { Outcome } from "./row.ts";

/** A message of a sealed conversation: it exists only here, and is gone with the process. */
export type Volatile = {
  message: Outgoing;
  /** The last row of its chat that stood in line when it came: it goes after that one, and before any later one. */
  afterId: number;
  dueAt: number;
  attempts: number;
};

/** The messages of sealed conversations of one channel, by chat, in their order. Nothing here touches a table. */
export class VolatileQueue {
  private readonly chats = new Map<string, Volatile[]>();
  private waiting = 0;

  /** False: there are too many, and the message was not taken. */
  add(message: Outgoing, afterId: number, now: number): boolean {
    if (this.waiting >= LIMITS.volatileWaiting) return false;
    const entry = { message, afterId, dueAt: now, attempts: 0 };
    const chat = this.chats.get(message.address);
    if (chat === undefined) this.chats.set(message.address, [entry]);
    else chat.push(entry);
    this.waiting += 1;
    return true;
  }

  get size(): number {
    return this.waiting;
  }

  has(address: string): boolean {
    return this.chats.has(address);
  }

  /** The first message of each chat. */
  *heads(): Generator<Volatile> {
    for (const chat of this.chats.values()) if (chat[0] !== undefined) yield chat[0];
  }

  /** What a try means for the first message of a chat. `forgotten` is how many were given up. */
  heard(entry: Volatile, outcome: Outcome, now: number, random: Random): { forgotten: number } {
    const { address } = entry.message;
    switch (outcome.kind) {
      case "sent":
        this.remove(address, 1);
        return { forgotten: 0 };
      case "refused":
        this.remove(address, 1);
        return { forgotten: 1 };
      case "unreachable":
        return { forgotten: this.remove(address, LIMITS.volatileWaiting) };
      case "wait":
      case "unknown":
        return { forgotten: this.again(entry, outcome, now, random) };
    }
  }

  /** Forgets everything; returns how many there were. */
  clear(): number {
    const count = this.waiting;
    this.chats.clear();
    this.waiting = 0;
    return count;
  }

  private again(entry: Volatile, outcome: Outcome, now: number, random: Random): number {
    entry.attempts += 1;
    if (entry.attempts >= LIMITS.volatileAttempts) return this.remove(entry.message.address, 1);
    entry.dueAt = now + (outcome.kind === "wait" ? waitFor(outcome.retryAfterMs) : backoffMs(entry.attempts, random));
    return 0;
  }

  private remove(address: string, count: number): number {
    const chat = this.chats.get(address);
    if (chat === undefined) return 0;
    const removed = chat.splice(0, count).length;
    if (chat.length === 0) this.chats.delete(address);
    this.waiting -= removed;
    return removed;
  }
}
