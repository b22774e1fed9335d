import { describe, expect, it } from "vitest";
import { sequentialIds } from "../../../src/ids.ts";
import { mergePeople } from "../../../src/people/merge.ts";
import { coopWorld } from "../../support/coop-world.ts";
import { allRead, got, officer, says } from "./talk.ts";

/** Yuli keeps the books by an old record of hers, and is the chair by a new one; then the two become one. */
async function merged() {
  const coop = await coopWorld();
  const { world } = coop;
  const old = officer(coop, "Yuli", "8077", "treasurer", coop.unit.unitId);
  await world.send("8077", "setor wajib 004 20rb", "first");
  world.runtime.directory.setRole(old, "treasurer", false, world.clock.now());
  mergePeople(world.runtime.db.sqlite, old, coop.people.chair, world.clock.now(), sequentialIds("g"));
  world.forget();
  coop.books.forget();
  allRead(coop);
  return coop;
}

describe("who wrote an entry under a record that is part of another one now", () => {
  it("is named on the receipt by who she is now", async () => {
    const coop = await merged();
    expect(coop.books.journal.head(1)?.no).toBe(2);
    expect(await says(coop, "slip 2 txt")).toContain("Dicatat oleh: Ibu Ratna");
  });

  it("does not end a sanggahan about her own entry: her word is noted for another to read", async () => {
    const coop = await merged();
    await says(coop, "sanggah 2 saya tidak setor", "lina");
    allRead(coop);
    expect(await says(coop, "jelaskan 1 itu uang wajib", "chair")).not.toContain("selesai");
    expect(coop.books.disputes.byNo(1, 1)?.state).toBe("open");
    expect(await says(coop, "jelaskan 1 memang ada di buku", "supervisor")).toContain("selesai");
    expect(got(coop, "lina")).toContain("memang ada di buku");
  });
});
