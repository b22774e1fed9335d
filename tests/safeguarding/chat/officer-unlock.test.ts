import { describe, expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import { grepFolders } from "../support/grep-home.ts";
import { type OfficerOfTest, OfficerWorld } from "./officer-world.ts";

const LOCKED = "Masih terkunci. Ketik BUKA lalu satu kode dari lembar, misalnya BUKA 7K3M-Q09Z-T2XA.";
const WRONG = "BUKA 0000-AAAA-0001";

async function opened(): Promise<{ safe: OfficerWorld; rina: OfficerOfTest; alias: string }> {
  const safe = await OfficerWorld.start();
  const rina = await safe.officer("Rina");
  const alias = await safe.sealed({ text: "cerita" });
  await safe.open(rina);
  return { safe, rina, alias };
}

describe("BUKA", () => {
  it("without a code asks for one, and takes it also without the word before it", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    expect((await safe.says(rina, "buka"))[0]).toContain("Tulis satu kode dari lembar");
    const small = (rina.codes.shift() ?? "").toLowerCase().replace(/(....)(....)/, "$1 $2 ");
    expect((await safe.says(rina, small))[0]).toContain("Terbuka sampai");
    await safe.says(rina, "kunci");
    expect((await safe.says(rina, rina.codes.shift() ?? ""))[0]).toContain("Terbuka sampai");
  });

  it("says how many tries are left, and does not count what cannot be a code", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    expect((await safe.says(rina, "BUKA 7K3M-Q09Z-T2X"))[0]).toContain("Percobaan ini tidak dihitung");
    expect((await safe.says(rina, WRONG))[0]).toContain("Masih bisa dicoba 4 kali lagi");
    expect((await safe.says(rina, WRONG))[0]).toContain("3 kali lagi");
    expect((await safe.open(rina))[0]).toContain("Terbuka");
    await safe.says(rina, "KUNCI");
    expect((await safe.says(rina, WRONG))[0]).toContain("4 kali lagi");
  });

  it("locks after five, and the other officers and who looks after Rukun hear of it once", async () => {
    const safe = await OfficerWorld.start();
    const [rina, mira] = [await safe.officer("Rina"), await safe.officer("Mira")];
    safe.world.add("Tuti", "tuti", ["admin"]);
    for (let n = 0; n < 4; n += 1) await safe.says(rina, WRONG);
    expect((await safe.says(rina, WRONG))[0]).toContain("lembar ini ditutup");
    expect((await safe.open(rina))[0]).toContain("Lembar ini masih ditutup");
    expect(safe.seen(mira)).toEqual([expect.stringContaining("Lembar kode Rina ditutup")]);
    expect(safe.seen("tuti")).toEqual([expect.stringContaining("rukun officer free")]);
    const officer = safe.officers.ofPerson(rina.personId);
    if (officer === undefined) throw new Error("no officer");
    safe.officers.free(officer, safe.now);
    expect((await safe.open(rina))[0]).toContain("Terbuka");
  });

  it("takes a code once, and keeps the last one for a new sheet", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina", { codes: 2 });
    const [first, last] = rina.codes;
    expect((await safe.says(rina, `BUKA ${first}`))[0]).toContain("Kode tinggal 1");
    await safe.says(rina, "KUNCI");
    expect((await safe.says(rina, `BUKA ${first}`))[0]).toContain("tidak cocok atau sudah pernah dipakai");
    expect((await safe.says(rina, `BUKA ${last}`))[0]).toContain("Itu kode terakhir");
    expect((await safe.says(rina, "DAFTAR"))[0]).toBe(LOCKED);
  });

  it("does not use up a code while it is open", async () => {
    const { safe, rina } = await opened();
    expect((await safe.open(rina))[0]).toContain("Sudah terbuka sampai pukul 16.10");
    expect(safe.officers.sheets.publicKeys()).toHaveLength(1);
    const officer = safe.officers.ofPerson(rina.personId);
    expect(safe.officers.sheets.state(officer?.publicKey ?? Buffer.alloc(0))?.left).toBe(7);
  });

  it("that is followed by KUNCI before the code was tried stays locked", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const said = (text: string) => ({ content: { kind: "text", text } as const });
    await safe.world.sendAll("rina", [said(`BUKA ${rina.codes.shift()}`), said("DAFTAR"), said("KUNCI")]);
    await safe.settled();
    expect(safe.seen(rina)).toEqual([
      expect.stringContaining("tunggu sebentar"),
      expect.stringContaining("tunggu sebentar"),
      expect.stringContaining("jadi tetap terkunci"),
    ]);
    expect(await safe.says(rina, "DAFTAR")).toEqual([LOCKED]);
  });
});

describe("an open key", () => {
  it("is closed after ten minutes, to the moment, and nothing more is opened with it", async () => {
    const { safe, rina, alias } = await opened();
    safe.world.clock.advanceTo(safe.now + 10 * MINUTE - 1);
    expect(await safe.says(rina, `BACA ${alias}`)).toHaveLength(3);
    safe.world.clock.advanceTo(safe.now + 1);
    expect(await safe.says(rina, `BACA ${alias}`)).toEqual([LOCKED]);
  });

  it("is gone after a restart, in the middle of reading too: what was read is read, and she opens anew", async () => {
    const { safe, rina, alias } = await opened();
    safe.world.chats.hand("telegram", "rina", [{ id: "r1", content: { kind: "text", text: `BACA ${alias}` } }]);
    const again = await safe.restart();
    expect(await again.says(rina, `BACA ${alias}`)).toEqual([LOCKED]);
    expect(again.cases.find(alias, rina.id)?.status).toBe("dibaca");
    await again.open(rina);
    expect((await again.says(rina, `BACA ${alias}`))[1]).toBe("Cerita (1/1):\ncerita");
    await again.stop();
    expect(grepFolders([again.world.home], ["Cerita (1/1)"])).toEqual([]);
  });

  it("locks at once when she is revoked, and her commands are understood as little as anybody's", async () => {
    const { safe, rina, alias } = await opened();
    safe.world.add("Sari", "sari", ["protection"]);
    const officer = safe.officers.ofPerson(rina.personId);
    if (officer === undefined) throw new Error("no officer");
    safe.officers.revoke(officer, safe.now);
    for (const text of [`BACA ${alias}`, "DAFTAR", "BUKA", "KUNCI", "AUDIT", `BUKA ${rina.codes[0]}`]) {
      const hers = await safe.says(rina, text);
      expect(hers.map((line) => line.replaceAll("Rina", "Sari"))).toEqual(await safe.says("sari", text));
      expect(hers.join()).toMatch(/Maaf, saya (masih )?belum paham/);
    }
  });

  it("locks at once when she is given a new sheet, and the new one opens the same cases", async () => {
    const { safe, rina, alias } = await opened();
    const officer = safe.officers.ofPerson(rina.personId);
    if (officer === undefined) throw new Error("no officer");
    const codes = await safe.officers.rotate(officer, rina.codes.shift(), safe.now);
    expect(await safe.says(rina, `BACA ${alias}`)).toEqual([LOCKED]);
    await safe.says(rina, `BUKA ${codes[0]}`);
    expect((await safe.says(rina, `BACA ${alias}`))[1]).toContain("cerita");
  });

  it("is open in the chat in which she opened it, and in no other", async () => {
    const { safe, rina } = await opened();
    const { runtime, chats } = safe.world;
    runtime.people.connect("simulator-whatsapp", "rina-wa", rina.personId, safe.now);
    chats.hand("whatsapp", "rina-wa", [{ content: { kind: "text", text: "DAFTAR" } }]);
    await safe.settled();
    const seen = chats.news(undefined, { address: "rina-wa", channel: "whatsapp" }).messages;
    expect(seen.flatMap(({ from, text }) => (from === "bot" ? [text] : []))).toEqual([LOCKED]);
    expect((await safe.says(rina, "DAFTAR"))[0]).toContain("Kasus terbuka");
  });
});

describe("who is no officer", () => {
  it("is told what everybody is told who writes words that are not understood", async () => {
    const safe = await OfficerWorld.start();
    await safe.officer("Rina");
    const alias = await safe.sealed({});
    safe.world.add("Sari", "sari");
    safe.world.add("Dewi", "dewi");
    for (const text of ["BUKA", "DAFTAR", `BACA ${alias}`, `BALAS ${alias} xyz`, "AUDIT", "STATISTIK", "PETUGAS"]) {
      const plain = (lines: string[], name: string, said: string) =>
        lines.map((line) => line.replaceAll(name, "X").replace(said, "Y"));
      const answer = plain(await safe.says("sari", text), "Sari", text);
      expect(answer.join()).toMatch(/Maaf, saya (masih )?belum paham/);
      expect(answer).toEqual(plain(await safe.says("dewi", "zzz"), "Dewi", "zzz"));
    }
  });

  it("writes a code that is then nowhere on the disk: on a phone that is not the officer's, or on one that others use too", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    safe.world.add("Sari", "sari");
    const [code = ""] = rina.codes;
    expect(await safe.says("sari", `BUKA ${code}`)).toEqual([
      "Maaf, saya belum paham. Coba tulis dengan kata lain ya.",
    ]);
    const daughter = safe.world.add("Dewi", "dewi");
    safe.world.runtime.people.connect("simulator-telegram", "rina", daughter, safe.now);
    await safe.says(rina, "1");
    await safe.says(rina, `BUKA ${code}`);
    expect(safe.officers.sheets.state(safe.officers.ofPerson(rina.personId)?.publicKey ?? Buffer.alloc(0))?.left).toBe(
      8,
    );
    await safe.stop();
    expect(grepFolders([safe.world.home], [code])).toEqual([]);
  });
});
