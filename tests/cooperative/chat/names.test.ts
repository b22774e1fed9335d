import { beforeEach, describe, expect, it } from "vitest";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { says } from "./talk.ts";

let coop: CoopWorld;
beforeEach(async () => {
  coop = await coopWorld({
    prepare: ({ books, world }) => {
      for (const [name, aliases] of [
        ["Kasih br Tarigan", []],
        ["Hari Santoso", ["Wak Bulan"]],
        ["Lima br Ginting", []],
        ["Puji Astuti", []],
        ["Dana Sitorus", []],
        ["Dana Sitorus", []],
      ] as const)
        books.members.add({ unit: 1, name, joinedOn: "2026-01-05", aliases: [...aliases] }, world.clock.now());
    },
  });
});

describe("members whose names are words of the books, of time or of number", () => {
  it("are found by their whole name, in a line and on the sheet", async () => {
    expect(await says(coop, "setor wajib Kasih br Tarigan 20rb")).toContain("Kasih br Tarigan (006)");
    expect(await says(coop, "setor wajib 20rb hari santoso")).toContain("Hari Santoso (007)");
    expect(await says(coop, "setor wajib Wak Bulan 25rb")).toContain("Hari Santoso (007)");
    expect(await says(coop, "SETOR WAJIB LIMA BR GINTING DUA PULUH RIBU")).toContain("Lima br Ginting (008)");
    expect(await says(coop, "setor wajib puji 20rb")).toContain("Puji Astuti (009)");
    expect(await says(coop, "saldo Kasih br Tarigan", "chair")).toContain("Kasih br Tarigan (006)");
    await says(coop, "rapat");
    expect(await says(coop, "Kasih br Tarigan w20 s50")).toContain("006 Kasih br Tarigan: wajib Rp 20.000, sukarela");
    expect(await says(coop, "Lima br Ginting ok")).toContain("008 Lima br Ginting");
  });

  it("are not found in a sentence, and not where two are called the same", async () => {
    const before = coop.books.journal.head(1)?.no;
    for (const text of [
      "Kasih br Tarigan sudah setor wajib 20rb ya?",
      "setor wajib Kasih br Tarigan sudah 20rb",
      "setor wajib Kasih br Tarigan Hari Santoso 20rb",
      "setor wajib Dana Sitorus 20rb",
      "setor wajib kasih 20rb",
    ])
      expect(await says(coop, text), text).not.toContain("Bukti no.");
    expect(coop.books.journal.head(1)?.no).toBe(before);
    expect(await says(coop, "setor wajib Kasih br Tarigan 20rb", "maria")).toContain("LAPOR SETOR");
  });

  it("may join by their own name; a sentence about a new member is none", async () => {
    expect(await says(coop, "anggota baru Minggu Siregar")).toContain("Minggu Siregar menjadi anggota no. 012");
    await says(coop, "batal");
    expect(await says(coop, "anggota baru kasih br tarigan")).toContain("Kasih br Tarigan menjadi anggota no. 012");
    await says(coop, "batal");
    expect(await says(coop, "anggota baru sudah bayar")).toContain("Ada yang belum saya paham");
  });
});

describe("words behind an amount or an OK", () => {
  it("are not taken for a name where they are none", async () => {
    expect(await says(coop, "SETOR WAJIB BU TIUR 20 RIBU PERAK")).toContain("Tiur Manalu (003)");
    await says(coop, "rapat");
    expect(await says(coop, "001 oke bu")).toContain("001 Maria br Sihombing: wajib Rp 20.000");
    expect(await says(coop, "002 w20 ya bu")).toContain("002 Maria Pohan: wajib Rp 20.000");
  });
});
