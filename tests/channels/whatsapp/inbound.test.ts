import { proto, type WAMessage } from "@whiskeysockets/baileys";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expiryOf, toInbound } from "../../../src/channels/whatsapp/inbound.ts";
import { mediaRef, readMediaRef } from "../../../src/channels/whatsapp/media-ref.ts";
import { DAY } from "../../../src/clock.ts";
import type { InboundContent } from "../../../src/conversation/channel.ts";

const NOW = 1_790_000_000_000;
const SENT = NOW / 1_000 - 60;
const JID = "6281234567890@s.whatsapp.net";
const LID = "98765432109876@lid";
const KEY = { remoteJid: JID, fromMe: false, id: "3EB0C767D26B8A1F" };
/** The message of that key, as the conversation knows it. */
const OF = "m:6281234567890:3EB0C767D26B8A1F";

/** A message as an app may send it: the declared types are a promise of WhatsApp, not of this test. */
const wa = (message: object | undefined, more: object = {}) =>
  ({ key: KEY, messageTimestamp: SENT, message, ...more }) as WAMessage;
const read = (message: object | undefined, more: object = {}) => toInbound(wa(message, more), NOW);
const contentOf = (message: object) => read(message)?.content;

const mediaKey = new Uint8Array(32).fill(7);
const file = {
  mimetype: "image/jpeg",
  fileLength: 1_234,
  mediaKey,
  directPath: "/v/t62.7118-24/1.enc?ccb=11-4",
  url: "https://mmg.whatsapp.net/v/other.enc",
};
const media = (kind: string, more: object = {}) => ({
  kind: "media",
  media: kind,
  ref: expect.any(String),
  bytes: 1_234,
  ...more,
});
const place = { degreesLatitude: -6.2, degreesLongitude: 106.8 };
const other = (what: string) => ({ kind: "other", what });
const said = (text: string) => ({ kind: "text", text });
const within = (name: string, message: object) => ({ [name]: { message } });

const KINDS: [string, object, InboundContent | object][] = [
  ["a text", { conversation: "lapor" }, said("lapor")],
  ["a text with a preview", { extendedTextMessage: { text: "lapor https://x.id" } }, said("lapor https://x.id")],
  [
    "a forwarded text",
    { extendedTextMessage: { text: "hoaks", contextInfo: { isForwarded: true, forwardingScore: 5 } } },
    { ...said("hoaks"), forwarded: true },
  ],
  [
    "a text in answer to one that was forwarded",
    { extendedTextMessage: { text: "ya", contextInfo: { quotedMessage: { conversation: "x" }, forwardingScore: 0 } } },
    said("ya"),
  ],
  ["a photo", { imageMessage: file }, media("photo")],
  [
    "a photo with a caption",
    { imageMessage: { ...file, caption: "kuitansi" } },
    media("photo", { caption: "kuitansi" }),
  ],
  ["a voice note", { audioMessage: { ...file, ptt: true } }, media("voice")],
  ["music", { audioMessage: { ...file, ptt: false } }, media("audio")],
  ["a video", { videoMessage: file }, media("video")],
  ["a round video", { ptvMessage: file }, media("video")],
  ["a document", { documentMessage: file }, media("document")],
  ["a sticker", { stickerMessage: file }, media("sticker")],
  ["a moving sticker", within("lottieStickerMessage", { stickerMessage: file }), media("sticker")],
  [
    "a photo that cannot be fetched",
    { imageMessage: { caption: "x" } },
    { kind: "media", media: "photo", caption: "x" },
  ],
  ["a location", { locationMessage: place }, { kind: "location", latitude: -6.2, longitude: 106.8 }],
  ["a live location", { liveLocationMessage: place }, { kind: "location", latitude: -6.2, longitude: 106.8 }],
  ["a location off the earth", { locationMessage: { ...place, degreesLatitude: 91 } }, other("location")],
  ["a location without a place", { locationMessage: { degreesLatitude: Number.NaN } }, other("location")],
  ["a contact", { contactMessage: { displayName: "x", vcard: "y" } }, other("contact")],
  ["contacts", { contactsArrayMessage: { contacts: [] } }, other("contact")],
  ["a poll", { pollCreationMessageV3: { name: "x" } }, other("poll")],
  ["an invitation to a group", { groupInviteMessage: { groupJid: "x" } }, other("invitation")],
  ["a call", { call: { callKey: new Uint8Array(4) } }, other("call")],
  ["a kind that does not exist yet", { hologramMessage: { depth: 3 } }, other("unknown")],
  ["a disappearing text", within("ephemeralMessage", { extendedTextMessage: { text: "ya" } }), said("ya")],
  ["a view-once photo", within("viewOnceMessage", { imageMessage: file }), media("photo")],
  ["a view-once photo of newer apps", within("viewOnceMessageV2", { imageMessage: file }), media("photo")],
  ["a view-once voice note", within("viewOnceMessageV2Extension", { audioMessage: file }), media("audio")],
  [
    "a document with a caption",
    within("documentWithCaptionMessage", { documentMessage: { ...file, caption: "nota" } }),
    media("document", { caption: "nota" }),
  ],
  ["a photo of an album", within("associatedChildMessage", { imageMessage: file }), media("photo")],
  [
    "a view-once photo in a disappearing chat",
    within("ephemeralMessage", within("viewOnceMessageV2", { imageMessage: file })),
    media("photo"),
  ],
  [
    "a change",
    { protocolMessage: { type: 14, key: KEY, editedMessage: { conversation: "50 ribu" } } },
    { kind: "edited", text: "50 ribu", of: OF },
  ],
  [
    "a change in its envelope",
    within("editedMessage", {
      protocolMessage: { type: 14, key: KEY, editedMessage: { extendedTextMessage: { text: "50 ribu" } } },
    }),
    { kind: "edited", text: "50 ribu", of: OF },
  ],
  [
    "a changed text in an envelope alone",
    within("editedMessage", { conversation: "b" }),
    { kind: "edited", text: "b" },
  ],
  [
    "a changed caption",
    { protocolMessage: { type: 14, key: KEY, editedMessage: { imageMessage: { ...file, caption: "nota 2" } } } },
    { kind: "edited", text: "nota 2", of: OF },
  ],
  [
    "a change that is encrypted a second time",
    { secretEncryptedMessage: { targetMessageKey: KEY, secretEncType: 2 } },
    { kind: "edited", text: "", of: OF },
  ],
  ["a message taken back", { protocolMessage: { type: 0, key: KEY } }, { kind: "deleted", of: OF }],
  ["a message taken back whose id is none", { protocolMessage: { type: 0, key: { id: "a b" } } }, { kind: "deleted" }],
];

describe("toInbound", () => {
  it.each(KINDS)("reads %s", (_, message, expected) => {
    expect(read(message)).toEqual({
      id: "m:6281234567890:3EB0C767D26B8A1F",
      address: "6281234567890",
      sentAt: SENT * 1_000,
      content: expected,
    });
  });

  const protocol = [
    ["a text", { conversation: "lapor" }],
    ["a photo", { imageMessage: { ...file, caption: "nota" } }],
    ["a disappearing text", within("ephemeralMessage", { extendedTextMessage: { text: "ya" } })],
    ["a message taken back", { protocolMessage: { type: 0, key: KEY } }],
    ["a location", { locationMessage: place }],
  ] as const;

  it.each(protocol)("reads %s the same as Baileys decodes it, beside the keys of a device", (_, message) => {
    const beside = { messageContextInfo: { messageSecret: new Uint8Array(32) } };
    const sent = proto.Message.encode(proto.Message.fromObject({ ...beside, ...message })).finish();
    const decoded = contentOf(proto.Message.decode(sent));
    expect(decoded).toBeDefined();
    expect({ ...decoded, ref: undefined }).toEqual({ ...contentOf(message), ref: undefined });
  });

  it("names the other address of the account", () => {
    const key = { ...KEY, remoteJid: LID, remoteJidAlt: JID };
    expect(read({ conversation: "halo" }, { key })).toMatchObject({
      id: `m:${LID}:3EB0C767D26B8A1F`,
      address: LID,
      alias: "6281234567890",
    });
  });

  it("keeps two people's messages with one id apart, and one person's two devices together", () => {
    const of = (remoteJid: string) => read({ conversation: "halo" }, { key: { ...KEY, remoteJid } })?.id;
    expect(of("6281234567891@s.whatsapp.net")).not.toBe(of(JID));
    expect(of("6281234567890:7@s.whatsapp.net")).toBe(of(JID));
  });

  it("passes a text of 60 KB on as it is", () => {
    const text = "a".repeat(60_000);
    expect(contentOf({ conversation: text })).toEqual(said(text));
  });

  it.each([
    ["what we sent ourselves", { key: { ...KEY, fromMe: true } }],
    ["a group", { key: { ...KEY, remoteJid: "120363041234567890@g.us", participant: JID } }],
    ["the status", { key: { ...KEY, remoteJid: "status@broadcast", participant: JID } }],
    ["a channel", { key: { ...KEY, remoteJid: "120363041234567890@newsletter" } }],
    ["a message without an id", { key: { remoteJid: JID } }],
    ["a message with an absurd id", { key: { ...KEY, id: "x".repeat(10_000) } }],
    ["a message without a key", { key: undefined }],
  ])("drops %s", (_, more) => {
    expect(read({ conversation: "halo" }, more)).toBeUndefined();
  });

  it.each([
    ["a reaction", { reactionMessage: { text: "👍", key: KEY } }],
    ["the setting of a disappearing chat", { protocolMessage: { type: 3, ephemeralExpiration: 604_800 } }],
    ["what devices tell each other", { protocolMessage: { type: 6, appStateSyncKeyShare: {} } }],
    ["a key for a group", { senderKeyDistributionMessage: { groupId: "x" }, messageContextInfo: {} }],
    ["a pin", { pinInChatMessage: { key: KEY, type: 1 } }],
    ["the heading of an album", { albumMessage: { expectedImageCount: 3 } }],
    ["an empty message", {}],
  ])("is silent about %s", (_, message) => {
    expect(read(message)).toBeUndefined();
  });

  it("leaves what could not be decrypted for the next delivery, which has the same id", () => {
    expect(read(undefined, { messageStubType: 2 })).toBeUndefined();
    expect(read({ messageContextInfo: {} }, { messageStubType: 2 })).toBeUndefined();
    expect(read(undefined)).toBeUndefined();
  });

  it("reads a photo for one look that stayed on her phone, and a missed call", () => {
    const key = { ...KEY, isViewOnce: true };
    expect(read(undefined, { key })?.content).toEqual(other("view-once"));
    expect(read(undefined, { messageStubType: 40 })?.content).toEqual(other("call"));
    expect(read(undefined, { messageStubType: 41 })?.content).toEqual(other("call"));
  });

  const at = (messageTimestamp: unknown) => read({ conversation: "x" }, { messageTimestamp })?.sentAt;

  it("reads the time in each form that it has", () => {
    const info = proto.WebMessageInfo.encode({ key: KEY, messageTimestamp: SENT }).finish();
    expect(at(SENT)).toBe(SENT * 1_000);
    expect(at(proto.WebMessageInfo.decode(info).messageTimestamp)).toBe(SENT * 1_000);
    expect(at({ low: SENT, high: 0, unsigned: true })).toBe(SENT * 1_000);
    expect(at(NOW / 1_000 - 29 * 24 * 60 * 60)).toBe(NOW - 29 * DAY);
  });

  it.each([
    null,
    undefined,
    0,
    -5,
    Number.NaN,
    1.5,
    "soon",
    NOW,
    NOW / 1_000 + 3_600,
    946_684_800,
    { low: 1, high: 99 },
  ])("takes our own time where WhatsApp's is %j", (messageTimestamp) => {
    expect(at(messageTimestamp)).toBe(NOW);
  });
});

describe("the setting of a disappearing chat", () => {
  const context = { expiration: 86_400, ephemeralSettingTimestamp: 1_700_000_000 };
  const expiry = (message: object) => expiryOf(wa(message));

  it("is told by its messages and by the setting itself", () => {
    expect(expiry({ extendedTextMessage: { text: "x", contextInfo: context } })).toEqual({
      seconds: 86_400,
      setAt: 1_700_000_000,
    });
    expect(expiry(within("ephemeralMessage", { imageMessage: { contextInfo: context } }))).toMatchObject({
      seconds: 86_400,
    });
    const setting = {
      type: 3,
      ephemeralExpiration: 604_800,
      ephemeralSettingTimestamp: { low: 1_700_000_001, high: 0 },
    };
    expect(expiry({ protocolMessage: setting })).toEqual({ seconds: 604_800, setAt: 1_700_000_001 });
  });

  it("is told when it is switched off, which is another thing than not being told", () => {
    expect(expiry({ protocolMessage: { type: 3 } })).toEqual({ seconds: 0, setAt: SENT });
    expect(expiry({ conversation: "x" })).toBeUndefined();
    expect(expiry({ extendedTextMessage: { text: "x", contextInfo: { expiration: 1e12 } } })).toBeUndefined();
  });
});

describe("a reference to a file", () => {
  const refOf = (part: object) => mediaRef(wa({ imageMessage: { ...file, ...part } }));

  it("holds what fetching needs, and comes back as it was", () => {
    const sha256 = new Uint8Array(32).fill(9);
    expect(readMediaRef(refOf({ fileSha256: sha256 }) ?? "")).toEqual({
      type: "image",
      path: file.directPath,
      mediaKey: Buffer.from(mediaKey),
      mime: "image/jpeg",
      bytes: 1234,
      sha256: Buffer.from(sha256),
      key: { remoteJid: JID, id: KEY.id },
    });
  });

  it("takes the path out of an address of WhatsApp where there is no path", () => {
    const of = (url: string) => readMediaRef(refOf({ directPath: "", url }) ?? "")?.path;
    expect(of("https://mmg.whatsapp.net/v/1.enc?a=b")).toBe("/v/1.enc?a=b");
    expect(of("https://evil.example/v/1.enc")).toBeUndefined();
    expect(of("http://mmg.whatsapp.net/v/1.enc")).toBeUndefined();
    expect(of("https://mmg.whatsapp.net.evil.example/v/1.enc")).toBeUndefined();
  });

  it.each(["@evil.example/x", "//evil.example/x", "/\\evil.example", ".evil.example/x", ":80/x", "/a b", "v/1.enc"])(
    "does not lead to another server by the path %s",
    (directPath) => {
      expect(refOf({ directPath })).toBeUndefined();
    },
  );

  it("is none without a key of the right length", () => {
    expect(refOf({ mediaKey: null })).toBeUndefined();
    expect(refOf({ mediaKey: new Uint8Array(16) })).toBeUndefined();
    expect(refOf({ mediaKey: "7".repeat(32) })).toBeUndefined();
  });

  it("is not read from anything else", () => {
    const good = refOf({}) ?? "";
    for (const bad of ["", "{", "null", "[]", '"x"', good.replace("image", "app"), good.replace('"/v/', '"//v/')]) {
      expect(readMediaRef(bad)).toBeUndefined();
    }
  });
});

describe("whatever an app sends", () => {
  const names = [
    ...KINDS.flatMap(([, message]) => Object.keys(message)),
    ...["message", "contextInfo", "editedMessage", "type", "key", "text", "caption", "mediaKey", "directPath", "url"],
    ...["fileLength", "remoteJid", "remoteJidAlt", "id", "expiration", "messageStubType", "low", "high", "__proto__"],
  ];
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(JID, LID, KEY, file, within("ephemeralMessage", {}), 0, 3, 14, 40, Number.NaN, null),
    fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: true }),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof({ maxDepth: 5 }, leaf, fc.dictionary(fc.constantFrom(...names), tie("tree"), { maxKeys: 4 })),
  }));
  const message = fc.record({ key: fc.constant(KEY), message: tree, messageTimestamp: leaf, messageStubType: leaf });

  it("never throws, and gives what can be stored", () => {
    const any = fc.oneof(message, fc.record({ key: tree, message: tree }), tree);
    fc.assert(
      fc.property(any, (given) => {
        const found = toInbound(given as WAMessage, NOW);
        const expiry = expiryOf(given as WAMessage);
        expect(Number.isSafeInteger(expiry?.setAt ?? 0) && Number.isSafeInteger(expiry?.seconds ?? 0)).toBe(true);
        if (found === undefined) return;
        expect(found.address).toMatch(/^\d{5,15}$|^\d{5,20}@lid$/);
        expect(found.sentAt).toBeLessThanOrEqual(NOW);
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is read in the time of its length, however deep its envelopes are", () => {
    let deep: object = { conversation: "x" };
    for (let n = 0; n < 5_000; n++) deep = within(n % 2 === 0 ? "ephemeralMessage" : "viewOnceMessage", deep);
    expect(contentOf(deep)).toEqual(other("unknown"));
  });
});
