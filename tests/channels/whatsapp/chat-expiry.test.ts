import { describe, expect, it } from "vitest";
import { ChatExpiry } from "../../../src/channels/whatsapp/chat-expiry.ts";
import { freshDb } from "../../support/databases.ts";
import { SARI } from "./support.ts";

const DAY = 86_400;

describe("a chat whose messages disappear", () => {
  it("is remembered with the newest setting, whatever comes late", () => {
    const expiry = new ChatExpiry(freshDb().sqlite, "whatsapp");
    expect(expiry.of(SARI)).toBeUndefined();
    expiry.remember(SARI, { seconds: DAY, setAt: 100 });
    expiry.remember(SARI, { seconds: 7 * DAY, setAt: 200 });
    expiry.remember(SARI, { seconds: DAY, setAt: 100 });
    expiry.remember(SARI, { seconds: 0, setAt: 150 });
    expect(expiry.of(SARI)).toEqual({ seconds: 7 * DAY, setAt: 200 });
    expect(expiry.of("6281200000000")).toBeUndefined();
  });

  it("is forgotten when she turns it off", () => {
    const { sqlite } = freshDb();
    const expiry = new ChatExpiry(sqlite, "whatsapp");
    expiry.remember(SARI, { seconds: DAY, setAt: 100 });
    expiry.remember(SARI, { seconds: 0, setAt: 200 });
    expect(expiry.of(SARI)).toBeUndefined();
    expect(sqlite.prepare("SELECT count(*) FROM chat_expiry").pluck().get()).toBe(0);
  });
});
