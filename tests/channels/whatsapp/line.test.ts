import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LEASE_MS, LEASE_RENEWAL_MS, Lease } from "../../../src/channels/whatsapp/lease.ts";
import type { WhatsAppOptions } from "../../../src/channels/whatsapp/whatsapp.ts";
import { FixedClock, MINUTE } from "../../../src/clock.ts";
import type { Timers } from "../../../src/conversation/outbox/timers.ts";
import { LIMITS } from "../../../src/limits.ts";
import { Inbox } from "../../contract/inbox.ts";
import { WhatsAppServer } from "../../support/whatsapp-server.ts";
import { channelTo, linkedHome, NOW, SARI, sendTo, stopAll } from "./support.ts";

let server: WhatsAppServer;
let home: ReturnType<typeof linkedHome>;
let alerts: string[];
let waited: number[];

beforeEach(async () => {
  server = await WhatsAppServer.start({ now: () => NOW });
  home = linkedHome();
  alerts = [];
  waited = [];
});
afterEach(async () => {
  await stopAll();
  await server.close();
});

/** A channel that writes down its waits and alerts. */
function watched(options: Partial<WhatsAppOptions> = {}) {
  return channelTo(server, home, {
    onAlert: ({ code }) => {
      alerts.push(code);
      server.look();
    },
    wait: async (ms) => {
      waited.push(ms);
      server.look();
    },
    ...options,
  });
}

async function connected(options: Partial<WhatsAppOptions> = {}) {
  const channel = watched(options);
  await channel.start(new Inbox().receive);
  await server.opened();
  return channel;
}

/** Timers that run when a test says so. */
class HandTimers implements Timers {
  readonly #set = new Map<number, { run: () => void; ms: number }>();
  #count = 0;

  set(run: () => void, ms: number): number {
    this.#count += 1;
    this.#set.set(this.#count, { run, ms });
    return this.#count;
  }

  clear(timer: unknown): void {
    this.#set.delete(timer as number);
  }

  run(ms: number): void {
    for (const [id, timer] of [...this.#set]) {
      if (timer.ms !== ms) continue;
      this.#set.delete(id);
      timer.run();
    }
  }
}

const streamError = (code?: string, child = "conflict") => ({
  tag: "stream:error",
  attrs: code === undefined ? {} : { code },
  content: [{ tag: child, attrs: {} }],
});
const failure = (reason: string, more: Record<string, string> = {}) => ({
  tag: "failure",
  attrs: { reason, ...more },
});

describe("the connection to WhatsApp", () => {
  it("is made again at once where WhatsApp asks for it", async () => {
    await connected();
    server.put(streamError("515", "restart"));
    await server.until(() => server.proxy.connections === 2);
    await server.opened();
    expect([waited, alerts]).toEqual([[], []]);
  });

  it("is made again after a wait when the line was cut, and what was sent meanwhile arrives", async () => {
    const inbox = new Inbox();
    const channel = watched();
    await channel.start(inbox.receive);
    await server.opened();
    server.proxy.shut();
    await server.until(() => waited.length > 0);
    server.userSends(SARI, "saat putus");
    server.proxy.open();
    await inbox.stored(1);
    expect(inbox.texts()).toEqual(["saat putus"]);
    expect(alerts).toEqual([]);
  });

  it("is an alert, once, when it fails many times in a row, and is tried further", async () => {
    await connected();
    server.proxy.shut();
    await server.until(() => waited.length > LIMITS.reconnectsBeforeAlert + 5);
    expect(alerts).toEqual(["whatsapp.no-connection"]);
  });

  it.each([
    ["another program uses the link", streamError(undefined), "whatsapp.replaced"],
    ["the phone has ended the link", streamError("401", "device_removed"), "whatsapp.logged-out"],
    ["WhatsApp does not know the device any more", failure("401"), "whatsapp.logged-out"],
    ["the account is locked", failure("403"), "whatsapp.locked"],
    ["the number is banned", failure("406"), "whatsapp.banned"],
    ["the client is too old", failure("405"), "whatsapp.outdated"],
    ["the number is restricted and nobody says for how long", failure("402"), "whatsapp.restricted"],
  ])("is left when %s: a human looks, and what is to be sent waits", async (_, frame, code) => {
    const channel = await connected();
    server.put(frame);
    await server.until(() => alerts.length > 0);
    expect(alerts).toEqual([code]);
    expect(await sendTo(channel, { text: "halo" })).toEqual({ kind: "wait", retryAfterMs: 60_000 });
    expect(await channel.health()).toMatchObject({ ok: false });
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.proxy.connections).toBe(1);
    expect(home.keys.creds()).toBeDefined();
    // The lease is free: another process may be started once the human has looked.
    expect(new Lease(home.sqlite, "whatsapp", "other", new FixedClock(NOW)).take()).toBe(true);
  });

  it("is made again by itself when a restriction is over", async () => {
    await connected();
    server.put(failure("402", { expire: "7200" }));
    await server.until(() => server.proxy.connections === 2);
    await server.opened();
    expect(waited).toEqual([3_600_000, 3_600_000]);
    expect(alerts).toEqual(["whatsapp.restricted"]);
  });

  it("ends within a second though the other side is silent", async () => {
    const timers = new HandTimers();
    const channel = await connected({ timers });
    server.proxy.goSilent();
    const stopping = channel.stop();
    timers.run(1_000);
    await stopping;
    expect(server.isOpen).toBe(false);
  });
});

describe("two processes on one link", () => {
  it("take turns: the second waits until the first has ended", async () => {
    const first = await connected();
    const inbox = new Inbox();
    let second: ReturnType<typeof watched>;
    const said: string[] = [];
    second = watched({
      wait: async () => {
        said.push((await second.health()).what);
        if (said.length === 3) await first.stop();
      },
    });
    await second.start(inbox.receive);
    server.userSends(SARI, "siapa di sana?");
    await server.until(() => server.proxy.connections === 2);
    await server.opened();
    server.userSends(SARI, "halo");
    await inbox.stored(1);
    expect(said[0]).toContain("Another process");
  });

  it("of which the first has crashed: the second takes over by itself within a minute", async () => {
    const clock = new FixedClock(NOW);
    new Lease(home.sqlite, "whatsapp", "crashed", clock).take();
    const channel = watched({
      clock,
      wait: async (ms) => clock.advanceTo(clock.now() + ms),
    });
    await channel.start(new Inbox().receive);
    await server.opened();
    expect(clock.now() - NOW).toBeGreaterThanOrEqual(LEASE_MS);
    expect(clock.now() - NOW).toBeLessThan(MINUTE);
    expect(alerts).toEqual([]);
  });

  it("are never connected both: who finds its lease taken leaves", async () => {
    const timers = new HandTimers();
    const clock = new FixedClock(NOW);
    const channel = await connected({ timers, clock });
    timers.run(LEASE_RENEWAL_MS);
    expect(server.isOpen).toBe(true);
    // The process was suspended; another one has taken over.
    clock.advanceTo(NOW + 2 * LEASE_MS);
    expect(new Lease(home.sqlite, "whatsapp", "other", clock).take()).toBe(true);
    timers.run(LEASE_RENEWAL_MS);
    await server.until(() => !server.isOpen);
    expect(await sendTo(channel, { text: "halo" })).toMatchObject({ kind: "wait" });
  });

  it("is what a stopped channel leaves no trace of", async () => {
    const channel = await connected();
    await channel.stop();
    expect(home.sqlite.prepare("SELECT count(*) FROM channel_lease").pluck().get()).toBe(0);
  });
});

describe("the key of what is stored", () => {
  it("stops the start when it is another one", async () => {
    const channel = watched({ key: Buffer.alloc(32, 1) });
    await expect(channel.start(new Inbox().receive)).rejects.toMatchObject({ code: "whatsapp.key" });
    expect(await channel.health()).toMatchObject({ ok: false, what: expect.stringContaining("key") });
    expect(server.proxy.connections).toBe(0);
  });
});
