import type Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { Books } from "../../src/cooperative/index.ts";
import { checkLedger } from "../../src/cooperative/journal/check/check.ts";
import { sequentialIds } from "../../src/ids.ts";
import { demoWorld } from "../support/demo-world.ts";
import type { World } from "../support/world.ts";

const DAY = 24 * 60 * 60_000;
const SARI = "7000000001";
const TUTI = "7000000003";
const ENDANG = "7000000015";
const RATNA = "7000000016";
const SUROSO = "7000000017";

const booksOf = ({ runtime }: World) =>
  new Books({ sqlite: runtime.db.sqlite, people: runtime.people, newId: sequentialIds("x"), random: () => 0 });

/** Every table and column in which a text stands. */
function where(sqlite: Sqlite.Database, text: string): string[] {
  const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  return tables.flatMap((table) => {
    const columns = sqlite.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[];
    return columns.flatMap((column) => {
      const sql = `SELECT count(*) FROM "${table}" WHERE instr(CAST("${column}" AS TEXT), ?) > 0`;
      return sqlite.prepare(sql).pluck().get(text) === 0 ? [] : [`${table}.${column}`];
    });
  });
}

/** The demo with its books, and everybody on the look that the tests read. */
async function world(): Promise<World> {
  const { world: made } = await demoWorld({ books: true });
  for (const phone of [SARI, TUTI, ENDANG, RATNA, SUROSO]) await made.send(phone, "menu");
  return made;
}

async function erase(world: World, address: string): Promise<string[]> {
  const before = world.seen(address).length;
  await world.send(address, "hapus");
  await world.tap(address, "Ya, hapus semua");
  return world.seen(address).slice(before);
}

/** She leaves as members do: the treasurer asks, she says YA, an officer agrees. */
async function leaves(world: World, address: string, no: string): Promise<void> {
  await world.send(ENDANG, `anggota keluar ${no}`);
  await world.send(ENDANG, "1");
  const code = /YA (\d\d)/.exec(world.seen(address).join("\n"))?.[1];
  const request = /Permintaan no\. (\d+)/.exec(world.seen(ENDANG).join("\n"))?.[1];
  await world.send(address, `YA ${code}`);
  await world.send(RATNA, `setuju ${request}`);
}

describe("HAPUS of a member of the cooperative", () => {
  it("says what stays in the books and why, and what to do first; her name stays there, and nothing else of hers", async () => {
    const made = await world();
    const { sqlite } = made.runtime.db;
    const said = await erase(made, TUTI);
    expect(said.join("\n")).toContain("Koperasi wajib menyimpan pembukuannya");
    expect(said.join("\n")).toContain("anggota keluar");
    await made.later(2 * DAY);
    expect(where(sqlite, "Tuti Handayani")).toEqual(["coop_member.name"]);
    expect(where(sqlite, TUTI)).toEqual([]);
    expect(where(sqlite, "6281200000003")).toEqual([]);
    const member = booksOf(made).members.byNo(1, 2);
    expect(member).toMatchObject({ name: "Tuti Handayani", personId: null, active: true });
    expect(checkLedger(sqlite).found).toBe(0);
  });

  it("is told to the treasurer and the supervisor, since from then on nothing reaches her", async () => {
    const made = await world();
    await erase(made, TUTI);
    for (const phone of [ENDANG, SUROSO]) expect(made.seen(phone).join("\n")).toContain("Tuti Handayani (002)");
    await made.send(ENDANG, "tarik sukarela 002 510rb");
    expect(made.seen(ENDANG).at(-1)).toContain("seorang saksi");
  });

  it("leaves a number in the place of her name when she has left with nothing", async () => {
    const made = await world();
    const { sqlite } = made.runtime.db;
    await leaves(made, SARI, "001");
    const members = booksOf(made).members;
    expect(members.byNo(1, 1)).toMatchObject({ active: false, aliases: ["Mak Dika"] });
    const said = await erase(made, SARI);
    expect(said.join("\n")).toContain("“Anggota 001”");
    await made.later(2 * DAY);
    members.forget();
    expect(members.byNo(1, 1)).toMatchObject({ name: "Anggota 001", aliases: [], personId: null });
    expect([...where(sqlite, "Sari Wulandari"), ...where(sqlite, "Mak Dika"), ...where(sqlite, SARI)]).toEqual([]);
    expect(checkLedger(sqlite).found).toBe(0);
  });

  it("keeps its word: once all is settled, her name goes from the books, however long ago she wrote HAPUS", async () => {
    const made = await world();
    const { sqlite } = made.runtime.db;
    await erase(made, TUTI);
    await made.later(2 * DAY);
    await made.send(ENDANG, "anggota keluar 002");
    await made.send(ENDANG, "1");
    const request = /Permintaan no\. (\d+)/.exec(made.seen(ENDANG).join("\n"))?.[1];
    await made.send(SUROSO, `saksi ${request}`);
    await made.send(RATNA, `setuju ${request}`);
    expect(booksOf(made).members.byNo(1, 2)).toMatchObject({ name: "Tuti Handayani", active: false });
    await made.later(8 * DAY);
    expect(booksOf(made).members.byNo(1, 2)).toMatchObject({ name: "Anggota 002", aliases: [] });
    expect(where(sqlite, "Tuti Handayani").filter((place) => !place.startsWith("outbox"))).toEqual([]);
  });

  it("of the treasurer leaves her entries under an id without a name", async () => {
    const made = await world();
    const { sqlite } = made.runtime.db;
    await made.send(ENDANG, "setor sukarela 003 5rb");
    await made.send(ENDANG, "batal");
    await erase(made, ENDANG);
    await made.later(2 * DAY);
    expect(where(sqlite, "Ibu Endang")).toEqual([]);
    expect(where(sqlite, "Endang Susilowati")).toEqual(["coop_member.name"]);
    const makers = sqlite.prepare("SELECT DISTINCT maker FROM journal_entry WHERE maker <> 'system'").pluck().all();
    expect(makers).toContain("endang0000000019");
    expect(made.runtime.people.person("endang0000000019")?.name).toBeNull();
  });

  it("empties the numbers of a change of hers", async () => {
    const made = await world();
    const { sqlite } = made.runtime.db;
    const books = booksOf(made);
    const asked = books.numbers.ask(
      {
        member: books.members.byNo(1, 2)?.id ?? 0,
        channel: "simulator-telegram",
        newAddress: "7999123456",
        maker: "endang0000000019",
      },
      made.clock.now(),
    );
    expect(asked).toMatchObject({ ok: true });
    await erase(made, TUTI);
    await made.later(2 * DAY);
    expect([...where(sqlite, TUTI), ...where(sqlite, "7999123456")]).toEqual([]);
  });
});

describe("DATA SAYA and UNDUH of a member of the cooperative", () => {
  it("show her savings and loans, and take every entry of hers along", async () => {
    const made = await world();
    const shown = (await made.send(TUTI, "data saya")).join("\n");
    expect(shown).toContain("Koperasi Melati, anggota 002: Tuti Handayani");
    expect(shown).toMatch(/Simpanan Wajib Rp \d/);
    expect(shown).toMatch(/Sisa pinjaman Rp \d/);
    await made.send(TUTI, "unduh");
    const files = made.chats
      .news(undefined, { address: TUTI, channel: "telegram" })
      .messages.flatMap((m) => m.media ?? [])
      .map(({ ref }) => new TextDecoder().decode(made.chats.media.get(ref ?? "")?.bytes ?? new Uint8Array()));
    const [text = "", json = "{}"] = files;
    expect(text).toContain("Pinjaman P0001, Rp 2.000.000 untuk modal sayur: berjalan, sisa Rp");
    expect(text).toContain("21 Okt 2026, no. ");
    const [book] = JSON.parse(json).cooperative;
    const { sqlite } = made.runtime.db;
    const count = "SELECT count(*) FROM journal_line l JOIN coop_member m ON m.id = l.member WHERE m.no = 2";
    expect(book.entries).toHaveLength(sqlite.prepare(count).pluck().get() as number);
    expect(book.entries[0]).toMatchObject({ number: expect.any(Number), code: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(book.loans).toMatchObject([{ number: "P0001", principal: 2_000_000, state: "active" }]);
    // Nothing of anybody else's stands in it.
    expect(text + json).not.toMatch(/Sari|Yuni|Rina|Endang/);
  });

  it("say nothing of a cooperative to whom it has nothing to do with", async () => {
    const made = await world();
    expect((await made.send("7000000011", "data saya")).join("\n")).not.toContain("Koperasi");
  });
});
