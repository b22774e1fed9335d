import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Channel, Outgoing, OutgoingBody } from "../../src/conversation/channel.ts";
import { RukunError } from "../../src/errors.ts";
import { type ChannelHarness, type HarnessSupport, sha256 } from "./harness.ts";
import { Inbox } from "./inbox.ts";

/** A burst of this many messages may come in this many batches: one fsync each. */
const BURST = 60;
const MAX_BATCHES = 6;

const CHOICES = [
  { id: "q7.ya", label: "Ya, jalan" },
  { id: "q7.tidak", label: "Tidak dulu" },
];

type World = { platform: ChannelHarness; channel: Channel; inbox: Inbox; first: string };
type Worlds = () => World;

/** The one suite that every channel passes. `makeHarness` gives a fresh platform for each test. */
export function channelContract(
  name: string,
  supports: HarnessSupport,
  makeHarness: () => Promise<ChannelHarness> | ChannelHarness,
): void {
  describe(`${name} keeps the contract of a channel`, () => {
    let world: World;
    beforeEach(async () => {
      const platform = await makeHarness();
      const inbox = new Inbox();
      world = { platform, inbox, channel: platform.open(inbox.cursor), first: platform.people[0] };
    });
    afterEach(async () => {
      await world.channel.stop();
      await world.platform.close();
    });
    const get = () => world;
    itReceives(get, supports);
    itStopsAndStarts(get, supports);
    itSends(get, supports);
    itKeepsSecrets(get, supports);
    itTellsFailures(get, supports);
    it("was made by a harness that supports what was declared", () => {
      expect(world.platform.supports).toEqual(supports);
    });
  });
}

/** A test of what the platform supports; what it does not is listed as such. */
function itCan(isSupported: boolean, what: string, test: () => Promise<void>): void {
  if (isSupported) it(what, test);
  else it(`declares that it cannot: ${what}`, () => expect(isSupported).toBe(false));
}

function itReceives(get: Worlds, supports: HarnessSupport): void {
  it("keeps the order within a chat", async () => {
    const { platform, channel, inbox, first } = get();
    await channel.start(inbox.receive);
    for (const text of ["satu", "dua", "tiga"]) platform.userSends(first, text);
    await inbox.stored(3);
    expect(inbox.texts()).toEqual(["satu", "dua", "tiga"]);
    expect(inbox.messages.every(({ address }) => address === first)).toBe(true);
    expect(new Set(inbox.messages.map(({ id }) => id)).size).toBe(3);
  });

  itCan(supports.manyPeople, "tells people apart, each in her order", async () => {
    const { platform, channel, inbox, first } = get();
    const second = secondOf(platform);
    await channel.start(inbox.receive);
    platform.userSends(first, "a1");
    platform.userSends(second, "b1");
    platform.userSends(first, "a2");
    await inbox.stored(3);
    const of = (address: string) => inbox.messages.filter((message) => message.address === address);
    expect(of(first).map(({ content }) => content)).toEqual([
      { kind: "text", text: "a1" },
      { kind: "text", text: "a2" },
    ]);
    expect(of(second)).toHaveLength(1);
  });

  it("hands over again, with the same ids, what could not be stored", async () => {
    const { platform, channel, inbox, first } = get();
    inbox.failNext(2);
    platform.userSendsBurst(first, ["satu", "dua"]);
    await channel.start(inbox.receive);
    await inbox.stored(2);
    expect(inbox.texts()).toEqual(["satu", "dua"]);
    const ids = inbox.messages.map(({ id }) => id);
    expect(inbox.handed.length).toBeGreaterThan(ids.length);
    expect(new Set(inbox.handed)).toEqual(new Set(ids));
  });

  it("hands over a burst in few batches", async () => {
    const { platform, channel, inbox, first } = get();
    const texts = Array.from({ length: BURST }, (_, index) => `pesan ${index}`);
    platform.userSendsBurst(first, texts);
    await channel.start(inbox.receive);
    await inbox.stored(BURST);
    expect(inbox.texts()).toEqual(texts);
    expect(inbox.batches.length).toBeLessThanOrEqual(MAX_BATCHES);
    expect(inbox.batches.every((batch) => batch.channel === channel.name)).toBe(true);
  });

  it("says of what it does not know that it is something other", async () => {
    const { platform, channel, inbox, first } = get();
    await channel.start(inbox.receive);
    platform.userSendsUnknown(first);
    await inbox.stored(1);
    expect(inbox.messages[0]?.content.kind).toBe("other");
  });

  itCan(supports.fetchMedia, "hands over a photo as a reference, and fetches it up to a size", async () => {
    const { platform, channel, inbox, first } = get();
    await channel.start(inbox.receive);
    platform.userSendsPhoto(first, Buffer.from("sebuah foto"));
    await inbox.stored(1);
    const content = inbox.messages[0]?.content;
    if (content?.kind !== "media" || content.ref === undefined) throw new Error("A photo came as something else.");
    expect(content.media).toBe("photo");
    const file = await channel.fetchMedia?.(content.ref, 100, signal());
    expect(Buffer.from(file?.bytes ?? []).toString()).toBe("sebuah foto");
    const tooMuch = channel.fetchMedia?.(content.ref, 4, signal());
    await expect(tooMuch).rejects.toMatchObject({ code: "media.too-large" });
    await expect(channel.fetchMedia?.("no-such-file", 100, signal())).rejects.toBeInstanceOf(RukunError);
  });
}

function itStopsAndStarts(get: Worlds, supports: HarnessSupport): void {
  it("may be stopped before it was started, and twice", async () => {
    const { channel, inbox } = get();
    await channel.stop();
    await channel.start(inbox.receive);
    await channel.stop();
    await channel.stop();
  });

  it("hands nothing over after it has stopped", async () => {
    const { platform, channel, inbox, first } = get();
    await channel.start(inbox.receive);
    platform.userSends(first, "satu");
    await inbox.stored(1);
    await channel.stop();
    platform.userSends(first, "dua");
    expect(inbox.texts()).toEqual(["satu"]);
  });

  it("goes on after stop and start: nothing lost, nothing twice", async () => {
    const { platform, channel, inbox, first } = get();
    await channel.start(inbox.receive);
    platform.userSends(first, "satu");
    await inbox.stored(1);
    await channel.stop();
    platform.userSends(first, "dua");
    await channel.start(inbox.receive);
    platform.userSends(first, "tiga");
    await inbox.stored(3);
    expect(inbox.texts()).toEqual(["satu", "dua", "tiga"]);
  });

  itCan(supports.survivesRestart, "loses nothing that was not stored when a process ends", async () => {
    const { platform, channel, inbox, first } = get();
    inbox.failNext(1);
    await channel.start(inbox.receive);
    platform.userSends(first, "satu");
    await inbox.failed(1);
    await channel.stop();
    const next = platform.open(inbox.cursor);
    await next.start(inbox.receive);
    platform.userSends(first, "dua");
    await inbox.stored(2);
    await next.stop();
    expect(inbox.texts()).toEqual(["satu", "dua"]);
  });

  itCan(supports.survivesRestart, "keeps the ids of what comes again though it was stored", async () => {
    const { platform, channel, inbox, first } = get();
    await channel.start(inbox.receive);
    platform.userSends(first, "satu");
    await inbox.stored(1);
    await channel.stop();
    // A process that has forgotten its cursor: the platform may send again, and the id must say that it is the same.
    const next = platform.open(() => undefined);
    await next.start(inbox.receive);
    platform.userSends(first, "dua");
    await inbox.stored(2);
    await next.stop();
    expect(inbox.texts()).toEqual(["satu", "dua"]);
  });

  it("tells its health without throwing", async () => {
    const health = await get().channel.health();
    expect(health.what).not.toBe("");
    expect(health.ok || health.how !== undefined).toBe(true);
  });
}

function itSends(get: Worlds, supports: HarnessSupport): void {
  it("sends, in the order in which it was asked", async () => {
    const world = await met(get());
    for (const text of ["satu", "dua"]) expect(await send(world, { text })).toMatchObject({ kind: "sent" });
    expect(world.platform.delivered(world.first).map(({ text }) => text)).toEqual(["satu", "dua"]);
  });

  it("shows choices as numbers in the text, and as buttons where it has them", async () => {
    const world = await met(get());
    await send(world, { text: "Kita lanjut?", choices: CHOICES });
    const [shown] = world.platform.delivered(world.first);
    expect(shown?.text).toBe("Kita lanjut?\n\n1. Ya, jalan\n2. Tidak dulu");
    const labels = CHOICES.map(({ label }) => label);
    expect(shown?.buttons).toEqual(world.channel.can.choices === "buttons" ? labels : []);
  });

  it("lets a choice be answered by its number", async () => {
    const world = await met(get());
    await send(world, { text: "Kita lanjut?", choices: CHOICES });
    world.platform.userSends(world.first, "2");
    await world.inbox.stored(2);
    expect(world.inbox.texts()[1]).toBe("2");
  });

  itCan(supports.taps, "gives the id of a tapped choice back", async () => {
    const world = await met(get());
    await send(world, { text: "Kita lanjut?", choices: CHOICES });
    world.platform.userTaps(world.first, 1);
    await world.inbox.stored(2);
    expect(world.inbox.messages[1]).toMatchObject({
      address: world.first,
      content: { kind: "choice", id: "q7.tidak" },
    });
  });

  it("splits too long a text, loses nothing of it, and keeps the choices at its end", async () => {
    const world = await met(get());
    const { maxText } = world.channel.can;
    const text = "Arisan hari Sabtu di rumah Bu RT. ".repeat(Math.ceil((maxText * 2.5) / 34));
    expect(await send(world, { text, choices: CHOICES })).toMatchObject({ kind: "sent" });
    const shown = world.platform.delivered(world.first);
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.every((message) => message.text.length <= maxText)).toBe(true);
    const squeezed = (value: string) => value.replace(/\s/g, "");
    const lines = CHOICES.map(({ label }, index) => `${index + 1}. ${label}`).join("");
    expect(squeezed(shown.map((message) => message.text).join(""))).toBe(squeezed(text + lines));
    expect(shown.at(-1)?.text).toMatch(/Bu RT\.\n\n1\. Ya, jalan\n2\. Tidak dulu$/);
  });
}

const SECRET = new TextEncoder().encode("%PDF-1.7 hanya di ingatan");

function itKeepsSecrets(get: Worlds, supports: HarnessSupport): void {
  it("sends a file that exists in memory only", async () => {
    const world = await met(get());
    const file = { name: "lampiran.pdf", mime: "application/pdf", bytes: SECRET };
    expect(await send(world, { text: "Ini berkasnya.", file })).toMatchObject({ kind: "sent" });
    const arrived = world.platform.lastFile(world.first);
    expect(arrived?.name).toBe("lampiran.pdf");
    if (arrived?.sha256 !== undefined) expect(arrived.sha256).toBe(sha256(SECRET));
    expect(
      world.platform
        .delivered(world.first)
        .map(({ text }) => text)
        .join("\n"),
    ).not.toContain("undefined");
  });

  it("says whether it can delete what it sent", () => {
    const { channel } = get();
    expect([channel.can.deletion, channel.remove !== undefined]).toEqual([supports.removes, supports.removes]);
  });

  itCan(supports.removes, "deletes a message on the phone, with all its parts", async () => {
    const world = await met(get());
    const text = "Kata. ".repeat(Math.ceil((world.channel.can.maxText * 1.5) / 6));
    const result = await send(world, { text });
    const remoteId = result.kind === "sent" ? (result.remoteId ?? "") : "";
    expect(await world.channel.remove?.(world.first, remoteId, signal())).toBe(true);
    expect(world.platform.removed(world.first)).toBe(2);
  });

  itCan(supports.removesHeard, "deletes a message that came, by its remote id", async () => {
    const world = await met(get());
    const [message] = world.inbox.messages;
    expect(await world.channel.remove?.(world.first, message?.remoteId ?? "", signal())).toBe(true);
    expect(world.platform.removed(world.first)).toBe(1);
  });

  it("gives no remote id for what it could not delete", async () => {
    const world = await met(get());
    expect(world.inbox.messages[0]?.remoteId !== undefined).toBe(supports.removesHeard);
  });

  itCan(supports.protects, "keeps from being forwarded what asks for it, and nothing else", async () => {
    const world = await met(get());
    const file = { name: "lampiran.pdf", mime: "application/pdf", bytes: SECRET };
    for (const body of [{ text: "rahasia" }, { text: "berkas", file }]) {
      await send(world, { ...body, protect: true });
      expect(world.platform.isProtected(world.first)).toBe(true);
    }
    await send(world, { text: "biasa" });
    expect(world.platform.isProtected(world.first)).toBe(false);
  });
}

function itTellsFailures(get: Worlds, supports: HarnessSupport): void {
  itCan(supports.wait, "passes on how long the platform asks to wait, and sends afterwards", async () => {
    const world = await met(get());
    world.platform.answerNext("wait");
    const { waitMs } = world.platform;
    expect(await send(world, { text: "sabar" })).toEqual({ kind: "wait", retryAfterMs: waitMs });
    expect(await send(world, { text: "sabar" })).toMatchObject({ kind: "sent" });
    expect(world.platform.delivered(world.first)).toHaveLength(1);
  });

  itCan(supports.lostReply, "throws when no answer is known: that is not a refusal", async () => {
    const world = await met(get());
    world.platform.answerNext("lost");
    await expect(send(world, { text: "kuitansi" })).rejects.toBeInstanceOf(Error);
    expect(world.platform.delivered(world.first)).toHaveLength(1);
  });

  itCan(supports.unreachable, "says that a person cannot be reached any more", async () => {
    const world = await met(get());
    world.platform.block(world.first);
    expect(await send(world, { text: "halo" })).toMatchObject({ kind: "unreachable" });
    expect(world.platform.delivered(world.first)).toEqual([]);
  });

  it("says of an address that does not exist that it cannot be reached", async () => {
    const { channel } = await met(get());
    const message: Outgoing = { key: "k:0", address: "tidak-ada", body: { text: "halo" } };
    expect(await channel.send(message, signal())).toMatchObject({ kind: "unreachable" });
  });

  itCan(supports.refused, "says that the platform refuses a message", async () => {
    const world = await met(get());
    world.platform.answerNext("refused");
    expect(await send(world, { text: "halo" })).toMatchObject({ kind: "refused" });
    expect(world.platform.delivered(world.first)).toEqual([]);
  });
}

/** Started, and the first person has written: nobody else may be written to. */
async function met(world: World): Promise<World> {
  await world.channel.start(world.inbox.receive);
  world.platform.userSends(world.first, "halo");
  await world.inbox.stored(1);
  return world;
}

function send({ channel, first }: World, body: OutgoingBody) {
  return channel.send({ key: `k:${body.text.length}`, address: first, body }, signal());
}

const signal = () => new AbortController().signal;

function secondOf(platform: ChannelHarness): string {
  const second = platform.people[1];
  if (second === undefined) throw new Error("A harness with manyPeople names two.");
  return second;
}
