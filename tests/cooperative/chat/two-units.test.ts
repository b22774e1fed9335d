import { expect, it } from "vitest";
import { coopWorld } from "../../support/coop-world.ts";
import { allRead, got, officer, openUnit, says } from "./talk.ts";

/** Lina is member 004 of Melati and member 001 of Mawar, whose books Yuli keeps; each has an entry no. 2 of hers. */
async function inTwoUnits() {
  const coop = await coopWorld();
  const mawar = openUnit(coop, 2, "Mawar");
  const now = coop.world.clock.now();
  coop.books.members.add({ unit: 2, name: "Lina Siregar", joinedOn: "2026-02-01", personId: coop.people.lina }, now);
  officer(coop, "Yuli", "8077", "treasurer", mawar);
  officer(coop, "Sri", "8078", "supervisor", mawar);
  for (const text of ["setor sukarela 001 50rb", "setor sukarela 001 30rb", "setor sukarela 001 7rb"])
    await coop.world.send("8077", text);
  await says(coop, "setor sukarela 004 20rb");
  allRead(coop);
  coop.heard("8078");
  return coop;
}

it("a member of two units sees what she has in each, and is told of the other", async () => {
  const coop = await inTwoUnits();
  expect(await says(coop, "saldo", "lina")).toBe(
    "Lina Siregar (004), Melati, 20 Nov 2026\nSimpanan Sukarela Rp 20.000\nJumlah simpanan Rp 20.000\n" +
      "Ibu Lina juga anggota di Mawar. Yang di sana: tulis SALDO UNIT Mawar.",
  );
  expect(await says(coop, "saldo unit mawar", "lina")).toContain("Lina Siregar (001), Mawar, 20 Nov 2026");
  expect(await says(coop, "riwayat unit mawar", "lina")).toContain(
    "no. 3, Setoran simpanan: Simpanan Sukarela Rp 7.000",
  );
  expect(await says(coop, "saldo unit mawar", "maria")).toContain("hanya untuk yang punya");
  expect(await says(coop, "saldo 001 unit mawar", "maria")).toContain("hanya untuk yang punya");
});

it("a receipt of either unit is disputed there, by its number and where that is in both by the unit's name", async () => {
  const coop = await inTwoUnits();
  expect(await says(coop, "sanggah 1 bukan 50rb", "lina")).toContain("Sanggahan no. 1 untuk bukti no. 1");
  expect(coop.heard("8078").join()).toContain("Lina Siregar (001)");
  expect(got(coop, "supervisor")).toBe("");
  expect(await says(coop, "sanggah 2", "lina")).toContain("SANGGAH 2 UNIT Melati atau SANGGAH 2 UNIT Mawar");
  expect(await says(coop, "sanggah 2 unit mawar bukan 30rb", "lina")).toContain("Sanggahan no. 2 untuk bukti no. 2");
  expect(coop.books.disputes.byNo(2, 2)?.reason).toBe("bukan 30rb");
  expect(await says(coop, "sanggah 2 unit melati", "lina")).toContain("Sanggahan no. 1 untuk bukti no. 2");
  expect(await says(coop, "sanggah 9", "lina")).toContain("Bukti no. 9 bukan tentang simpanan");
  expect(await says(coop, "lapor setor 5rb kemarin unit mawar", "lina")).toContain("Laporan no. 3");
  expect(coop.books.disputes.byNo(2, 3)?.amount).toBe(5_000);
});
