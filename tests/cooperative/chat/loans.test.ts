import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";

const says = async ({ world }: CoopWorld, text: string, who: keyof typeof PHONES = "treasurer") => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
};

const codeIn = (text: string) => /balas YA (\d\d)/.exec(text)?.[1] ?? "";

/** Lina asks for five million over ten months, everybody says yes. */
async function agreed(): Promise<CoopWorld> {
  const coop = await coopWorld();
  await says(coop, "setor sukarela 004 2jt");
  const code = codeIn(await says(coop, "ajukan pinjaman 5jt 10 bulan untuk warung", "lina"));
  await says(coop, "setuju 1", "chair");
  await says(coop, "setuju 1", "supervisor");
  await says(coop, `YA ${code}`, "lina");
  return coop;
}

describe("a loan by chat", () => {
  it("shows all that it costs before anything, and writes nothing", async () => {
    const coop = await coopWorld();
    const text = await says(coop, "simulasi 5jt 10 bulan", "lina");
    expect(text).toContain("Diterima tunai Rp 4.815.000");
    expect(text).toContain("10. 20 Sep 2027: Rp 507.500 (pokok Rp 500.000, jasa Rp 7.500)");
    expect(text).toContain("Jumlah jasa Rp 412.500, semua dibayar Rp 5.412.500");
    expect(text).toContain("Biaya setahun dari uang yang benar-benar dipinjam: 21,98%");
    expect(coop.books.loans.loans.open(1)).toEqual([]);
  });

  it("is told of by the name of its kind, which says method, rate and limits", async () => {
    const coop = await coopWorld();
    const text = await says(coop, "simulasi darurat 2jt 5 bulan", "lina");
    expect(text).toContain("Jumlah jasa Rp 100.000, semua dibayar Rp 2.100.000");
    expect(await says(coop, "simulasi darurat 2jt 9 bulan", "lina")).toContain("1 sampai 6");
    expect(await says(coop, "cair 001 2jt darurat 5 bulan")).toContain("menunggu 2 persetujuan");
    expect(coop.books.loans.loans.byNo(1, 1)?.terms).toMatchObject({
      product: "darurat",
      method: "flat",
      ratePpm: 10_000,
    });
    expect(await says(coop, "ajukan darurat 1jt 3 bulan untuk atap", "lina")).toContain("P0002");
    expect(await says(coop, "simulasi darurat menurun 2jt 5 bulan", "lina")).toContain(
      "Pinjaman seperti itu tidak ada",
    );
    // Where several would do, she is asked which; not for a method.
    expect(await says(coop, "cair 002 2jt 4 bulan")).toContain("Pinjaman yang mana?");
  });

  it("warns where it costs more than the law takes for right", async () => {
    const settings = {
      "loan-products": [{ name: "flat", method: "flat", rate: "1.5%", periods: { min: 1, max: 20 } }],
    };
    const coop = await coopWorld({ settings });
    expect(await says(coop, "simulasi 5jt 10 bulan", "lina")).toContain(
      "dipinjam 31,5%, di atas batas 24%. Pikirkan dulu",
    );
  });

  it("tells the rate of the loan as it was agreed on, to its last digit, and that of a year to the hundredth", async () => {
    const settings = {
      "loan-products": [
        { name: "pekan", method: "flat", rate: "0.4615%", every: "week", periods: { min: 1, max: 52 } },
      ],
    };
    const coop = await coopWorld({ settings });
    const text = await says(coop, "simulasi 5jt 10 minggu", "lina");
    expect(text).toContain("0,4615%");
    expect(text).toMatch(/dipinjam \d\d,\d{1,2}%, di atas batas 24%/);
  });

  it("warns with the limit that the unit decided, where that is a lower one", async () => {
    const settings = {
      "effective-rate-warning": "17.5%",
      "loan-products": [{ name: "flat", method: "flat", rate: "1%", periods: { min: 1, max: 20 } }],
    };
    const coop = await coopWorld({ settings });
    expect(await says(coop, "simulasi 5jt 10 bulan", "lina")).toContain("di atas batas 17,5%.");
  });

  it("is agreed to by two others and by the borrower with her code, and then paid out by the treasurer", async () => {
    const coop = await agreed();
    expect(coop.heard(PHONES.treasurer).join("\n")).toContain("Kalau uang diserahkan, tulis CAIR P0001.");
    const receipt = await says(coop, "cair P0001");
    expect(receipt).toContain("Diterima tunai Rp 4.815.000");
    expect(coop.heard(PHONES.lina).join("\n")).toContain("Sisa pinjaman Rp 5.000.000");
    expect(coop.books.journal.balance(1, ACCOUNTS.loans, coop.members.lina.id)).toBe(5_000_000);
    expect(await says(coop, "cair P0001")).toContain("P0001 sudah cair");
  });

  it("is not paid out before that, nor written by the borrower's treasurer alone", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 001 2jt");
    expect(await says(coop, "cair 001 5jt menurun 10 bulan 1,5%")).toContain("menunggu 2 persetujuan dan jawaban YA");
    expect(await says(coop, "cair P0001")).toContain("belum disetujui");
    expect(await says(coop, "setuju 1", "treasurer")).toContain("perlu pengurus lain");
    await says(coop, "setuju 1", "chair");
    await says(coop, "setuju 1", "supervisor");
    expect(await says(coop, "cair P0001")).toContain("belum disetujui");
    expect(coop.books.journal.balance(1, ACCOUNTS.loans)).toBe(0);
  });

  it("is paid by the Maria that was meant, asked once", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 001 2jt");
    const code = codeIn(await says(coop, "ajukan pinjaman 5jt 10 bulan", "maria"));
    for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 1", who);
    await says(coop, `YA ${code}`, "maria");
    await says(coop, "cair P0001");
    expect(await says(coop, "angsur Maria 575rb")).toContain("Ada beberapa “Maria”. Yang mana?");
    expect(await says(coop, "1")).toContain("Angsuran pinjaman");
  });

  it("is paid back: denda, jasa, pokok; and the same money twice is asked about", async () => {
    const coop = await agreed();
    await says(coop, "cair P0001");
    await coop.world.walkTo(Date.parse("2026-12-20T03:00:00Z"));
    const receipt = await says(coop, "angsur 004 575rb");
    expect(receipt).toContain("Jasa Pinjaman Rp 75.000");
    expect(receipt).toContain("Sisa pinjaman Rp 4.500.000");
    expect(await says(coop, "angsur P0001 575rb")).toContain("Ini pembayaran yang sama?");
    expect(await says(coop, "2")).toContain("tidak saya catat lagi");
    expect(coop.books.journal.balance(1, ACCOUNTS.loans)).toBe(4_500_000);
  });

  it("says what it takes to be free of it, and posts that only when the money is there", async () => {
    const coop = await agreed();
    await says(coop, "cair P0001");
    await coop.world.walkTo(Date.parse("2026-12-20T03:00:00Z"));
    expect(await says(coop, "lunas P0001")).toContain("Rp 5.075.000 (pokok Rp 5.000.000, jasa dan denda Rp 75.000)");
    expect(await says(coop, "2")).toBe("Baik, belum saya catat.");
    await says(coop, "lunas Lina");
    expect(await says(coop, "1")).toContain("Sisa pinjaman Rp 0");
    expect(await says(coop, "angsur 004 10rb")).toContain("tidak punya pinjaman yang berjalan");
  });

  it("is refused with the committee's reason, and can be asked for again", async () => {
    const coop = await coopWorld();
    await says(coop, "ajukan pinjaman 1jt 6 bulan", "lina");
    const question = await says(coop, "1", "lina");
    expect(question).toContain("Permohonan P0001");
    await says(coop, "tolak 1 simpanannya belum cukup", "chair");
    expect(coop.heard(PHONES.lina).join("\n")).toContain("Alasan: simpanannya belum cukup");
    await says(coop, "ajukan pinjaman 1jt 10 bulan", "lina");
    expect(coop.books.loans.loans.open(1).map(({ no }) => no)).toEqual([2]);
  });
});
