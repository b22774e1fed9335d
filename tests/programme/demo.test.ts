import { describe, expect, it } from "vitest";
import { loadDemo, makeDemoWorld, personas } from "../../src/demo/index.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { ZONE_NAMES } from "../../src/zones.ts";
import { melati, type People, peopleIn, wib } from "./support.ts";

const NOW = wib("2026-11-20", "16:00");

function demoIn(world: People, now = NOW) {
  const pack = melati();
  const { demo, problems } = loadDemo(packageRoot(), pack);
  expect(problems).toEqual([]);
  if (demo === undefined) throw new Error("the demo is not there");
  makeDemoWorld({ ...world, pack, demo, newId: sequentialIds("d"), now });
  return { pack, demo };
}
const all = (world: People, sql: string) => world.db.sqlite.prepare(sql).all();
const DUMPED = ["person", "person_role", "address", "care", "consent", "weekly_report", "duty"];

describe("the demo world", () => {
  it("has everybody of the unit, in three zones", () => {
    const world = peopleIn();
    demoIn(world);
    const roles = Object.fromEntries(
      world.db.sqlite.prepare("SELECT role, count(*) FROM person_role GROUP BY role").raw().all() as [string, number][],
    );
    expect(roles).toEqual({
      beneficiary: 12,
      kader: 1,
      facilitator: 2,
      coordinator: 1,
      manager: 1,
      treasurer: 1,
      chair: 1,
      supervisor: 1,
      protection: 2,
    });
    expect(all(world, "SELECT DISTINCT zone FROM person")).toHaveLength(ZONE_NAMES.length);
    const [kader] = world.directory.withRole("kader");
    expect(world.directory.caredFor(kader?.id ?? "", "kader").map(({ called }) => called)).toEqual([
      "Ibu Marni",
      "Ibu Sumi",
      "Ibu Wati",
    ]);
  });

  it.each([NOW, wib("2026-11-16", "00:05"), wib("2026-11-22", "23:55")])(
    "has six weeks behind it, all past (%i)",
    (now) => {
      const world = peopleIn();
      demoIn(world, now);
      expect(all(world, "SELECT DISTINCT week FROM weekly_report WHERE kind = 'beneficiary'")).toHaveLength(6);
      expect(all(world, `SELECT 1 FROM weekly_report WHERE at > ${now}`)).toEqual([]);
      expect(all(world, "SELECT 1 FROM duty WHERE state <> 'done'")).toEqual([]);
      expect(all(world, "SELECT DISTINCT mode FROM weekly_report ORDER BY mode")).toEqual([
        { mode: "kader" },
        { mode: "self" },
      ]);
    },
  );

  it("is the same each time", () => {
    const dump = () => {
      const world = peopleIn();
      demoIn(world);
      return DUMPED.map((table) => all(world, `SELECT * FROM ${table}`));
    };
    expect(dump()).toEqual(dump());
  });

  it("is made whole or not at all", () => {
    const world = peopleIn();
    demoIn(world);
    expect(() => demoIn(world)).toThrow();
    expect(all(world, "SELECT 1 FROM person_role WHERE role = 'beneficiary'")).toHaveLength(12);
  });
});

describe("the personas", () => {
  it("begin with Ibu Sari and the newcomer; who has no phone is not among them", () => {
    const world = peopleIn();
    const shown = personas({ people: world.people, ...demoIn(world) });
    expect(shown.slice(0, 2).map(({ called }) => called)).toEqual(["Ibu Sari", "Fitri"]);
    expect(shown.map(({ called }) => called)).not.toContain("Ibu Wati");
    expect(shown[0]).toMatchObject({
      roles: ["beneficiary"],
      place: "Sumberejo, Malang",
      zone: "Asia/Jakarta",
      addresses: [
        { channel: "whatsapp", address: "6281200000001" },
        { channel: "telegram", address: "7000000001" },
      ],
    });
    expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length);
  });

  it("show the newcomer as she is once she has registered, under the same id", () => {
    const world = peopleIn();
    const parts = { people: world.people, ...demoIn(world) };
    const before = personas(parts)[1];
    expect(world.people.at("simulator-whatsapp", "6281200000002")).toBeUndefined();
    world.people.meet("simulator-whatsapp", "6281200000002", "g1", "Asia/Jakarta", NOW);
    expect(personas(parts)[1]).toEqual(before);
    world.directory.change("g1", { name: "Fitri Yani", called: "Ibu Fitri", status: "active", village: "Sereh" }, NOW);
    expect(personas(parts)[1]).toMatchObject({ id: before?.id, called: "Ibu Fitri", place: "Sereh, Jayapura" });
  });

  it("share a phone where two use one", () => {
    const world = peopleIn();
    demoIn(world);
    expect(world.people.at("simulator-whatsapp", "6281200000004")?.people).toHaveLength(2);
  });
});
