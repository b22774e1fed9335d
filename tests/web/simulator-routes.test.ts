import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RukunError } from "../../src/errors.ts";
import type { Web } from "../../src/web/index.ts";
import { client, type EchoWorld, PEOPLE, START, startWeb } from "./support.ts";

let world: EchoWorld;
let web: Web;
let url: string;
let api: ReturnType<typeof client>;

beforeEach(async () => {
  const started = await startWeb();
  ({ world, web, url } = started);
  api = client(url);
});

afterEach(() => web.close());

const SARI = "62811-sari";
const sari = (rest: object) => ({ channel: "whatsapp", from: SARI, ...rest });
const sariTg = (rest: object) => ({ channel: "telegram", from: "tg-sari", ...rest });
const messagesOf = async (address: string, query = "") =>
  (await api.get(`/simulator/messages?address=${address}${query}`)).body;

describe("people", () => {
  it("names everybody that one can be", async () => {
    const { status, body } = await api.get("/simulator/people");
    expect(status).toBe(200);
    expect(body).toEqual(PEOPLE);
  });
});

describe("sending", () => {
  it("answers when the replies have been dispatched", async () => {
    const { status, body } = await api.post("/simulator/send", sari({ text: "halo" }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ stored: 1, duplicates: 0, failed: 0, waiting: 0 });
    const { messages } = await messagesOf(SARI);
    expect(messages).toEqual([
      {
        id: body.ids[0],
        channel: "whatsapp",
        address: SARI,
        at: new Date(START).toISOString(),
        from: "person",
        text: "halo",
        choices: [],
      },
      expect.objectContaining({ from: "bot", text: "Rukun mendengar: halo", choices: [] }),
    ]);
  });

  it("gives an array as one batch and keeps the order of the ids", async () => {
    const texts = ["satu", "dua", "tiga"].map((text, n) => sari({ text, id: `m${n}` }));
    const { body } = await api.post("/simulator/send", [
      texts[0],
      sariTg({ text: "lain", id: "t0" }),
      ...texts.slice(1),
    ]);
    expect(body).toMatchObject({ stored: 4, ids: ["m0", "t0", "m1", "m2"] });
    expect(world.batches.map(({ channel, messages }) => [channel, messages.length])).toEqual([
      ["simulator-whatsapp", 3],
      ["simulator-telegram", 1],
    ]);
  });

  it("shows a message once that is delivered five times", async () => {
    const same = sari({ text: "sekali", id: "same" });
    await api.post("/simulator/send", same);
    const { body } = await api.post("/simulator/send", [same, same, same, same]);
    expect(body).toMatchObject({ stored: 0, duplicates: 4 });
    expect((await messagesOf(SARI)).messages).toHaveLength(2);
  });

  it("shows choices as buttons on Telegram and as numbers on WhatsApp", async () => {
    await api.post("/simulator/send", [sari({ text: "menu" }), sariTg({ text: "menu" })]);
    const onWhatsapp = (await messagesOf(SARI)).messages.at(-1);
    expect(onWhatsapp?.text).toContain("1. Laporan mingguan");
    expect(onWhatsapp?.choices).toEqual([]);
    const onTelegram = (await messagesOf("tg-sari")).messages.at(-1);
    expect(onTelegram?.choices[0]).toEqual({ id: "c-report", label: "Laporan mingguan" });
  });

  it("takes a tap, and shows it by its label", async () => {
    await api.post("/simulator/send", sariTg({ text: "menu" }));
    await api.post("/simulator/send", sariTg({ choice: "c-savings" }));
    const { messages } = await messagesOf("tg-sari");
    expect(messages.at(-2)).toMatchObject({ from: "person", text: "Lihat tabungan", choice: "c-savings" });
    expect(messages.at(-1)?.text).toBe("Rukun membuka c-savings");
  });

  it("keeps the bytes of a photo for Rukun and for the page", async () => {
    const data = Buffer.from("bukan foto sungguhan").toString("base64");
    await api.post("/simulator/send", sari({ media: { kind: "photo", data, mime: "image/png", caption: "warung" } }));
    const [content] = world.batches.flatMap(({ messages }) => messages.map((message) => message.content));
    if (content?.kind !== "media" || content.ref === undefined) throw new Error("no media arrived");
    expect(content).toMatchObject({ media: "photo", bytes: 20, caption: "warung" });
    const fetched = await world
      .channel("simulator-whatsapp")
      .fetchMedia?.(content.ref, 100, new AbortController().signal);
    expect(Buffer.from(fetched?.bytes ?? []).toString()).toBe("bukan foto sungguhan");
    const { messages } = await messagesOf(SARI);
    const shown = await fetch(`${url}${messages[0]?.media.url}`);
    expect(shown.headers.get("content-type")).toBe("image/png");
    expect(await shown.text()).toBe("bukan foto sungguhan");
  });

  it("never serves a file as a page", async () => {
    const data = Buffer.from("<script>alert(1)</script>").toString("base64");
    await api.post("/simulator/send", sari({ media: { kind: "document", data, mime: "text/html" } }));
    const { messages } = await messagesOf(SARI);
    const shown = await fetch(`${url}${messages[0]?.media.url}`);
    expect(shown.headers.get("content-type")).toBe("application/octet-stream");
    expect(shown.headers.get("content-disposition")).toMatch(/^attachment/);
  });

  it.each([
    [{ media: { kind: "sticker" } }, { kind: "other", what: "sticker" }],
    [{ media: { kind: "contact" } }, { kind: "other", what: "contact" }],
    [{ media: { kind: "voice" } }, { kind: "media", media: "voice" }],
    [
      { media: { kind: "location", latitude: -2.6, longitude: 140.7 } },
      { kind: "location", latitude: -2.6, longitude: 140.7 },
    ],
    [
      { text: "menang undian", forwarded: true },
      { kind: "text", text: "menang undian", forwarded: true },
    ],
    [{ text: "" }, { kind: "text", text: "" }],
  ])("hands %j over as a phone does", async (given, content) => {
    await api.post("/simulator/send", sari(given));
    expect(world.batches[0]?.messages[0]?.content).toEqual(content);
  });

  it("shows an edit and a deletion, and tells readers who had the old text", async () => {
    await api.post("/simulator/send", sari({ text: "5000", id: "a" }));
    await api.post("/simulator/send", sari({ text: "rahasia", id: "b" }));
    const { next } = await messagesOf(SARI);
    await api.post("/simulator/send", [sari({ edited: { id: "a", text: "50.000" } }), sari({ deleted: { id: "b" } })]);
    const { messages } = await messagesOf(SARI, `&after=${next}`);
    expect(messages[0]).toMatchObject({ id: "a", text: "50.000", edited: true });
    expect(messages[1]).toMatchObject({ id: "b", text: "", deleted: true });
    const { messages: told } = world.batches.at(-1) ?? { messages: [] };
    expect(told.map(({ content }) => content)).toEqual([
      { kind: "edited", text: "50.000", of: "a" },
      { kind: "deleted", of: "b" },
    ]);
    expect(messages).toHaveLength(4);
  });

  it("is refused by who blocked the bot, until she writes again", async () => {
    await api.post("/simulator/send", sari({ reachable: false }));
    world.say("simulator-whatsapp", SARI, { text: "tidak sampai" });
    await api.post("/simulator/send", sari({ text: "saya kembali" }));
    expect((await messagesOf(SARI)).messages.map(({ text }) => text)).toEqual([
      "saya kembali",
      "Rukun mendengar: saya kembali",
    ]);
  });

  it("confirms nothing that is not stored", async () => {
    world.refuse = new RukunError("db.full", "the disk is full", { retryable: true });
    const refused = await api.post("/simulator/send", sari({ text: "penting", id: "p" }));
    expect(refused).toEqual({ status: 503, body: { error: { code: "db.full", message: "the disk is full" } } });
    expect((await messagesOf(SARI)).messages).toEqual([]);
    world.refuse = undefined;
    expect((await api.post("/simulator/send", sari({ text: "penting", id: "p" }))).body.stored).toBe(1);
  });
});

describe("a wrong request", () => {
  it.each([
    ["not JSON", "{", "The body is not JSON."],
    ["an unknown channel", { channel: "sms", from: "x", text: "a" }, "channel"],
    ["nothing to send", sari({}), "exactly one of text, choice, media"],
    ["two things at once", sari({ text: "a", choice: "b" }), "exactly one of text, choice, media"],
    ["a misspelt field", sari({ txt: "a" }), "txt"],
    ["base64 that is none", sari({ media: { kind: "photo", data: "%%%" } }), "base64"],
    ["a place without coordinates", sari({ media: { kind: "location" } }), "latitude and longitude"],
    ["an id of ours", sari({ text: "a", id: "bot-1" }), "bot-"],
    ["an empty batch", [], "nothing to send"],
    ["a wrong one in a batch", [sari({ text: "a" }), sari({ text: 7 })], "text"],
  ])("with %s gets what is wrong and one that is right", async (_, body, said) => {
    const answer = await api.post("/simulator/send", body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(said);
    expect(answer.body.error.example).toMatchObject({ channel: "whatsapp" });
    expect(world.batches).toEqual([]);
  });

  it("for another route is told where to look", async () => {
    const { status, body } = await api.get("/simulator/nothing");
    expect(status).toBe(404);
    expect(body.error.message).toContain("docs/SIMULATOR.md");
  });
});

describe("reading", () => {
  it("goes on after a message id or a cursor", async () => {
    const { body } = await api.post("/simulator/send", sari({ text: "satu" }));
    const all = await messagesOf(SARI);
    expect(all.fromStart).toBe(true);
    const rest = await messagesOf(SARI, `&after=${body.ids[0]}`);
    expect(rest.fromStart).toBe(false);
    expect(rest.messages.map(({ from }) => from)).toEqual(["bot"]);
    expect((await messagesOf(SARI, `&after=${all.next}`)).messages).toEqual([]);
  });

  it("starts from the beginning after a cursor that is not known", async () => {
    await api.post("/simulator/send", sari({ text: "satu" }));
    expect(await messagesOf(SARI, "&after=feedface-12")).toMatchObject({ fromStart: true, messages: [{}, {}] });
  });

  it("waits until something is there", async () => {
    const { next } = await messagesOf(SARI);
    const waiting = messagesOf(SARI, `&after=${next}&wait=25`);
    await api.post("/simulator/send", sari({ text: "baru" }));
    expect((await waiting).messages[0]).toMatchObject({ text: "baru" });
  });

  it("ends a long poll when the server closes", async () => {
    const { next } = await messagesOf(SARI);
    const waiting = messagesOf(SARI, `&after=${next}&wait=25`);
    await api.get("/simulator/clock");
    await web.close();
    expect((await waiting).messages).toEqual([]);
  });

  it("gives every chat when no address is named", async () => {
    await api.post("/simulator/send", [sari({ text: "a" }), sariTg({ text: "b" })]);
    const { body } = await api.get("/simulator/messages");
    expect(new Set(body.messages.map(({ address }) => address))).toEqual(new Set([SARI, "tg-sari"]));
  });
});

describe("a phone without signal", () => {
  it("keeps what is written and hands it over as one batch", async () => {
    await api.post("/simulator/signal", { address: SARI, on: false });
    for (const text of ["satu", "dua", "tiga"]) await api.post("/simulator/send", sari({ text }));
    world.say("simulator-whatsapp", SARI, { text: "pengingat" });
    await world.settled();
    const cut = await messagesOf(SARI);
    expect(world.batches).toEqual([]);
    expect(cut.messages.map(({ waiting }) => waiting)).toEqual([true, true, true]);
    expect(cut.cut).toContainEqual({ channel: "whatsapp", address: SARI, unsent: 3, undelivered: 1 });

    const { body } = await api.post("/simulator/signal", { address: SARI, on: true });
    expect(body).toMatchObject({ stored: 3, waiting: 0 });
    expect(world.batches.map(({ messages }) => messages.length)).toEqual([3]);
    const back = await messagesOf(SARI, `&after=${cut.next}`);
    expect(back.cut).toEqual([]);
    expect(back.messages.map(({ text }) => text)).toEqual([
      "satu",
      "dua",
      "tiga",
      "pengingat",
      "Rukun mendengar: satu",
      "Rukun mendengar: dua",
      "Rukun mendengar: tiga",
    ]);
    expect(back.messages.some(({ waiting }) => waiting)).toBe(false);
  });

  it("loses nothing when the batch is not stored", async () => {
    await api.post("/simulator/signal", { address: SARI, on: false, channel: "whatsapp" });
    await api.post("/simulator/send", sari({ text: "satu" }));
    world.refuse = new RukunError("db.locked", "the database is locked", { retryable: true });
    expect((await api.post("/simulator/signal", { address: SARI, on: true })).status).toBe(503);
    world.refuse = undefined;
    expect((await messagesOf(SARI)).cut).toHaveLength(1);
    expect((await api.post("/simulator/signal", { address: SARI, on: true })).body.stored).toBe(1);
  });
});

describe("the clock", () => {
  it("tells the time and moves forward, doing what falls due", async () => {
    expect((await api.get("/simulator/clock")).body).toEqual({ now: "2025-08-14T02:05:00.000Z", aheadMs: 0 });
    const { body } = await api.post("/simulator/clock", { advance: "P1D" });
    expect(body).toEqual({ now: "2025-08-15T02:05:00.000Z", aheadMs: 86_400_000 });
    expect((await messagesOf(SARI)).messages[0]?.text).toContain("laporan mingguan");
  });

  it.each([
    ["PT1H", 3_600_000],
    ["P1W", 604_800_000],
    ["P1M", 31 * 86_400_000],
    ["P1Y", 365 * 86_400_000],
  ])("understands %s", async (advance, aheadMs) => {
    expect((await api.post("/simulator/clock", { advance })).body.aheadMs).toBe(aheadMs);
  });

  it.each([
    ["-P1D", "backwards"],
    ["P2Y", "too-far"],
    ["P9999999Y", "too-far"],
    ["besok", "duration"],
    ["", "duration"],
  ])("refuses %j", async (advance, code) => {
    const { status, body } = await api.post("/simulator/clock", { advance });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code, example: { advance: "P1D" } });
    expect(world.clock.aheadMs).toBe(0);
  });
});

describe("reset", () => {
  it("empties the chats, makes the world anew and tells who is waiting", async () => {
    await api.post("/simulator/send", sari({ text: "lama" }));
    const { next } = await messagesOf(SARI);
    const waiting = messagesOf(SARI, `&after=${next}&wait=25`);
    expect((await api.post("/simulator/reset", {})).body).toEqual({ reset: true });
    expect(await waiting).toMatchObject({ fromStart: true, messages: [] });
    expect(world.resets).toBe(1);
  });
});
