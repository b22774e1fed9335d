import Sqlite from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { SettingsStore } from "../../../../src/cooperative/settings/store.ts";
import { writtenSchema } from "../../../../src/cooperative/settings/written.ts";
import { homePaths } from "../../../../src/home.ts";
import { type CoopWorld, coopWorld, SETTINGS } from "../../../support/coop-world.ts";
import { allRead, codeIn, got, officer, openUnit, says } from "../talk.ts";

/** The unit of the tests, on Friday 20 November 2026 at 16:15; it meets on a day of the month. */
const unitThatMeets = (meeting: unknown) => coopWorld({ settings: { ...SETTINGS, meeting } });
/** Another process brings another meeting day into force, as `rukun coop settings apply` does. */
function apply({ world }: CoopWorld, meeting: unknown): void {
  const sqlite = new Sqlite(homePaths(world.home).database);
  const settings = writtenSchema.parse({ ...SETTINGS, meeting });
  new SettingsStore(sqlite).put(1, settings, "operator", world.clock.now());
  sqlite.close();
}

/** An instant of November 2026, WIB. */
const at = (day: number, time: string) => Date.parse(`2026-11-${day}T${time}:00+07:00`);
const OF_22ND =
  "Ibu Endang, besok 22 Nov 2026 unit Melati rapat. Mohon dibawa buku kas, buku anggota, dan kotak uangnya. Begitu mulai, tulis RAPAT, nanti saya tuliskan siapa membayar apa. Kalau diundur tidak apa-apa, tulis saja RAPAT pada harinya.";

describe("the day before a meeting", () => {
  it("is told at four in the afternoon to the treasurers and to nobody else, and once", async () => {
    const coop = await unitThatMeets({ every: "month", on: 22 });
    officer(coop, "Damai", "8040", "treasurer", coop.unit.unitId);
    await coop.world.walkTo(at(21, "15:59"));
    expect(got(coop, "treasurer")).toBe("");
    allRead(coop);
    await coop.world.walkTo(at(21, "16:01"));
    expect(got(coop, "treasurer")).toBe(OF_22ND);
    expect(coop.world.seen("8040").join("\n")).toBe(OF_22ND.replace("Ibu Endang", "Ibu Damai"));
    for (const who of ["chair", "supervisor", "maria", "lina"] as const) expect(got(coop, who)).toBe("");
    coop.world.forget();
    await coop.world.walkTo(at(22, "20:00"));
    expect(got(coop, "treasurer")).toBe("");
  });

  it("comes again the week after where the unit meets every week", async () => {
    const coop = await unitThatMeets({ every: "week", on: "sunday" });
    await coop.world.walkTo(at(27, "23:00"));
    expect(got(coop, "treasurer").match(/besok/g)).toHaveLength(1);
    await coop.world.walkTo(at(28, "17:00"));
    expect(got(coop, "treasurer")).toContain("besok 29 Nov 2026");
  });

  it("is silent where the unit named no day, and at the head office", async () => {
    const coop = await coopWorld();
    const head = openUnit(coop, 90, "Pusat", "head");
    officer(coop, "Damai", "8040", "treasurer", head);
    coop.books.settings.put(90, writtenSchema.parse({ meeting: { every: "month", on: 25 } }), "system", 0);
    await coop.world.walkTo(at(30, "23:00"));
    expect(got(coop, "treasurer")).toBe("");
    expect(coop.world.seen("8040")).toEqual([]);
  });

  it("says from how many an instalment is expected, and no amount", async () => {
    const coop = await unitThatMeets({ every: "month", on: 20 });
    const asked = await says(coop, "ajukan pinjaman darurat 1jt 4 bulan untuk atap", "lina");
    await says(coop, `YA ${codeIn(asked)}`, "lina");
    for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 1", who);
    await says(coop, "cair P0001");
    allRead(coop);
    await coop.world.walkTo(Date.parse("2026-12-19T16:01:00+07:00"));
    expect(got(coop, "treasurer")).toBe(`${OF_22ND.replace("22 Nov", "20 Des")}\nYang ditunggu angsurannya: 1 orang.`);
  });

  it("is dropped when Rukun was down until the day itself", async () => {
    const coop = await unitThatMeets({ every: "month", on: 22 });
    coop.world.clock.advanceTo(at(22, "08:30"));
    await coop.world.later(0);
    expect(got(coop, "treasurer")).toBe("");
  });

  it("is still told in the evening, and not at night", async () => {
    const evening = await unitThatMeets({ every: "month", on: 22 });
    evening.world.clock.advanceTo(at(21, "18:40"));
    await evening.world.later(0);
    expect(got(evening, "treasurer")).toBe(OF_22ND);
    const night = await unitThatMeets({ every: "month", on: 22 });
    night.world.clock.advanceTo(at(21, "22:40"));
    await night.world.later(0);
    await night.world.walkTo(at(22, "12:00"));
    expect(got(night, "treasurer")).toBe("");
  });

  it("is not told while a meeting is open, nor to who said BERHENTI, nor of a day that was changed since", async () => {
    const open = await unitThatMeets({ every: "month", on: 22 });
    await open.world.walkTo(at(21, "15:00"));
    await says(open, "rapat");
    await open.world.walkTo(at(21, "17:00"));
    expect(got(open, "treasurer")).not.toContain("besok");
    const stopped = await unitThatMeets({ every: "month", on: 22 });
    await says(stopped, "BERHENTI");
    allRead(stopped);
    await stopped.world.walkTo(at(21, "17:00"));
    expect(got(stopped, "treasurer")).toBe("");
    const changed = await unitThatMeets({ every: "month", on: 22 });
    await changed.world.walkTo(at(21, "15:00"));
    apply(changed, { every: "month", on: 24 });
    await changed.world.walkTo(at(21, "17:00"));
    expect(got(changed, "treasurer")).toBe("");
    await changed.world.walkTo(at(23, "17:00"));
    expect(got(changed, "treasurer")).toContain("besok 24 Nov 2026");
  });
});
