import { describe, expect, it } from "vitest";
import { Audience } from "../../../src/cooperative/chat/audience.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import { coopWorld } from "../../support/coop-world.ts";
import { got, says } from "./talk.ts";

describe("how somebody is called in the books", () => {
  it("is by her name where it is known, and by a word for everybody where it is not", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 001 2jt");
    got(coop, "maria");
    await says(coop, "tarik sukarela 001 600rb");
    expect(got(coop, "maria")).toContain("Kalau ini benar permintaan Ibu Maria, balas YA");
    coop.world.runtime.directory.change(coop.people.maria, { called: null }, coop.world.clock.now());
    expect(await says(coop, "sanggah 99", "maria")).toContain("bukan tentang simpanan atau pinjaman Ibu/Bapak");
  });

  it("is as a former officer once she was erased, and what Rukun does itself stays its own", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    const { directory } = coop.world.runtime;
    directory.change(coop.people.treasurer, { name: null, called: null, status: "erased" }, coop.world.clock.now());
    const slip = await says(coop, "slip 2 txt", "chair");
    expect(slip).toContain("mantan pengurus");
    expect(slip).not.toContain("Rukun");
    const audience = new Audience(coop.books, coop.world.runtime.people, loadTexts("locales").texts);
    const say = audience.sayIn("id");
    expect(audience.nameOf(coop.people.treasurer, say)).toBe("mantan pengurus");
    expect(audience.nameOf("system", say)).toBe("Rukun");
    expect(await says(coop, "slip 1 txt", "chair")).toContain("Rukun");
  });
});
