import { expect, test } from "vitest";
import { World } from "../support/world.ts";

const MAYA = "7001";

test("an officer of Kotak Suara is told to hand her cases over before HAPUS, and is erased once she is none", async () => {
  const world = await World.start();
  const id = world.add("Maya", MAYA, ["protection"]);
  const { sqlite } = world.runtime.db;
  sqlite
    .prepare("INSERT INTO officer (id, person_id, public_key, enrolled_at) VALUES ('o', ?, zeroblob(32), 0)")
    .run(id);
  const told = (await world.send(MAYA, "hapus")).join("\n");
  expect(told).toContain("masih petugas Kotak Suara");
  expect(told).not.toContain("Yakin");
  expect(world.runtime.people.person(id)?.status).toBe("active");
  sqlite.exec("UPDATE officer SET revoked_at = 1");
  await world.send(MAYA, "hapus");
  await world.send(MAYA, "1");
  expect(world.runtime.people.person(id)?.status).toBe("erased");
});
