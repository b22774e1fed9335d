import { afterEach, describe, expect, it } from "vitest";
import { FakeChannel } from "../../support/fake-channel.ts";
import { newRow, T0, world } from "./harness.ts";

const MINUTE = 60_000;
let open: ReturnType<typeof world> | undefined;
afterEach(() => {
  open?.remove();
  open = undefined;
});

function sending() {
  const fake = new FakeChannel();
  const made = world(fake);
  open = made;
  return { ...made, fake, dispatcher: made.build() };
}

const keys = (fake: FakeChannel) => fake.tried.map(({ key }) => key);

describe("a message that says nothing any more after some time", () => {
  it("goes in time like any other, and without an end however late", async () => {
    const { dispatcher, add, states } = sending();
    add(newRow("reminder", { until: T0 + MINUTE }), newRow("receipt", { address: "b", createdAt: T0 - 60 * MINUTE }));
    dispatcher.start();
    await dispatcher.settled();
    expect(states()).toEqual({ reminder: "sent", receipt: "sent" });
    await dispatcher.stop();
  });

  it("is dropped with its text when its next try would come after its end", async () => {
    const { fake, dispatcher, add, states, timers, sqlite } = sending();
    fake.next({ kind: "wait", retryAfterMs: 30 * MINUTE });
    add(newRow("reminder", { until: T0 + 20 * MINUTE }), newRow("receipt"));
    dispatcher.start();
    await dispatcher.settled();
    expect(states()).toEqual({ reminder: "queued", receipt: "queued" });
    await timers.advance(31 * MINUTE);
    expect(states()).toEqual({ reminder: "dropped", receipt: "sent" });
    expect(keys(fake)).toEqual(["reminder", "receipt"]);
    expect(sqlite.prepare("SELECT body, reason FROM outbox WHERE key = 'reminder'").get()).toEqual({
      body: null,
      reason: "late",
    });
    await dispatcher.stop();
  });

  it("is dropped at the start when Rukun was away until after its end, and what another channel has stays", async () => {
    const { fake, dispatcher, add, states, clock } = sending();
    add(newRow("reminder", { until: T0 + MINUTE }), newRow("elsewhere", { channel: "off", until: T0 + MINUTE }));
    clock.advanceTo(T0 + MINUTE + 1);
    dispatcher.start();
    await dispatcher.settled();
    expect(states()).toEqual({ reminder: "dropped", elsewhere: "queued" });
    expect(keys(fake)).toEqual([]);
    await dispatcher.stop();
  });
});
