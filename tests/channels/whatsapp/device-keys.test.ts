import { randomBytes } from "node:crypto";
import { initAuthCreds, proto } from "@whiskeysockets/baileys";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DeviceKeys } from "../../../src/channels/whatsapp/device-keys.ts";
import { linkedAs } from "../../../src/channels/whatsapp/linked.ts";
import { seal, unseal } from "../../../src/channels/whatsapp/seal.ts";
import { freshDb } from "../../support/databases.ts";
import { BOT_PHONE } from "../../support/whatsapp-server.ts";
import { linkedHome } from "./support.ts";

const KEY = randomBytes(32);
const pair = () => ({ public: randomBytes(32), private: randomBytes(32) });

function opened() {
  const { sqlite } = freshDb();
  return { sqlite, keys: new DeviceKeys(sqlite, "whatsapp", KEY) };
}

describe("a sealed value", () => {
  it("is read back, whatever it says, and only under its own name", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), fc.array(fc.string()), (value, row, other) => {
        const sealed = seal(KEY, row, value);
        expect(unseal(KEY, row, sealed)).toBe(value);
        if (JSON.stringify(row) === JSON.stringify(other)) return;
        expect(() => unseal(KEY, other, sealed)).toThrow(expect.objectContaining({ code: "whatsapp.key" }));
      }),
    );
  });

  it("is refused when one bit of it was changed, or when it is none", () => {
    const sealed = seal(KEY, ["a"], "sandi");
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => unseal(KEY, ["a"], changed)).toThrow(expect.objectContaining({ code: "whatsapp.key" }));
    }
    for (const none of [Buffer.alloc(0), Buffer.alloc(5), Buffer.alloc(200)]) {
      expect(() => unseal(KEY, ["a"], none)).toThrow(expect.objectContaining({ code: "whatsapp.key" }));
    }
  });

  it("is never the same twice", () => {
    expect(seal(KEY, ["a"], "sandi")).not.toEqual(seal(KEY, ["a"], "sandi"));
  });
});

describe("the keys of the linked device", () => {
  it("are given back as they were", () => {
    const { keys } = opened();
    const creds = initAuthCreds();
    keys.saveCreds(creds);
    expect(keys.creds()).toEqual(creds);
    const session = randomBytes(100);
    const key = pair();
    keys.set({ "pre-key": { "1": key }, session: { "628.0": session }, "device-list": { "628": ["0", "7"] } });
    expect(keys.get("pre-key", ["1", "2"])).toEqual({ "1": key });
    expect(keys.get("session", ["628.0"])).toEqual({ "628.0": session });
    expect(keys.get("device-list", ["628"])).toEqual({ "628": ["0", "7"] });
  });

  it("are an object of protobuf where Baileys wants one", () => {
    const { keys } = opened();
    keys.set({ "app-state-sync-key": { a: { keyData: Buffer.from("rahasia"), timestamp: 5 } } });
    const { a } = keys.get("app-state-sync-key", ["a"]);
    expect(a).toBeInstanceOf(proto.Message.AppStateSyncKeyData);
    expect(Buffer.from(a?.keyData ?? []).toString()).toBe("rahasia");
  });

  it("are deleted by null, and only those", () => {
    const { keys } = opened();
    keys.set({ "pre-key": { "1": pair(), "2": pair() } });
    keys.set({ "pre-key": { "1": null } });
    expect(Object.keys(keys.get("pre-key", ["1", "2"]))).toEqual(["2"]);
  });

  it("are written together or not at all", () => {
    const { sqlite, keys } = opened();
    sqlite.exec(`CREATE TRIGGER full BEFORE INSERT ON device_key WHEN new.type = 'session'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    expect(() => keys.set({ "pre-key": { "1": pair() }, session: { a: randomBytes(3) } })).toThrow("disk full");
    expect(keys.get("pre-key", ["1"])).toEqual({});
  });

  it("do not end a transaction that they are written in", () => {
    const { sqlite, keys } = opened();
    sqlite.exec("BEGIN IMMEDIATE");
    keys.set({ "pre-key": { "1": pair() } });
    expect(sqlite.inTransaction).toBe(true);
    sqlite.exec("ROLLBACK");
    expect(keys.get("pre-key", ["1"])).toEqual({});
  });

  it("say that the key is wrong, and never that no number is linked", () => {
    const { sqlite } = linkedHome();
    const other = new DeviceKeys(sqlite, "whatsapp", randomBytes(32));
    expect(() => other.creds()).toThrow(expect.objectContaining({ code: "whatsapp.key" }));
    expect(() => linkedAs(sqlite, randomBytes(32))).toThrow(expect.objectContaining({ code: "whatsapp.key" }));
    expect(() => new DeviceKeys(sqlite, "whatsapp", randomBytes(31))).toThrow(
      expect.objectContaining({ code: "whatsapp.key" }),
    );
  });

  it("cannot be read out of the file, and not be moved to another row", () => {
    const { sqlite, keys } = opened();
    keys.set({ "pre-key": { "1": { public: Buffer.from("umum-umum-umum"), private: Buffer.from("rahasia-sekali") } } });
    const file = sqlite.serialize();
    expect(file.includes("rahasia-sekali")).toBe(false);
    expect(file.includes(Buffer.from("rahasia-sekali").toString("base64"))).toBe(false);
    sqlite.exec("UPDATE device_key SET id = '2'");
    expect(() => keys.get("pre-key", ["2"])).toThrow(expect.objectContaining({ code: "whatsapp.key" }));
  });

  it("tell which number is linked, and none while a pairing is not confirmed", () => {
    const { sqlite, key, keys } = linkedHome();
    expect(linkedAs(sqlite, key)).toEqual({ phone: BOT_PHONE, lid: "91100000000000@lid" });
    const begun = initAuthCreds();
    begun.me = { id: `${BOT_PHONE}@s.whatsapp.net`, name: "~" };
    keys.saveCreds(begun);
    expect(linkedAs(sqlite, key)).toBeUndefined();
    keys.clear();
    expect(linkedAs(sqlite, key)).toBeUndefined();
  });
});
