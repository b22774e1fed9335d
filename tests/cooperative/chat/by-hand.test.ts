import { describe, expect, it } from "vitest";
import { SAVINGS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { allRead, got, says } from "./talk.ts";

const entries = ({ books }: CoopWorld) => books.journal.head(1)?.no;

/** What people wrote by hand when they sat down with it: each found something unclear, unkind or at a dead end. */
describe("the same amount, in and out", () => {
  it("takes a withdrawal of what was paid in today for what it is", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 001 50rb");
    await says(coop, "setor sukarela 001 70rb");
    expect(await says(coop, "tarik sukarela 001 50rb")).toContain("Simpanan Sukarela berkurang Rp 50.000");
    expect(await says(coop, "tarik sukarela 001 50rb")).toContain("Ini penarikan yang sama?");
    expect(await says(coop, "2")).toContain("tidak saya catat lagi");
    expect(coop.books.journal.balance(1, SAVINGS.voluntary, coop.members.maria.id)).toBe(70_000);
  });

  it("says that wajib stays, and does not ask whether it is the deposit of this morning", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    expect(await says(coop, "tarik wajib 001 20rb")).toContain(
      "Simpanan wajib tidak bisa ditarik selama masih anggota",
    );
  });
});

describe("who may not", () => {
  it("tells a member how a deposit is written down, and what to do when it was not", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 20rb", "maria")).toContain("LAPOR SETOR 20rb");
    expect(await says(coop, "tarik sukarela 50rb", "maria")).toContain("temui bendahara");
    expect(await says(coop, "bayar angsuran 174rb", "maria")).toContain("ANGSURAN BERIKUT");
    expect(await says(coop, "tunggakan", "maria")).toContain("ANGSURAN BERIKUT");
    expect(entries(coop)).toBe(1);
  });

  it("tells an officer whose part it is, and not that it is an officer's", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 001 20rb", "chair")).toContain("Ini bagian bendahara");
    expect(await says(coop, "batal 1", "supervisor")).toContain("Ini bagian bendahara");
    expect(await says(coop, "kunci bulan 10/2026", "supervisor")).toContain("Ini bagian ketua");
    expect(await says(coop, "teruskan 1", "chair")).toContain("Ini bagian pengawas");
  });

  it("offers BATAL only to who may write it", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib 005 20rb")).toContain("Permintaan no. 1");
    const receipt = await says(coop, "setuju 1", "chair");
    expect(receipt).toContain("Endang Susilowati (005)");
    expect(receipt).not.toContain("BATAL");
  });
});

describe("what waits", () => {
  it("says of what kind, of which day and of which entry it is", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb tgl 5/10");
    await says(coop, "kunci bulan 10/2026", "chair");
    await says(coop, "1", "chair");
    allRead(coop);
    await says(coop, "setor wajib 001 20rb, sukarela 30rb tgl 6/10");
    expect(got(coop, "chair")).toContain(
      "setoran wajib, sukarela Rp 50.000, Maria br Sihombing (001), tgl 6 Okt 2026.",
    );
    await says(coop, "setuju 1", "chair");
    allRead(coop);
    await says(coop, "batal 3");
    expect(got(coop, "supervisor")).toContain("pembatalan bukti no. 3 Rp 50.000");
  });

  it("says on what terms and for what a loan is asked", async () => {
    const coop = await coopWorld();
    await says(coop, "ajukan pinjaman 1jt 10 bulan untuk warung", "maria");
    expect(got(coop, "chair")).toContain(
      "pinjaman P0001 Rp 1.000.000, Maria br Sihombing (001), 10 bulan menurun 1,5%, untuk warung.",
    );
  });

  it("is taken back by who asked for it", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 005 20rb");
    expect(await says(coop, "setuju 1")).toContain("TOLAK 1");
    expect(await says(coop, "tolak 1 saya keliru")).toContain("Permintaan no. 1 ditarik kembali");
    expect(await says(coop, "setuju 1", "chair")).toContain("sudah ditarik");
    expect(entries(coop)).toBe(1);
  });
});
