import { beforeEach, describe, expect, it } from "vitest";
import type { ActionContext, Outcome } from "../../src/conversation/module.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import type { Person } from "../../src/people/person.ts";
import { satisfactionActions } from "../../src/programme/assessment/satisfaction.ts";
import { formsFor, whomFor } from "../../src/programme/forms/access.ts";
import { loadPacks, type Pack, partsOf } from "../../src/programme/index.ts";
import type { Parts } from "../../src/programme/parts.ts";
import { shortOf, whatOf } from "../../src/programme/training/words.ts";
import { Duties } from "../../src/schedule/duties.ts";
import { melati, peopleIn, wib } from "./support.ts";

const NOW = wib("2026-11-20", "10:00");

function packOf(id: string): Pack {
  const pack = loadPacks(packageRoot(), [id]).packs.get(id);
  if (pack === undefined) throw new Error(`programmes/${id} is not there`);
  return pack;
}

const PACKS = new Map([melati(), packOf("pena")].map((pack) => [pack.id, pack]));

let parts: Parts;
let sari: Person;
let dewi: Person;
beforeEach(() => {
  const { db, people, directory } = peopleIn();
  const duties = new Duties(db.sqlite);
  const stores = { db, people, directory, duties, pack: melati(), packs: PACKS, newId: sequentialIds("n") };
  parts = partsOf(stores as unknown as Parameters<typeof partsOf>[0]);
  const person = (name: string, role: "beneficiary" | "facilitator"): Person => {
    const found = people.person(directory.add({ name, called: name, zone: "Asia/Jakarta", roles: [role] }, 0));
    if (found === undefined) throw new Error(`${name} was not added`);
    return found;
  };
  [sari, dewi] = [person("Sari", "beneficiary"), person("Dewi", "facilitator")];
  directory.setCare(dewi.id, sari.id, "facilitator", true);
  for (const programme of PACKS.keys())
    parts.enrolments.enrol({ programme, personId: sari.id, as: "beneficiary", since: 0, source: "test" });
});

const programmesOf = (who: Person) => [...new Set(formsFor(parts, who).map(({ programme }) => programme))];

describe("a woman in two programmes", () => {
  it("fills in the forms of both, and of one that she left no more; nor does anybody for her", () => {
    expect(programmesOf(sari)).toEqual(["melati", "pena"]);
    parts.enrolments.change("pena", sari.id, "left", { since: NOW, source: "x" });
    expect(programmesOf(sari)).toEqual(["melati"]);
    const others = (programme: string) => {
      const offered = formsFor(parts, dewi).find((one) => one.programme === programme && one.form.id === "demografi");
      return offered === undefined ? undefined : whomFor(parts, offered, dewi).others.map(({ id }) => id);
    };
    expect([others("melati"), others("pena")]).toEqual([[sari.id], []]);
  });

  it("says how content she is with one at a time, by its name, and next time with the other", () => {
    const actions = satisfactionActions(parts);
    let at = NOW;
    const run = (name: string, args: Record<string, unknown> = {}): Outcome => {
      const context = { person: sari, now: ++at, today: "2026-11-20", source: `m${at}` };
      return actions[name]?.run(args, context as unknown as ActionContext) as Outcome;
    };
    const asked = () => run("satisfaction.open").data;
    expect(asked()).toEqual({ several: true, "of-programme": PACKS.get("melati")?.name });
    run("satisfaction.submit", { service: 4, facilitator: 5 });
    expect(asked()).toEqual({ several: true, "of-programme": PACKS.get("pena")?.name });
    run("satisfaction.submit", { service: 3, facilitator: 5 });
    expect(asked()).toMatchObject({ "of-programme": PACKS.get("melati")?.name });
    const told = [...PACKS.keys()].flatMap((programme) => parts.events.all({ programme, kind: "form.kepuasan" }));
    expect(told.map(({ programme, data }) => [programme, data["service"]])).toEqual([
      ["melati", 4],
      ["pena", 3],
    ]);
  });

  it("reads whose session it is", () => {
    const name = PACKS.get("pena")?.name ?? "";
    const session = {
      ...{ id: "s", programme: "pena", module: PACKS.get("pena")?.modules[0]?.id ?? "", topic: null },
      ...{ startsAt: NOW, endsAt: NOW + 1, zone: "Asia/Jakarta" as const, place: "Balai", code: "A", by: dewi.id },
      ...{ state: "planned" as const, version: 1, beforeAt: null },
    };
    expect(whatOf(parts, session)).toContain(`, ${name}`);
    expect(shortOf(parts, session)).toContain(`, ${name}`);
    const alone = { packs: new Map([...PACKS].filter(([id]) => id === "pena")) };
    expect(whatOf(alone, session)).not.toContain(name);
  });
});
