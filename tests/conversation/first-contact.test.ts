import { expect, it } from "vitest";
import { createSimulatorChannels } from "../../src/channels/simulator/index.ts";
import { HOUR } from "../../src/clock.ts";
import { FakeChannel, NO_LIMIT } from "../support/fake-channel.ts";
import { World } from "../support/world.ts";

/** A Rukun with a channel on which everybody must write first, and Sari, who was written down by hand. */
async function world() {
  const strict = new FakeChannel("strict", NO_LIMIT, { coldContact: false });
  const made = await World.start({ channels: (chats) => [strict, ...createSimulatorChannels(chats)] });
  const { directory } = made.runtime;
  const given = { name: "Sari", called: "Ibu Sari", zone: "Asia/Jakarta", roles: ["beneficiary"] } as const;
  const sari = directory.add({ ...given, addresses: [{ channel: "strict", address: "62811" }] }, made.clock.now());
  const origin = { key: "duty:k", queued: { n: 0 }, now: made.clock.now(), channel: "schedule", priority: 1 } as const;
  const begin = () => made.runtime.turns.reach({ ...origin, now: made.clock.now() }, null).begin(sari, "help");
  const write = () => {
    const message = { id: `m${made.clock.now()}`, address: "62811", sentAt: 0 };
    const messages = [{ ...message, content: { kind: "text", text: "menu" } as const }];
    made.runtime.reception.receive({ channel: "strict", messages });
    return made.runtime.settled();
  };
  return { ...made, world: made, strict, sari, begin, write };
}

it("does not begin with somebody who has never written, where a first contact is hers to make", async () => {
  const { runtime, strict, sari, begin } = await world();
  expect(begin()).toBe(false);
  await runtime.settled();
  expect(strict.tried).toEqual([]);
  expect(runtime.people.reach(sari, () => true)?.address).toBe("62811");
});

it("begins with her once she has written, also after a restart", async () => {
  const { world: made, strict, begin, write } = await world();
  await write();
  made.forget();
  made.clock.advanceTo(made.clock.now() + 2 * HOUR);
  expect(begin()).toBe(true);
  await made.runtime.settled();
  expect(strict.sent.length).toBeGreaterThan(1);
});

it("takes another phone of hers that may be written to first", async () => {
  const { world: made, sari, strict, begin } = await world();
  made.runtime.people.connect("simulator-telegram", "7001", sari, made.clock.now());
  expect(begin()).toBe(true);
  await made.runtime.settled();
  expect(strict.tried).toEqual([]);
  expect(made.seen("7001")).not.toEqual([]);
});
