import type { Update } from "grammy/types";
import { describe, expect, it } from "vitest";
import { toInbound } from "../../../src/channels/telegram/inbound.ts";
import type { InboundContent } from "../../../src/conversation/channel.ts";

const READING = { botId: "70", nowMs: 1_790_000_000_000 };
const CHAT = { id: 1001, type: "private", first_name: "Ibu" };
const PERSON = { id: 1001, is_bot: false, first_name: "Ibu" };

/** An update as JSON may bring it: the declared types are a promise of Telegram, not of this test. */
const read = (what: object, update_id = 5) => toInbound({ update_id, ...what } as Update, READING);
const message = (content: object) => ({ message_id: 9, date: 1_700_000_000, chat: CHAT, from: PERSON, ...content });
const readMessage = (content: object) => read({ message: message(content) });

const file = { file_id: "F", file_unique_id: "U", file_size: 12 };
const place = { latitude: -6.2, longitude: 106.8 };
const media = (kind: string, more: object = {}) => ({ kind: "media", media: kind, ref: "F", bytes: 12, ...more });

const KINDS: [string, object, InboundContent | object][] = [
  ["text", { text: "halo" }, { kind: "text", text: "halo" }],
  [
    "a forwarded text",
    { text: "hoaks", forward_origin: { type: "hidden_user", date: 1, sender_user_name: "x" } },
    { kind: "text", text: "hoaks", forwarded: true },
  ],
  ["a voice note", { voice: { ...file, duration: 3 } }, media("voice")],
  ["audio", { audio: { ...file, duration: 3 } }, media("audio")],
  ["a video with a caption", { video: file, caption: "panen" }, media("video", { caption: "panen" })],
  ["a round video", { video_note: file }, media("video")],
  ["a document", { document: file }, media("document")],
  ["a file of unknown size", { document: { file_id: "F" } }, { kind: "media", media: "document", ref: "F" }],
  ["an animation, which is also a document", { animation: file, document: { ...file, file_id: "D" } }, media("video")],
  ["a sticker", { sticker: file }, media("sticker")],
  ["a location", { location: place }, { kind: "location", ...place }],
  [
    "a venue",
    { venue: { location: place, title: "Balai desa", address: "x" }, location: place },
    { kind: "location", ...place },
  ],
  ["a contact", { contact: { phone_number: "1", first_name: "x" } }, { kind: "other", what: "contact" }],
  ["a poll", { poll: { id: "1" } }, { kind: "other", what: "poll" }],
  ["dice", { dice: { emoji: "🎲", value: 3 } }, { kind: "other", what: "dice" }],
  ["a story", { story: { id: 1 } }, { kind: "other", what: "story" }],
  ["a kind that does not exist yet", { hologram: { id: 1 } }, { kind: "other", what: "unknown" }],
];

describe("toInbound", () => {
  it.each(KINDS)("reads %s", (_, content, expected) => {
    expect(readMessage(content)).toEqual({
      id: expect.stringMatching(/^m[0-9a-z]{8}:70:1001:9$/),
      address: "1001",
      remoteId: "9",
      sentAt: 1_700_000_000_000,
      content: expected,
    });
  });

  it("takes the largest size of a photo, wherever it stands", () => {
    const size = (file_id: string, width: number) => ({ file_id, file_unique_id: file_id, width, height: width });
    const photo = [size("s", 90), { ...size("l", 1_280), file_size: 77 }, size("m", 320)];
    expect(readMessage({ photo, caption: "kuitansi" })?.content).toEqual({
      kind: "media",
      media: "photo",
      ref: "l",
      caption: "kuitansi",
      bytes: 77,
    });
  });

  it("reads a tap, with an id that no message can have, at the time of its arrival", () => {
    const callback_query = { id: "4000", from: PERSON, chat_instance: "1", data: "q7.ya", message: message({}) };
    const expected = { id: "c4000", address: "1001", sentAt: READING.nowMs, content: { kind: "choice", id: "q7.ya" } };
    expect(read({ callback_query })).toEqual(expected);
    // A message too old for the bot to see still says which chat it was in.
    const old = { ...callback_query, message: { chat: CHAT, message_id: 9, date: 0 } };
    expect(read({ callback_query: old })).toEqual(expected);
  });

  it("reads an edit of a text or a caption, each edit with its own id", () => {
    const edited = (text: object, update: number) =>
      read({ edited_message: { ...message(text), edit_date: 1_700_000_060 } }, update);
    expect(edited({ text: "50 ribu" }, 5)).toEqual({
      id: "e70:1001:9:5",
      address: "1001",
      sentAt: 1_700_000_060_000,
      content: { kind: "edited", text: "50 ribu", of: read({ message: message({ text: "5 ribu" }) })?.id },
    });
    expect(edited({ caption: "lunas" }, 6)).toMatchObject({ id: "e70:1001:9:6", content: { text: "lunas" } });
  });

  it.each([
    ["kicked", false],
    ["member", true],
  ])("reads a membership of %s as reachable: %s", (status, reachable) => {
    const my_chat_member = { chat: CHAT, from: PERSON, date: 1_700_000_000, new_chat_member: { status } };
    expect(read({ my_chat_member })).toMatchObject({
      id: "p70:1001:5",
      address: "1001",
      content: { kind: "presence", reachable },
    });
  });

  it.each([
    ["a group", { message: { ...message({ text: "halo" }), chat: { id: -5, type: "group" } } }],
    ["a supergroup", { message: { ...message({ text: "halo" }), chat: { id: -5, type: "supergroup" } } }],
    ["a channel", { channel_post: { ...message({ text: "halo" }), chat: { id: -5, type: "channel" } } }],
    ["another bot", { message: { ...message({ text: "halo" }), from: { ...PERSON, is_bot: true } } }],
    ["a tap in a group", { callback_query: { id: "1", data: "x", message: { chat: { id: -5, type: "group" } } } }],
    ["a tap without data", { callback_query: { id: "1", message: message({}) } }],
    ["a tap under an inline message", { callback_query: { id: "1", data: "x", inline_message_id: "1" } }],
    ["being made admin of a group", { my_chat_member: { chat: { id: -5, type: "group" }, new_chat_member: {} } }],
    ["a move of a live location", { edited_message: message({ location: place }) }],
    ["a pinned message", { message: message({ pinned_message: message({ text: "x" }) }) }],
    ["a kind of update that does not exist yet", { hologram: {} }],
  ])("leaves out %s", (_, what) => {
    expect(read(what)).toBeUndefined();
  });
});
