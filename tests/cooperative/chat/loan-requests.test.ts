import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { allRead, codeIn, got, officer, openUnit, says } from "./talk.ts";

const ASKED = "ajukan pinjaman 1jt 3 bulan darurat untuk atap";
const later = ({ world }: CoopWorld, days: number) => world.walkTo(world.clock.now() + days * DAY);
const stateOf = ({ books }: CoopWorld, no: number) => books.loans.loans.byNo(1, no)?.state;

/** Lina asks, and all who have to say yes do. */
async function agreed(): Promise<CoopWorld> {
  const coop = await coopWorld();
  const asked = await says(coop, ASKED, "lina");
  await says(coop, `YA ${codeIn(asked)}`, "lina");
  for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 1", who);
  allRead(coop);
  return coop;
}

describe("an application that nobody decided", () => {
  it("is over when its time is, and may be made anew as its maker was told", async () => {
    const coop = await coopWorld();
    await says(coop, ASKED, "lina");
    await later(coop, 8);
    expect(got(coop, "lina")).toContain("Boleh diminta lagi");
    expect(stateOf(coop, 1)).toBe("withdrawn");
    expect(await says(coop, ASKED, "lina")).toContain("Permohonan P0002");
  });

  it("is taken back by the treasurer who wrote it, and may be made anew", async () => {
    const coop = await coopWorld();
    await says(coop, "cair 002 1jt 3 bulan darurat");
    expect(await says(coop, "tolak 1 keliru orang")).toContain("ditarik kembali");
    expect(await says(coop, "cair 002 500rb 3 bulan darurat")).toContain("Permohonan P0002");
  });

  it("is taken back by the member herself, also after her own YA", async () => {
    const coop = await coopWorld();
    const asked = await says(coop, ASKED, "lina");
    await says(coop, `YA ${codeIn(asked)}`, "lina");
    expect(await says(coop, "tolak 1 tidak jadi", "lina")).toContain("ditarik kembali");
    expect(await says(coop, "setuju 1", "chair")).toContain("sudah ditarik");
    expect(await says(coop, ASKED, "lina")).toContain("Permohonan P0002");
  });

  it("is taken back by the member for whom the treasurer wrote it", async () => {
    const coop = await coopWorld();
    await says(coop, "cair 004 1jt 3 bulan darurat");
    const code = codeIn(got(coop, "lina"));
    await says(coop, `YA ${code}`, "lina");
    expect(await says(coop, "tolak 1 tidak jadi", "lina")).toContain("ditarik kembali");
    expect(stateOf(coop, 1)).toBe("withdrawn");
  });

  it("is told of to those who were asked and had not answered, and to them alone", async () => {
    const coop = await coopWorld();
    await says(coop, ASKED, "lina");
    await says(coop, "setuju 1", "chair");
    allRead(coop);
    await says(coop, "tolak 1 tidak jadi", "lina");
    expect(got(coop, "supervisor")).toBe(
      "Ibu Lina menarik kembali permintaan no. 1 di Melati, jadi tidak perlu dijawab lagi.",
    );
    for (const who of ["chair", "treasurer"] as const) expect(got(coop, who)).toBe("");
  });

  it("is over with one no, and who was asked and had not answered hears it, and so does the borrower", async () => {
    const coop = await coopWorld();
    await says(coop, "cair 004 1jt 3 bulan darurat");
    await says(coop, `YA ${codeIn(got(coop, "lina"))}`, "lina");
    allRead(coop);
    await says(coop, "tolak 1 belum ada jaminan", "chair");
    expect(got(coop, "supervisor")).toBe(
      "Ibu Ratna tidak menyetujui permintaan no. 1 di Melati, jadi tidak perlu dijawab lagi.",
    );
    const why = "tidak disetujui Ibu Ratna: pinjaman P0001";
    for (const who of ["treasurer", "lina"] as const) {
      const told = got(coop, who);
      expect(told).toContain(why);
      expect(told).toContain("Alasan: belum ada jaminan");
    }
  });

  it("is over with the borrower's TIDAK, and who was asked and had not answered hears it", async () => {
    const coop = await coopWorld();
    await says(coop, "cair 004 1jt 3 bulan darurat");
    await says(coop, "setuju 1", "chair");
    const code = codeIn(got(coop, "lina"));
    allRead(coop);
    await says(coop, `TIDAK ${code}`, "lina");
    expect(got(coop, "supervisor")).toBe(
      "Ibu Lina tidak menyetujui permintaan no. 1 di Melati, jadi tidak perlu dijawab lagi.",
    );
    expect(got(coop, "chair")).toBe("");
    expect(got(coop, "treasurer")).not.toContain("Alasan: -");
  });

  it("is changed by taking it back and asking anew: who asks for another amount is told so", async () => {
    const coop = await coopWorld();
    await says(coop, "ajukan pinjaman 100jt 3 bulan darurat", "lina");
    expect(await says(coop, ASKED, "lina")).toBe(
      "Permohonan P0001 masih menunggu. Kalau mau diganti, tulis TOLAK 1 dan alasannya, lalu ajukan lagi.",
    );
    expect(await says(coop, "tolak 1 keliru nol", "lina")).toContain("ditarik kembali");
    expect(await says(coop, "setuju 1", "chair")).toContain("sudah ditarik");
    expect(await says(coop, ASKED, "lina")).toContain("Permohonan P0002");
  });

  it("is nobody else's to take back, who is not asked why first", async () => {
    const coop = await coopWorld();
    await says(coop, ASKED, "lina");
    expect(await says(coop, "tolak 1", "lina")).toContain("alasan");
    for (const text of ["tolak 1", "tolak 2"]) expect(await says(coop, text, "maria")).toContain("bagian pengurus");
    for (const no of [1, 2]) expect(await says(coop, `tolak ${no} iseng`, "maria")).toContain("bagian pengurus");
    expect(stateOf(coop, 1)).toBe("applied");
  });
});

describe("a loan that was agreed", () => {
  it("is not told of as waiting for others", async () => {
    const coop = await agreed();
    const answer = await says(coop, ASKED, "lina");
    expect(answer).toContain("P0001 sudah disetujui");
    expect(answer).toContain("TOLAK 1");
    expect(answer).not.toContain("masih menunggu");
  });

  it("is given up by the borrower before the money is there, and the treasurer hears it", async () => {
    const coop = await agreed();
    expect(await says(coop, "tolak 1 tidak jadi, dapat dari kakak", "lina")).toContain("P0001");
    expect(stateOf(coop, 1)).toBe("withdrawn");
    expect(got(coop, "treasurer")).toContain("tidak jadi, dapat dari kakak");
    expect(await says(coop, "cair P0001")).toContain("sudah ditarik");
    expect(coop.books.journal.balance(1, ACCOUNTS.loans)).toBe(0);
    expect(await says(coop, ASKED, "lina")).toContain("Permohonan P0002");
  });

  it("is given up by the treasurer for her, who hears it; not by who voted, nor once it was paid out", async () => {
    const coop = await agreed();
    expect(await says(coop, "tolak 1 berubah pikiran", "chair")).toContain("sudah selesai");
    expect(stateOf(coop, 1)).toBe("agreed");
    expect(await says(coop, "tolak 1 Bu Lina tidak jadi")).toContain("P0001");
    expect(got(coop, "lina")).toContain("Bu Lina tidak jadi");
    const paid = await agreed();
    await says(paid, "cair P0001");
    expect(await says(paid, "tolak 1 tidak jadi", "lina")).toContain("bagian pengurus");
    expect(stateOf(paid, 1)).toBe("active");
  });

  it("too long ago stands in nobody's way", async () => {
    const coop = await agreed();
    await later(coop, 31);
    expect(await says(coop, "cair P0001")).toContain("Ajukan lagi");
    expect(await says(coop, ASKED, "lina")).toContain("Permohonan P0002");
    expect(stateOf(coop, 1)).toBe("withdrawn");
  });
});

describe("who hands out the money of a loan", () => {
  it("is not who votes on it: the only treasurer leaves that to the others", async () => {
    const coop = await coopWorld();
    await says(coop, ASKED, "lina");
    expect(await says(coop, "setuju 1")).toContain("mencairkan");
    expect(coop.books.pendings.votes(1)).toEqual([]);
    expect(await says(coop, "setuju 1", "chair")).toContain("Tercatat");
  });

  it("is the chair or supervisor where the treasurer borrows, and one of them does not vote", async () => {
    const coop = await coopWorld();
    const head = openUnit(coop, 90, "Pusat", "head");
    const boss = officer(coop, "Retno", "8099", "manager", head);
    const asked = await says(coop, ASKED);
    await says(coop, `YA ${codeIn(asked)}`);
    await says(coop, "setuju 1", "supervisor");
    expect(await says(coop, "setuju 1", "chair")).toContain("tidak ada lagi yang boleh mencairkan P0001");
    expect((await coop.world.send("8099", "setuju 1 unit Melati")).join("\n")).toContain(
      "Uangnya diserahkan oleh Ibu Ratna.",
    );
    expect(coop.books.pendings.votes(1).map(({ person }) => person)).toContain(boss);
    expect(await says(coop, "cair P0001")).toContain("Pinjaman sendiri");
    expect(await says(coop, "cair P0001", "supervisor")).toContain("tidak boleh mencairkannya");
    expect(await says(coop, "cair P0001", "chair")).toContain("Pencairan pinjaman");
    expect(stateOf(coop, 1)).toBe("active");
  });

  it("is nobody where the treasurer borrows and no head office votes: she hears it when she asks", async () => {
    const coop = await coopWorld();
    const answer = await says(coop, ASKED);
    expect(answer).toContain("Belum bisa diajukan.");
    expect(answer).toContain("perlu 2 pengurus yang menyetujui dan satu lagi");
    expect(stateOf(coop, 1)).toBeUndefined();
    expect(got(coop, "chair")).toBe("");
    openUnit(coop, 90, "Pusat", "head");
    expect(await says(coop, ASKED)).toContain("Belum bisa diajukan.");
    expect(await says(coop, ASKED, "lina")).toContain("Permohonan P0001");
  });

  it("is not the chair while there is a treasurer who may", async () => {
    const coop = await coopWorld();
    await says(coop, ASKED, "lina");
    expect(await says(coop, "cair P0001", "chair")).toContain("bagian bendahara");
    expect(await says(coop, "cair 004 1jt 3 bulan darurat", "chair")).toContain("bagian bendahara");
  });
});

describe("who stands by as the witness of a member without a phone", () => {
  it("is no officer of whom the others have need, who is told who may do it", async () => {
    const coop = await coopWorld();
    await says(coop, "cair 002 1jt 3 bulan darurat");
    for (const who of ["chair", "supervisor"] as const)
      expect(await says(coop, "saksi 1", who)).toContain("anggota yang bukan pengurus");
    await says(coop, "setuju 1", "chair");
    expect(await says(coop, "saksi 1", "supervisor")).toContain("SAKSI 1");
    expect(await says(coop, "saksi 1", "lina")).toContain("Masih menunggu 1 persetujuan");
    await says(coop, "setuju 1", "supervisor");
    expect(await says(coop, "cair P0001")).toContain("Pencairan pinjaman");
  });

  it("is an officer where enough others are left", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 002 1jt");
    await says(coop, "tarik sukarela 002 600rb");
    expect(await says(coop, "saksi 1", "chair")).toContain("Masih menunggu 1 persetujuan");
    expect(await says(coop, "setuju 1", "supervisor")).toContain("Penarikan");
  });

  it("leaves somebody who hands out the money, where the treasurer borrows on a phone that she shares", async () => {
    const coop = await coopWorld();
    const head = openUnit(coop, 90, "Pusat", "head");
    const boss = officer(coop, "Retno", "8099", "manager", head);
    officer(coop, "Sri", "8098", "manager", head);
    coop.world.runtime.people.connect("simulator-telegram", PHONES.treasurer, boss, coop.world.clock.now());
    await says(coop, "saldo");
    await says(coop, "1");
    expect(await says(coop, "ajukan pinjaman 1jt 3 bulan darurat untuk atap")).toContain("seorang saksi");
    expect(await says(coop, "saksi 1", "chair")).toContain("Masih menunggu 2 persetujuan");
    expect(await says(coop, "setuju 1", "supervisor")).toContain("tidak ada lagi yang boleh mencairkan P0001");
    for (const phone of ["8099", "8098"]) await coop.world.send(phone, "setuju 1 unit Melati");
    expect(await says(coop, "cair P0001", "supervisor")).toContain("Pencairan pinjaman");
  });
});

describe("which kind of loan is meant", () => {
  const kind = (name: string, method: string, min: number, max: number) => ({
    name,
    method,
    rate: "1%",
    periods: { min, max },
  });
  const settings = {
    "loan-products": [kind("biasa", "declining", 3, 24), kind("usaha", "annuity", 12, 36), kind("kilat", "flat", 1, 6)],
  };

  it("is asked only among those that are for so long", async () => {
    const coop = await coopWorld({ settings });
    const asked = await says(coop, "simulasi 5jt 2 tahun", "lina");
    expect(asked).toContain("1. biasa");
    expect(asked).toContain("2. usaha");
    expect(asked).not.toContain("kilat");
    expect(await says(coop, "2", "lina")).toContain("24 kali angsuran");
  });

  it("is not asked where none is, and each says for how long it is", async () => {
    const coop = await coopWorld({ settings });
    expect(await says(coop, "simulasi 5jt 400 bulan", "lina")).toBe(
      "Pinjaman biasa untuk 3 sampai 24 kali angsuran.\nPinjaman usaha untuk 12 sampai 36 kali angsuran.\nPinjaman kilat untuk 1 sampai 6 kali angsuran.",
    );
  });
});
