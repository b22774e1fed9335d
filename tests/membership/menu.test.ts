import { describe, expect, it } from "vitest";
import { mayStart } from "../../src/conversation/audience.ts";
import { ROLES } from "../../src/flow/definition.ts";
import { LIMITS } from "../../src/limits.ts";
import { demoWorld } from "../support/demo-world.ts";

const DEWI = "7000000011";

const optionsOf = (said: string): string[] =>
  [...said.matchAll(/^\d+\. (.+)$/gmu)].map((match) => match[1] ?? "").filter((label) => label !== "Lainnya");

describe("the menu of somebody who may do much", () => {
  it("has everything on some page, each short enough for a message, and goes round to the first one", async () => {
    const { world } = await demoWorld();
    const { directory, people, library, options } = world.runtime;
    const id = people.at("simulator-telegram", DEWI)?.people[0] ?? "";
    for (const role of ROLES) if (role !== "prospective") directory.setRole(id, role, true, 0);
    const dewi = people.person(id);
    if (dewi === undefined) throw new Error("Kak Dewi is gone");
    const all = [...library.all()]
      .filter((flow) => flow.source.start?.menu !== undefined && mayStart(dewi, library, flow.id))
      .map((flow) => options.content.texts.text("id", `${flow.id}:title`));
    expect(all.length).toBeGreaterThan(LIMITS.listOptions);
    const first = (await world.send(DEWI, "menu")).join("\n");
    const seen = optionsOf(first);
    expect(seen).toContain("Minta bantuan");
    let page = (await world.send(DEWI, "lainnya")).join("\n");
    while (optionsOf(page)[0] !== seen[0]) {
      expect(optionsOf(page).length).toBeLessThan(LIMITS.listOptions);
      seen.push(...optionsOf(page));
      page = (await world.send(DEWI, String(optionsOf(page).length + 1))).join("\n");
    }
    expect(seen.toSorted()).toEqual(all.toSorted());
    expect(page).toContain("Yang mana, Kak Dewi?");
  });

  it("opens what stands on a further page by its number", async () => {
    const { world } = await demoWorld();
    const { directory, people } = world.runtime;
    const id = people.at("simulator-telegram", DEWI)?.people[0] ?? "";
    for (const role of ["treasurer", "beneficiary"] as const) directory.setRole(id, role, true, 0);
    await world.send(DEWI, "menu");
    const page = optionsOf((await world.send(DEWI, "lainnya")).join("\n"));
    const at = page.indexOf("Ganti orang") + 1;
    expect(at).toBeGreaterThan(0);
    expect((await world.send(DEWI, String(at))).join("\n")).toMatch(/siapa/u);
  });
});
