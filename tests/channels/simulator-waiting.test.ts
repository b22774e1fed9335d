import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { SimulatorChats } from "../../src/channels/simulator/chats.ts";
import { FixedClock } from "../../src/clock.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

it("ends a wait for news when its time is over, also where changes of others and the garbage collector come between", async () => {
  const chats = new SimulatorChats(new FixedClock(0));
  const cursor = chats.news(undefined, { address: "1", channel: "whatsapp" }).next;
  const waits = Array.from({ length: 20 }, () =>
    chats.waitForNews(cursor, { address: "1", channel: "whatsapp" }, 40, new AbortController().signal),
  );
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(setImmediate);
    chats.deliver("whatsapp", "2", `k${turn}`, [{ text: "for somebody else" }]);
    collect();
  }
  expect((await Promise.all(waits)).map(({ messages }) => messages.length)).toEqual(Array(20).fill(0));
}, 3_000);
