/** How many half-sent messages are remembered; beyond it the oldest is forgotten and would begin again. */
const MAX_HALF_SENT = 1_000;

/** Which parts of which messages are out, by outbox key, while the message is not yet settled. In memory only. */
export class Progress {
  readonly #sent = new Map<string, { parts: number; ids: number[] }>();

  /** The ids of the parts that are out, to be added to. Another number of parts is another message: from the start. */
  of(key: string, parts: number): number[] {
    const known = this.#sent.get(key);
    if (known?.parts === parts) return known.ids;
    if (parts === 1) return [];
    const ids: number[] = [];
    this.#sent.set(key, { parts, ids });
    if (this.#sent.size > MAX_HALF_SENT) this.#dropOldest();
    return ids;
  }

  forget(key: string): void {
    this.#sent.delete(key);
  }

  #dropOldest(): void {
    const oldest = this.#sent.keys().next().value;
    if (oldest !== undefined) this.#sent.delete(oldest);
  }
}
