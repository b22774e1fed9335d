import { FixedClock } from "../../src/clock.ts";
import type { Content } from "../../src/content/load.ts";
import type { Channel, Inbound } from "../../src/conversation/channel.ts";
import { inTransaction } from "../../src/db/open.ts";
import { silentLog } from "../../src/log.ts";
import { Runtime } from "../../src/runtime.ts";
import { formModule } from "./form.ts";
import { seeded } from "./numbers.ts";

/** A Friday afternoon in Jakarta. It passes by the batch and not by the clock, so that two runs write the same rows. */
export const NOW = Date.parse("2026-11-20T09:00:00Z");
const BATCH_TAKES_MS = 20;
export const ZONE = "Asia/Jakarta";
/** Nothing reads the name: rows of a channel that is off wait. */
export const CHANNEL = "telegram";

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

/** Ids as spread as real ones, and the same each time. */
export function spreadIds(seed: number): () => string {
  const random = seeded(seed);
  return () => Array.from({ length: 16 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join("");
}

/** A whole Rukun on a home, with the bench's form as its only domain. */
export function openWorld(home: string, content: Content, channels: readonly Channel[] = []): Runtime {
  return new Runtime({
    home,
    content,
    programme: { name: "Melati", office: "kantor Melati", zone: ZONE, hours: { from: "08:00", to: "19:30" } },
    modules: (parts) => [formModule(parts)],
    channels,
    clock: new FixedClock(NOW),
    log: silentLog,
    newId: spreadIds(1),
    random: () => 0.5,
  });
}

export const chatOf = (person: number): string => String(6_281_200_000_000 + person);

/** Registered people, each with a chat of her own. */
export function addPeople(world: Runtime, count: number, from = 0): void {
  inTransaction(world.db.sqlite, () => {
    for (let n = from; n < from + count; n += 1) {
      const addresses = [{ channel: CHANNEL, address: chatOf(n) }];
      world.directory.add(
        { name: `Sari ${n}`, called: `Ibu Sari ${n}`, zone: ZONE, roles: ["beneficiary"], addresses },
        NOW,
      );
    }
  });
}

/** A message with an id of the form that Telegram's have. */
export function message(person: number, n: number, text: string): Inbound {
  const address = chatOf(person);
  // As Telegram's ids are: the second of the message first. A person's next message comes a minute later.
  const seconds = NOW / 1_000 + n * 60;
  const id = `m${seconds.toString(36).padStart(8, "0")}:7000000001:${address}:${n}`;
  return { id, address, sentAt: seconds * 1_000, content: { kind: "text", text } };
}

/** Hands a batch over and sees to it that each of its messages was taken. */
export function receive(world: Runtime, messages: readonly Inbound[]): void {
  const { clock } = world.options;
  if (clock instanceof FixedClock) clock.advanceTo(clock.now() + BATCH_TAKES_MS);
  const { stored } = world.reception.receive({ channel: CHANNEL, messages });
  if (stored !== messages.length) throw new Error(`${messages.length - stored} messages were not stored`);
}

export function inBatches<T>(list: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < list.length; at += size) batches.push(list.slice(at, at + size));
  return batches;
}

/** Everything into the file and nothing left in the log, so that a timed run begins with neither. */
export function checkpoint(world: Runtime): void {
  world.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
}
