import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import { shortHash } from "../../../src/cooperative/journal/entry.ts";
import { type CoopWorld, coopWorld } from "../../support/coop-world.ts";
import { allRead, codeIn, got, officer, openUnit, says } from "./talk.ts";

const code = ({ books }: CoopWorld) => shortHash(books.journal.head(1)?.hash ?? "");

describe("the lock of a month", () => {
  it("is the chair's, shows what is unfinished first, and tells treasurer and supervisor number and code", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb tgl 30/10");
    await says(coop, "sanggah 2", "maria");
    allRead(coop);
    expect(await says(coop, "kunci bulan 10/2026", "treasurer")).toContain("bagian ketua unit");
    const question = await says(coop, "kunci bulan 10/2026", "chair");
    expect(question).toContain("sanggahan yang terbuka: 1");
    expect(question).toContain("kas belum dihitung");
    expect(coop.books.journal.lockedUntil(1)).toBeUndefined();
    expect(await says(coop, "1", "chair")).toContain(
      `sampai 31 Okt 2026 sudah dikunci. Bukti terakhir no. 2, kode ${code(coop)}`,
    );
    for (const who of ["treasurer", "supervisor"] as const) expect(got(coop, who)).toContain(`kode ${code(coop)}`);
    expect(coop.books.journal.lockedUntil(1)).toBe("2026-10-31");
  });

  it("asks nothing where nothing is unfinished, and takes the last month that is over", async () => {
    const coop = await coopWorld();
    await says(coop, "hitung kas 5jt");
    expect(await says(coop, "kunci bulan", "chair")).toContain("sampai 31 Okt 2026 sudah dikunci");
    expect(await says(coop, "kunci bulan", "chair")).toContain("sudah dikunci");
  });

  it("never closes a month that is not over", async () => {
    const coop = await coopWorld();
    for (const month of ["11/2026", "12/2026", "ini"])
      expect(await says(coop, `kunci bulan ${month}`, "chair")).toContain("baru bisa dikunci mulai");
    expect(coop.books.journal.lockedUntil(1)).toBeUndefined();
  });

  it("waits for a meeting of that time", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat tgl 30/10");
    expect(await says(coop, "kunci bulan", "chair")).toContain("Rapat 30 Okt 2026 masih terbuka");
  });

  it("lets late entries in with an approval, booked in the open month", async () => {
    const coop = await coopWorld();
    await says(coop, "hitung kas 5jt");
    await says(coop, "kunci bulan", "chair");
    expect(await says(coop, "setor wajib 001 20rb tgl 30/10")).toContain("menunggu 1 persetujuan");
    await says(coop, "setuju 1", "chair");
    expect(coop.books.journal.byNo(1, 2)).toMatchObject({ valueOn: "2026-10-30", booksOn: "2026-11-20" });
  });
});

describe("the lock of a day", () => {
  it("is the chair's, of yesterday or an earlier day, and what is dated before its end needs another's yes", async () => {
    const coop = await coopWorld();
    expect(await says(coop, "kunci hari", "treasurer")).toContain("bagian ketua unit");
    expect(await says(coop, "kunci hari tgl 20/11", "chair")).toContain(
      "Tanggal 20 Nov 2026 bisa dikunci mulai 21 Nov",
    );
    const question = await says(coop, "kunci hari tgl 18/11", "chair");
    expect(question).toContain("kas belum dihitung pada hari itu");
    expect(await says(coop, "1", "chair")).toContain("sampai 18 Nov 2026 sudah dikunci");
    for (const who of ["treasurer", "supervisor"] as const) expect(got(coop, who)).toContain(`kode ${code(coop)}`);
    await says(coop, "hitung kas 5jt");
    expect(await says(coop, "kunci hari", "chair")).toContain("sampai 19 Nov 2026 sudah dikunci");
    expect(await says(coop, "kunci hari kemarin", "chair")).toContain("sampai 19 Nov 2026 sudah dikunci");
    expect(coop.books.journal.lockedUntil(1)).toBe("2026-11-19");
    expect(await says(coop, "setor wajib 001 20rb kemarin")).toContain("setuju");
    expect(await says(coop, "setor wajib 001 20rb")).toContain("Rp 20.000");
    expect(await says(coop, "kunci bulan", "chair")).toContain("sampai 19 Nov 2026 sudah dikunci");
  });
});

describe("hidden arrears", () => {
  it("are on the supervisor's list, with their age and class, whatever the treasurer says", async () => {
    const coop = await coopWorld();
    await says(coop, "setor sukarela 004 2jt");
    const yes = codeIn(await says(coop, "ajukan pinjaman 5jt 10 bulan", "lina"));
    await says(coop, "setuju 1", "chair");
    await says(coop, "setuju 1", "supervisor");
    await says(coop, `YA ${yes}`, "lina");
    await says(coop, "cair P0001");
    await coop.world.walkTo(Date.parse("2027-04-01T03:00:00Z"));
    const list = await says(coop, "tunggakan", "supervisor");
    expect(list).toContain("Tunggakan Melati per 1 Apr 2027: 1 pinjaman");
    expect(list).toContain("P0001 Lina Siregar (004): 102 hari");
    expect(list).toContain("sisa pokok Rp 5.000.000, kurang lancar");
    expect(await says(coop, "tunggakan", "maria")).toContain("hanya untuk pengurus");
  });
});

describe("each evening", () => {
  it("the head of the chain goes to chair and supervisor, only when something was written", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    allRead(coop);
    await coop.world.walkTo(Date.parse("2026-11-20T12:30:00Z"));
    const line = `Buku Melati 20 Nov 2026: sampai no. 2, kode ${code(coop)}\nSimpan pesan ini ya. Kalau kelak kode di buku berbeda, ada catatan lama yang diubah.`;
    expect([got(coop, "chair"), got(coop, "supervisor")]).toEqual([line, line]);
    for (const who of ["treasurer", "maria"] as const) expect(got(coop, who)).toBe("");
    expect(coop.books.anchors.newest(1)).toMatchObject({ day: "2026-11-20", no: 2 });
    await coop.world.walkTo(coop.world.clock.now() + DAY);
    expect(got(coop, "chair")).toBe("");
  });

  it("not to the treasurer, whatever other office she holds; to the head office in one message", async () => {
    const coop = await coopWorld();
    const { directory } = coop.world.runtime;
    const head = openUnit(coop, 90, "Pusat", "head");
    officer(coop, "Damai", "8040", "manager", head);
    directory.setRole(coop.people.treasurer, "supervisor", true, coop.world.clock.now());
    await says(coop, "setor wajib 001 20rb");
    allRead(coop);
    await coop.world.walkTo(Date.parse("2026-11-20T12:30:00Z"));
    expect(got(coop, "treasurer")).toBe("");
    expect(coop.world.seen("8040").join("\n")).toContain(`Buku Melati 20 Nov 2026: sampai no. 2, kode ${code(coop)}`);
  });

  it("is not said at night: what comes late waits for the morning", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    allRead(coop);
    coop.world.clock.advanceTo(Date.parse("2026-11-20T15:00:00Z"));
    await coop.world.later(0);
    expect(got(coop, "chair")).toBe("");
    await coop.world.walkTo(Date.parse("2026-11-21T01:30:00Z"));
    expect(got(coop, "chair")).toContain("Buku Melati 20 Nov 2026");
  });
});

describe("what nobody brought to an end", () => {
  it("lapses after its days, and its maker hears it in the morning", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 005 20rb");
    allRead(coop);
    await coop.world.walkTo(coop.world.clock.now() + 7 * DAY + 20 * HOUR);
    expect(got(coop, "treasurer")).toContain("Permintaan no. 1 tidak dijawab sampai waktunya habis");
    expect(await says(coop, "setuju 1", "chair")).toContain("sudah lewat");
    expect(coop.books.journal.head(1)?.no).toBe(1);
  });

  it("a meeting that is left open is brought up twice and dropped after a week; nothing is booked", async () => {
    const coop = await coopWorld();
    await says(coop, "rapat");
    await says(coop, "001 w20");
    allRead(coop);
    const reminders: string[] = [];
    for (let day = 0; day < 6; day++) {
      await coop.world.walkTo(coop.world.clock.now() + DAY);
      reminders.push(
        ...got(coop, "treasurer")
          .split("\n")
          .filter((line) => line.includes("masih terbuka")),
      );
    }
    expect(reminders).toHaveLength(2);
    expect(reminders[0]).toContain("1 baris sudah ditulis");
    expect(reminders[0]).toContain("Kalau tidak jadi, tulis BATAL RAPAT.");
    await coop.world.walkTo(coop.world.clock.now() + 2 * DAY);
    for (const who of ["treasurer", "chair"] as const)
      expect(got(coop, who)).toContain("tidak ditutup selama seminggu");
    expect(coop.books.meetings.open(1)).toBeUndefined();
    expect(coop.books.journal.head(1)?.no).toBe(1);
  });
});

describe("a silent correction", () => {
  it("is not possible: the member is told of each, and after its day another officer must agree", async () => {
    const coop = await coopWorld();
    await says(coop, "setor wajib 001 20rb");
    allRead(coop);
    await coop.world.walkTo(coop.world.clock.now() + DAY);
    expect(await says(coop, "batal 2")).toContain("menunggu 1 persetujuan");
    expect(coop.books.journal.head(1)?.no).toBe(2);
    await says(coop, "setuju 1", "chair");
    expect(got(coop, "maria")).toContain("Membatalkan bukti no. 2");
  });
});
