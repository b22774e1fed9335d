import { expect, it } from "vitest";
import { packageRoot } from "../../../src/home.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { objectableOf } from "../../../src/programme/graduation/objecting.ts";
import { graduationParts } from "../../../src/programme/graduation/parts.ts";
import { agree, propose, sign, withdraw } from "../../../src/programme/graduation/process.ts";
import { loadPacks, type Pack, partsOf } from "../../../src/programme/index.ts";
import { Duties } from "../../../src/schedule/duties.ts";
import { melati, peopleIn, wib } from "../support.ts";

function pena(): Pack {
  const pack = loadPacks(packageRoot(), ["pena"]).packs.get("pena");
  if (pack === undefined) throw new Error("programmes/pena is not there");
  return pack;
}

const NOW = wib("2026-11-20", "10:00");

/** Two programmes in one home, and a woman in both. Nothing is sent here, so that only what is stored is made. */
function home() {
  const { db, people, directory } = peopleIn();
  const packs = new Map([melati(), pena()].map((pack) => [pack.id, pack]));
  const stores = {
    db,
    people,
    directory,
    duties: new Duties(db.sqlite),
    pack: melati(),
    packs,
    newId: sequentialIds("n"),
  };
  const parts = graduationParts(partsOf(stores as unknown as Parameters<typeof partsOf>[0]));
  const person = (name: string, role: "beneficiary" | "facilitator" | "coordinator" | "manager") => {
    const id = directory.add({ name, called: name, zone: "Asia/Jakarta", roles: [role] }, 0);
    const found = people.person(id);
    if (found === undefined) throw new Error(`${name} was not added`);
    return found;
  };
  const sari = person("Sari", "beneficiary");
  for (const programme of packs.keys())
    parts.enrolments.enrol({ programme, personId: sari.id, as: "beneficiary", since: 0, source: "test" });
  let messages = 0;
  const doing = (by: typeof sari, now = NOW) => ({ by, now, source: `m${++messages}` });
  const staff = {
    dewi: person("Dewi", "facilitator"),
    andi: person("Andi", "coordinator"),
    retno: person("Retno", "manager"),
  };
  return { parts, sari, doing, ...staff };
}

it("two programmes of one woman are proposed, objected to, and decided each for itself", () => {
  const { parts, sari, doing, dewi, andi, retno } = home();
  const ask = (programme: string) =>
    propose(parts, { programme, person: sari, kind: "graduate", note: "Kuat" }, doing(dewi));
  expect([ask("melati"), ask("pena"), ask("melati")]).toEqual(["proposed", "proposed", "running"]);
  const of = (programme: string) => {
    const one = parts.cases.openOf(programme, sari.id, "proposal");
    if (one === undefined) throw new Error(`nothing is open in ${programme}`);
    return one;
  };
  expect(agree(parts, of("melati"), doing(dewi))).toBe("same");
  expect(agree(parts, of("melati"), doing(andi))).toBe("agreed");
  parts.cases.shown(of("melati").id, NOW, NOW + 1);
  expect(objectableOf(parts, sari.id).map(({ case: { programme } }) => programme)).toEqual(["melati"]);
  expect(sign(parts, of("melati"), true, undefined, doing(retno, NOW))).toBe("too-early");
  expect(sign(parts, of("melati"), true, undefined, doing(andi, NOW + 1))).toBe("same");
  expect(sign(parts, of("melati"), true, undefined, doing(retno, NOW + 1))).toBe("graduate");
  expect(parts.enrolments.of(sari.id).map(({ programme, as }) => [programme, as])).toEqual([
    ["melati", "graduate"],
    ["pena", "beneficiary"],
  ]);
  expect(withdraw(parts, of("pena"), doing(andi))).toBe("not-now");
  expect(withdraw(parts, of("pena"), doing(dewi))).toBe("withdrawn");
});

it("what the same message did is done once, and a case that is over takes no more", () => {
  const { parts, sari, doing, dewi, andi } = home();
  const once = doing(dewi);
  const given = { programme: "melati", person: sari, kind: "graduate" as const, note: "Kuat" };
  expect([propose(parts, given, once), propose(parts, given, once)]).toEqual(["proposed", "running"]);
  const one = parts.cases.openOf("melati", sari.id, "proposal");
  if (one === undefined) throw new Error("nothing is open");
  withdraw(parts, one, doing(dewi));
  expect(agree(parts, parts.cases.byId(one.id) ?? one, doing(andi))).toBe("gone");
  expect(() => parts.cases.close(one.id, "graduate", NOW)).toThrow("a decided case is not changed");
  expect(propose(parts, { ...given, kind: "stop" }, doing(dewi))).toBe("too-early");
});
