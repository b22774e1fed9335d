import fc from "fast-check";
import { expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/clock.ts";
import type { SendResult } from "../../../src/conversation/channel.ts";
import { FakeChannel } from "../../support/fake-channel.ts";
import { newRow, T0, world } from "./harness.ts";

/**
 * Whatever the platform says and whenever rows come: in each chat what arrives, arrives in the order in which it stood
 * in line, and at the end every row is sent, held or dead.
 */
it("keeps the order of each chat, whatever happens", async () => {
  const answer: fc.Arbitrary<SendResult | Error> = fc.oneof(
    { weight: 5, arbitrary: fc.constant<SendResult>({ kind: "sent" }) },
    { weight: 1, arbitrary: fc.constant(new Error("no answer")) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), retryAfterMs: fc.nat(90_000) }) },
    { weight: 1, arbitrary: fc.constant<SendResult>({ kind: "refused", code: "x" }) },
  );
  const step = fc.oneof(
    fc.record({
      kind: fc.constant("row" as const),
      chat: fc.constantFrom("a", "b", "c"),
      priority: fc.constantFrom(0 as const, 1 as const, 2 as const),
      policy: fc.constantFrom("resend" as const, "hold" as const),
    }),
    fc.record({ kind: fc.constant("sealed" as const), chat: fc.constantFrom("a", "b", "c") }),
    fc.record({ kind: fc.constant("time" as const), ms: fc.nat(2 * MINUTE) }),
    fc.constant({ kind: "restart" as const }),
  );
  const run = fc.asyncProperty(
    fc.array(step, { maxLength: 40 }),
    fc.array(answer, { maxLength: 60 }),
    async (steps, answers) => {
      const fake = new FakeChannel("fake", { perSecond: 20, perChatPerSecond: 5, burst: 2 });
      fake.next(...answers);
      const made = world(fake);
      let dispatcher = made.dispatcher;
      dispatcher.start();
      let n = 0;
      for (const step of steps) {
        n += 1;
        if (step.kind === "row") {
          const { chat: address, priority, policy } = step;
          made.add(newRow(`${n}`, { address, priority, policy, createdAt: made.clock.now() }));
          dispatcher.wake();
        } else if (step.kind === "sealed") {
          dispatcher.sendVolatile("fake", { key: `${n}`, address: step.chat, body: { text: "sealed" } });
        } else if (step.kind === "time") {
          await made.timers.advance(step.ms);
        } else {
          await dispatcher.stop();
          dispatcher = made.build();
          dispatcher.start();
        }
      }
      await made.timers.advance(12 * HOUR);
      await dispatcher.stop();
      const states = new Set(Object.values(made.states()));
      made.remove();
      for (const state of states) expect(["sent", "held", "dead"]).toContain(state);
      for (const chat of ["a", "b", "c"]) {
        const numbers = fake.sent.filter(({ address }) => address === chat).map(({ key }) => Number(key));
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
        expect(new Set(numbers).size).toBe(numbers.length);
      }
    },
  );
  await fc.assert(run, { numRuns: 60, seed: T0 % 1_000_003 });
});
