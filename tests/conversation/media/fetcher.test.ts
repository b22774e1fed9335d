import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FixedClock, HOUR, SECOND } from "../../../src/clock.ts";
import type { Channel } from "../../../src/conversation/channel.ts";
import { MediaFetcher } from "../../../src/conversation/media/fetcher.ts";
import { MediaStore, type WantedMedia } from "../../../src/conversation/media/store.ts";
import { inTransaction } from "../../../src/db/open.ts";
import { RukunError } from "../../../src/errors.ts";
import { LIMITS, LIMITS_MS } from "../../../src/limits.ts";
import { FakeChannel } from "../../support/fake-channel.ts";
import { ManualTimers, recordingLog, rest, T0, tempDb } from "../outbox/harness.ts";
import { SAMPLES } from "./samples.ts";

let db: ReturnType<typeof tempDb>;
let clock: FixedClock;
let timers: ManualTimers;
let store: MediaStore;
let fake: FakeChannel;
let log: ReturnType<typeof recordingLog>;
let fetcher: MediaFetcher;

beforeEach(() => {
  db = tempDb();
  clock = new FixedClock(T0);
  timers = new ManualTimers(clock);
  store = new MediaStore(db.sqlite);
  fake = new FakeChannel();
  log = recordingLog();
  fetcher = fetcherOver(fake);
});
afterEach(() => db.remove());

const fetcherOver = (...channels: Channel[]) =>
  new MediaFetcher({ store, home: db.home, channels, clock, log, random: () => 0.5, timers });
const want = (id: string, change: Partial<WantedMedia> = {}) =>
  store.want({
    id,
    personId: "p",
    channel: "fake",
    ref: `ref ${id}`,
    kind: "photo",
    createdAt: clock.now(),
    ...change,
  });
const give = (id: string, bytes: Uint8Array | Error) =>
  fake.files.set(`ref ${id}`, bytes instanceof Error ? bytes : { bytes, mime: "application/octet-stream" });
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const folder = () => join(db.home, "media");

describe("fetching", () => {
  it("stores the bytes once, by what they are, readable for the owner only", async () => {
    give("m1", SAMPLES.jpeg);
    give("m2", SAMPLES.jpeg);
    expect(want("m1")).toBe(true);
    expect(want("m1")).toBe(false);
    want("m2");
    await fetcher.start();
    await fetcher.settled();
    const sha256 = hashOf(SAMPLES.jpeg);
    const stored = { state: "stored", sha256, mime: "image/jpeg", bytes: SAMPLES.jpeg.length };
    expect(store.list("p")).toMatchObject([stored, stored]);
    expect(readdirSync(folder())).toEqual([sha256]);
    expect(readFileSync(fetcher.files.pathOf(sha256))).toEqual(SAMPLES.jpeg);
    expect(statSync(join(folder(), sha256)).mode & 0o777).toBe(0o600);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
  });

  it("fetches nothing for a transaction that was taken back, and what was committed when it is woken", async () => {
    await fetcher.start();
    await fetcher.settled();
    const write = () =>
      inTransaction(db.sqlite, () => {
        want("m1");
        throw new Error("the message failed");
      });
    expect(write).toThrow();
    fetcher.wake();
    await fetcher.settled();
    give("m1", SAMPLES.ogg);
    want("m1", { kind: "voice" });
    fetcher.wake();
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "stored", mime: "audio/ogg" });
  });

  it.each([
    ["an executable", SAMPLES.exe, "media.kind"],
    ["another kind", SAMPLES.ogg, "media.kind"],
    ["nothing", new Uint8Array(), "media.empty"],
    ["an error that stays", new RukunError("media.gone", "the platform has it no more"), "media.gone"],
  ] as const)("fails at once for %s", async (_what, bytes, reason) => {
    give("m1", bytes);
    want("m1");
    await fetcher.start();
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "failed", reason, attempts: 1, sha256: null });
    expect(timers.size).toBe(0);
  });

  it("refuses what is too large even when the channel does not", async () => {
    fake.fetchMedia = async () => ({ bytes: Buffer.alloc(LIMITS.mediaBytes + 1, 0xff), mime: "image/jpeg" });
    want("m1");
    await fetcher.start();
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "failed", reason: "media.too_large" });
  });

  it("tries again with longer and longer waits, and gives up at last", async () => {
    let tries = 0;
    fake.fetchMedia = async () => {
      tries += 1;
      throw new Error("secret of the photo");
    };
    want("m1");
    await fetcher.start();
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "wanted", attempts: 1, dueAt: T0 + 1_500 });
    await timers.advance(2 * SECOND);
    expect(tries).toBe(2);
    await timers.advance(12 * HOUR);
    expect(tries).toBe(LIMITS.mediaAttempts);
    expect(store.get("m1")).toMatchObject({ state: "failed", reason: "Error" });
    expect(JSON.stringify(log.lines)).not.toContain("secret");
  });

  it("fetches a few at once", async () => {
    const release: (() => void)[] = [];
    fake.fetchMedia = () =>
      new Promise((resolve) => release.push(() => resolve({ bytes: SAMPLES.png, mime: "image/png" })));
    for (let n = 0; n < 10; n += 1) want(`m${n}`);
    await fetcher.start();
    await rest();
    expect(release).toHaveLength(LIMITS.mediaUnderWay);
    const settled = fetcher.settled();
    for (let n = 0; n < 10; n += 1) {
      while (release.length <= n) await rest(1);
      release[n]?.();
    }
    await settled;
    expect(store.list("p").every(({ state }) => state === "stored")).toBe(true);
  });

  it("gives each a deadline", async () => {
    const signals: AbortSignal[] = [];
    fake.fetchMedia = (_ref: string, _max: number, signal?: AbortSignal) => {
      if (signal !== undefined) signals.push(signal);
      return new Promise(() => {});
    };
    want("m1");
    await fetcher.start();
    await rest();
    await timers.advance(LIMITS_MS.mediaDeadline);
    expect(signals[0]?.aborted).toBe(true);
    expect(store.get("m1")).toMatchObject({ state: "wanted", reason: "deadline", attempts: 1 });
  });

  it("leaves media of a channel that is off, and fails that of one that fetches none", async () => {
    want("m1", { channel: "telegram" });
    want("m2", { channel: "mute" });
    const mute = Object.assign(new FakeChannel("mute"), { fetchMedia: undefined });
    fetcher = fetcherOver(mute as unknown as Channel);
    await fetcher.start();
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "wanted" });
    expect(store.get("m2")).toMatchObject({ state: "failed", reason: "media.unsupported" });
  });
});

describe("the end and a new start", () => {
  it("gives up what does not finish in time, and fetches it next time", async () => {
    const { fetchMedia } = fake;
    fake.fetchMedia = () => new Promise(() => {});
    give("m1", SAMPLES.jpeg);
    want("m1");
    await fetcher.start();
    await rest();
    const stopped = fetcher.stop();
    await timers.advance(LIMITS_MS.stopDeadline);
    await stopped;
    expect(store.get("m1")).toMatchObject({ state: "wanted", attempts: 0 });
    expect(timers.size).toBe(0);
    fake.fetchMedia = fetchMedia;
    await fetcher.start();
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "stored" });
  });

  it("removes half-written files at the start and keeps whole ones", async () => {
    mkdirSync(folder());
    writeFileSync(join(folder(), "abc.tmp"), "half");
    writeFileSync(join(folder(), "0".repeat(64)), "whole");
    await fetcher.start();
    expect(readdirSync(folder())).toEqual(["0".repeat(64)]);
  });

  it("tries again when the folder cannot be written, and leaves nothing half-written", async () => {
    give("m1", SAMPLES.jpeg);
    want("m1");
    writeFileSync(folder(), "a file where the folder should be");
    fetcher.files.tidy = async () => 0;
    await fetcher.start();
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "wanted", attempts: 1 });
    rmSync(folder());
    await timers.advance(2 * SECOND);
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "stored" });
    expect(readdirSync(folder())).toHaveLength(1);
  });

  it("does not fetch in a circle when the database cannot be written", async () => {
    let tries = 0;
    fake.fetchMedia = async () => {
      tries += 1;
      return { bytes: SAMPLES.jpeg, mime: "image/jpeg" };
    };
    const { finish } = store;
    store.finish = () => {
      throw Object.assign(new Error("full"), { code: "SQLITE_FULL" });
    };
    want("m1");
    await fetcher.start();
    while (log.lines.length === 0) await rest(1);
    await rest();
    expect(tries).toBe(1);
    store.finish = finish;
    await timers.advance(LIMITS_MS.databaseRetry);
    await fetcher.settled();
    expect(store.get("m1")).toMatchObject({ state: "stored" });
  });
});
