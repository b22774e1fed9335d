import { describe, expect, it } from "vitest";
import { Imported, type Told } from "../../../src/programme/assessment/imported.ts";
import { Enrolments } from "../../../src/programme/index.ts";
import { demoWorld } from "../../support/demo-world.ts";
import type { World } from "../../support/world.ts";

const PHONE = "7000000099";

/** Somebody whom a list of the office has, and who has never written. */
function listed(world: World, told: Told): string {
  const { directory, db } = world.runtime;
  const now = world.clock.now();
  const addresses = [{ channel: "simulator-telegram", address: PHONE }];
  const id = directory.add(
    { name: told.name ?? "Sri", called: "Ibu Sri", zone: "Asia/Jakarta", roles: [], addresses },
    now,
  );
  new Imported(db.sqlite).add(id, told, {
    programme: "melati",
    mode: "import",
    by: null,
    source: "import:x:2",
    at: now,
  });
  new Enrolments(db.sqlite).enrol({
    programme: "melati",
    personId: id,
    as: "candidate",
    since: now,
    source: "import:x:2",
  });
  return id;
}

async function play(world: World, ...said: string[]): Promise<string> {
  let last: string[] = [];
  for (const text of said) last = await world.send(PHONE, text);
  return last.join("\n");
}

const SRI = { name: "Sri Hartati", born: "1985", village: "Karangsari" };

describe("somebody from an office's list", () => {
  it("is asked when she first writes, field by field, and her word stands beside the list's", async () => {
    const { world } = await demoWorld();
    const id = listed(world, SRI);
    const hello = await play(world, "halo");
    expect(hello).toContain("Nama Ibu Sri ada di daftar yang dikirim kantor");
    expect(hello).toContain("Setuju data ini dipakai");
    expect(await play(world, "ya")).toContain("Sri Hartati. Sudah benar?");
    expect(await play(world, "tidak", "Sri Hartati Ningrum")).toContain("1985");
    expect(await play(world, "ya")).toContain("Perempuan atau laki-laki?");
    expect(await play(world, "perempuan")).toContain("Karangsari. Sudah benar?");
    expect(await play(world, "tidak", "sumberejo")).toContain("sesuai kata Ibu Sri");
    const { people, directory, db } = world.runtime;
    expect(people.person(id)).toMatchObject({
      name: "Sri Hartati Ningrum",
      birthYear: 1985,
      sex: "female",
      village: "Sumberejo",
    });
    expect(people.person(id)?.roles).toEqual(["prospective"]);
    expect(directory.consents(id).service?.given).toBe(true);
    expect(new Imported(db.sqlite).words(id).map(({ field, value, mode }) => [field, value, mode])).toEqual([
      ["name", "Sri Hartati", "import"],
      ["born", "1985", "import"],
      ["village", "Karangsari", "import"],
      ["name", "Sri Hartati Ningrum", "self"],
      ["born", "1985", "self"],
      ["sex", "female", "self"],
      ["village", "Sumberejo", "self"],
    ]);
    const event = db.sqlite.prepare("SELECT data FROM event WHERE kind = 'assessment.confirmed'").pluck().get();
    expect(JSON.parse(String(event))).toEqual({ right: ["born"], corrected: ["name", "sex", "village"] });
    expect(await play(world, "halo")).not.toContain("daftar yang dikirim kantor");
  });

  it("says no, and nothing of the list stays", async () => {
    const { world } = await demoWorld();
    const id = listed(world, SRI);
    expect(await play(world, "halo", "tidak")).toContain("sudah kami hapus");
    const { people, db } = world.runtime;
    expect(people.person(id)).toMatchObject({ name: null, birthYear: null, village: null, status: "guest" });
    expect(new Imported(db.sqlite).words(id)).toEqual([]);
    expect(new Enrolments(db.sqlite).current("melati", id)?.as).toBe("left");
  });

  it("finds what was told of her among her data, and loses it with HAPUS", async () => {
    const { world } = await demoWorld();
    const id = listed(world, { name: "Sri Hartati" });
    await play(world, "halo", "ya", "ya", "lewati", "lewati", "karangsari");
    expect(new Imported(world.runtime.db.sqlite).words(id)).toHaveLength(3);
    await play(world, "hapus", "1");
    expect(new Imported(world.runtime.db.sqlite).words(id)).toEqual([]);
  });

  it("is not asked again by itself, and may ask for it", async () => {
    const { world } = await demoWorld();
    const id = listed(world, SRI);
    new Imported(world.runtime.db.sqlite).asked(id, 1);
    expect(await play(world, "cek data saya")).toContain("daftar yang dikirim kantor");
    expect(await play(world, "batal", "halo")).not.toContain("daftar yang dikirim kantor");
  });

  it("is asked again for a year of birth that is still to come, and nothing of it is kept", async () => {
    const { world } = await demoWorld();
    const id = listed(world, SRI);
    await play(world, "halo", "ya", "ya", "tidak");
    expect(await play(world, "2031")).toMatch(/2031|1985/);
    expect(await play(world, "2031")).not.toContain("Perempuan atau laki-laki?");
    expect(await play(world, "1986")).toContain("Perempuan atau laki-laki?");
    expect(new Imported(world.runtime.db.sqlite).words(id).map(({ value }) => value)).not.toContain("2031");
  });
});
