import { randomUUID } from "node:crypto";
import { RukunError } from "../../errors.ts";
import { SIMULATOR_LIMITS } from "./limits.ts";

/** The bytes behind a photo, a voice note or a document of a simulated chat. */
export type MediaBytes = { bytes: Uint8Array; mime: string; name?: string };

/** Photos and voice notes of the simulated chats, in memory; when it is full the oldest go. */
export class MediaStore {
  private readonly kept = new Map<string, MediaBytes>();
  private readonly maxBytes: number;
  private size = 0;

  constructor(maxBytes: number = SIMULATOR_LIMITS.mediaBytes) {
    this.maxBytes = maxBytes;
  }

  /** Keeps the bytes and gives the reference that stands for them; random, so that none outlives a restart. */
  put(media: MediaBytes): string {
    if (media.bytes.byteLength > this.maxBytes) {
      throw new RukunError("media.too-large", `${media.bytes.byteLength} bytes; the simulator keeps ${this.maxBytes}`);
    }
    const ref = randomUUID();
    this.kept.set(ref, media);
    this.size += media.bytes.byteLength;
    for (const [oldest, { bytes }] of this.kept) {
      if (this.size <= this.maxBytes) break;
      this.kept.delete(oldest);
      this.size -= bytes.byteLength;
    }
    return ref;
  }

  /** What a reference stands for, or undefined when it is gone. */
  get(ref: string): MediaBytes | undefined {
    return this.kept.get(ref);
  }

  clear(): void {
    this.kept.clear();
    this.size = 0;
  }
}
