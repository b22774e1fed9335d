import { describe, expect, it } from "vitest";
import { coopWorld } from "../../support/coop-world.ts";
import { codeIn, got, says } from "./talk.ts";

const ASKED = "ajukan pinjaman 1jt 3 bulan darurat";

describe("numbers as they are typed in a hurry", () => {
  it("are found glued to their word, and several at once are each a decision of their own", async () => {
    const coop = await coopWorld();
    const code = codeIn(await says(coop, ASKED, "lina"));
    expect(await says(coop, `ya${code}`, "lina")).toContain("Tercatat untuk no. 1");
    for (const text of ["setuju 1,2", "setuju 1 dan 2", "setuju 1 2", "setuju 1&2"])
      expect(await says(coop, text, "chair"), text).toContain("Tulis misalnya: setuju 1");
    expect(await says(coop, "batal 1 dan 2")).toContain("Tulis misalnya: batal 1");
    expect(await says(coop, "setuju1", "chair")).toContain("Masih menunggu 1 persetujuan");
  });
});

describe("whom a line is about", () => {
  it("is looked for before the next thing is asked", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "setor wajib Zulaikha")).toContain("Saya tidak menemukan “Zulaikha”");
    expect(await says(coop, "setor wajib 099")).toContain("“099” di Melati. Tulis nomor yang lain, atau namanya.");
    expect(await says(coop, "setor wajib Maria")).toContain("Yang mana?");
    expect(await says(coop, "2")).toContain("Berapa uangnya?");
    expect(await says(coop, "20rb")).toContain("Maria Pohan (002)");
    expect(await says(coop, "ajukan pinjaman lina", "maria")).not.toContain("Lina Siregar");
  });

  it("is told of as one who left, where she is known by the number that was written", async () => {
    const coop = await coopWorld();
    coop.books.members.leave(coop.members.tiur.id, "2026-11-20");
    coop.world.forget();
    expect(await says(coop, "saldo 003")).toContain("Tiur Manalu (003) sudah keluar dari Melati.");
    expect(await says(coop, "setor wajib 003 20rb")).toContain("sudah keluar dari Melati");
    expect(await says(coop, "saldo tiur")).toContain("Saya tidak menemukan “tiur”");
  });

  it("may be a loan where money is paid out: the one that was agreed to", async () => {
    const coop = await coopWorld();
    const code = codeIn(await says(coop, ASKED, "lina"));
    await says(coop, `ya ${code}`, "lina");
    for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 1", who);
    expect(await says(coop, "cair")).toContain("Untuk anggota siapa?");
    expect(await says(coop, "P0001")).toContain("Pencairan pinjaman");
    expect(got(coop, "lina")).toContain("Pencairan pinjaman");
  });
});

describe("a question that was asked again", () => {
  it("is told later without what was not understood of the answer before", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 003");
    expect(await says(coop, "nanti dulu bu")).toContain("Saya belum paham “nanti dulu bu”. Berapa uangnya?");
    const told = await says(coop, "setor sukarela 004");
    expect(told).toContain("tentang “setor wajib 003”. Jawab, atau tulis BATAL untuk melepasnya.\n\nBerapa uangnya?");
    expect(told).not.toContain("nanti dulu");
    expect(await says(coop, "20")).toContain("1. Rp 20.000");
    expect(await says(coop, "setor sukarela 004")).toContain("“20” itu berapa?");
  });
});

describe("a second line behind a decision", () => {
  it("is shown an example that its writer may write herself", async () => {
    const coop = await coopWorld();
    await says(coop, ASKED, "lina");
    const told = await says(coop, "tolak 1 belum ada jaminan\nmaaf ya bu lina", "chair");
    expect(told).toContain("no. 1 tidak jadi");
    expect(told).toContain("Saya belum paham “maaf ya bu lina”. Tulis misalnya: persetujuan");
  });
});

describe("a witness who votes", () => {
  it("is told that another officer approves", async () => {
    const coop = await coopWorld();
    await says(coop, "anggota keluar 003");
    await says(coop, "1");
    await says(coop, "saksi 1", "chair");
    expect(await says(coop, "setuju 1", "chair")).toBe(
      "Ibu Ratna sudah menjadi saksi untuk no. 1, jadi pengurus lain yang menyetujui.",
    );
  });
});
