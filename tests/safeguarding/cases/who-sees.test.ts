import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import { newReceipt, systemRandom, takeNotices } from "../../../src/safeguarding/index.ts";
import { recipientsNow } from "../../../src/safeguarding/officers/recipients.ts";
import { NOW, report, SafeWorld } from "../support/world.ts";

let world: SafeWorld;
beforeEach(() => {
  world = new SafeWorld();
});
afterEach(() => world.drop());

const code = (wanted: string) => expect.objectContaining({ code: wanted });
const calendar = { zone: "Asia/Jakarta", holidays: new Set<string>() } as const;

async function sealed(given: Parameters<typeof report>[0] = {}): Promise<string> {
  const done = await world.cases.seal(report(given), NOW);
  if (done.kind !== "sealed") throw new Error(done.kind);
  return done.alias;
}

/** All that an officer can find out, but for the clock. */
function worldOf(id: string, alias: string) {
  return JSON.stringify({
    list: world.cases.list(id),
    guessed: world.cases.find(alias, id),
    audit: world.parts.audit.seenBy(id, 100),
    notices: takeNotices(world.parts, calendar, NOW + 2 * DAY).filter(({ to }) => to === id),
    cases: world.officers.casesOf(id),
  });
}

describe("who was struck out", () => {
  it("has the same world as without the case, to the byte", async () => {
    const [lina, mira] = [world.quickOfficer("lina"), world.quickOfficer("mira")];
    world.trustee();
    const before = worldOf(lina.id, "melati-payung");
    const alias = await sealed({ category: 2, struckOut: [lina.id] });
    world.cases.open(alias, mira, NOW + HOUR);
    world.cases.note(alias, mira.id, Buffer.from("catatan"), NOW + HOUR);
    expect(worldOf(lina.id, alias)).toBe(before);
    expect(world.cases.open(alias, lina, NOW)).toBeUndefined();
    expect(world.cases.open("tidak-ada", lina, NOW)).toBeUndefined();
    for (const name of [alias, "tidak-ada"]) {
      expect(world.cases.reply(name, lina.id, Buffer.from("x"), NOW)).toBe(false);
      expect(world.cases.note(name, lina.id, Buffer.from("x"), NOW)).toBe(false);
      expect(world.cases.move(name, lina.id, { kind: "planned" }, NOW)).toBe(false);
    }
    expect(world.cases.list(mira.id).map((row) => row.alias)).toEqual([alias]);
  });

  it("is not let in by another officer, nor by being enrolled anew", async () => {
    const [lina, mira, nia] = [world.quickOfficer("lina"), world.quickOfficer("mira"), world.quickOfficer("nia")];
    const alias = await sealed({ struckOut: [lina.id] });
    const find = (id: string) => {
      const found = recipientsNow(world.db.sqlite).find((each) => each.id === id);
      if (found === undefined) throw new Error("no recipient");
      return found;
    };
    expect(world.cases.share(alias, mira, find(lina.id), NOW)).toBe(false);
    const lost = world.officers.ofPerson("lina");
    if (lost === undefined) throw new Error("no officer");
    world.officers.revoke(lost, NOW);
    const { officer } = await world.officers.enrol("lina", NOW);
    expect(world.cases.share(alias, mira, find(officer.id), NOW)).toBe(false);
    expect(world.cases.find(alias, officer.id)).toBeUndefined();
    world.person("oki");
    const { officer: later } = await world.officers.enrol("oki", NOW);
    expect(world.cases.share(alias, mira, find(later.id), NOW)).toBe(true);
    expect(world.cases.find(alias, later.id)).toBeDefined();
    expect(world.cases.find(alias, nia.id)).toBeDefined();
  });

  it("is known to those who read the case, so that they do not speak with her about it", async () => {
    const [lina, mira] = [world.quickOfficer("lina"), world.quickOfficer("mira")];
    const alias = await sealed({ danger: true, struckOut: [lina.id] });
    const opened = world.cases.open(alias, mira, NOW);
    expect(opened?.head).toEqual({
      danger: true,
      child: false,
      struckOut: [{ id: lina.id, personId: "lina", name: "Ibu lina" }],
    });
  });

  it("leaves the trustee alone, or nobody: then nothing is stored", async () => {
    const lina = world.quickOfficer("lina");
    const trustee = world.trustee();
    const alias = await sealed({ struckOut: [lina.id], text: "hanya wali" });
    expect(world.cases.open(alias, trustee, NOW)?.story.toString()).toBe("hanya wali");
    const rows = () => world.db.sqlite.prepare("SELECT count(*) FROM safe_item").pluck().get();
    const before = rows();
    const story = Buffer.from("tak disimpan");
    expect(await world.cases.seal(report({ story, struckOut: [lina.id, trustee.id] }), NOW)).toEqual({
      kind: "nobody",
    });
    expect(rows()).toBe(before);
    expect(story.every((byte) => byte === 0)).toBe(true);
    expect(world.parts.shred.caseIds()).toHaveLength(1);
  });
});

describe("what is stored of a report", () => {
  const COLUMNS = `SELECT m.name AS t, p.name AS c FROM sqlite_master m, pragma_table_info(m.name) p
    WHERE m.type = 'table' AND (m.name LIKE 'safe\\_%' ESCAPE '\\')`;

  it("has no column for a phone, an account, a chat, a message or an hour", () => {
    const columns = world.db.sqlite.prepare(COLUMNS).all() as { t: string; c: string }[];
    const names = columns.map(({ t, c }) => `${t}.${c}`);
    expect(names.filter((name) => /phone|jid|lid$|chat|message|push|village|person|address|_at$/.test(name))).toEqual(
      [],
    );
    expect(names.filter((name) => /hour/.test(name))).toEqual(["safe_audit.hour"]);
  });

  it("shares no value with another report of the same person, but for what says nothing", async () => {
    world.quickOfficer("lina");
    world.quickOfficer("mira");
    world.trustee();
    for (let n = 0; n < 2; n += 1) await sealed({ receipt: newReceipt(systemRandom), text: "cerita yang sama" });
    const [first, second] = world.parts.rows.ids().map((id) => valuesOf(id));
    expect(first?.size).toBeGreaterThan(8);
    const shared = [...(first ?? [])].filter((value) => second?.has(value)).sort();
    // The day, the kind of report, and to whom it went.
    const officers = recipientsNow(world.db.sqlite).map(({ id }) => `'${id}'`);
    expect(shared).toEqual(["'2026-11-20'", "'S4'", "'baru'", "'story'", "0", "1", "6", "NULL", ...officers].sort());
  });

  it("is of one size for 10, 200 and 900 characters, for one who was struck out and for nine", async () => {
    const officers = Array.from({ length: 10 }, (_, n) => world.quickOfficer(`petugas ${n}`).id);
    const sizes = new Set<number>();
    for (const [characters, struck] of [
      [10, 0],
      [200, 1],
      [900, 9],
      [1_000, 3],
    ] as const) {
      const alias = await sealed({ text: "a".repeat(characters), struckOut: officers.slice(0, struck) });
      const size = world.db.sqlite.prepare(
        "SELECT length(body) FROM safe_item JOIN safe_case ON id = case_id WHERE alias = ?",
      );
      sizes.add(size.pluck().get(alias) as number);
    }
    expect(sizes.size).toBe(1);
  });

  it("tells the day and no more of when it came", async () => {
    world.quickOfficer("lina");
    await sealed({ category: 1, danger: true });
    takeNotices(world.parts, calendar, NOW + 3 * HOUR);
    const [id = Buffer.alloc(16)] = world.parts.rows.ids();
    const values = [...valuesOf(id)].filter((value) => !value.startsWith("X'"));
    expect(values.filter((value) => /\d{5,}|\d:\d/.test(value.replace(/^'\w{16}'$/, "")))).toEqual([]);
    expect(values).toContain("'2026-11-20'");
  });

  /** Every value of a case, as SQL writes it. */
  function valuesOf(id: Buffer): Set<string> {
    const columns = world.db.sqlite.prepare(COLUMNS).all() as { t: string; c: string }[];
    const keyed = columns.filter(({ c, t }) => c === "case_id" || (t === "safe_case" && c === "id"));
    const found = keyed.flatMap(({ t: table, c: key }) =>
      columns
        .filter(({ t }) => t === table)
        .flatMap(({ c }) =>
          world.db.sqlite.prepare(`SELECT quote(${c}) FROM ${table} WHERE ${key} = ?`).pluck().all(id),
        ),
    );
    return new Set(found as string[]);
  }
});

describe("the holder of a number", () => {
  it("never sees the story, and what is no number of a case gives the same nothing", async () => {
    world.quickOfficer("lina");
    const receipt = newReceipt(systemRandom);
    await sealed({ receipt, text: "cerita" });
    const seen = await world.mailboxes.look(receipt);
    expect(Object.keys(seen ?? {}).sort()).toEqual(["read", "replies", "status"]);
    for (const wrong of ["", "halo", "1234", `${receipt}0`, newReceipt(systemRandom)]) {
      expect(await world.mailboxes.look(wrong)).toBeUndefined();
      expect(await world.mailboxes.write(wrong, Buffer.from("x"), NOW)).toBeUndefined();
      expect(await world.mailboxes.withdraw(wrong, NOW)).toBeUndefined();
      expect(await world.mailboxes.askToBeTold(wrong, Buffer.from("x"), NOW)).toBe(false);
    }
  });

  it("takes a report back: unread it is destroyed and not counted, read it is closed", async () => {
    const lina = world.quickOfficer("lina");
    const [first, second] = [newReceipt(systemRandom), newReceipt(systemRandom)];
    await sealed({ receipt: first });
    const read = await sealed({ receipt: second });
    world.cases.open(read, lina, NOW);
    expect(await world.mailboxes.withdraw(first, NOW)).toBe("destroyed");
    expect(await world.mailboxes.withdraw(second, NOW)).toBe("closed");
    expect(world.cases.list(lina.id)).toEqual([]);
    const gone = world.db.sqlite.prepare("SELECT hour FROM safe_audit WHERE action = 'case.destroyed'").pluck();
    expect(gone.all()).toEqual([Date.parse("2026-11-20T00:00:00+07:00")]);
    expect(world.cases.find(read, lina.id)).toMatchObject({ status: "selesai", outcome: "dicabut" });
    expect(world.db.sqlite.prepare("SELECT count(*) FROM safe_count").pluck().get()).toBe(0);
  });

  it("is told of an answer once, when she asked for it, and her address is then gone", async () => {
    world.quickOfficer("lina");
    const receipt = newReceipt(systemRandom);
    await sealed({ receipt });
    const [id = Buffer.alloc(16)] = world.parts.rows.ids();
    expect(await world.mailboxes.askToBeTold(receipt, Buffer.from('{"channel":"telegram"}'), NOW)).toBe(true);
    expect(world.parts.returnAddresses.take(id)?.toString()).toBe('{"channel":"telegram"}');
    expect(world.parts.returnAddresses.take(id)).toBeUndefined();
    await world.mailboxes.askToBeTold(receipt, Buffer.from("lagi"), NOW);
    world.parts.returnAddresses.dropOld("2026-12-19");
    expect(world.vault.sqlite.prepare("SELECT count(*) FROM return_address").pluck().get()).toBe(1);
    world.parts.returnAddresses.dropOld("2026-12-20");
    expect(world.parts.returnAddresses.take(id)).toBeUndefined();
  });

  it("who took none cannot be answered, and an officer is told so", async () => {
    const lina = world.quickOfficer("lina");
    const alias = await sealed({});
    world.cases.open(alias, lina, NOW);
    expect(() => world.cases.reply(alias, lina.id, Buffer.from("x"), NOW)).toThrow(code("safe.no-mailbox"));
  });
});

describe("a report that is too much", () => {
  it("is refused before anything is stored, and emptied", async () => {
    world.quickOfficer("lina");
    const story = Buffer.alloc(81_921, 97);
    await expect(world.cases.seal(report({ story }), NOW)).rejects.toEqual(code("safe.too-long"));
    expect(story.every((byte) => byte === 0)).toBe(true);
    const files = Array.from({ length: 31 }, () => ({ mime: "image/jpeg", bytes: Buffer.alloc(1) }));
    await expect(world.cases.seal(report({ files }), NOW)).rejects.toEqual(code("safe.too-many-files"));
    expect(world.parts.rows.ids()).toEqual([]);
    await sealed({ text: "ü".repeat(20_000), files: files.slice(0, 30) });
  });
});

describe("notices", () => {
  it("go to the next officers and to the trustee, once each, also after a restart, and never to who was struck out", async () => {
    const [lina, mira, nia] = [world.quickOfficer("lina"), world.quickOfficer("mira"), world.quickOfficer("nia")];
    const trustee = world.trustee();
    const alias = await sealed({ category: 3, struckOut: [nia.id] });
    const told = (hours: number) =>
      takeNotices(world.parts, calendar, NOW + hours * HOUR)
        .filter(({ duty }) => duty === "read")
        .map(({ to, step }) => [to, step]);
    expect(told(11)).toEqual([]);
    expect(told(12)).toEqual([[mira.id, 50]]);
    expect(told(13)).toEqual([]);
    world.restart();
    expect(told(13)).toEqual([[trustee.id, 100]]);
    expect(told(400)).toEqual([[trustee.id, 150]]);
    expect(told(800)).toEqual([]);
    world.cases.open(alias, lina, NOW);
  });
});
