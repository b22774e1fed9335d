import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { addDays, mondayOf } from "../../../src/zones.ts";
import { ComplaintWorld, DEWI, SARI, TINI, WATI } from "./support.ts";

const DAY = 24 * 60 * 60_000;
/** The Monday of the week of the test, whose Friday it is. */
const MONDAY = mondayOf("2026-11-20");

let village: ComplaintWorld;
beforeEach(async () => {
  village = await ComplaintWorld.start();
  for (const one of [SARI, DEWI, WATI, TINI]) await village.world.send(one, "menu");
});

const sqlite = () => village.world.runtime.db.sqlite;
const since = async (address: string, days: number): Promise<string> => {
  const before = village.world.seen(address).length;
  await village.world.walkTo(village.world.clock.now() + days * DAY);
  return village.world.seen(address).slice(before).join("\n");
};

/** Eight members of the unit report whether they came; `came` of them did, week by week, the newest last. */
function reports(came: readonly number[]): void {
  const add = sqlite().prepare(
    `INSERT INTO weekly_report (id, person_id, week, kind, mode, by_person, answers, at)
     VALUES (:id, :person, :week, 'beneficiary', 'self', :person, :answers, 0)`,
  );
  const people = Array.from({ length: 8 }, (_, at) => village.world.add(`Ibu${at}`, `72${at}`));
  for (const person of people) village.world.runtime.directory.change(person, { unitId: "melati" }, 0);
  for (const [ago, count] of came.toReversed().entries())
    for (const [at, person] of people.entries()) {
      const week = addDays(MONDAY, -7 * (ago + 1));
      const answers = JSON.stringify({ activity: at < count ? "useful" : "absent" });
      add.run({ id: `${person}-${week}`, person, week, answers });
    }
}

/** A confidential case that an officer can read, without anything in it. */
function sealedTo(officers: readonly string[], category: number): void {
  const id = randomBytes(16);
  sqlite()
    .prepare(
      `INSERT INTO safe_case (id, alias, received_on, category, severity, status)
       VALUES (?, ?, '2026-11-20', ?, 'S2', 'baru')`,
    )
    .run(id, id.toString("hex"), category);
  sqlite()
    .prepare("INSERT INTO safe_item (case_id, no, kind, on_date, body) VALUES (?, 1, 'story', '2026-11-20', x'00')")
    .run(id);
  const wrap = sqlite().prepare("INSERT INTO safe_wrap (case_id, no, recipient, box) VALUES (?, 1, ?, zeroblob(80))");
  for (const officer of officers) wrap.run(id, officer);
}

function officer(id: string, personId: string): void {
  const add = "INSERT INTO officer (id, person_id, public_key, enrolled_at) VALUES (?, ?, zeroblob(32), 0)";
  sqlite().prepare(add).run(id, personId);
}

describe("early signs", () => {
  it("are told to the coordinator when fewer come to the group's activity than before, once", async () => {
    reports([7, 8, 7, 7, 4]);
    const told = await since(WATI, 3);
    expect(told.match(/yang ikut kegiatan di unit Melati turun/g)).toHaveLength(1);
    expect(village.world.seen(DEWI).join("\n")).not.toContain("Tanda awal");
  });

  it("are none where as many come, or a few fewer, or there was no activity", async () => {
    reports([7, 8, 7, 7, 6]);
    sqlite().exec(
      `INSERT INTO weekly_report (id, person_id, week, kind, mode, by_person, answers, at)
       SELECT 'x' || id, person_id, '${addDays(MONDAY, -42)}', kind, mode, by_person, '{"activity":"none"}', 0 FROM weekly_report`,
    );
    expect(await since(WATI, 3)).not.toContain("Tanda awal");
  });

  it("of confidential reports are a number from five on, to an officer who can read all of them", async () => {
    const tini = village.world.runtime.directory.withRole("protection")[0]?.id ?? "";
    const rika = village.world.add("Rika", "7009", ["protection"]);
    await village.world.send("7009", "menu");
    officer("o-tini", tini);
    officer("o-rika", rika);
    for (let at = 0; at < 4; at++) sealedTo(["o-tini", "o-rika"], 4);
    sealedTo(["o-tini"], 4);
    sealedTo(["o-tini", "o-rika"], 3);
    const told = await since(TINI, 2);
    expect(told.match(/5 hal dengan kategori 4/g)).toHaveLength(1);
    for (const other of ["7009", WATI]) expect(village.world.seen(other).join("\n")).not.toContain("Tanda awal");
  });
});
