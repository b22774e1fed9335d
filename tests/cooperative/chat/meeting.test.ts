import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";

const says = async ({ world }: CoopWorld, text: string, who: keyof typeof PHONES = "treasurer") => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
};
const entries = ({ books }: CoopWorld) => books.journal.head(1)?.no;

describe("a meeting", () => {
  it("lists what is expected, is written line by line, and is booked when the cash on the table fits", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "rapat melati tgl 19/11")).toContain("001 Maria br Sihombing: wajib Rp 20.000");
    expect(await says(coop, "001 w20 s50")).toBe("001 Maria br Sihombing: wajib Rp 20.000, sukarela Rp 50.000");
    const three = await says(coop, "002 ok\n003 absen\n004 w20 s12500\n099 w20");
    expect(three).toContain("3 baris di lembar rapat, jumlah Rp 52.500. Belum dibukukan sebelum TUTUP.");
    expect(three).toContain("“099 w20”: Saya tidak menemukan “099”");
    expect(entries(coop)).toBe(1);
    expect(await says(coop, "tutup 122.500")).toContain("Rapat ditutup, cocok: 4 baris, Rp 122.500.");
    expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBe(5_122_500);
    expect(coop.books.journal.byNo(1, 2)?.valueOn).toBe("2026-11-19");
    expect(coop.heard(PHONES.maria).join("\n")).toContain("Simpanan Sukarela Rp 50.000");
    expect(coop.heard(PHONES.lina)).toHaveLength(1);
  });

  it("books nothing while the cash differs, and says by how much", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "001 w20 s50");
    expect(await says(coop, "tutup 60rb")).toContain("Uang di meja Rp 60.000, di lembar Rp 70.000. Kurang Rp 10.000.");
    expect(entries(coop)).toBe(1);
    expect(await says(coop, "001 w20 s40")).toContain("(mengganti baris sebelumnya)");
    expect(await says(coop, "tutup 60rb")).toContain("Rapat ditutup, cocok");
  });

  it("that nobody came to is closed with nothing, and who was away stays written", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "001 absen\n003 absen\n004 w20");
    expect(await says(coop, "tutup 0")).toContain("Uang di meja Rp 0, di lembar Rp 20.000. Kurang Rp 20.000.");
    await says(coop, "004 absen");
    expect(await says(coop, "tutup 0")).toBe("Rapat ditutup: 3 baris, tidak ada uang yang masuk.");
    expect(entries(coop)).toBe(1);
    expect(coop.books.meetings.openOf(coop.people.treasurer)).toBeUndefined();
    expect(checkLedger(coop.world.runtime.db.sqlite).found).toBe(0);
  });

  it("books all or nothing: one line that cannot be booked leaves the meeting open", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "001 w20\n002 p100\n004 p150");
    expect(await says(coop, "tutup 270rb")).toContain("Di baris 004 Lina Siregar: Simpanan pokoknya sudah Rp 0 dari");
    expect(entries(coop)).toBe(1);
    expect(coop.books.meetings.openOf(coop.people.treasurer)).toBeDefined();
    await says(coop, "hapus 004");
    expect(await says(coop, "tutup 120rb")).toContain("Rapat ditutup");
  });

  it("lets the treasurer's own line wait for another officer", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "001 w20\n005 w20");
    expect(await says(coop, "tutup 40rb")).toContain("1 baris milik pencatat menunggu persetujuan");
    expect(coop.books.journal.balance(1, ACCOUNTS.mandatorySavings, coop.members.endang.id)).toBe(0);
    expect(await says(coop, "setuju 1", "chair")).toContain("Endang Susilowati (005)");
    expect(coop.books.journal.balance(1, ACCOUNTS.mandatorySavings, coop.members.endang.id)).toBe(20_000);
  });

  it("keeps a photo of the paper book beside the sheet and reads nothing from it", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    const answer = await coop.world.send(PHONES.treasurer, { kind: "media", media: "photo", ref: "abc" });
    expect(answer.join()).toContain("Angkanya tidak saya baca");
    expect(coop.books.meetings.photos(1)).toHaveLength(1);
    expect(await says(coop, "lihat")).toContain("Foto buku: 1");
  });

  it("takes a figure below 1000 as thousands only while a meeting is open", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "001 w20")).not.toContain("wajib Rp 20.000");
    await says(coop, "rapat");
    await says(coop, "001 w20");
    await says(coop, "tutup 20rb");
    expect(await says(coop, "001 w20")).not.toContain("wajib Rp 20.000");
  });
});
