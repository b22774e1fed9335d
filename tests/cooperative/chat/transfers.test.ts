import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { got } from "./talk.ts";

const HEAD = 90;
const HEAD_PHONE = "8010";

const says = async ({ world }: CoopWorld, text: string, who: keyof typeof PHONES | "head" = "treasurer") => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(who === "head" ? HEAD_PHONE : PHONES[who], text)).join("\n");
};
const at = ({ books }: CoopWorld, account: number, unit = 1) => books.journal.balance(unit, account);
const entries = ({ books }: CoopWorld) => books.journal.head(1)?.no;

/** With the head office, whose treasurer is Ibu Sinta. */
const withHead = () =>
  coopWorld({
    prepare: ({ books, world }) => {
      const unit = { id: HEAD, kind: "head", name: "Pusat", village: "Sidikalang", zone: "Asia/Jakarta" } as const;
      books.units.open({ ...unit, openedOn: "2026-01-01" }, () => "u-pusat");
      const sinta = world.add("Sinta", HEAD_PHONE, ["treasurer"]);
      world.runtime.directory.change(sinta, { unitId: books.unit(HEAD).unitId }, world.clock.now());
      const lines = [debit(ACCOUNTS.cash, 9_000_000), credit(ACCOUNTS.grants, 9_000_000)];
      const now = { at: world.clock.now(), today: "2026-11-20" };
      books.journal.post({ unit: HEAD, kind: "opening", valueOn: "2026-11-20", maker: "system", lines }, now);
    },
  });

describe("money between a unit and the head office", () => {
  it("is on its way until the other side has it", async () => {
    const coop = await withHead();
    expect(await says(coop, "setor pusat 500rb")).toContain("Bukti no. 2, Melati: Kiriman antarunit");
    const [coming] = coop.heard(HEAD_PHONE);
    expect(coming).toBe("Melati mengirim Rp 500.000 (bukti no. 2). Kalau uangnya sudah diterima, tulis TERIMA #2.");
    expect([at(coop, ACCOUNTS.cash), at(coop, ACCOUNTS.cashInTransit)]).toEqual([4_500_000, 500_000]);
    expect(await says(coop, "kiriman")).toBe("Uang di jalan:\n#2 Melati ke Pusat, Rp 500.000, 20 Nov 2026");
    expect(await says(coop, "terima #2")).toBe(
      "Kiriman #2 untuk Pusat, jadi bendahara Pusat yang menulis TERIMA. Kalau uangnya kembali, tulis BATAL KIRIMAN.",
    );
    expect(await says(coop, "terima #2", "head")).toContain("Kiriman antarunit");
    expect([at(coop, ACCOUNTS.atHeadOffice), at(coop, ACCOUNTS.cash, HEAD)]).toEqual([500_000, 9_500_000]);
    expect(await says(coop, "kiriman")).toBe("Tidak ada uang yang sedang di jalan.");
    expect(await says(coop, "terima #2", "head")).toContain("Kiriman itu tidak ada");
  });

  it("goes down to a unit that the head office names, and what is owed may be paid back", async () => {
    const coop = await withHead();
    expect(await says(coop, "setor pusat 2jt", "head")).toBe("Untuk unit mana? Tulis nama unitnya.");
    expect(await says(coop, "Melati", "head")).toContain("Kiriman antarunit");
    expect(await says(coop, "terima kiriman dari Pusat 2jt")).toContain("Kiriman antarunit");
    expect(at(coop, ACCOUNTS.owedToHeadOffice)).toBe(2_000_000);
    await says(coop, "setor pusat 500rb");
    expect(await says(coop, "terima dari Melati 500rb", "head")).toContain("Melati masih berutang Rp 2.000.000");
    await says(coop, "1", "head");
    expect([at(coop, ACCOUNTS.owedToHeadOffice), at(coop, ACCOUNTS.atHeadOffice)]).toEqual([1_500_000, 0]);
  });

  it("asks which of two, and comes back when nobody received it", async () => {
    const coop = await withHead();
    await says(coop, "setor pusat 500rb");
    await says(coop, "setor pusat 300rb");
    expect(await says(coop, "batal kiriman")).toContain("Kiriman yang mana?");
    expect(await says(coop, "2")).toContain("Kiriman antarunit");
    expect([at(coop, ACCOUNTS.cash), at(coop, ACCOUNTS.cashInTransit)]).toEqual([4_500_000, 500_000]);
    expect(await says(coop, "kirim unit Mawar 1jt", "head")).toBe("Unit “Mawar” tidak ada. Periksa namanya ya.");
  });

  it("says so where there is no head office, or not the cash", async () => {
    expect(await says(await coopWorld(), "setor pusat 500rb")).toContain("Pusat belum terdaftar");
    const coop = await withHead();
    expect(await says(coop, "setor pusat 50jt")).toContain("hanya ada Rp 5.000.000");
    expect(entries(coop)).toBe(1);
  });
});

describe("money that leaves the box and is not spent", () => {
  it("lies in the bank, and comes back", async () => {
    const coop = await coopWorld();
    await says(coop, "kas ke bank 1jt");
    expect([at(coop, ACCOUNTS.cash), at(coop, ACCOUNTS.bank)]).toEqual([4_000_000, 1_000_000]);
    await says(coop, "bank ke kas 400rb");
    expect(at(coop, ACCOUNTS.bank)).toBe(600_000);
    expect(await says(coop, "bank ke kas 4jt")).toContain("hanya ada Rp 600.000");
    expect(await says(coop, "kas ke bank 1jt", "maria")).toContain("bagian pengurus unit");
  });

  it("is tax, at most what is owed", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor pajak 15rb")).toBe("Pajak yang terutang hanya Rp 0.");
  });
});

describe("a count of cash that was perhaps not meant so", () => {
  it("asks once whether the box is empty, and books nothing before the yes", async () => {
    const coop = await coopWorld();
    const asked = await says(coop, "hitung kas 0");
    expect(asked).toContain("Kas menurut buku Rp 5.000.000. Kotaknya benar-benar kosong?");
    expect(at(coop, ACCOUNTS.cash)).toBe(5_000_000);
    expect(await says(coop, "2")).toContain("belum dicatat");
    expect(await says(coop, "selisih")).toBe("Tidak ada selisih kas yang terbuka.");
    await says(coop, "hitung kas kosong");
    expect(await says(coop, "1")).toContain("Kurang Rp 5.000.000");
    expect(at(coop, ACCOUNTS.cash)).toBe(0);
  });

  it("asks where more is missing or too much than may be withdrawn without another's yes", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "hitung kas 4.500.000")).toContain("Kurang Rp 500.000");
    const asked = await says(coop, "hitung kas 50jt");
    expect(asked).toContain("Kas menurut buku Rp 4.500.000, yang dihitung Rp 50.000.000. Bedanya Rp 45.500.000.");
    expect(await says(coop, "1")).toContain("Lebih Rp 45.500.000");
  });
});

describe("cash that differs from the book", () => {
  it("stays on a list until somebody says what became of it, and nobody writes it off alone", async () => {
    const coop = await coopWorld();
    await says(coop, "hitung kas 4.990.000");
    expect(await says(coop, "selisih")).toBe(
      "Selisih kas yang belum selesai:\n1. 20 Nov 2026: kurang Rp 10.000\nTulis misalnya SELISIH 1 KETEMU, atau SELISIH 1 HILANG.",
    );
    expect(await says(coop, "selisih 1 pendapatan")).toContain("tidak cocok untuk selisih ini");
    expect(await says(coop, "selisih 1")).toContain("Bagaimana selesainya?");
    expect(await says(coop, "2")).toContain("menunggu 1 persetujuan");
    expect(got(coop, "supervisor")).toContain(
      "selisih kas, uang yang hilang jadi kerugian koperasi Rp 10.000, dari hitung kas 20 Nov 2026. Selisih kas tidak diselesaikan sendirian.",
    );
    expect(await says(coop, "setuju 1", "supervisor")).toContain("Selisih kas");
    expect([at(coop, ACCOUNTS.cashDifferences), at(coop, ACCOUNTS.cashShort)]).toEqual([10_000, 0]);
    expect(await says(coop, "selisih")).toBe("Tidak ada selisih kas yang terbuka.");
    expect(await says(coop, "selisih 1 ketemu")).toBe("Selisih itu sudah diselesaikan.");
    expect(await says(coop, "selisih 9 ketemu")).toBe("Tidak ada selisih seperti itu.");
  });

  it("that is found goes back into the box; too much is hers whose deposit was not written", async () => {
    const coop = await coopWorld();
    await says(coop, "hitung kas 4.990.000");
    await says(coop, "selisih 1 ketemu");
    expect(at(coop, ACCOUNTS.cash)).toBe(5_000_000);
    await says(coop, "hitung kas 5.020.000");
    expect(await says(coop, "selisih 2 anggota Tiur")).toContain("menunggu 1 persetujuan");
    expect(got(coop, "chair")).toContain(
      "selisih kas, uang yang lebih jadi simpanan sukarela Rp 20.000, Tiur Manalu (003), dari hitung kas",
    );
    await says(coop, "setuju 1", "chair");
    expect(coop.books.journal.balance(1, ACCOUNTS.voluntary, coop.members.tiur.id)).toBe(20_000);
  });
});
