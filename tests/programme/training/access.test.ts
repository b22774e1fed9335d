import { describe, expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import { setAccess } from "../../../src/people/access.ts";
import type { Manner } from "../../../src/people/manner.ts";
import { PHONE, planned, TrainingWorld, type Who } from "./training-world.ts";

function wants(w: TrainingWorld, who: Who, manner: Manner): void {
  const { db, people } = w.world.runtime;
  const personId = people.at("simulator-whatsapp", PHONE[who])?.people[0] ?? "";
  setAccess(db, people, { personId, manner, by: null, at: w.now });
}

/** A session on Monday that everybody was told of. */
async function invited(who: Who, manner: Manner): Promise<TrainingWorld> {
  const w = await TrainingWorld.open();
  wants(w, who, manner);
  await planned(w, "23/11");
  await w.walk(w.now + 5 * MINUTE);
  return w;
}

describe("a training", () => {
  it("has sign language for whoever is deaf, before she answers and without asking her", async () => {
    const w = await invited("sari", "deaf");
    expect(await w.say("dewi", "sesi", "2")).toContain("Kebutuhan: juru bahasa isyarat 1.");
    const asked = await w.say("sari", "ya");
    expect(asked).toContain("apa yang dibutuhkan");
    expect(asked).not.toContain("isyarat");
    const thanked = await w.say("sari", "tidak perlu");
    expect(thanked).toContain("Juru bahasa isyarat sudah saya catat untuk sesi ini.");
    expect(w.events("training.booked").map(({ data }) => data["needs"])).toEqual([["interpreter"]]);
    expect(await w.say("dewi", "batal", "sesi", "2", "2")).toContain("Ibu Sari: ikut (juru bahasa isyarat)");
  });

  it("needs no sign language for her who does not come", async () => {
    const w = await invited("sari", "deaf");
    await w.say("sari", "tidak bisa");
    expect(await w.say("dewi", "sesi", "2")).not.toContain("isyarat");
  });

  it("gives its code letter by letter, and no picture, to who listens to a screen reader", async () => {
    const w = await invited("dewi", "reader");
    const said = await w.say("dewi", "sesi", "2", "1");
    expect(said).toContain(`Dieja: ${[...w.code()].join(", ")}.`);
    expect(w.told("dewi").filter(({ file }) => file !== undefined)).toEqual([]);
  });

  it("is told in short sentences to who wants them, and her voice note is an answer for a human", async () => {
    const w = await invited("sari", "short");
    const asked = w.heard("sari").at(-1);
    expect(asked).toContain("Ikut?");
    expect(asked).not.toContain("ada undangan");
    w.world.chats.hand("whatsapp", PHONE.sari, [{ content: { kind: "media", media: "voice", ref: "v1" } }]);
    await w.world.runtime.settled();
    expect(w.heard("sari").slice(-2).join("\n")).toContain("akan mendengar dan membantu mengisi");
  });
});
