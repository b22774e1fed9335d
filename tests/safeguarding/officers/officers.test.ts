import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { homePaths } from "../../../src/home.ts";
import { type Officer, vaultPaths } from "../../../src/safeguarding/index.ts";
import { addPerson } from "../../db/home.ts";
import { NOW, report, SafeWorld } from "../support/world.ts";

let world: SafeWorld;
beforeEach(() => {
  world = new SafeWorld();
});
afterEach(() => world.drop());

const code = (wanted: string) => expect.objectContaining({ code: wanted });

async function sealed(struckOut: readonly string[] = []): Promise<string> {
  const done = await world.cases.seal(report({ text: "cerita", struckOut }), NOW);
  if (done.kind !== "sealed") throw new Error(done.kind);
  return done.alias;
}

function officer(personId: string): Officer {
  const found = world.officers.ofPerson(personId);
  if (found === undefined) throw new Error(`${personId} is no officer`);
  return found;
}

/** What she reads of a case with one of her codes; undefined when it is not there for her. */
async function reads(personId: string, typed: string | undefined, alias: string): Promise<string | undefined> {
  const { id, publicKey } = officer(personId);
  const unlocked = await world.officers.sheets.unlock(publicKey, typed ?? "", "read");
  if (unlocked.kind !== "open") throw new Error(unlocked.kind);
  const opened = world.cases.open(alias, { id, keys: unlocked.keys }, NOW);
  unlocked.keys.wipe();
  return opened?.story.toString();
}

describe("enrolment", () => {
  it("needs the role, and is once", async () => {
    addPerson(world.db, "ani", "Ani");
    await expect(world.officers.enrol("ani", NOW)).rejects.toEqual(code("officer.role"));
    await world.officer("rina");
    await expect(world.officers.enrol("rina", NOW)).rejects.toEqual(code("officer.there"));
    expect(world.cases.recipients().map(({ name }) => name)).toEqual(["Ibu rina"]);
  });

  it("leaves her secret key nowhere but under her codes", async () => {
    const { codes } = await world.officer("rina");
    expect(new Set(codes).size).toBe(40);
    const unlocked = await world.officers.sheets.unlock(officer("rina").publicKey, codes[0] ?? "", "read");
    if (unlocked.kind !== "open") throw new Error(unlocked.kind);
    const secret = unlocked.keys.lend((bytes) => Buffer.from(bytes));
    unlocked.keys.wipe();
    world.vault.settle();
    for (const file of [homePaths(world.home).database, vaultPaths(world.home).database])
      for (const path of [file, `${file}-wal`]) expect(readFileSync(path).includes(secret)).toBe(false);
  });

  it("reads nothing that came before", async () => {
    await world.officer("rina");
    const alias = await sealed();
    const dewi = await world.officer("dewi");
    expect(await reads("dewi", dewi.codes[0], alias)).toBeUndefined();
  });
});

describe("opening with a code", () => {
  it("is written down, and so is being locked out; a wrong code is not", async () => {
    const { codes, id } = await world.officer("rina");
    const unlocked = await world.officers.unlock(officer("rina"), codes[0] ?? "", NOW);
    expect(unlocked.kind).toBe("open");
    for (let n = 0; n < 6; n += 1) await world.officers.unlock(officer("rina"), "x", NOW);
    const lines = world.parts.audit.seenBy("anybody", 10).map(({ actor, action }) => [actor, action]);
    expect(lines).toEqual([
      [id, "officer.locked"],
      [id, "officer.opened"],
      [id, "officer.enrolled"],
    ]);
  });
});

describe("a new sheet", () => {
  it("takes her cases along with a code of the old one, which is void afterwards", async () => {
    const { codes } = await world.officer("rina");
    const alias = await sealed();
    const before = officer("rina").publicKey;
    const fresh = await world.officers.rotate(officer("rina"), codes[0], NOW);
    expect(officer("rina").publicKey.equals(before)).toBe(false);
    expect(await reads("rina", fresh[0], alias)).toBe("cerita");
    await expect(reads("rina", codes[1], alias)).rejects.toThrow("wrong");
    expect(world.officers.sheets.state(before)).toBeUndefined();
  });

  it("is not made with a wrong code, nor with one of somebody else", async () => {
    await world.officer("rina");
    const dewi = await world.officer("dewi");
    await expect(world.officers.rotate(officer("rina"), dewi.codes[0], NOW)).rejects.toEqual(code("officer.code"));
    for (let n = 0; n < 3; n += 1) await world.officers.rotate(officer("rina"), "x", NOW).catch(() => {});
    await expect(world.officers.rotate(officer("rina"), "x", NOW)).rejects.toEqual(code("officer.locked"));
    world.officers.free(officer("rina"), NOW);
    await expect(world.officers.rotate(officer("rina"), "x", NOW)).rejects.toEqual(code("officer.code"));
  });

  it("for a lost one leaves earlier cases to the others, and later ones to her too", async () => {
    await world.officer("rina");
    const dewi = await world.officer("dewi");
    const alias = await sealed();
    const fresh = await world.officers.rotate(officer("rina"), undefined, NOW);
    expect(world.cases.find(alias, officer("rina").id)).toBeUndefined();
    expect(await reads("dewi", dewi.codes[0], alias)).toBe("cerita");
    expect(await reads("rina", fresh[0], await sealed())).toBe("cerita");
  });
});

describe("a revoked officer", () => {
  it("opens nothing any more, and nobody else gains anything", async () => {
    const rina = await world.officer("rina");
    const dewi = await world.officer("dewi");
    const [both, alone] = [await sealed(), await sealed([dewi.id])];
    expect(world.officers.casesOf(rina.id)).toEqual({ readable: 2, alone: 1 });
    const { publicKey } = officer("rina");
    world.officers.revoke(officer("rina"), NOW);
    expect(await world.officers.sheets.unlock(publicKey, rina.codes[0] ?? "", "read")).toEqual({ kind: "none" });
    expect(world.officers.ofPerson("rina")).toBeUndefined();
    expect(world.cases.list(rina.id)).toEqual([]);
    expect(world.cases.list(dewi.id).map((row) => row.alias)).toEqual([both]);
    expect(world.cases.find(alone, dewi.id)).toBeUndefined();
    expect(world.cases.recipients().map(({ id }) => id)).toEqual([dewi.id]);
  });

  it("leaves no sheet behind, nor does an enrolment that was cut off", async () => {
    await world.officer("rina");
    const { publicKey } = officer("rina");
    world.db.sqlite.prepare("UPDATE officer SET revoked_at = 1").run();
    world.officers.tidy();
    expect(world.officers.sheets.state(publicKey)).toBeUndefined();
  });
});

describe("a trustee", () => {
  it("takes the place of another one, who keeps what she had", async () => {
    const first = world.trustee();
    const before = await sealed();
    const second = world.trustee();
    const after = await sealed();
    expect(world.cases.recipients().map(({ id }) => id)).toEqual([second.id]);
    expect(world.cases.open(before, first, NOW)?.story.toString()).toBe("cerita");
    expect(world.cases.find(after, first.id)).toBeUndefined();
    expect(world.cases.find(before, second.id)).toBeUndefined();
  });
});
