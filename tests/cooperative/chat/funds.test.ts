import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { allRead, got, says } from "./talk.ts";

/** The unit shared a surplus on 10 November: Rp 500.000 in the social fund, Rp 200.000 in that of the officers. */
async function shared(): Promise<CoopWorld> {
  const coop = await coopWorld({
    prepare: ({ world, books }) =>
      books.journal.post(
        {
          unit: 1,
          kind: "shu",
          valueOn: "2026-11-10",
          maker: "system",
          lines: [
            debit(ACCOUNTS.grants, 700_000),
            credit(ACCOUNTS.socialFund, 500_000),
            credit(ACCOUNTS.officersFund, 200_000),
          ],
        },
        { at: world.clock.now(), today: "2026-11-20" },
      ),
  });
  allRead(coop);
  return coop;
}

/** More comes into the social fund. */
const fill = ({ books, world }: CoopWorld, amount: number, valueOn: string) =>
  books.journal.post(
    {
      unit: 1,
      kind: "other",
      valueOn,
      maker: "x",
      lines: [debit(ACCOUNTS.grants, amount), credit(ACCOUNTS.socialFund, amount)],
    },
    { at: world.clock.now(), today: "2026-11-20" },
  );

const held = ({ books }: CoopWorld, account: number = ACCOUNTS.socialFund) => books.journal.balance(1, account);
const entries = ({ books }: CoopWorld) => books.journal.head(1)?.no;

describe("money out of a fund of the SHU", () => {
  it("leaves the fund and the box, is no expense of the year, and the receipt says what is left", async () => {
    const coop = await shared();
    const receipt = await says(coop, "keluar 200rb dana sosial untuk jenguk Bu Ani");
    expect(receipt).toContain("Bukti no. 3");
    expect(receipt.split("\n").slice(1, 4)).toEqual([
      "Dana Sosial berkurang Rp 200.000 (dua ratus ribu rupiah)",
      "Keterangan: untuk jenguk Bu Ani",
      "Sisa Dana Sosial Rp 300.000",
    ]);
    expect(coop.books.journal.byNo(1, 3)).toMatchObject({
      kind: "expense",
      memo: "untuk jenguk Bu Ani",
      lines: [debit(ACCOUNTS.socialFund, 200_000), credit(ACCOUNTS.cash, 200_000)],
    });
    expect(checkLedger(coop.world.runtime.db.sqlite).breaches).toEqual([]);
  });

  it("is never more than the fund holds, and says what it holds; all of it may go", async () => {
    const coop = await shared();
    expect(await says(coop, "keluar dana sosial 500.001 beras")).toContain(
      "Dana Sosial hanya berisi Rp 500.000, jadi Rp 500.001 belum bisa keluar dari situ.",
    );
    expect(entries(coop)).toBe(2);
    expect(await says(coop, "keluar dana sosial 500rb beras")).toContain("Sisa Dana Sosial Rp 0");
    const empty = await says(coop, "keluar dana sosial 20rb gula");
    expect(empty).toContain("Dana Sosial sedang kosong; isinya dari pembagian SHU. Rp 20.000 belum saya catat.");
    expect(await says(coop, "keluar dana pendidikan 20rb buku")).toContain("Dana Pendidikan sedang kosong");
    expect(entries(coop)).toBe(3);
  });

  it("takes nothing from amounts that are none", async () => {
    const coop = await shared();
    for (const amount of ["0", "-20rb", "1,50", "1.255jt"])
      expect(await says(coop, `keluar dana sosial ${amount} beras`), amount).not.toContain("Bukti no.");
    await says(coop, "batal");
    expect(entries(coop)).toBe(2);
  });

  it("waits for another officer above the limit, and is looked at again when she agrees", async () => {
    const coop = await shared();
    fill(coop, 300_000, "2026-11-20");
    expect(await says(coop, "keluar dana sosial 700rb sumur umum")).toContain("menunggu 1 persetujuan");
    expect(got(coop, "chair")).toContain("uang keluar Dana Sosial Rp 700.000, sumur umum");
    expect(held(coop)).toBe(800_000);
    await says(coop, "keluar dana sosial 200rb jenguk");
    expect(await says(coop, "setuju 1", "chair")).toContain("Dana Sosial hanya berisi Rp 600.000");
    expect(held(coop)).toBe(600_000);
  });

  it("asks another officer for any money of the officers' own fund", async () => {
    const coop = await shared();
    expect(await says(coop, "keluar dana pengurus 50rb")).toContain("menunggu 1 persetujuan");
    expect(got(coop, "supervisor")).toContain("tidak dibagikan oleh satu orang saja");
    expect(await says(coop, "setuju 1", "supervisor")).toContain("Sisa Dana Pengurus Rp 150.000");
  });

  it("is given back by BATAL, once", async () => {
    const coop = await shared();
    await says(coop, "keluar dana sosial 200rb jenguk");
    await says(coop, "batal #3");
    expect(held(coop)).toBe(500_000);
    expect(await says(coop, "batal #3")).toContain("sudah");
    expect(checkLedger(coop.world.runtime.db.sqlite).breaches).toEqual([]);
  });

  it("cannot have left the fund before there was enough in it", async () => {
    const coop = await shared();
    expect(await says(coop, "keluar dana sosial 200rb jenguk tgl 5/11")).toContain(
      "Untuk tanggal 5 Nov 2026, dari Dana Sosial bisa keluar paling banyak Rp 0, jadi Rp 200.000 belum bisa.",
    );
    expect(await says(coop, "keluar dana sosial 400rb jenguk tgl 15/11")).toContain("Sisa Dana Sosial Rp 100.000");
    expect(await says(coop, "keluar dana sosial 200rb jenguk tgl 12/11")).toContain("hanya berisi Rp 100.000");
    expect(await says(coop, "keluar dana sosial 100rb jenguk tgl 12/11")).toContain("Sisa Dana Sosial Rp 0");
    // What came in on the 18th is not there for the 16th, though the fund holds it now, and held as much on the 10th.
    fill(coop, 500_000, "2026-11-18");
    expect(await says(coop, "keluar dana sosial 200rb beras tgl 10/11")).toContain("bisa keluar paling banyak Rp 0");
    expect(await says(coop, "keluar dana sosial 200rb beras tgl 18/11")).toContain("Sisa Dana Sosial Rp 300.000");
  });

  it("is the treasurer's to write: others hear whose part it is, and not what the fund holds", async () => {
    const coop = await shared();
    for (const who of ["maria", "chair", "supervisor"] as const) {
      const answer = await says(coop, "keluar dana sosial 900rb jenguk", who);
      expect(answer).toMatch(/bagian (pengurus|bendahara)/);
      expect(answer).not.toContain("500.000");
    }
    expect(entries(coop)).toBe(2);
  });

  it("is asked about where an expense and a fund are named, and takes either answer", async () => {
    const coop = await shared();
    const asked = await says(coop, "keluar operasional 50rb fotokopi buku dana sosial");
    expect(asked).toContain("Kalau dari dana SHU, tulis dana sosial");
    expect(await says(coop, "dana sosial")).toContain("Sisa Dana Sosial Rp 450.000");
    await says(coop, "keluar operasional 50rb fotokopi daftar dana sosial");
    expect(await says(coop, "operasional")).toContain("Operasional Rp 50.000");
    expect(held(coop)).toBe(450_000);
  });

  it("stands in the menu where there is something in the fund", async () => {
    const coop = await shared();
    let text = await says(coop, "menu koperasi");
    for (const word of ["Lainnya", "Kas", "Uang keluar"]) text = await says(coop, numberOf(text, word));
    expect(text).toMatch(/^\d\. Dari Dana Sosial$/m);
    expect(text).not.toContain("Dana Pendidikan");
    await says(coop, numberOf(text, "Dari Dana Sosial"));
    await says(coop, "75rb");
    const review = await says(coop, "jenguk Bu Ani");
    expect(review).toContain("Dari: Dana Sosial\nUang: Rp 75.000");
    expect(await says(coop, "1")).toContain("Sisa Dana Sosial Rp 425.000");
  });
});

/** The number behind which an option stands. */
const numberOf = (text: string, option: string): string =>
  new RegExp(`^(\\d)\\. ${option}`, "m").exec(text)?.[1] ?? option;
