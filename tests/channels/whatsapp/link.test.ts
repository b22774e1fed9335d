import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Lease } from "../../../src/channels/whatsapp/lease.ts";
import { type LinkHow, linkDevice, unlinkDevice } from "../../../src/channels/whatsapp/link.ts";
import { linkedAs } from "../../../src/channels/whatsapp/linked.ts";
import { FixedClock } from "../../../src/clock.ts";
import { Inbox } from "../../contract/inbox.ts";
import { freshDb } from "../../support/databases.ts";
import { BOT_PHONE, WhatsAppServer } from "../../support/whatsapp-server.ts";
import { channelTo, linkedHome, NOW, SARI, sendTo, stopAll } from "./support.ts";

let server: WhatsAppServer;
let codes: string[];
let pictures: string[];

beforeEach(async () => {
  server = await WhatsAppServer.start({ now: () => NOW });
  codes = [];
  pictures = [];
});
afterEach(async () => {
  await stopAll();
  await server.close();
});

type Home = { sqlite: ReturnType<typeof freshDb>["sqlite"]; key: Buffer };
const freshHome = (): Home => ({ sqlite: freshDb().sqlite, key: randomBytes(32) });
const hasSent = (word: string) => server.stanzas.some((stanza) => JSON.stringify(stanza).includes(word));
const never = () => new AbortController().signal;

function link(home: Home, how: Partial<LinkHow> = {}, signal = never()) {
  const said = (list: string[]) => (text: string) => {
    list.push(text);
    server.look();
  };
  return linkDevice(
    {
      ...home,
      clock: new FixedClock(NOW),
      webSocketUrl: server.webSocketUrl,
      makeSocket: server.makeSocket,
      wait: async () => {},
    },
    { onCode: said(codes), onQr: said(pictures), ...how },
    signal,
  );
}

const unlink = (home: Home, signal = never()) =>
  unlinkDevice(
    { ...home, clock: new FixedClock(NOW), webSocketUrl: server.webSocketUrl, makeSocket: server.makeSocket },
    signal,
  );

const rows = ({ sqlite }: Home) => sqlite.prepare("SELECT count(*) FROM device_key").pluck().get();

describe("linking a number", () => {
  it("by eight letters: the phone confirms, and the channel is connected as that number", async () => {
    const home = freshHome();
    const linking = link(home, { phone: BOT_PHONE });
    await server.opened();
    server.invites("kode-1", "kode-2");
    await server.until(() => codes.length > 0);
    expect(codes[0]).toMatch(/^[0-9A-Z]{8}$/);
    expect(pictures).toEqual([]);
    await server.until(() => hasSent("companion_hello"));
    await server.userConfirms();
    expect(await linking).toEqual({ phone: BOT_PHONE });
    expect(linkedAs(home.sqlite, home.key)).toEqual({ phone: BOT_PHONE, lid: "91100000000000@lid" });

    const inbox = new Inbox();
    const channel = channelTo(server, home);
    await channel.start(inbox.receive);
    await server.opened();
    server.userSends(SARI, "halo");
    await inbox.stored(1);
    expect(await sendTo(channel, { text: "Selamat datang." })).toMatchObject({ kind: "sent" });
  });

  it("by a picture that the phone takes", async () => {
    const home = freshHome();
    const linking = link(home);
    await server.opened();
    server.invites("kode-1");
    await server.until(() => pictures.length > 0);
    expect(pictures[0]).toContain("kode-1,");
    await server.userConfirms("6281122223333");
    expect(await linking).toEqual({ phone: "6281122223333" });
    expect(codes).toEqual([]);
  });

  it("leaves nothing when it is given up", async () => {
    const home = freshHome();
    const stop = new AbortController();
    const linking = link(home, { phone: BOT_PHONE }, stop.signal);
    await server.opened();
    server.invites("kode-1");
    await server.until(() => codes.length > 0);
    stop.abort();
    await expect(linking).rejects.toMatchObject({ code: "whatsapp.link-cancelled" });
    expect([rows(home), linkedAs(home.sqlite, home.key)]).toEqual([0, undefined]);
    expect(new Lease(home.sqlite, "whatsapp", "other", new FixedClock(NOW)).take()).toBe(true);
  });

  it("fails with a word when WhatsApp ends it, and leaves nothing", async () => {
    const home = freshHome();
    const linking = link(home);
    await server.opened();
    server.put({ tag: "stream:error", attrs: { code: "401" }, content: [] });
    await expect(linking).rejects.toMatchObject({ code: "whatsapp.link-failed" });
    expect(rows(home)).toBe(0);
  });

  it("is not done over a number that is linked, nor beside a process that runs", async () => {
    const { sqlite, key } = linkedHome();
    await expect(link({ sqlite, key })).rejects.toMatchObject({ code: "whatsapp.linked" });
    expect(linkedAs(sqlite, key)).toBeDefined();
    new Lease(sqlite, "whatsapp", "other", new FixedClock(NOW)).take();
    await expect(link({ sqlite, key })).rejects.toMatchObject({ code: "whatsapp.other-process" });
    await expect(unlink({ sqlite, key })).rejects.toMatchObject({ code: "whatsapp.other-process" });
    expect(linkedAs(sqlite, key)).toBeDefined();
  });

  it("takes no number that is none", async () => {
    for (const phone of ["", "08123456789", "62-812", "abc"]) {
      await expect(link(freshHome(), { phone })).rejects.toMatchObject({ code: "whatsapp.address" });
    }
    expect(server.proxy.connections).toBe(0);
  });
});

describe("unlinking a number", () => {
  it("tells WhatsApp and forgets the keys", async () => {
    const home = linkedHome();
    expect(await unlink(home)).toEqual({ told: true });
    await server.until(() => hasSent("remove-companion-device"));
    expect([rows(home), linkedAs(home.sqlite, home.key)]).toEqual([0, undefined]);
  });

  it("forgets the keys also where WhatsApp is away, or the keys cannot be read any more", async () => {
    const home = linkedHome();
    server.proxy.shut();
    expect(await unlink(home)).toEqual({ told: false });
    expect(rows(home)).toBe(0);
    const lost = linkedHome();
    expect(await unlink({ sqlite: lost.sqlite, key: randomBytes(32) })).toEqual({ told: false });
    expect(rows(lost)).toBe(0);
    expect(await unlink(freshHome())).toEqual({ told: false });
  });
});
