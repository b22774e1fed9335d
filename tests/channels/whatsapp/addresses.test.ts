import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOf, aliasOf, jidOf } from "../../../src/channels/whatsapp/addresses.ts";

describe("the address of a JID", () => {
  it.each([
    ["6281234567890@s.whatsapp.net", "6281234567890"],
    ["6281234567890:12@s.whatsapp.net", "6281234567890"],
    ["6281234567890_1:3@s.whatsapp.net", "6281234567890"],
    ["6281234567890@c.us", "6281234567890"],
    ["6281234567890:99@hosted", "6281234567890"],
    ["98765432109876@lid", "98765432109876@lid"],
    ["98765432109876:7@lid", "98765432109876@lid"],
    ["98765432109876:99@hosted.lid", "98765432109876@lid"],
  ])("of %s is %s: the same person on all her devices", (jid, address) => {
    expect(addressOf(jid)).toBe(address);
  });

  it.each([
    ["a group", "120363041234567890@g.us"],
    ["an old group", "6281234567890-1600000000@g.us"],
    ["the status", "status@broadcast"],
    ["a broadcast list", "1600000000@broadcast"],
    ["a channel", "120363041234567890@newsletter"],
    ["a call", "6281234567890@call"],
    ["WhatsApp itself", "16505361212@s.whatsapp.net"],
    ["its old announcements", "0@c.us"],
    ["Meta's assistant", "13135550002@c.us"],
    ["a bot", "867051314767696@bot"],
    ["a server", "s.whatsapp.net"],
    ["a phone of too many digits", "6281234567890123@s.whatsapp.net"],
    ["a phone with letters", "62812abc@s.whatsapp.net"],
    ["two of them", "6281234567890@s.whatsapp.net,6281234567891@s.whatsapp.net"],
    ["a line break", "6281234567890@s.whatsapp.net\n"],
    ["nothing", ""],
    ["no text", 6281234567890],
    ["null", null],
    ["undefined", undefined],
  ])("is none for %s", (_, jid) => {
    expect(addressOf(jid)).toBeUndefined();
  });

  it("is found again from the address", () => {
    const digits = fc.bigInt({ min: 10_000n, max: 999_999_999_999_999n }).map(String);
    fc.assert(
      fc.property(digits, fc.constantFrom("s.whatsapp.net", "lid"), fc.nat(99), (user, server, device) => {
        const address = addressOf(`${user}:${device}@${server}`);
        fc.pre(address !== undefined);
        expect(jidOf(address)).toBe(`${user}@${server}`);
        expect(addressOf(jidOf(address))).toBe(address);
      }),
    );
  });

  it("is taken as a whole JID too, as operators write it", () => {
    expect(jidOf("6281234567890@s.whatsapp.net")).toBe("6281234567890@s.whatsapp.net");
  });

  it.each(["", "ibu-sari", "120363041234567890@g.us", "status@broadcast", "62 812", "@lid"])(
    "cannot be written to when it is %j",
    (address) => {
      expect(() => jidOf(address)).toThrow(expect.objectContaining({ code: "whatsapp.address" }));
    },
  );
});

describe("the other address of an account", () => {
  const lid = "98765432109876@lid";
  const phone = "6281234567890@s.whatsapp.net";

  it("is the phone of a LID, and the LID of a phone", () => {
    expect(aliasOf({ remoteJid: lid, remoteJidAlt: phone })).toBe("6281234567890");
    expect(aliasOf({ remoteJid: phone, remoteJidAlt: `98765432109876:4@lid` })).toBe(lid);
  });

  it("is none when it is not named, is the same, or is nobody's", () => {
    expect(aliasOf({ remoteJid: lid })).toBeUndefined();
    expect(aliasOf({ remoteJid: phone, remoteJidAlt: "6281234567890:3@s.whatsapp.net" })).toBeUndefined();
    expect(aliasOf({ remoteJid: phone, remoteJidAlt: "120363041234567890@g.us" })).toBeUndefined();
    expect(aliasOf(undefined)).toBeUndefined();
  });
});
