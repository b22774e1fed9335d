import { setImmediate } from "node:timers/promises";
import type { SignalDataSet, SignalKeyStore } from "@whiskeysockets/baileys";
import type Sqlite from "better-sqlite3";
import type { DeviceKeys } from "./device-keys.ts";
import type { LinkedAs } from "./linked.ts";

/** How the ids of keys name an account, by kind. Kinds that are not here name nobody. */
const ACCOUNT = {
  session: /^(\d+)(?:_\d+)?\.\d+$/,
  "identity-key": /^(\d+)(?:_\d+)?\.\d+$/,
  "device-list": /^(\d+)$/,
  "lid-mapping": /^(\d+)(?:_reverse)?$/,
  tctoken: /^(\d+)(?::\d+)?@/,
} as const;

type Kind = keyof typeof ACCOUNT;

/** Keys that are looked at between two pauses: a few milliseconds. */
const PIECE = 200;

export type ForgettingParts = {
  sqlite: Sqlite.Database;
  channel: string;
  keys: DeviceKeys;
  /** The same with Baileys' memory in front of it. */
  signalKeys: SignalKeyStore;
  /** Our own number, of which the keys are needed. */
  self: LinkedAs;
};

/**
 * Forgets what the link keeps of accounts that are in nobody's record: of who had everything erased (HAPUS), after the
 * farewell to her has made some of it anew. Should such an account write again, phones agree on new keys by themselves.
 * Gives how many keys went.
 */
export async function forgetStrangers(parts: ForgettingParts): Promise<number> {
  const { sqlite, channel, signalKeys } = parts;
  sqlite
    .prepare(
      `DELETE FROM chat_expiry WHERE channel = ?
       AND NOT EXISTS (SELECT 1 FROM address a WHERE a.channel = chat_expiry.channel AND a.address = chat_expiry.address)`,
    )
    .run(channel);
  const known = await knownAccounts(parts);
  let forgotten = 0;
  for (const kind of Object.keys(ACCOUNT) as Kind[]) {
    const strangers = idsOf(parts, kind).filter((id) => {
      const account = accountIn(kind, id);
      return account !== undefined && !known.has(account);
    });
    if (strangers.length === 0) continue;
    await signalKeys.set({ [kind]: Object.fromEntries(strangers.map((id) => [id, null])) } as SignalDataSet);
    forgotten += strangers.length;
  }
  return forgotten;
}

/** Digits of all phones and LIDs that are in a record, and of the other one of each pair. */
async function knownAccounts(parts: ForgettingParts): Promise<Set<string>> {
  const { sqlite, channel, keys, self } = parts;
  const addresses = sqlite.prepare("SELECT address FROM address WHERE channel = ?").pluck().all(channel) as string[];
  const own = [self.phone, self.lid].filter((address) => address !== undefined);
  const known = new Set([...addresses, ...own].map((address) => address.split("@")[0] ?? address));
  const phones = idsOf(parts, "lid-mapping").filter((id) => !id.endsWith("_reverse"));
  for (let at = 0; at < phones.length; at += PIECE) {
    for (const [phone, lid] of Object.entries(keys.get("lid-mapping", phones.slice(at, at + PIECE)))) {
      if (known.has(phone)) known.add(lid);
      else if (known.has(lid)) known.add(phone);
    }
    await setImmediate();
  }
  return known;
}

const idsOf = ({ sqlite, channel }: ForgettingParts, kind: Kind) =>
  sqlite.prepare("SELECT id FROM device_key WHERE channel = ? AND type = ?").pluck().all(channel, kind) as string[];

const accountIn = (kind: Kind, id: string) => ACCOUNT[kind].exec(id)?.[1];
