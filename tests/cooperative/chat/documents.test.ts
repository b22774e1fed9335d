import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { createSimulatorChannels } from "../../../src/channels/simulator/index.ts";
import { MINUTE } from "../../../src/clock.ts";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { isOwnReport } from "../../../src/cooperative/chat/commands/documents.ts";
import { parse } from "../../../src/cooperative/commands/index.ts";
import { cooperativeModule } from "../../../src/cooperative/index.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { inThread, type LayOut, LayoutQueue } from "../../../src/documents/index.ts";
import { homePaths } from "../../../src/home.ts";
import { LIMITS, LIMITS_MS } from "../../../src/limits.ts";
import type { ModuleParts } from "../../../src/module-parts.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";
import { membershipOnly, PROGRAMME, World, type WorldOptions } from "../../support/world.ts";
import { lexicon, NORMAL } from "../commands/kit.ts";
import { got, officer, openUnit, says, type Who } from "./talk.ts";

const PDFTOTEXT = "/usr/bin/pdftotext";
const noPoppler = "skipped: there is no pdftotext here (apt-get install poppler-utils)";
if (!existsSync(PDFTOTEXT)) console.warn(noPoppler);

/** A cooperative whose documents are made in threads, or as a test says. */
async function coopWith(layOut: LayOut = inThread, options: WorldOptions = {}) {
  const layout = new LayoutQueue(layOut);
  const modules = (parts: ModuleParts) => [
    ...membershipOnly(parts),
    cooperativeModule({ ...parts, hours: PROGRAMME.hours, layout }),
  ];
  const coop = await coopWorld({ ...options, modules });
  return { coop, layout, modules };
}

/** Everything that is being made is done, and the duties look again. */
async function aMinuteLater(coop: CoopWorld, layout: LayoutQueue): Promise<void> {
  await layout.settled();
  await coop.world.later(MINUTE);
}

type Sent = { text: string; name: string; mime: string };

/** The documents that a phone got, with their captions. */
function documentsAt(world: World, address: string): Sent[] {
  return world.chats
    .news(undefined, { address, channel: "telegram" })
    .messages.flatMap(({ text, media }) =>
      media === undefined ? [] : [{ text, name: media.name ?? "", mime: media.mime ?? "" }],
    );
}

const filesIn = ({ world }: CoopWorld) => {
  const { files } = homePaths(world.home);
  return readdirSync(files).map((name) => join(files, name));
};

/** A layout that is done at once. */
const atOnce: LayOut = async ({ path }) => writeFileSync(path, "a document");

/** One that is done when the test says so. */
function byHand() {
  const begun: (() => void)[] = [];
  const layOut: LayOut = (task) => new Promise<void>((resolve) => begun.push(resolve)).then(() => atOnce(task));
  return { begun, layOut };
}

describe("a treasurer who asks for a report", () => {
  it("chooses from a numbered list, and gets the file once with what it is and where the books stood", async () => {
    const { coop, layout } = await coopWith();
    await says(coop, "setor wajib 001 20rb");
    const list = await says(coop, "laporan");
    expect(list).toContain("Laporan Melati mana yang mau dilihat?");
    expect(list).toContain("\n2. Neraca\n");
    expect(list).toContain("\n10. Lainnya");
    expect(await says(coop, "2")).toBe("Neraca saya siapkan dalam PDF. Berkasnya menyusul sebentar lagi.");
    await aMinuteLater(coop, layout);
    const { no, hash } = coop.books.journal.head(1) ?? { no: 0, hash: "" };
    expect(documentsAt(coop.world, PHONES.treasurer)).toEqual([
      {
        text: `Neraca, Melati\nPer 20 Nov 2026\nBukti terakhir no. ${no}, kode ${hash.slice(0, 8)}`,
        name: "neraca-melati-2026-11.pdf",
        mime: "application/pdf",
      },
    ]);
    await coop.world.later(10 * MINUTE);
    expect(documentsAt(coop.world, PHONES.treasurer)).toHaveLength(1);
    const [file = ""] = filesIn(coop);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
    const { sqlite } = coop.world.runtime.db;
    const policies = sqlite.prepare("SELECT policy FROM outbox WHERE key LIKE 'duty:coop.document:%'").pluck().all();
    expect(policies).toEqual(["hold"]);
  });

  it.skipIf(!existsSync(PDFTOTEXT))("reads in the PDF what was posted a moment before", async () => {
    const { coop, layout } = await coopWith();
    await says(coop, "setor wajib 001 20rb");
    await says(coop, "laporan buku kas pdf");
    // The books go on; the document is of the moment in which it was begun.
    await says(coop, "setor wajib 002 30rb");
    await aMinuteLater(coop, layout);
    const [file = ""] = filesIn(coop);
    const text = execFileSync(PDFTOTEXT, ["-raw", file, "-"], { encoding: "utf8" });
    expect(text).toContain("001 Maria br Sihombing");
    expect(text).toContain("5.020.000");
    expect(text).not.toContain("5.050.000");
  });

  it("finds the others on a second page, and each by its name", async () => {
    const { coop } = await coopWith(atOnce);
    await says(coop, "laporan");
    const others = await says(coop, "10");
    expect(others).toContain("1. Daftar Uang Masuk");
    expect(others).not.toContain("Lainnya");
    expect(await says(coop, "3")).toContain("Daftar Selisih Kas saya siapkan");
    expect(await says(coop, "laporan buku besar 1-101 2026 excel")).toContain("Buku Besar saya siapkan dalam XLSX");
  });

  it("asks whose book, and takes the one who is chosen", async () => {
    const { coop, layout } = await coopWith(atOnce);
    expect(await says(coop, "laporan buku anggota", "chair")).toContain("Untuk anggota siapa?");
    expect(await says(coop, "Maria", "chair")).toContain("Ada beberapa “Maria”");
    expect(await says(coop, "2", "chair")).toContain("Buku Anggota saya siapkan");
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.chair).map(({ name }) => name)).toEqual(["buku-anggota-002-melati.pdf"]);
  });

  it("has it as pages in the chat where she asks for text", async () => {
    const { coop } = await coopWith(atOnce);
    for (let i = 1; i <= 12; i++) await says(coop, `setor sukarela 00${(i % 4) + 1} ${i}5rb`);
    const before = coop.world.seen(PHONES.treasurer).length;
    await says(coop, "laporan buku kas txt");
    const pages = coop.world.seen(PHONES.treasurer).slice(before);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page.length).toBeLessThanOrEqual(LIMITS.bubble);
    expect(pages[0]).toMatch(/^Buku Kas\nMelati\n/);
    expect(pages[1]).toMatch(new RegExp(`^Buku Kas, halaman 2 dari ${pages.length}\n\n`));
    expect(pages.at(-1)).toContain("Saldo akhir");
  });

  it("hears kindly what cannot be: a time to come, a loan that was not lent yet, a unit that is not there", async () => {
    const { coop } = await coopWith(atOnce);
    expect(await says(coop, "laporan neraca 12/2026")).toContain("Waktu itu belum tiba");
    expect(await says(coop, "laporan neraca unit Anggrek")).toContain("Saya tidak menemukan unit “Anggrek”");
    expect(await says(coop, "laporan kartu pinjaman P0009")).toContain("Pinjaman P0009 tidak ada");
    const sums = "cair 002 1jt menurun 10 bulan 1,5%";
    await says(coop, sums);
    expect(coop.books.loans.loans.byNo(1, 1)?.disbursedOn).toBeNull();
    expect(await says(coop, "laporan kartu pinjaman P0001 txt")).toContain("Kartu Pinjaman untuk waktu itu belum ada");
    expect(documentsAt(coop.world, PHONES.treasurer)).toEqual([]);
  });

  it("is told when it is too long for a page layout", async () => {
    const { coop, layout } = await coopWith(atOnce);
    const { journal } = coop.books;
    const now = { at: coop.world.clock.now(), today: "2026-11-20" };
    const lines = [debit(ACCOUNTS.cash, 1000), credit(ACCOUNTS.otherIncome, 1000)];
    coop.world.runtime.db.sqlite.transaction(() => {
      for (let i = 0; i < LIMITS.chatPdfRows; i++)
        journal.post({ unit: 1, kind: "income", valueOn: "2026-11-20", maker: "system", lines }, now);
    })();
    expect(await says(coop, "laporan buku kas pdf")).toContain("Buku Kas ini terlalu panjang untuk berkas seperti itu");
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.treasurer)).toEqual([]);
    // As text it is too long for the chat, and comes as a file.
    expect(await says(coop, "laporan buku kas txt")).toContain("terlalu panjang untuk chat");
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.treasurer).map(({ name }) => name)).toEqual(["buku-kas-melati-2026-11.txt"]);
  });
});

describe("a document that is being made", () => {
  it("comes when it is made, and not with the next minute's look", async () => {
    const { begun, layOut } = byHand();
    const { coop, layout } = await coopWith(layOut);
    await says(coop, "laporan neraca pdf");
    await says(coop, "laporan jurnal csv", "chair");
    const asked = coop.world.clock.now();
    for (let i = 0; i < 2; i++) {
      begun[i]?.();
      await vi.waitFor(() => expect(i === 0 ? begun.length : 2).toBe(2));
    }
    await layout.settled();
    await coop.world.runtime.settled();
    expect(coop.world.clock.now()).toBe(asked);
    expect(documentsAt(coop.world, PHONES.treasurer).map(({ name }) => name)).toEqual(["neraca-melati-2026-11.pdf"]);
    expect(documentsAt(coop.world, PHONES.chair).map(({ name }) => name)).toEqual(["jurnal-melati-2026-11.csv"]);
  });

  it("is made anew after a crash, and comes once", async () => {
    const home = temporaryFolder();
    const never: LayOut = () => new Promise(() => {});
    const { coop } = await coopWith(never, { home });
    await says(coop, "laporan neraca pdf");
    await coop.world.later(MINUTE);
    expect(documentsAt(coop.world, PHONES.treasurer)).toEqual([]);
    const at = coop.world.clock.now();
    await coop.world.stop();

    const layout = new LayoutQueue(inThread);
    const modules = (parts: ModuleParts) => [
      ...membershipOnly(parts),
      cooperativeModule({ ...parts, hours: PROGRAMME.hours, layout }),
    ];
    const world = new World({ home, modules });
    world.clock.advanceTo(at + MINUTE);
    await world.begin();
    await layout.settled();
    await world.later(MINUTE);
    await world.later(MINUTE);
    expect(documentsAt(world, PHONES.treasurer).map(({ name }) => name)).toEqual(["neraca-melati-2026-11.pdf"]);
  });

  it("holds up nobody: messages are answered while it is made", async () => {
    const { begun, layOut } = byHand();
    const { coop, layout } = await coopWith(layOut);
    await says(coop, "laporan neraca pdf");
    expect(begun).toHaveLength(1);
    expect(await says(coop, "setor wajib 001 20rb")).toContain("Bukti no. 2");
    await coop.world.later(MINUTE);
    expect(documentsAt(coop.world, PHONES.treasurer)).toEqual([]);
    begun[0]?.();
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.treasurer)).toHaveLength(1);
  });

  it("that cannot be made is told kindly, once", async () => {
    const { coop, layout } = await coopWith(() => Promise.reject(new Error("out of memory")));
    await says(coop, "laporan neraca pdf");
    await aMinuteLater(coop, layout);
    expect(coop.heard(PHONES.treasurer).slice(1)).toEqual([
      "Maaf, Neraca tadi tidak berhasil saya buat. Coba minta sekali lagi ya. Kalau masih gagal, tulis bantuan.",
    ]);
    await coop.world.later(10 * MINUTE);
    expect(got(coop, "treasurer")).toBe("");
  });

  it("waits in the database where too many wait in memory, and comes in its turn", async () => {
    const { begun, layOut } = byHand();
    const { coop, layout } = await coopWith(layOut);
    const many = LIMITS.documentsUnderWay + LIMITS.documentsWaiting + 3;
    const added = vi.spyOn(layout, "add");
    for (let i = 0; i < many; i++) await says(coop, "laporan neraca csv");
    expect(added).toHaveBeenCalledTimes(many - 3);
    // Each that is made makes room for one of those that wait, which is begun without a minute's wait.
    for (let i = 0; i < many; i++) {
      await vi.waitFor(() => expect(begun.length).toBeGreaterThan(i));
      begun[i]?.();
    }
    await layout.settled();
    await coop.world.runtime.settled();
    expect(documentsAt(coop.world, PHONES.treasurer)).toHaveLength(many);
  });

  it("is not sent to somebody who may not see it any more", async () => {
    const { begun, layOut } = byHand();
    const { coop, layout } = await coopWith(layOut);
    // She stays a member, who has a book of her own and no neraca.
    await says(coop, "laporan neraca pdf");
    await says(coop, "laporan buku anggota 005");
    coop.world.runtime.directory.setRole(coop.people.treasurer, "treasurer", false, coop.world.clock.now());
    begun[0]?.();
    await vi.waitFor(() => expect(begun).toHaveLength(2));
    begun[1]?.();
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.treasurer).map(({ name }) => name)).toEqual(["buku-anggota-005-melati.pdf"]);
  });

  it("does not reach a shared phone while somebody else holds it, and comes when she is back", async () => {
    const { begun, layOut } = byHand();
    const { coop, layout } = await coopWith(layOut);
    const { world } = coop;
    const rosa = world.add("Rosa", PHONES.maria);
    const phone = () => {
      const address = world.runtime.people.at("simulator-telegram", PHONES.maria);
      if (address === undefined) throw new Error("there is such a phone");
      return address;
    };
    const holds = (person: string) => world.runtime.people.setSpeaker(phone(), person, world.clock.now());
    holds(coop.people.maria);
    expect(await says(coop, "buku anggota pdf", "maria")).toContain("Buku Anggota saya siapkan");
    holds(rosa);
    begun[0]?.();
    await aMinuteLater(coop, layout);
    await world.later(5 * MINUTE);
    expect(documentsAt(world, PHONES.maria)).toEqual([]);
    holds(coop.people.maria);
    await world.later(MINUTE);
    expect(documentsAt(world, PHONES.maria).map(({ name }) => name)).toEqual(["buku-anggota-001-melati.pdf"]);
  });

  it("is dropped when the phone does not come back to her", async () => {
    const { begun, layOut } = byHand();
    const { coop, layout } = await coopWith(layOut);
    const { world } = coop;
    world.add("Rosa", PHONES.maria);
    const address = world.runtime.people.at("simulator-telegram", PHONES.maria);
    if (address === undefined) throw new Error("there is such a phone");
    world.runtime.people.setSpeaker(address, coop.people.maria, world.clock.now());
    await says(coop, "buku anggota pdf", "maria");
    world.runtime.people.setSpeaker(address, null, world.clock.now());
    begun[0]?.();
    await layout.settled();
    await world.runtime.settled();
    expect(documentsAt(world, PHONES.maria)).toEqual([]);
    await world.later(LIMITS_MS.documentWanted + MINUTE);
    await world.later(MINUTE);
    expect(documentsAt(world, PHONES.maria)).toEqual([]);
  });
});

describe("where there are no files, and for who listens", () => {
  const withoutFiles: WorldOptions = {
    channels: (chats) =>
      createSimulatorChannels(chats).map((channel) =>
        Object.defineProperty(channel, "can", { value: { ...channel.can, media: ["photo"] } }),
      ),
  };

  it("a channel without documents gets the text in pages, and says so", async () => {
    const { coop } = await coopWith(atOnce, withoutFiles);
    const before = coop.world.seen(PHONES.treasurer).length;
    await says(coop, "laporan neraca pdf");
    const [note, ...pages] = coop.world.seen(PHONES.treasurer).slice(before);
    expect(note).toBe("Di sini saya tidak bisa mengirim berkas, jadi isinya saya tulis:");
    expect(pages[0]).toMatch(/^Neraca\nMelati\nPer 20 Nov 2026/);
  });

  it("what is too long even for pages is asked for in parts", async () => {
    const { coop } = await coopWith(atOnce, withoutFiles);
    for (let i = 1; i <= 60; i++) await says(coop, `setor sukarela 00${(i % 4) + 1} ${i}rb`);
    expect(await says(coop, "laporan buku kas")).toContain("terlalu panjang untuk dibaca di chat");
    expect(await says(coop, "laporan neraca")).toContain("Neraca");
  });

  it("who sees badly reads text where she says nothing, and has a file where she asks for it", async () => {
    const { coop } = await coopWith(atOnce);
    coop.world.runtime.directory.change(
      coop.people.chair,
      { disability: JSON.stringify({ seeing: "much" }) },
      coop.world.clock.now(),
    );
    expect(await says(coop, "laporan neraca", "chair")).toMatch(/^Neraca\nMelati\n/);
    expect(await says(coop, "laporan neraca pdf", "chair")).toContain("Neraca saya siapkan dalam PDF");
    expect(await says(coop, "laporan neraca", "supervisor")).toContain("Neraca saya siapkan dalam PDF");
  });
});

describe("whose business it is", () => {
  it("a member has her own book, card and slips, and nothing of the unit or of others", async () => {
    const { coop, layout } = await coopWith(atOnce);
    await says(coop, "setor wajib 001 20rb");
    await says(coop, "setor wajib 004 20rb");
    const list = await says(coop, "laporan koperasi", "maria");
    expect(list).toContain("1. Buku Anggota\n2. Kartu Pinjaman");
    expect(await says(coop, "laporan neraca", "maria")).toContain("Neraca untuk pengurus unit");
    expect(await says(coop, "laporan buku anggota 004", "maria")).toContain("hanya untuk yang punya");
    expect(await says(coop, "laporan buku anggota Lina pdf", "maria")).toContain("hanya untuk yang punya");
    expect(await says(coop, "laporan kartu pinjaman P0001", "maria")).toContain("hanya untuk yang punya");
    expect(await says(coop, "laporan kartu pinjaman", "maria")).toContain("tidak punya pinjaman");
    // What she is told that she has, by its name alone.
    expect(await says(coop, "kartu pinjaman", "maria")).toContain("tidak punya pinjaman");
    expect(await says(coop, "kartu pinjaman P0001", "maria")).toContain("hanya untuk yang punya");
    expect(await says(coop, "neraca 2026", "maria")).toContain("Saya belum paham");
    expect(await says(coop, "laporan buku anggota 001", "maria")).toContain("Buku Anggota saya siapkan");
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.maria).map(({ name }) => name)).toEqual(["buku-anggota-001-melati.pdf"]);
  });

  it("an officer of another unit, and who is nobody here, get nothing of it", async () => {
    const { coop } = await coopWith(atOnce);
    officer(coop, "Dewi", "8101", "treasurer", openUnit(coop, 2, "Mawar"));
    const [dewi = ""] = await coop.world.send("8101", "laporan neraca Melati pdf");
    expect(dewi).toBe(
      "Laporan unit Melati hanya untuk pengurus unit itu dan kantor pusat. Untuk Mawar, tulis misalnya laporan neraca.",
    );
    expect((await coop.world.send("8101", "slip 1 unit Melati")).join()).toContain("hanya untuk pengurus unit itu");
    expect((await coop.world.send("8101", "laporan neraca semua")).join()).toContain("untuk kantor pusat");
    coop.world.add("Tamu", "8102");
    expect((await coop.world.send("8102", "laporan neraca pdf")).join()).not.toContain("siapkan");
    await coop.world.later(MINUTE);
    expect([...documentsAt(coop.world, "8101"), ...documentsAt(coop.world, "8102")]).toEqual([]);
  });

  it("the head office has each unit's, and all of them in one", async () => {
    const { coop, layout } = await coopWith(atOnce);
    const head = openUnit(coop, 90, "Pusat", "head");
    officer(coop, "Nora", "8103", "chair", head);
    for (const text of ["laporan neraca semua", "laporan neraca unit Melati pdf", "laporan neraca"])
      expect((await coop.world.send("8103", text)).join()).toContain("Neraca saya siapkan");
    expect((await coop.world.send("8103", "laporan buku anggota 001 unit Melati")).join()).toContain("siapkan");
    expect((await coop.world.send("8103", "laporan buku anggota 001 semua")).join()).toContain("satu unit");
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, "8103").map(({ name }) => name)).toEqual([
      "neraca-semua-unit-2026-11.pdf",
      "neraca-melati-2026-11.pdf",
      "neraca-pusat-2026-11.pdf",
      "buku-anggota-001-melati.pdf",
    ]);
    expect(documentsAt(coop.world, "8103")[0]?.text).toBe("Neraca, Semua unit\nPer 20 Nov 2026");
  });

  it("leaves the word alone to who has a report of her own business to make", () => {
    const heard = (text: string) => [{ result: parse(text, lexicon, NORMAL) }];
    const kader = { roles: ["member", "kader"] } as const;
    expect(isOwnReport(heard("laporan"), kader, { roles: [] })).toBe(true);
    expect(isOwnReport(heard("laporan koperasi"), kader, { roles: [] })).toBe(false);
    expect(isOwnReport(heard("laporan buku anggota"), kader, { roles: [] })).toBe(false);
    expect(isOwnReport(heard("laporan"), { roles: ["member"] }, { roles: [] })).toBe(false);
    expect(isOwnReport(heard("laporan"), kader, { roles: ["treasurer"] })).toBe(false);
  });
});

describe("a slip", () => {
  const slip = async (coop: CoopWorld, text: string, who: Who) => await says(coop, text, who);

  it("is read in the chat by the officers and by her whose money it is, and is a file where that is asked for", async () => {
    const { coop, layout } = await coopWith(atOnce);
    await says(coop, "setor wajib 001 20rb");
    const read = await slip(coop, "slip 2", "supervisor");
    expect(read).toMatch(/^Slip Uang Masuk\nMelati\n20 Nov 2026\n/);
    expect(read).toContain("Terbilang: dua puluh ribu rupiah");
    expect(await slip(coop, "slip 2", "maria")).toBe(read);
    expect(await slip(coop, "slip 2", "lina")).toContain("Bukti no. 2 tidak ada di catatan milik Ibu Lina");
    expect(await slip(coop, "slip 999", "lina")).toContain("Bukti no. 999 tidak ada di catatan milik Ibu Lina");
    expect(await slip(coop, "slip 999", "treasurer")).toContain("Bukti no. 999 tidak ada di buku unit ini");
    expect(await slip(coop, "slip", "maria")).toContain("Slip bukti nomor berapa?");
    expect(await slip(coop, "2", "maria")).toBe(read);
    expect(await slip(coop, "slip 2 pdf", "maria")).toContain("Slip saya siapkan dalam PDF");
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.maria)).toMatchObject([{ name: "slip-2-melati.pdf" }]);
  });

  it("of an entry of several members shows each her own lines alone", async () => {
    const { coop, layout } = await coopWith(atOnce);
    const { maria, lina } = coop.members;
    const lines = [
      debit(ACCOUNTS.savingsInterest, 7_000),
      credit(ACCOUNTS.voluntary, 3_000, { member: maria.id }),
      credit(ACCOUNTS.voluntary, 4_000, { member: lina.id }),
    ];
    const now = { at: coop.world.clock.now(), today: "2026-11-20" };
    coop.books.journal.post({ unit: 1, kind: "savings-interest", valueOn: "2026-11-20", maker: "system", lines }, now);
    for (const text of ["slip 2", "slip 2 pdf"]) {
      const hers = await slip(coop, text, "maria");
      expect(hers).toContain("Rp 3.000");
      expect(hers).not.toContain("4.000");
      expect(hers).not.toContain("Lina");
    }
    await aMinuteLater(coop, layout);
    expect(documentsAt(coop.world, PHONES.maria)).toEqual([]);
  });
});
