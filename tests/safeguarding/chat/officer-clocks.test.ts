import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { backUp } from "../../../src/db/backup.ts";
import { openDb } from "../../../src/db/open.ts";
import { deadlineIn } from "../../../src/safeguarding/chat/officer/moments.ts";
import { nextRound } from "../../../src/safeguarding/chat/officer/rounds.ts";
import { newReceipt, systemRandom } from "../../../src/safeguarding/index.ts";
import { instantOf } from "../../../src/zones.ts";
import { MIGRATIONS } from "../../db/home.ts";
import { OfficerWorld } from "./officer-world.ts";

const ZONE = "Asia/Jakarta";
const at = (day: string, time: string) => instantOf(ZONE, day, time);
const OPEN = "\nUntuk membaca, ketik BUKA lalu kode.";

describe("a notice", () => {
  it("of something urgent goes at once, whatever the hour, and has nothing in it but name, pace and deadline", async () => {
    const safe = await OfficerWorld.start();
    const [rina, mira] = [await safe.officer("Rina"), await safe.officer("Mira")];
    await safe.later(8 * HOUR);
    const alias = await safe.sealed({ category: 1, danger: true, text: "Cerita" });
    safe.desk.reported();
    await safe.world.runtime.settled();
    await safe.settled();
    expect(safe.seen(rina)).toEqual([`${alias}: cepat, batas 21 Nov pukul 04.00 WIB${OPEN}`]);
    expect(safe.seen(mira)).toEqual([]);
  });

  it("that is not urgent waits for its hour, goes by day only, and once", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    await safe.later(50 * MINUTE);
    const alias = await safe.sealed({ category: 4 });
    await safe.later(5 * MINUTE);
    expect(safe.seen(rina)).toEqual([]);
    await safe.later(6 * MINUTE);
    expect(safe.seen(rina)).toEqual([`${alias}: biasa, batas 24 Nov pukul 24.00 WIB${OPEN}`]);
    const later = await safe.sealed({ category: 6 });
    for (let n = 0; n < 30; n += 1) await safe.later(29 * MINUTE);
    expect(safe.seen(rina)).toHaveLength(1);
    await safe.later(30 * MINUTE);
    expect(safe.seen(rina).slice(1)).toEqual([`${later}: biasa, batas 24 Nov pukul 24.00 WIB${OPEN}`]);
  });

  it("goes on to another officer at half the time, to all of it, and then the trustee is called, by nobody who may not know", async () => {
    const safe = await OfficerWorld.start();
    const [rina, mira] = [await safe.officer("Rina"), await safe.officer("Mira")];
    const lina = await safe.officer("Lina", { roles: ["admin"] });
    safe.world.add("Tuti", "tuti", ["admin"]);
    safe.trustee();
    const alias = await safe.sealed({ danger: true, struckOut: [lina.id] });
    const seen = async (after: number) => {
      await safe.later(after);
      return [rina, mira, lina, "tuti"].map((who) => safe.seen(who).length);
    };
    expect(await seen(MINUTE)).toEqual([1, 0, 0, 0]);
    expect(await seen(2 * HOUR - 2 * MINUTE)).toEqual([1, 0, 0, 0]);
    expect(await seen(MINUTE)).toEqual([1, 1, 0, 0]);
    expect(await seen(2 * HOUR)).toEqual([1, 1, 0, 1]);
    expect(await seen(HOUR)).toEqual([1, 1, 0, 1]);
    expect(await seen(HOUR)).toEqual([1, 1, 0, 2]);
    expect(safe.seen("tuti")[0]).toBe(
      `Kotak Suara: mohon telepon wali di luar, Ibu Luar, dan sebutkan hanya ini:\n${alias}, batas 20 Nov pukul 20.00 WIB`,
    );
  });

  it("stops when it was read and answered, and begins anew with new words of the reporter", async () => {
    const safe = await OfficerWorld.start();
    const [rina, mira] = [await safe.officer("Rina"), await safe.officer("Mira")];
    const receipt = newReceipt(systemRandom);
    const alias = await safe.sealed({ danger: true, receipt });
    await safe.later(MINUTE);
    await safe.open(rina);
    await safe.says(rina, `BACA ${alias}`);
    await safe.says(rina, `BALAS ${alias} kami dengar`);
    await safe.says(rina, `STATUS ${alias} rencana`);
    await safe.later(20 * HOUR);
    expect([safe.seen(mira).length, safe.seen(rina).filter((text) => text.startsWith(alias)).length]).toEqual([0, 1]);
    await safe.mailboxes.write(receipt, Buffer.from("tolong"), safe.now);
    await safe.later(MINUTE);
    expect(safe.seen(rina).at(-1)).toContain(`${alias}: cepat`);
  });

  it("goes to the next officer where the first cannot be written to, and to whoever can at last", async () => {
    const safe = await OfficerWorld.start();
    const [rina, mira] = [await safe.officer("Rina"), await safe.officer("Mira")];
    safe.trustee();
    safe.world.runtime.directory.change(rina.personId, { status: "stopped" }, safe.now);
    await safe.sealed({ danger: true });
    await safe.later(MINUTE);
    expect(safe.seen(mira)).toHaveLength(1);
    await safe.later(4 * HOUR);
    // Nobody looks after Rukun who could call the trustee: it stays with the officers.
    expect(safe.seen(mira)).toHaveLength(2);
    expect(safe.seen(rina)).toEqual([]);
  });

  it("does not go to a phone that others use too, but to the next officer", async () => {
    const safe = await OfficerWorld.start();
    const [rina, mira] = [await safe.officer("Rina"), await safe.officer("Mira")];
    const daughter = safe.world.add("Dewi", "dewi");
    safe.world.runtime.people.connect("simulator-telegram", "rina", daughter, safe.now);
    await safe.sealed({ danger: true });
    await safe.later(MINUTE);
    expect([safe.seen(rina).length, safe.seen(mira).length]).toEqual([0, 1]);
  });

  it("is given once for all that fell due in a week without power, by day, and not again after another restart", async () => {
    const before = await OfficerWorld.start();
    const [rina, mira] = [await before.officer("Rina"), await before.officer("Mira")];
    const alias = await before.sealed({ category: 3 });
    const safe = await before.restart(7 * DAY);
    await safe.later(0);
    expect(safe.seen(rina)).toEqual([`${alias}: biasa, batas 20 Nov pukul 24.00 WIB${OPEN}`]);
    expect(safe.seen(mira)).toEqual([`${alias}: biasa, batas 20 Nov pukul 24.00 WIB${OPEN}`]);
    const again = await safe.restart(MINUTE);
    await again.later(MINUTE);
    expect([...again.seen(rina), ...again.seen(mira)]).toEqual([]);
  });

  it("that could not be stored is not taken for given", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    await safe.sealed({ danger: true });
    const { sqlite } = safe.world.runtime.db;
    sqlite.exec("CREATE TRIGGER full BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'full'); END");
    await expect(safe.later(MINUTE)).rejects.toThrow("full");
    sqlite.exec("DROP TRIGGER full");
    await safe.later(MINUTE);
    expect(safe.seen(rina)).toHaveLength(1);
  });
});

describe("the hours of notices", () => {
  it("are four a day in the programme's zone, each with up to half an hour of jitter", () => {
    const day = "2026-11-20";
    const next = (time: string, random = 0) => nextRound(ZONE, at(day, time), random);
    expect(next("07:00")).toBe(at(day, "08:00"));
    expect(next("08:00")).toBe(at(day, "11:00"));
    expect(next("12:30", 0.5)).toBe(at(day, "14:15"));
    expect(next("23:59")).toBe(at("2026-11-21", "08:00"));
    expect(nextRound("Asia/Jayapura", at(day, "07:00"), 0)).toBe(at(day, "09:00"));
  });

  it("tell a deadline to the hour that is over, so that the minute of a report is not in it", () => {
    expect(deadlineIn(ZONE, at("2026-11-20", "18:47"))).toEqual({ date: "20 Nov", hour: "18.00", zone: "WIB" });
    expect(deadlineIn(ZONE, at("2026-11-21", "00:00"))).toEqual({ date: "20 Nov", hour: "24.00", zone: "WIB" });
    expect(deadlineIn("Asia/Jayapura", at("2026-11-20", "18:47"))).toMatchObject({ hour: "20.00", zone: "WIT" });
  });
});

describe("the end of a case", () => {
  it("is ninety days after its closing, cannot be undone by an older backup, and never comes to what is unread", async () => {
    const safe = await OfficerWorld.start();
    const rina = await safe.officer("Rina");
    const receipt = newReceipt(systemRandom);
    const [closed, written, unread] = [
      await safe.sealed({ category: 4 }),
      await safe.sealed({ category: 4, receipt }),
      await safe.sealed({ category: 4 }),
    ];
    await safe.open(rina);
    for (const alias of [closed, written]) {
      await safe.says(rina, `BACA ${alias}`);
      await safe.says(rina, `TUTUP ${alias} terbukti`);
    }
    const backup = `${safe.world.home}/before.backup`;
    await backUp(safe.world.home, backup, safe.now);
    await safe.later(10 * DAY);
    await safe.mailboxes.write(receipt, Buffer.from("belum selesai"), safe.now);
    await safe.later(79 * DAY);
    expect(safe.cases.find(closed, rina.id)).toBeDefined();
    await safe.later(DAY);
    expect(safe.cases.find(closed, rina.id)).toBeUndefined();
    expect(
      safe.cases
        .list(rina.id)
        .map(({ alias }) => alias)
        .sort(),
    ).toEqual([written, unread].sort());
    const old = openDb(backup, MIGRATIONS);
    const ids = old.sqlite.prepare("SELECT id FROM safe_case WHERE alias = ?").pluck().all(closed) as Buffer[];
    old.sqlite.close();
    expect(ids.map((id) => safe.parts.shred.has(id))).toEqual([false]);
    await safe.open(rina);
    expect((await safe.says(rina, `BACA ${closed}`))[0]).toContain(`Tidak ada kasus bernama ${closed}`);
  });

  it("that was cut off is finished with the next start, and who looks after Rukun hears of keys that are lost", async () => {
    const before = await OfficerWorld.start();
    await before.officer("Rina");
    before.world.add("Tuti", "tuti", ["admin"]);
    await before.sealed({});
    await before.sealed({});
    const [first, second] = before.parts.rows.ids();
    before.parts.shred.destroy([first ?? Buffer.alloc(0)], true);
    before.vault.change((db) => db.prepare("DELETE FROM shred WHERE case_id = ?").run(second));
    const safe = await before.restart();
    await safe.settled();
    expect(safe.parts.rows.ids()).toHaveLength(1);
    expect(safe.seen("tuti")).toEqual([expect.stringContaining("rukun vault status")]);
    await safe.later(DAY);
    expect(safe.seen("tuti")).toHaveLength(2);
  });
});
