import type { Frame, Session } from "../flow/session.ts";
import { LIMITS, LIMITS_MS } from "../limits.ts";
import type { Waiting } from "./origin.ts";

/** Where somebody stands whose row in the database says that she is at her menu. */
export type Veil = {
  session: Session;
  /** When she was last heard. */
  at: number;
  /** The frame of the row that stands for the sealed ones. */
  cover?: number;
  /** Whose buttons answer its questions. */
  tag?: string;
  /** A sealed action that goes on after the commit. */
  waiting?: Waiting;
};

/**
 * The conversations that are in memory only, by person; or by phone, where it is not known who writes. They are gone with
 * the process, and after a quarter of an hour of silence. What a transaction changed here can be taken back with it.
 */
export class Veils {
  private readonly veils = new Map<string, Veil>();
  /** What stood before each change of the open transaction. */
  private undo: { conversation: string; before: Veil | undefined }[] = [];
  /** Sealed conversations that were forgotten for their silence: the next words may still have been meant for them. */
  private readonly late = new Map<string, { at: number; isTold: boolean }>();
  private readonly isSealed: (flow: string) => boolean;

  constructor(isSealed: (flow: string) => boolean) {
    this.isSealed = isSealed;
  }

  has(conversation: string): boolean {
    return this.veils.size > 0 && this.veils.has(conversation);
  }

  of(conversation: string, now: number): Veil | undefined {
    if (this.veils.size === 0) return undefined;
    const veil = this.veils.get(conversation);
    return veil === undefined || isOver(veil, now) ? undefined : veil;
  }

  /** Is she in a sealed conversation, or has one below another? */
  isIn(conversation: string, now: number): boolean {
    const veil = this.of(conversation, now);
    return veil !== undefined && this.holdsSealed(veil);
  }

  /** The frames that may be stored; the same ones where none is sealed. */
  open(frames: readonly Frame[]): readonly Frame[] {
    return frames.some((f) => this.isSealed(f.flow)) ? frames.filter((f) => !this.isSealed(f.flow)) : frames;
  }

  /** At more than its limit the one that was heard longest ago is forgotten. */
  put(conversation: string, veil: Veil): void {
    this.change(conversation, veil);
    this.late.delete(conversation);
    const [oldest] = this.veils.keys();
    if (this.veils.size > LIMITS.sealedConversations && oldest !== undefined) this.change(oldest, undefined);
  }

  lift(conversation: string): void {
    if (this.veils.has(conversation)) this.change(conversation, undefined);
    this.late.delete(conversation);
  }

  /** Was her sealed conversation forgotten within the last day, and she does not know of it? */
  isLate(conversation: string, now: number): boolean {
    const veil = this.veils.size === 0 ? undefined : this.veils.get(conversation);
    if (veil !== undefined && isOver(veil, now)) return this.holdsSealed(veil);
    const late = this.late.size === 0 ? undefined : this.late.get(conversation);
    return late?.isTold === false && now - late.at < LIMITS_MS.recapAfter;
  }

  /** Was she told of it just now? A story comes in several messages. */
  wasJustTold(conversation: string, now: number): boolean {
    const late = this.late.size === 0 ? undefined : this.late.get(conversation);
    return late?.isTold === true && now - late.at < LIMITS_MS.lateBurst;
  }

  /** She is told, now. */
  tell(conversation: string, now: number): void {
    this.lift(conversation);
    if (this.late.size < LIMITS.sealedConversations) this.late.set(conversation, { at: now, isTold: true });
  }

  get mark(): number {
    return this.undo.length;
  }

  /** Takes back what was changed since a mark. */
  cut(mark: number): void {
    for (const { conversation, before } of this.undo.splice(mark).reverse()) this.set(conversation, before);
  }

  /** The transaction was committed: gives the sealed conversations of which nothing is left. */
  committed(): string[] {
    if (this.undo.length === 0) return [];
    const first = new Map(this.undo.reverse().map(({ conversation, before }) => [conversation, before]));
    this.undo = [];
    return [...first].flatMap(([conversation, before]) => {
      const now = this.veils.get(conversation);
      const isGone = before !== undefined && this.holdsSealed(before) && !(now !== undefined && this.holdsSealed(now));
      return isGone ? [conversation] : [];
    });
  }

  /** Forgets those who are silent; gives the sealed conversations that end with it. Outside of a transaction. */
  forgetSilent(now: number): string[] {
    if (this.veils.size === 0 && this.late.size === 0) return [];
    for (const [conversation, { at, isTold }] of this.late)
      if (now - at >= (isTold ? LIMITS_MS.lateBurst : LIMITS_MS.recapAfter)) this.late.delete(conversation);
    const silent = [...this.veils].filter(([, veil]) => isOver(veil, now));
    for (const [conversation] of silent) this.veils.delete(conversation);
    const gone = silent.flatMap(([conversation, veil]) => (this.holdsSealed(veil) ? [conversation] : []));
    for (const conversation of gone)
      if (this.late.size < LIMITS.sealedConversations) this.late.set(conversation, { at: now, isTold: false });
    return gone;
  }

  private holdsSealed({ session }: Veil): boolean {
    return session.frames.some((f) => this.isSealed(f.flow));
  }

  private change(conversation: string, veil: Veil | undefined): void {
    this.undo.push({ conversation, before: this.veils.get(conversation) });
    this.set(conversation, veil);
  }

  private set(conversation: string, veil: Veil | undefined): void {
    // At the end, where the newest stand.
    this.veils.delete(conversation);
    if (veil !== undefined) this.veils.set(conversation, veil);
  }
}

const isOver = (veil: Veil, now: number): boolean => now - veil.at > LIMITS_MS.sealedConversation;
