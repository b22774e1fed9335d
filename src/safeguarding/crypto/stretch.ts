import sodium from "sodium-native";
import { RukunError } from "../../errors.ts";
import { ARGON, LIMITS } from "../limits.ts";
import { derive, wipe } from "./bytes.ts";

/** What a code or number becomes: a name under which it is found, and a key. Neither tells the other. */
export type Stretched = { tag: Buffer; key: Buffer };

/** What one trial costs: passes over so many bytes. What was made with another cost is not found. */
export type Cost = { passes: number; memoryBytes: number };

const TAG_BYTES = 16;
const OUT_BYTES = 48;
export const SALT_BYTES = 16;

/**
 * Makes keys of codes that people type: Argon2id (64 MiB) on a thread of its own, with the pepper mixed in, so that a
 * copy of the databases without the key file cannot even be tried. At most a few at once, the others wait their turn.
 */
export class Stretcher {
  private readonly pepper: Uint8Array;
  private readonly cost: Cost;
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(pepper: Uint8Array, cost: Cost = ARGON) {
    this.pepper = pepper;
    this.cost = cost;
  }

  /**
   * The same secret, purpose and salt give the same keys. `secret` is emptied.
   * Errors: `safe.busy` when too many wait, which may be tried again.
   */
  async stretch(purpose: "code" | "receipt", secret: Uint8Array, salt: Uint8Array): Promise<Stretched> {
    const input = derive(this.pepper, purpose, secret);
    wipe(secret);
    const out = Buffer.alloc(OUT_BYTES);
    try {
      await this.turn();
      try {
        const { passes, memoryBytes } = this.cost;
        await sodium.crypto_pwhash_async(out, input, salt, passes, memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13);
      } finally {
        this.next();
      }
      return { tag: Buffer.from(out.subarray(0, TAG_BYTES)), key: Buffer.from(out.subarray(TAG_BYTES)) };
    } finally {
      wipe(input, out);
    }
  }

  private turn(): Promise<void> {
    if (this.underWay < LIMITS.stretching) {
      this.underWay += 1;
      return Promise.resolve();
    }
    if (this.waiting.length >= LIMITS.stretchingWaits)
      throw new RukunError("safe.busy", "too many codes and numbers are being tried at once", { retryable: true });
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** The turn is handed on, or given back. */
  private next(): void {
    const first = this.waiting.shift();
    if (first === undefined) this.underWay -= 1;
    else first();
  }
}
