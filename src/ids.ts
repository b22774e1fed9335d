import { randomBytes } from "node:crypto";

/** Makes ids; handed in, so that tests and replays are the same each time. */
export type NewId = () => string;

const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** 16 characters that are easy to read aloud, about 79 bits: public, unguessable, without meaning. */
export const randomId: NewId = () => {
  const bytes = randomBytes(16);
  let id = "";
  for (const byte of bytes) id += ALPHABET[byte % ALPHABET.length];
  return id;
};

/** Ids in a row, for tests: `t000000000000001`, ... */
export function sequentialIds(prefix = "t"): NewId {
  let n = 0;
  return () => `${prefix}${String(++n).padStart(15, "0")}`;
}
