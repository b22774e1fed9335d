import type Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { demoWorld } from "../support/demo-world.ts";

const DAY = 24 * 60 * 60_000;
const SARI = "7000000001";

/** Every table and column in which a text stands. */
function where(sqlite: Sqlite.Database, text: string): string[] {
  const tables = sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  return tables.flatMap((table) => {
    const columns = sqlite.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[];
    return columns.flatMap((column) => {
      const found = sqlite
        .prepare(`SELECT count(*) FROM "${table}" WHERE instr(CAST("${column}" AS TEXT), ?) > 0`)
        .pluck()
        .get(text);
      return found === 0 ? [] : [`${table}.${column}: ${String(found)}`];
    });
  });
}

describe("HAPUS", () => {
  it("leaves no name, number or chat of hers in any table, and says goodbye", async () => {
    const { world } = await demoWorld();
    const { sqlite } = world.runtime.db;
    await world.send(SARI, "lapor");
    await world.send(SARI, "1");
    await world.send(SARI, "bantuan");
    await world.send(SARI, "selesai");
    await world.send(SARI, "nanti");
    expect(where(sqlite, "Sari Wulandari")).not.toEqual([]);
    sqlite.prepare("INSERT INTO approached VALUES ('simulator-telegram', '2026-11-20', ?)").run(SARI);
    sqlite.prepare("INSERT INTO chat_expiry VALUES ('simulator-telegram', ?, 86400, 0)").run(SARI);
    await world.send(SARI, "hapus");
    const [goodbye] = await world.tap(SARI, "Ya, hapus semua");
    expect(goodbye).toContain("Sudah dihapus");
    await world.later(2 * DAY);
    expect(where(sqlite, "Sari Wulandari")).toEqual([]);
    expect(where(sqlite, SARI)).toEqual([]);
    expect(where(sqlite, "6281200000001")).toEqual([]);
    expect(
      sqlite.prepare("SELECT count(*) FROM weekly_report WHERE person_id = 'sari000000000001'").pluck().get(),
    ).toBe(6);
  });

  it("forgets at once what was begun with her and waits for another day", async () => {
    const { world } = await demoWorld();
    const { sqlite } = world.runtime.db;
    const [personId = null] = world.runtime.people.at("simulator-telegram", SARI)?.people ?? [];
    const row = { key: "campaign", channel: "simulator-telegram", address: SARI, personId, priority: 2 } as const;
    const dueAt = world.clock.now() + 5 * DAY;
    const body = { text: "Ibu Sari, besok ada lelang tikar." };
    world.runtime.outbox.add({ ...row, policy: "resend", body, createdAt: world.clock.now(), dueAt });
    await world.send(SARI, "hapus");
    await world.tap(SARI, "Ya, hapus semua");
    expect(where(sqlite, "lelang tikar")).toEqual([]);
  });

  it("greets her as somebody new afterwards", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "hapus");
    await world.tap(SARI, "Ya, hapus semua");
    expect((await world.send(SARI, "halo"))[0]).toContain("Boleh?");
  });

  it("is only for the one who asks, on a phone of two", async () => {
    const { world } = await demoWorld();
    const phone = "7000000004";
    await world.send(phone, "halo");
    await world.tap(phone, "Ibu Yuni");
    await world.send(phone, "hapus");
    await world.tap(phone, "Ya, hapus semua");
    expect(where(world.runtime.db.sqlite, "Yuni Astuti")).toEqual([]);
    expect((await world.send(phone, "data saya")).join("\n")).toContain("Lastri Rahayu");
  });
});

describe("UNDUH", () => {
  it("sends a file to read and one to take along, with all that DATA SAYA shows", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "unduh");
    const files = world.chats
      .news(undefined, { address: SARI, channel: "telegram" })
      .messages.flatMap((m) => m.media ?? []);
    expect(files.map((f) => f.name)).toEqual(["data-saya-2026-11-20.txt", "data-saya-2026-11-20.json"]);
    const bytes = world.chats.media.get(files[1]?.ref ?? "")?.bytes ?? new Uint8Array();
    const data = JSON.parse(new TextDecoder().decode(bytes));
    expect(data.person.name).toBe("Sari Wulandari");
    expect(data.reports).toHaveLength(6);
    expect(data.phones.map((p: { address: string }) => p.address)).toContain(SARI);
  });
});

describe("taking back the consent to the service", () => {
  it("ends being written to, and says how to have all erased", async () => {
    const { world } = await demoWorld();
    await world.send(SARI, "persetujuan");
    await world.tap(SARI, "Layanan: boleh");
    const [answer] = await world.tap(SARI, "Tidak");
    expect(answer).toContain("tulis hapus");
    expect(world.runtime.people.person("sari000000000001")?.status).toBe("stopped");
  });
});
