import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { allRead, got, officer, openUnit, says } from "./talk.ts";

const CHANNEL = "simulator-whatsapp";
const OLD = "6281200000006";
const NEW = "6281234567890";

/** Dewi, member 006, is on WhatsApp. */
async function withDewi(): Promise<CoopWorld & { dewi: string }> {
  const coop = await coopWorld();
  const { directory } = coop.world.runtime;
  const addresses = [{ channel: CHANNEL, address: OLD }];
  const given = { name: "Dewi", called: "Ibu Dewi", zone: "Asia/Jakarta", roles: ["beneficiary"], addresses } as const;
  const dewi = directory.add(given, coop.world.clock.now());
  coop.books.members.add(
    { unit: 1, name: "Dewi Lestari", joinedOn: "2026-01-05", personId: dewi },
    coop.world.clock.now(),
  );
  return { ...coop, dewi };
}

const phone = ({ world }: CoopWorld, address: string): string =>
  world.chats
    .news(undefined, { address, channel: "whatsapp" })
    .messages.flatMap((message) => (message.from === "bot" ? [message.text] : []))
    .join("\n");

async function from({ world }: CoopWorld, address: string, text: string): Promise<void> {
  world.clock.advanceTo(world.clock.now() + 10_000);
  world.chats.hand("whatsapp", address, [{ id: `${address} ${text}`, content: { kind: "text", text } }]);
  await world.runtime.settled();
}

const whereIs = ({ world, dewi }: CoopWorld & { dewi: string }) =>
  world.runtime.people.reach(dewi, () => true)?.address;

describe("a member's new number", () => {
  it("is asked for by one officer, agreed to by another, told to the old number, and holds after two days", async () => {
    const coop = await withDewi();
    const asked = await says(coop, "ganti nomor Dewi 0812-3456-7890");
    expect(asked).toContain("ke nomor …890 saya catat");
    expect(asked).toContain("jeda 48 jam");
    expect(got(coop, "supervisor")).toContain("diminta Ibu Endang. Belum diperiksa.");
    expect(phone(coop, OLD)).toBe("");
    await says(coop, "setuju 1", "chair");
    expect(phone(coop, OLD)).toContain("Kalau ini bukan permintaan Dewi Lestari, balas BUKAN SAYA");
    expect(got(coop, "supervisor")).toContain("diperiksa Ibu Ratna. Berlaku 22 Nov 2026 jam 16.00");
    await coop.world.walkTo(coop.world.clock.now() + 47 * HOUR);
    expect(whereIs(coop)).toBe(OLD);
    await coop.world.walkTo(coop.world.clock.now() + 2 * HOUR);
    expect(whereIs(coop)).toBe(NEW);
    expect(phone(coop, NEW)).toContain("Mulai sekarang Dewi Lestari");
    expect(await says(coop, "daftar ganti nomor", "supervisor")).toContain("sekarang memakai …890");
    await says(coop, "setor wajib 006 20rb");
    expect(phone(coop, NEW)).toContain("Simpanan Wajib Rp 20.000");
    expect(phone(coop, OLD)).not.toContain("Simpanan Wajib");
  });

  it("is read by its checker with the number, and when it begins and how to stop it by both who wanted it", async () => {
    const coop = await withDewi();
    await says(coop, "ganti nomor Dewi 0812-3456-7890");
    expect(got(coop, "chair")).toContain("ganti nomor HP, Dewi Lestari (006), ke …890.");
    allRead(coop);
    const agreed = await says(coop, "setuju 1", "chair");
    expect(agreed).not.toContain("Selesai");
    expect(agreed).toBe(
      "Disetujui. Nomor Dewi Lestari (006) belum berganti: …890 baru dipakai 48 jam lagi, 22 Nov 2026 jam 16.00. Kalau bukan dia yang minta, tulis TOLAK 1 dengan alasannya sebelum itu.",
    );
    expect(got(coop, "treasurer")).toBe(agreed);
  });

  it("is still stopped by an officer while the two days run: nobody else may have the old phone any more", async () => {
    const coop = await withDewi();
    await says(coop, "ganti nomor 006 0812-3456-7890");
    await says(coop, "setuju 1", "chair");
    allRead(coop);
    expect(await says(coop, "tolak 1", "supervisor")).toContain("Apa alasannya?");
    expect(await says(coop, "tolak 1 yang menelepon bukan Dewi", "supervisor")).toContain("tidak jadi diganti");
    for (const who of ["treasurer", "chair"] as const)
      expect(got(coop, who)).toContain("Ganti nomor: Dewi Lestari (anggota 006) ke …890 tidak jadi.");
    expect(await says(coop, "daftar ganti nomor", "chair")).toContain(
      "Dihentikan Ibu Suroso: yang menelepon bukan Dewi",
    );
    expect(phone(coop, OLD)).toContain("nomor Dewi Lestari tidak jadi diganti");
    await coop.world.walkTo(coop.world.clock.now() + 3 * DAY);
    expect(whereIs(coop)).toBe(OLD);
    expect(await says(coop, "tolak 1 sekali lagi", "supervisor")).toContain("sudah");
  });

  it("is not stopped by a member who is no officer, nor by an officer of another unit", async () => {
    const coop = await withDewi();
    const mawar = openUnit(coop, 2, "Mawar");
    officer(coop, "Tuti", "6281100000077", "supervisor", mawar);
    await says(coop, "ganti nomor 006 0812-3456-7890");
    await says(coop, "setuju 1", "chair");
    await says(coop, "tolak 1 saya tidak suka", "maria");
    await from(coop, "6281100000077", "tolak 1 saya tidak suka");
    expect(coop.books.numbers.since(1, 0)).toMatchObject([{ state: "waiting" }]);
  });

  it("is not swapped by the treasurer alone", async () => {
    const coop = await withDewi();
    await says(coop, "ganti nomor 006 0812-3456-7890");
    expect(await says(coop, "setuju 1", "treasurer")).toContain("perlu pengurus lain");
    await coop.world.walkTo(coop.world.clock.now() + 8 * DAY);
    expect(whereIs(coop)).toBe(OLD);
    expect(coop.books.numbers.since(1, 0)).toMatchObject([{ state: "lapsed" }]);
    expect(coop.books.pendings.byNo(1, 1)?.state).toBe("lapsed");
    expect(got(coop, "supervisor")).toContain("batal karena tidak diperiksa");
  });

  it("is stopped by the old number, and the supervisors hear of it", async () => {
    const coop = await withDewi();
    await says(coop, "ganti nomor 006 0812-3456-7890");
    await says(coop, "setuju 1", "chair");
    allRead(coop);
    await from(coop, OLD, "BUKAN SAYA");
    expect(phone(coop, OLD)).toContain("Baik, nomor Dewi Lestari (006) tidak jadi diganti");
    expect(got(coop, "supervisor")).toContain("tidak jadi. Mohon ditengok dulu ya.");
    await coop.world.walkTo(coop.world.clock.now() + 3 * DAY);
    expect(whereIs(coop)).toBe(OLD);
  });

  it("is stopped before anybody looked at it, and then there is nothing to agree to", async () => {
    const coop = await withDewi();
    await says(coop, "ganti nomor 006 0812-3456-7890");
    allRead(coop);
    await from(coop, OLD, "bukan saya");
    expect(got(coop, "treasurer")).toContain("Permintaan no. 1 tidak disetujui");
    expect(got(coop, "chair")).toContain("jadi tidak perlu dijawab lagi.");
    expect(await says(coop, "setuju 1", "chair")).toContain("sudah ditarik");
    expect(whereIs(coop)).toBe(OLD);
  });

  it("is stopped by the officer who had agreed to it, and her reason stays on the list", async () => {
    const coop = await withDewi();
    await says(coop, "ganti nomor 006 0812-3456-7890");
    await says(coop, "setuju 1", "chair");
    await says(coop, "tolak 1 saya keliru orang", "chair");
    expect(await says(coop, "daftar ganti nomor", "supervisor")).toContain("Dihentikan Ibu Ratna: saya keliru orang");
    expect(coop.books.pendings.votes(1)).toMatchObject([{ person: coop.people.chair, yes: true }]);
    expect(checkLedger(coop.world.runtime.db.sqlite)).toMatchObject({ found: 0 });
  });

  it("is refused by the officer who looked", async () => {
    const coop = await withDewi();
    await says(coop, "ganti nomor 006 0812-3456-7890");
    await says(coop, "tolak 1 Ibu Dewi tidak minta", "supervisor");
    expect(got(coop, "treasurer")).toContain("Alasan: Ibu Dewi tidak minta");
    expect(await says(coop, "daftar ganti nomor", "chair")).toContain("Dihentikan Ibu Suroso: Ibu Dewi tidak minta");
    expect(coop.books.numbers.since(1, 0)).toMatchObject([{ state: "refused" }]);
    expect(phone(coop, OLD)).toBe("");
  });

  it("never is an officer's", async () => {
    const coop = await withDewi();
    coop.world.runtime.people.connect(CHANNEL, NEW, coop.people.treasurer, coop.world.clock.now());
    expect(await says(coop, "ganti nomor 006 0812-3456-7890")).toContain("dipakai pengurus");
    expect(coop.books.numbers.open(1)).toEqual([]);
  });

  it("is not asked for by a member, nor for a number that is none", async () => {
    const coop = await withDewi();
    expect(await says(coop, "ganti nomor 006 0812-3456-7890", "maria")).toContain("Ganti nomor HP dicatat bendahara");
    expect(await says(coop, "ganti nomor 006 021-5551234")).not.toContain("ke nomor");
    expect(coop.books.numbers.open(1)).toEqual([]);
    expect(await says(coop, "0812-3456-7890")).toContain("ke nomor …890 saya catat");
  });

  it("BUKAN SAYA where nothing is on its way changes nothing", async () => {
    const coop = await withDewi();
    expect(await says(coop, "bukan saya", "maria")).toContain("Tidak ada penggantian nomor");
  });
});
