/** A number from 0 to 1 that is always the same for a key: the demo's world is not drawn anew at each start. */
export function chance(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  // FNV alone leaves keys that differ at their end close together.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** About once in so many keys. */
export const onceIn = (many: number, key: string): boolean => chance(key) < 1 / many;

/** The one whose turn it is; of an empty list there is none. */
export function inTurn<T>(list: readonly T[], turn: number): T {
  const one = list[turn % list.length];
  if (one === undefined) throw new Error("the demo takes in turn from an empty list");
  return one;
}
