import { beforeEach, describe, expect, it } from "vitest";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { got, says, type Who } from "./talk.ts";

let coop: CoopWorld;
beforeEach(async () => {
  coop = await coopWorld();
});

/** Writes a message whose id is known. */
const writes = async (id: string, text: string, who: Who = "treasurer") => {
  const { world } = coop;
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text, id)).join("\n");
};
const edits = async (of: string, text: string, who: Who = "treasurer") =>
  (await coop.world.send(PHONES[who], { kind: "edited", text, of })).join("\n");
const deletes = async (of: string, who: Who = "treasurer") =>
  (await coop.world.send(PHONES[who], { kind: "deleted", of })).join("\n");

describe("a message that is changed after it was booked", () => {
  it("is told what stands in the book, and how that is mended", async () => {
    await writes("a", "setor wajib 003 20rb");
    expect(await edits("a", "setor wajib 003 25rb")).toBe(
      "Saya lihat pesan tadi diubah. Buku tidak ikut berubah. Di buku tetap tertulis:\n" +
        "2. Tiur Manalu, Setoran wajib Rp 20.000\n" +
        "Kalau itu keliru, balas BATAL 2. Sesudah itu tulis yang benar sebagai pesan baru.",
    );
    expect(coop.books.journal.head(1)?.no).toBe(2);
  });

  it("and so is one that is deleted", async () => {
    await writes("a", "setor wajib 003 20rb");
    const told = await deletes("a");
    expect(told).toContain("Saya lihat pesan tadi dihapus. Buku tidak ikut berubah.");
    expect(told).toContain("balas BATAL 2.");
    expect(coop.books.journal.head(1)?.no).toBe(2);
  });

  it("names each receipt of several lines, and of which number BATAL is to be written", async () => {
    await writes("a", "setor wajib 003 20rb\nsetor sukarela 003 5rb\nkeluar operasional 15rb pena");
    await says(coop, "setor wajib 004 20rb");
    expect(await edits("a", "setor wajib 003 25rb")).toBe(
      "Saya lihat pesan tadi diubah. Buku tidak ikut berubah. Di buku tetap tertulis:\n" +
        "2. Tiur Manalu, Setoran wajib Rp 20.000\n3. Tiur Manalu, Setoran sukarela Rp 5.000\n4. Pengeluaran Rp 15.000\n" +
        "Kalau ada yang keliru, balas BATAL dengan nomornya, misalnya BATAL 2. Sesudah itu tulis yang benar sebagai pesan baru.",
    );
  });

  it("says nothing of what was taken back since, nor of what was never booked", async () => {
    await writes("a", "setor wajib 003 20rb");
    await writes("b", "batal 2");
    await says(coop, "ya");
    expect(coop.books.journal.head(1)?.no).toBe(3);
    expect(await edits("a", "setor wajib 003 25rb")).toContain("Untuk mengubahnya, tulis kembali");
    await writes("c", "halo apa kabar");
    expect(await edits("c", "halo")).toContain("Untuk mengubahnya, tulis kembali");
  });

  it("shows nobody what another person wrote", async () => {
    await writes("a", "setor wajib 003 20rb");
    expect(await edits("a", "x", "chair")).not.toContain("Tiur");
    expect(await edits("a", "x", "maria")).not.toContain("Tiur");
    expect(got(coop, "maria")).not.toContain("Tiur");
  });

  it("is answered once with the rest where all of it comes in one burst", async () => {
    const told = await coop.world.sendAll(PHONES.treasurer, [
      { content: { kind: "text", text: "setor wajib 003 20rb" }, id: "a" },
      { content: { kind: "edited", text: "setor wajib 003 25rb", of: "a" } },
    ]);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain("Sudah saya catat 1 bukti, jumlah Rp 20.000:");
    expect(told[0]).toContain("Buku tidak ikut berubah.");
    expect(told[0]).not.toContain("Yang perlu dilihat lagi");
  });

  it("is told what stands on the sheet of a meeting, too", async () => {
    await says(coop, "rapat");
    await writes("a", "003 w20 s50\n001 absen");
    await writes("b", "004 w20");
    expect(await edits("a", "003 w25")).toBe(
      "Saya lihat pesan tadi diubah. Lembar rapat tidak ikut berubah. Di lembar tetap tertulis:\n" +
        "001 Maria br Sihombing: tidak datang\n003 Tiur Manalu: wajib Rp 20.000, sukarela Rp 50.000\n" +
        "Kalau itu keliru, tulis lagi seluruh barisnya, atau HAPUS dan nomor anggotanya.",
    );
    expect(await deletes("b")).toContain("dihapus. Lembar rapat tidak ikut berubah.");
    await says(coop, "004 w25");
    expect(await edits("b", "004 w30")).not.toContain("Lembar rapat");
    await says(coop, "hapus 003");
    await says(coop, "001 w20");
    expect(await edits("a", "003 w25")).not.toContain("Lembar rapat");
  });

  it("leaves a question that is open where it is", async () => {
    await writes("a", "setor wajib 003 20rb");
    await writes("b", "setor sukarela 001 2001");
    expect(await edits("a", "setor wajib 003 25rb")).toContain("Buku tidak ikut berubah.");
    expect(await says(coop, "5rb")).toContain("Simpanan Sukarela Rp 5.000");
  });

  it("is told of what waits for others' yes that it still waits, and how it is taken back", async () => {
    await writes("a", "setor wajib 005 20rb");
    expect(await edits("a", "setor wajib 005 25rb")).toBe(
      "Saya lihat pesan tadi diubah. Permintaannya tidak ikut berubah. Yang masih menunggu:\n" +
        "1. setoran wajib Rp 20.000, Endang Susilowati (005); menunggu 1 persetujuan\n" +
        "Kalau itu keliru, balas TOLAK 1 dengan alasannya. Sesudah itu tulis yang benar sebagai pesan baru.",
    );
    expect(await deletes("a")).toContain("Saya lihat pesan tadi dihapus. Permintaannya tidak ikut berubah.");
    expect(await edits("a", "x", "chair")).not.toContain("Endang");
    await says(coop, "setuju 1", "chair");
    expect(await edits("a", "setor wajib 005 25rb")).toContain(
      "Di buku tetap tertulis:\n2. Endang Susilowati, Setoran wajib",
    );
    await writes("b", "setor wajib 005 30rb");
    await says(coop, "tolak 2 bulan lalu", "chair");
    expect(await edits("b", "setor wajib 005 25rb")).toContain("Untuk mengubahnya, tulis kembali");
  });

  it("is told of TUTUP that the meeting stays closed, and how one of its lines is mended", async () => {
    await says(coop, "rapat");
    await writes("a", "003 w20 s50\n001 absen");
    await writes("b", "004 w20");
    await writes("c", "tutup 90rb");
    expect(await edits("c", "tutup 95rb")).toBe(
      "Saya lihat pesan tadi diubah. Rapat 20 Nov 2026 tetap ditutup dengan Rp 90.000. Di buku tetap tertulis:\n" +
        "2. Tiur Manalu, Setoran wajib dan sukarela Rp 70.000\n3. Lina Siregar, Setoran wajib Rp 20.000\n" +
        "Kalau ada yang keliru, balas BATAL dengan nomornya, misalnya BATAL 2. Sesudah itu tulis yang benar sebagai pesan baru.",
    );
    expect(await deletes("c")).toContain("Saya lihat pesan tadi dihapus. Rapat 20 Nov 2026 tetap ditutup");
    expect(await edits("c", "x", "chair")).not.toContain("Tiur");
    // A line of the sheet, once the meeting is over.
    expect(await edits("b", "004 w30")).toBe(
      "Saya lihat pesan tadi diubah. Buku tidak ikut berubah. Di buku tetap tertulis:\n" +
        "3. Lina Siregar, Setoran wajib Rp 20.000\n" +
        "Kalau itu keliru, balas BATAL 3. Sesudah itu tulis yang benar sebagai pesan baru.",
    );
    await writes("d", "batal 3");
    expect(await edits("b", "004 w30")).toContain("Untuk mengubahnya, tulis kembali");
    expect(await edits("a", "003 w20")).toContain("balas BATAL 2.");
  });
});
