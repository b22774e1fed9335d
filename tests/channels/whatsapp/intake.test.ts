import type { WAMessage } from "@whiskeysockets/baileys";
import { describe, expect, it } from "vitest";
import { ChatExpiry } from "../../../src/channels/whatsapp/chat-expiry.ts";
import { Intake } from "../../../src/channels/whatsapp/intake.ts";
import { FixedClock } from "../../../src/clock.ts";
import { LIMITS } from "../../../src/limits.ts";
import { silentLog } from "../../../src/log.ts";
import { Inbox } from "../../contract/inbox.ts";
import { freshDb } from "../../support/databases.ts";
import { NOW, SARI } from "./support.ts";

const text = (n: number, said = `pesan ${n}`): WAMessage => ({
  key: { remoteJid: `${SARI}@s.whatsapp.net`, fromMe: false, id: `3A${n}` },
  messageTimestamp: NOW / 1_000,
  message: { conversation: said },
});

function intake() {
  const inbox = new Inbox();
  const expiry = new ChatExpiry(freshDb().sqlite, "whatsapp");
  const made = new Intake({
    channel: "whatsapp",
    receive: inbox.receive,
    expiry,
    clock: new FixedClock(NOW),
    log: silentLog,
  });
  return { intake: made, inbox, expiry };
}

describe("what arrives", () => {
  it("is handed over as one batch, and as several above the limit", () => {
    const { intake: made, inbox } = intake();
    const many = Array.from({ length: LIMITS.batch + 1 }, (_, n) => text(n));
    expect(made.take(many)).toBe(true);
    expect(inbox.batches.map(({ messages }) => messages.length)).toEqual([LIMITS.batch, 1]);
    expect(inbox.texts()[LIMITS.batch]).toBe(`pesan ${LIMITS.batch}`);
  });

  it("is no batch when nothing of it is for us", () => {
    const { intake: made, inbox } = intake();
    const group: WAMessage = { ...text(1), key: { remoteJid: "120363000000000000@g.us", id: "3A1" } };
    expect(made.take([group])).toBe(true);
    expect(inbox.batches).toEqual([]);
  });

  it("is kept when it cannot be stored, and handed over again before what comes next", () => {
    const { intake: made, inbox } = intake();
    inbox.failNext(2);
    expect(made.take([text(1), text(2)])).toBe(false);
    expect(made.waiting).toBe(2);
    expect(made.again()).toBe(false);
    expect(made.take([text(3)])).toBe(true);
    expect([made.waiting, inbox.texts()]).toEqual([0, ["pesan 1", "pesan 2", "pesan 3"]]);
    expect(made.again()).toBe(true);
    expect(inbox.messages).toHaveLength(3);
  });

  it("fills no memory while it cannot be stored", () => {
    const { intake: made, inbox } = intake();
    inbox.failNext(100);
    for (let n = 0; n < 100; n += 1) made.take(Array.from({ length: 100 }, (_, m) => text(n * 100 + m)));
    expect(made.waiting).toBe(LIMITS.batch);
  });

  it("goes on after a message that cannot be read", () => {
    const { intake: made, inbox } = intake();
    const broken = { ...text(1) };
    Object.defineProperty(broken, "message", {
      get: () => {
        throw new Error("unforeseen");
      },
    });
    expect(made.take([broken, text(2)])).toBe(true);
    expect(inbox.texts()).toEqual(["pesan 2"]);
  });

  it("tells how long messages stay in a chat", () => {
    const { intake: made, expiry } = intake();
    const contextInfo = { expiration: 86_400, ephemeralSettingTimestamp: 1_789_000_000 };
    made.take([{ ...text(1), message: { extendedTextMessage: { text: "halo", contextInfo } } }]);
    expect(expiry.of(SARI)).toEqual({ seconds: 86_400, setAt: 1_789_000_000 });
    made.take([text(2)]);
    expect(expiry.of(SARI)).toBeDefined();
  });
});
