import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import { backUp } from "../../../src/db/backup.ts";
import { restore } from "../../../src/db/restore.ts";
import { homePaths } from "../../../src/home.ts";
import {
  copyVault,
  dropOldCopies,
  forget,
  newReceipt,
  systemRandom,
  upkeep,
  vaultPaths,
} from "../../../src/safeguarding/index.ts";
import { grepFolders, temporaryFiles } from "../support/grep-home.ts";
import { NOW, report, SafeWorld } from "../support/world.ts";

let world: SafeWorld;
beforeEach(() => {
  world = new SafeWorld();
});
afterEach(() => world.drop());

const STORY = "Penanda-Zaitun-4417 memotong uang kami";
const REPLY = "Jawaban-Cemara-2093 kami dengar";
const ANSWER = "Susulan-Kenari-8850 terima kasih";
const PHOTO = "Foto-Delima-6612";
const ALL = [STORY, REPLY, ANSWER, PHOTO];
const code = (wanted: string) => expect.objectContaining({ code: wanted });
const wait = (days: number) => NOW + days * DAY;

/** Opens an officer's key with one of her codes. */
async function unlock(personId: string, typed: string | undefined) {
  const officer = world.officers.ofPerson(personId);
  const unlocked = await world.officers.sheets.unlock(officer?.publicKey ?? Buffer.alloc(32), typed ?? "", "read");
  if (unlocked.kind !== "open" || officer === undefined) throw new Error(unlocked.kind);
  return { id: officer.id, keys: unlocked.keys };
}

describe("the whole life of a case", () => {
  it("is told, opened with a code, answered, followed by its number, closed, destroyed, and leaves no word on the disk", async () => {
    const temporary = temporaryFiles();
    const rina = await world.officer("rina");
    const receipt = newReceipt(systemRandom);
    const story = Buffer.from(STORY);
    const files = [{ mime: "image/jpeg", bytes: Buffer.from(PHOTO) }];
    const sealed = await world.cases.seal(report({ category: 4, story, files, receipt }), NOW);
    if (sealed.kind !== "sealed") throw new Error("nobody");
    const { alias } = sealed;
    expect(story.every((byte) => byte === 0)).toBe(true);
    expect(await world.mailboxes.look(receipt)).toMatchObject({ status: "baru", read: false, replies: [] });

    const reader = await unlock("rina", rina.codes[0]);
    const opened = world.cases.open(alias, reader, wait(1));
    if (opened === undefined) throw new Error("not there");
    expect(opened.story.toString()).toBe(STORY);
    expect(opened.files.map(({ mime, bytes }) => `${mime} ${bytes}`)).toEqual([`image/jpeg ${PHOTO}`]);
    forget(opened);
    expect(opened.story.every((byte) => byte === 0)).toBe(true);

    expect(world.cases.reply(alias, reader.id, Buffer.from(REPLY), wait(1))).toBe(true);
    const seen = await world.mailboxes.look(receipt);
    expect(seen).toMatchObject({ status: "dibaca", read: true });
    expect(seen?.replies.map(({ text }) => text.toString())).toEqual([REPLY]);

    world.restart();
    expect(await world.mailboxes.write(receipt, Buffer.from(ANSWER), wait(2))).toBe("sealed");
    expect(() => world.cases.move(alias, reader.id, { kind: "closed", outcome: "terbukti" }, wait(3))).toThrow(
      code("safe.status"),
    );
    const again = world.cases.open(alias, reader, wait(3));
    expect(again?.thread.map(({ kind, text }) => `${kind} ${text}`)).toEqual([`reply ${REPLY}`, `answer ${ANSWER}`]);
    world.cases.move(alias, reader.id, { kind: "planned" }, wait(3));
    world.cases.move(alias, reader.id, { kind: "closed", outcome: "terbukti" }, wait(4));
    reader.keys.wipe();
    expect(await world.mailboxes.look(receipt)).toMatchObject({ status: "selesai" });

    const backup = join(world.home, "backups", "before.backup");
    await backUp(world.home, backup, wait(5));
    copyVault(world.vault, vaultPaths(world.home).copies, wait(5));
    expect(grepFolders([world.home], [...ALL, receipt, ...rina.codes])).toEqual([]);

    expect(upkeep(world.parts, wait(93))).toMatchObject({ destroyed: 0 });
    expect(upkeep(world.parts, wait(94))).toEqual({ destroyed: 1, finished: 0, lost: 0, orphans: 0 });
    expect(await world.mailboxes.look(receipt)).toBeUndefined();
    expect(world.parts.rows.ids()).toEqual([]);
    expect(world.db.sqlite.prepare("SELECT month, category, cases FROM safe_count").all()).toEqual([
      { month: "2026-11", category: 4, cases: 1 },
    ]);
    expect(world.parts.audit.verify()).toMatchObject({ kind: "whole" });
    world.stop();
    expect(grepFolders([world.home], [...ALL, receipt, ...rina.codes])).toEqual([]);
    expect([...temporaryFiles()].filter((path) => !temporary.has(path))).toEqual([]);
  });

  it("cannot be read from an older backup after its destruction, even by who has kept her code", async () => {
    const rina = await world.officer("rina");
    const receipt = newReceipt(systemRandom);
    const sealed = await world.cases.seal(report({ text: STORY, receipt }), NOW);
    if (sealed.kind !== "sealed") throw new Error("nobody");
    const backup = join(world.home, "old.backup");
    await backUp(world.home, backup, NOW);
    expect(await world.mailboxes.withdraw(receipt, NOW)).toBe("destroyed");
    world.restart(() => restore(backup, world.home, NOW));
    expect(world.parts.rows.isAlias(sealed.alias)).toBe(true);
    const reader = await unlock("rina", rina.codes[1]);
    expect(world.cases.open(sealed.alias, reader, NOW)).toBeUndefined();
    expect(await world.mailboxes.look(receipt)).toBeUndefined();
    reader.keys.wipe();
    expect(upkeep(world.parts, NOW)).toMatchObject({ finished: 1, lost: 0 });
    expect(world.parts.rows.ids()).toEqual([]);
  });

  it("is readable from an older backup as long as it is not destroyed", async () => {
    const rina = await world.officer("rina");
    const sealed = await world.cases.seal(report({ text: STORY }), NOW);
    const backup = join(world.home, "old.backup");
    await backUp(world.home, backup, NOW);
    world.restart(() => restore(backup, world.home, NOW));
    const reader = await unlock("rina", rina.codes[1]);
    if (sealed.kind !== "sealed") throw new Error("nobody");
    expect(world.cases.open(sealed.alias, reader, NOW)?.story.toString()).toBe(STORY);
    reader.keys.wipe();
  });

  it("comes back only from a copy of the vault, and that lives for a week", async () => {
    const olga = world.quickOfficer("olga");
    const receipt = newReceipt(systemRandom);
    await world.cases.seal(report({ text: STORY, receipt }), NOW);
    const { copies, database } = vaultPaths(world.home);
    const copy = copyVault(world.vault, copies, NOW);
    const before = join(world.home, "before.db");
    world.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    copyFileSync(homePaths(world.home).database, before);
    await world.mailboxes.withdraw(receipt, NOW);
    const bytes = readFileSync(copy);
    expect(dropOldCopies(copies, wait(7))).toBe(1);
    world.restart(() => {
      writeFileSync(database, bytes);
      copyFileSync(before, homePaths(world.home).database);
    });
    expect(world.cases.list(olga.id)).toHaveLength(1);
    const [row] = world.cases.list(olga.id);
    expect(world.cases.open(row?.alias ?? "", olga, NOW)?.story.toString()).toBe(STORY);
  });
});

describe("keys and cases that do not fit together", () => {
  it("a key without a case waits a week before it goes, for an older database may stand there by mistake", async () => {
    const olga = world.quickOfficer("olga");
    world.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    const { database } = homePaths(world.home);
    const empty = readFileSync(database);
    const sealed = await world.cases.seal(report({ text: STORY }), NOW);
    world.db.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    const full = readFileSync(database);
    const put = (bytes: Buffer) => world.restart(() => writeFileSync(database, bytes));
    put(empty);
    expect(upkeep(world.parts, wait(1)).orphans).toBe(0);
    expect(upkeep(world.parts, wait(7)).orphans).toBe(0);
    put(full);
    upkeep(world.parts, wait(8));
    if (sealed.kind !== "sealed") throw new Error("nobody");
    expect(world.cases.open(sealed.alias, olga, wait(8))?.story.toString()).toBe(STORY);
    put(empty);
    expect(upkeep(world.parts, wait(20)).orphans).toBe(0);
    expect(upkeep(world.parts, wait(27)).orphans).toBe(1);
  });

  it("a case without a key that nobody destroyed is counted as lost, and stays", async () => {
    const olga = world.quickOfficer("olga");
    await world.cases.seal(report({}), NOW);
    world.vault.change((db) => db.exec("DELETE FROM shred"));
    expect(upkeep(world.parts, NOW)).toMatchObject({ lost: 1, finished: 0 });
    expect(world.cases.list(olga.id)).toHaveLength(1);
  });

  it("a destruction that was cut off after the key is finished by the upkeep, and counted once", async () => {
    const olga = world.quickOfficer("olga");
    const sealed = await world.cases.seal(report({ category: 5 }), NOW);
    if (sealed.kind !== "sealed") throw new Error("nobody");
    world.parts.shred.destroy(world.parts.rows.ids(), true);
    world.restart();
    expect(world.cases.open(sealed.alias, olga, NOW)).toBeUndefined();
    expect(upkeep(world.parts, NOW)).toMatchObject({ finished: 1 });
    expect(upkeep(world.parts, NOW)).toMatchObject({ finished: 0 });
    expect(world.db.sqlite.prepare("SELECT sum(cases) FROM safe_count").pluck().get()).toBe(1);
  });
});
