import { padded, unpadded, unreadable } from "../crypto/bytes.ts";
import type { Recipient } from "../officers/recipients.ts";

/** What stands before a story, for its readers: whom she struck out, so that they do not speak with them about it. */
export type StoryHead = {
  danger: boolean;
  child: boolean;
  struckOut: readonly Pick<Recipient, "id" | "personId" | "name">[];
};

/** What stands before a file. */
export type FileHead = { mime: string };

/** The head is always of one size, so that nothing in it changes the size of what is sealed. */
const HEAD_BYTES = { story: 4_096, file: 128 } as const;

export const packStory = (head: StoryHead, story: Uint8Array): Buffer => pack(head, story, HEAD_BYTES.story);
export const packFile = (head: FileHead, file: Uint8Array): Buffer => pack(head, file, HEAD_BYTES.file);

/** Both parts are bytes of their own, to be emptied by whoever opened it. Errors: `safe.sealed`. */
export const unpackStory = (plain: Buffer) => unpack<StoryHead>(plain, HEAD_BYTES.story);
export const unpackFile = (plain: Buffer) => unpack<FileHead>(plain, HEAD_BYTES.file);

function pack(head: object, body: Uint8Array, size: number): Buffer {
  const filled = padded(Buffer.from(JSON.stringify(head)), size);
  if (filled.length !== size) throw new RangeError(`the head of an envelope has more than ${size} bytes`);
  return Buffer.concat([filled, body]);
}

function unpack<T>(plain: Buffer, size: number): { head: T; body: Buffer } {
  if (plain.length < size) throw unreadable();
  const head = JSON.parse(unpadded(plain.subarray(0, size)).toString()) as T;
  return { head, body: Buffer.from(plain.subarray(size)) };
}
