import { describe, expect, it } from "vitest";
import type { Module } from "../../src/conversation/module.ts";
import { contentWith } from "../support/content.ts";
import { membershipOnly, World } from "../support/world.ts";

const WORDS = {
  "flows/test/which.yaml": `
id: which
for: anyone
takes: [amount]
remind: none
silence: wait
steps:
  - { ask: member, as: text }
  - say: noted
`,
  "flows/test/story.yaml": `
id: story
for: anyone
start: { words: true }
remind: none
silence: wait
steps:
  - { ask: text, as: text }
  - say: thanks
`,
  "locales/id/which.json": JSON.stringify({
    title: "Siapa",
    member: { ask: "Setoran {{amount}} ini untuk siapa?", review: "Anggota" },
    noted: "Dicatat untuk {{member}}.",
  }),
  "locales/id/story.json": JSON.stringify({
    title: "Cerita",
    start: ["cerita"],
    text: { ask: "Ceritanya bagaimana?", review: "Cerita" },
    thanks: "Terima kasih.",
  }),
  "locales/id/books.json": JSON.stringify({ summary: "{{n}} dicatat: {{what}}" }),
};

/**
 * A domain with a command: "catat <word>"; "catat apa" asks, "catat sekian" asks in its place, "catat ulang" ends what is
 * asked, "catat gagal" throws when it has gathered.
 */
const books: Module = {
  name: "books",
  hear: (heard, context) => {
    if (heard.kind === "media") {
      context.gather(`foto ${heard.ref}`);
      return "taken";
    }
    const [verb, word = ""] = heard.text.split(" ");
    if (verb !== "catat") return undefined;
    if (word === "apa") return { flow: "which", data: { amount: "Rp 20.000" } };
    if (word === "sekian") return { flow: "which", data: { amount: "Rp 30.000" }, instead: true };
    if (word === "ulang") context.leave("which");
    context.gather(`${word} ${context.source}`);
    if (word === "gagal") throw new Error("cannot write it down");
    return "taken";
  },
  gathered: (items, context) => {
    context.tell(context.person.id, "books:summary", { n: items.length, what: items.join(", ") });
  },
};

async function booksWorld(): Promise<World> {
  const world = await World.start({
    content: contentWith(WORDS),
    modules: (parts) => [...membershipOnly(parts), books],
  });
  world.add("Sari", "7001");
  return world;
}

const texts = (...all: string[]) => all.map((text) => ({ content: { kind: "text" as const, text } }));

describe("what a domain hears by itself", () => {
  it("is answered at once, with the source of the message", async () => {
    const world = await booksWorld();
    expect(await world.send("7001", "catat satu", "m1")).toEqual(["1 dicatat: satu simulator-telegram:m1"]);
  });

  it("gets one answer for a burst, and a message delivered twice counts once", async () => {
    const world = await booksWorld();
    const [answer, ...more] = await world.sendAll("7001", texts("catat satu", "catat dua", "catat tiga"));
    expect(answer).toContain("3 dicatat: satu ");
    expect(more).toEqual([]);
    await world.send("7001", "catat empat", "same");
    expect(await world.send("7001", "catat empat", "same")).toEqual([]);
  });

  it("leaves out what a message had gathered that was taken back", async () => {
    const world = await booksWorld();
    const answers = await world.sendAll("7001", texts("catat satu", "catat gagal", "catat dua"));
    expect(answers.filter((a) => a.includes("dicatat"))).toHaveLength(1);
    expect(answers.find((a) => a.includes("dicatat"))).toMatch(/^2 dicatat: satu .*, dua /);
  });

  it("begins a conversation where something is undecided, and goes on with the one that it interrupted", async () => {
    const world = await booksWorld();
    await world.send("7001", "cerita");
    expect(await world.send("7001", "catat apa")).toEqual(["Setoran Rp 20.000 ini untuk siapa?"]);
    expect((await world.send("7001", "Maria"))[0]).toContain("Dicatat untuk Maria.");
  });

  it("is a command also where any text would be an answer, and leaves the question open", async () => {
    const world = await booksWorld();
    await world.send("7001", "cerita");
    expect((await world.send("7001", "catat satu"))[0]).toContain("1 dicatat");
    expect(await world.send("7001", "Panjang ceritanya")).toEqual(["Terima kasih."]);
  });

  it("ends its own question where what was asked for is said in another way", async () => {
    const world = await booksWorld();
    await world.send("7001", "catat apa");
    expect(await world.send("7001", "catat ulang", "m2")).toEqual(["1 dicatat: ulang simulator-telegram:m2"]);
    expect((await world.send("7001", "Maria"))[0]).not.toContain("Dicatat");
  });

  it("ends nothing but its own question", async () => {
    const world = await booksWorld();
    await world.send("7001", "cerita");
    expect(await world.send("7001", "catat ulang", "m2")).toEqual(["1 dicatat: ulang simulator-telegram:m2"]);
    expect(await world.send("7001", "Panjang ceritanya")).toEqual(["Terima kasih."]);
  });

  it("asks anew in the place of its own question", async () => {
    const world = await booksWorld();
    await world.send("7001", "catat apa");
    expect(await world.send("7001", "catat sekian")).toEqual(["Setoran Rp 30.000 ini untuk siapa?"]);
    expect(await world.send("7001", "Maria")).toEqual(["Dicatat untuk Maria."]);
  });

  it("takes a photo that no question asked for", async () => {
    const world = await booksWorld();
    expect(await world.send("7001", { kind: "media", media: "photo", ref: "abc" })).toEqual(["1 dicatat: foto abc"]);
  });

  it("never takes what was forwarded", async () => {
    const world = await booksWorld();
    const answers = await world.send("7001", { kind: "text", text: "catat satu", forwarded: true });
    expect(answers.join(" ")).not.toContain("dicatat");
  });
});
