import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { allRead, got, officer, openUnit, says } from "./talk.ts";

/** Maria's wajib of 20,000 is entry 2, Lina's sukarela entry 3; everybody has read her receipt. */
async function written(): Promise<CoopWorld> {
  const coop = await coopWorld();
  await says(coop, "setor wajib 001 20rb");
  await says(coop, "setor sukarela 004 50rb");
  allRead(coop);
  return coop;
}

const saved = ({ books, members }: CoopWorld) => books.journal.balance(1, ACCOUNTS.mandatorySavings, members.maria.id);

describe("SANGGAH", () => {
  it("flags an entry, tells treasurer and supervisor, and moves no money", async () => {
    const coop = await written();
    const head = coop.books.journal.head(1);
    expect(await says(coop, "sanggah 2 saya setor 50rb", "maria")).toContain("Jawabannya paling lambat 23 Nov 2026");
    for (const who of ["treasurer", "supervisor"] as const)
      expect(got(coop, who)).toContain("Maria br Sihombing (001) untuk bukti 2.");
    expect(got(coop, "lina")).toBe("");
    expect(coop.books.journal.head(1)).toEqual(head);
    expect(coop.books.disputes.openCount(1)).toBe(1);
    expect(await says(coop, "saldo", "maria")).toContain("Sanggahan yang masih berjalan: 1");
  });

  it("of somebody else's entry is refused in the words for one that is not there", async () => {
    const coop = await written();
    const others = await says(coop, "sanggah 3 bukan 50", "maria");
    expect(others.replace("3", "99")).toBe(await says(coop, "sanggah 99", "maria"));
    expect(others).not.toContain("50.000");
    expect(coop.books.disputes.openCount(1)).toBe(0);
    expect(got(coop, "supervisor")).toBe("");
  });

  it("of another unit's entry with the same number is none of hers", async () => {
    const coop = await written();
    openUnit(coop, 2, "Mawar");
    const { books, world } = coop;
    const yuli = books.members.add({ unit: 2, name: "Yuli", joinedOn: "2026-01-05" }, world.clock.now());
    const lines = [debit(ACCOUNTS.cash, 9_000), credit(ACCOUNTS.voluntary, 9_000, { member: yuli.id })];
    const draft = { unit: 2, kind: "deposit", valueOn: "2026-11-20", maker: "system", lines } as const;
    books.journal.post(draft, { at: world.clock.now(), today: "2026-11-20" });
    expect(await says(coop, "sanggah 1", "maria")).toContain("bukan tentang simpanan");
    expect(books.disputes.openCount(2)).toBe(0);
  });

  it("stands once for an entry, and again after it was ended", async () => {
    const coop = await written();
    await says(coop, "sanggah 2", "maria");
    expect(await says(coop, "sanggah 2 sekali lagi", "maria")).toContain("sudah berjalan, yaitu no. 1");
    await says(coop, "jelaskan 1 itu setoran hari Kamis", "supervisor");
    expect(await says(coop, "sanggah 2 masih belum cocok", "maria")).toContain("Sanggahan no. 2");
  });

  it("without its reason asks for it, and takes it afterwards", async () => {
    const coop = await written();
    expect(await says(coop, "sanggah 2", "maria")).toContain("Apa yang tidak sesuai? Tulis SANGGAH 2 dan alasannya.");
    allRead(coop);
    expect(await says(coop, "sanggah 2 saya setor 25rb", "maria")).toContain("Alasannya saya sampaikan");
    for (const who of ["treasurer", "supervisor"] as const)
      expect(got(coop, who), who).toContain("Alasan: saya setor 25rb");
    expect(coop.books.disputes.byNo(1, 1)?.reason).toBe("saya setor 25rb");
    expect(await says(coop, "sanggah 2 dan lagi", "maria")).toContain(
      "sudah berjalan, yaitu no. 1. Pengawas sudah tahu",
    );
    expect(await says(coop, "daftar sanggah", "chair")).toContain("Alasan: saya setor 25rb");
  });

  it("is not ended by who wrote the entry, nor by the member herself", async () => {
    const coop = await written();
    await says(coop, "sanggah 2", "maria");
    expect(await says(coop, "jelaskan 1 memang 20rb", "treasurer")).toContain("pengawas atau ketua yang menutupnya");
    expect(got(coop, "supervisor")).toContain("Penjelasan Ibu Endang untuk sanggahan no. 1: memang 20rb");
    expect(await says(coop, "jelaskan 1 sudah", "maria")).toContain("bagian pengurus unit");
    expect(coop.books.disputes.openCount(1)).toBe(1);
    expect(await says(coop, "daftar sanggah", "chair")).toContain("Penjelasan: memang 20rb");
    allRead(coop);
    expect(await says(coop, "jelaskan 1 kami lihat bersama di buku", "supervisor")).toContain("no. 1 selesai");
    expect(got(coop, "maria")).toContain("kami lihat bersama di buku");
    expect(await says(coop, "jelaskan 1 lagi", "supervisor")).toContain("sudah selesai");
  });

  it("asks for the explanation where none was given", async () => {
    const coop = await written();
    await says(coop, "sanggah 2", "maria");
    expect(await says(coop, "jelaskan 1", "supervisor")).toContain("Apa penjelasannya?");
    expect(await says(coop, "itu setoran kemarin", "supervisor")).toContain("no. 1 selesai");
    expect(got(coop, "maria")).toContain("itu setoran kemarin");
  });

  it("ends by the reversal, of which the member gets her receipt", async () => {
    const coop = await written();
    await says(coop, "sanggah 2 bukan saya", "maria");
    await says(coop, "batal 2");
    expect(got(coop, "maria")).toContain("Membatalkan bukti no. 2");
    expect(coop.books.disputes.byNo(1, 1)).toMatchObject({ state: "reversed", endedBy: coop.people.treasurer });
    expect(saved(coop)).toBe(0);
    expect(await says(coop, "sanggah 2", "maria")).toContain("sudah dibatalkan dengan bukti no. 4");
  });

  it("does not end by silence: after its days more ears hear of it, again and again", async () => {
    const coop = await written();
    openUnit(coop, 90, "Pusat", "head");
    await says(coop, "sanggah 2", "maria");
    allRead(coop);
    await coop.world.walkTo(coop.world.clock.now() + 3 * DAY + 60_000);
    expect(got(coop, "supervisor")).toContain("Sanggahan no. 1 di Melati dari Maria br Sihombing (001)");
    expect(got(coop, "chair")).toContain("belum dijawab");
    expect(got(coop, "maria")).toContain("Terima kasih sudah menunggu");
    expect(await says(coop, "daftar sanggah", "supervisor")).toContain("lewat waktu, 23 Nov 2026");
    allRead(coop);
    await coop.world.walkTo(coop.world.clock.now() + 4 * DAY);
    expect(got(coop, "supervisor")).toContain("belum dijawab");
    expect(got(coop, "maria")).not.toContain("menunggu");
    expect(coop.books.disputes.openCount(1)).toBe(1);
  });
});

describe("a deposit that was taken and not written", () => {
  it("is a case for the supervisor, of which treasurer and chair learn nothing", async () => {
    const coop = await written();
    expect(await says(coop, "lapor setor wajib 20rb tgl 12/11", "maria")).toContain("Hanya pengawas");
    expect(got(coop, "supervisor")).toContain("Maria br Sihombing (001) setor Rp 20.000 tgl 12 Nov 2026");
    for (const who of ["treasurer", "chair", "lina"] as const) expect(got(coop, who)).toBe("");
    for (const who of ["treasurer", "chair"] as const) {
      expect(await says(coop, "daftar sanggah", who)).toContain("Tidak ada sanggahan");
      expect(await says(coop, "jelaskan 1 tidak ada itu", who)).toContain("Tidak ada sanggahan no. 1");
    }
    expect(await says(coop, "teruskan 1", "chair")).toContain("bagian pengawas unit");
    expect(saved(coop)).toBe(20_000);
  });

  it("reaches the treasurer when the supervisor asks, and is seen to be written then", async () => {
    const coop = await written();
    await says(coop, "lapor setor 20rb tgl 12/11", "maria");
    expect(await says(coop, "teruskan 1", "supervisor")).toContain("sudah saya tanya");
    expect(got(coop, "treasurer")).toContain("tulis misalnya: tgl 12/11/2026 setor wajib 001 Rp 20.000");
    await says(coop, "tgl 12/11/2026 setor wajib 001 Rp 20.000");
    expect(await says(coop, "daftar sanggah", "supervisor")).toContain("Sekarang sudah tercatat, no. 4");
    await says(coop, "jelaskan 1 sudah dicatat hari ini", "supervisor");
    expect(coop.books.disputes.byNo(1, 1)?.state).toBe("posted");
    expect(got(coop, "maria")).toContain("Jawaban Ibu Suroso untuk laporan setor Rp 20.000 tanggal 12 Nov 2026");
  });

  it("is no case where it was written, or was reported before", async () => {
    const coop = await written();
    expect(await says(coop, "lapor setor 20rb tgl 20/11", "maria")).toContain("sudah tercatat dengan bukti no. 2");
    await says(coop, "lapor setor 20rb tgl 12/11", "maria");
    expect(await says(coop, "lapor setor 20rb tgl 12/11", "maria")).toContain("sudah dilaporkan, no. 1");
    expect(coop.books.disputes.openCount(1)).toBe(1);
  });

  it("goes to the head office where the treasurer is the supervisor as well", async () => {
    const coop = await written();
    const { directory } = coop.world.runtime;
    const head = openUnit(coop, 90, "Pusat", "head");
    officer(coop, "Damai", "8040", "supervisor", head);
    directory.setRole(coop.people.supervisor, "supervisor", false, coop.world.clock.now());
    directory.setRole(coop.people.treasurer, "supervisor", true, coop.world.clock.now());
    await says(coop, "lapor setor 20rb tgl 12/11", "maria");
    expect(got(coop, "treasurer")).toBe("");
    expect(coop.world.seen("8040").join("\n")).toContain("Maria br Sihombing (001) setor Rp 20.000");
    expect(await says(coop, "daftar sanggah", "treasurer")).toContain("Tidak ada sanggahan");
  });

  it("is for members: an officer who is none is told so", async () => {
    const coop = await written();
    expect(await says(coop, "lapor setor 20rb tgl 12/11", "chair")).toContain("Ini untuk anggota koperasi");
    expect(coop.heard(PHONES.supervisor)).toEqual([]);
  });
});
