import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  createSimulatorChannels,
  type HandItem,
  MediaStore,
  SIMULATOR_LIMITS,
  SimulatorChats,
} from "../../src/channels/simulator/index.ts";
import { FixedClock } from "../../src/clock.ts";
import type { Batch, OutgoingBody } from "../../src/conversation/channel.ts";

const NOW = Date.parse("2025-08-14T02:05:00Z");

async function opened() {
  const clock = new FixedClock(NOW);
  const chats = new SimulatorChats(clock);
  const batches: Batch[] = [];
  const [whatsapp, telegram] = createSimulatorChannels(chats);
  if (!whatsapp || !telegram) throw new Error("two channels are made");
  for (const channel of [whatsapp, telegram]) {
    await channel.start((batch) => {
      batches.push(batch);
      return { stored: batch.messages.length, duplicates: 0, failed: 0 };
    });
  }
  const say = (key: string, body: OutgoingBody) =>
    telegram.send({ key, address: "sari", body }, new AbortController().signal);
  return { clock, chats, batches, whatsapp, telegram, say };
}

const texts = (chats: SimulatorChats) => chats.news(undefined).messages.map(({ text }) => text);
const text = (value: string, id?: string): HandItem => ({
  content: { kind: "text", text: value },
  ...(id === undefined ? {} : { id }),
});

describe("the chats of the simulator", () => {
  it("make ids that are not those of an earlier run: stored ids outlive a restart", async () => {
    const [before, after] = [await opened(), await opened()];
    const idsOf = ({ chats }: typeof before) => chats.hand("telegram", "sari", [text("a"), text("b")]).ids;
    expect(new Set([...idsOf(before), ...idsOf(after)]).size).toBe(4);
  });

  it("keep the last messages of a chat, not all of them", async () => {
    const { chats } = await opened();
    const many = Array.from({ length: SIMULATOR_LIMITS.messagesPerChat + 20 }, (_, n) => text(`pesan ${n}`));
    chats.hand("telegram", "sari", many);
    expect(texts(chats)).toHaveLength(SIMULATOR_LIMITS.messagesPerChat);
    expect(texts(chats)[0]).toBe("pesan 20");
  });

  it("keep the chats of the two looks apart, though the address is the same", async () => {
    const { chats, batches } = await opened();
    chats.hand("telegram", "sari", [text("biru")]);
    chats.hand("whatsapp", "sari", [text("hijau")]);
    expect(chats.news(undefined, { address: "sari", channel: "whatsapp" }).messages).toHaveLength(1);
    expect(batches.map(({ channel }) => channel)).toEqual(["simulator-telegram", "simulator-whatsapp"]);
  });

  it("refuse what a phone without signal cannot keep", async () => {
    const { chats } = await opened();
    chats.signal("sari", false);
    const full = Array.from({ length: SIMULATOR_LIMITS.waitingPerChat }, () => text("x"));
    chats.hand("telegram", "sari", full);
    expect(() => chats.hand("telegram", "sari", [text("satu lagi")])).toThrow(/keeps no more/);
  });

  it("show what was sent without signal when it arrives, with the time of its arrival", async () => {
    const { chats, clock, say } = await opened();
    chats.signal("sari", false, "telegram");
    await say("k1", { text: "pengingat" });
    expect(texts(chats)).toEqual([]);
    clock.advanceTo(NOW + 3_600_000);
    chats.signal("sari", true);
    expect(chats.news(undefined).messages).toMatchObject([{ text: "pengingat", at: NOW + 3_600_000 }]);
  });

  it("show a repeated sending once", async () => {
    const { chats, say } = await opened();
    const first = await say("k1", { text: "kuitansi" });
    const second = await say("k1", { text: "kuitansi" });
    expect([first.kind, second.kind]).toEqual(["sent", "sent"]);
    expect(texts(chats)).toEqual(["kuitansi"]);
  });

  it("carry a file of Rukun, and refuse one that is not there", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rukun-simulator-"));
    const path = join(folder, "data.txt");
    writeFileSync(path, "data saya");
    const { chats, say } = await opened();
    const file = { name: "data.txt", mime: "text/plain", path };
    expect(await say("k1", { text: "Ini datanya.", file })).toMatchObject({ kind: "sent" });
    const [shown] = chats.news(undefined).messages;
    expect(shown?.media).toMatchObject({ kind: "document", name: "data.txt", mime: "text/plain" });
    expect(Buffer.from(chats.media.get(shown?.media?.ref ?? "")?.bytes ?? []).toString()).toBe("data saya");
    rmSync(folder, { recursive: true });
    expect(await say("k2", { text: "Ini datanya.", file })).toEqual({ kind: "refused", code: "file-missing" });
  });

  it("send nothing when the time for it is over", async () => {
    const { chats, telegram } = await opened();
    const late = telegram.send({ key: "k", address: "sari", body: { text: "terlambat" } }, AbortSignal.abort());
    await expect(late).rejects.toThrow();
    expect(texts(chats)).toEqual([]);
  });
});

describe("the media of the simulator", () => {
  it("let the oldest go when they are too many, and refuse what is larger than all room", () => {
    const media = new MediaStore(10);
    const put = (size: number) => media.put({ bytes: new Uint8Array(size), mime: "image/png" });
    const [first, second, third] = [put(4), put(4), put(4)];
    expect([first, second, third].map((ref) => media.get(ref) !== undefined)).toEqual([false, true, true]);
    expect(() => put(11)).toThrow(expect.objectContaining({ code: "media.too-large" }));
  });
});
