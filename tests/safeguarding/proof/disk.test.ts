import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/clock.ts";
import { copyVault } from "../../../src/safeguarding/index.ts";
import { rukun } from "../../cli/command.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { TO_THE_STORY } from "../chat/report-world.ts";
import { filesBelow, grepFolders, temporaryFiles } from "../support/grep-home.ts";
import { ALL_MARKS, MARKS, markedPhoto, markedVoice, numberSaid } from "./marks.ts";
import { type Phone, sayAll, until } from "./phones.ts";
import { databaseOf, type OfficerOfProof, ProofWorld } from "./proof-world.ts";

/** A whole report, with a number and a sign at an answer. Gives the number. */
async function reports(phone: Phone): Promise<string> {
  await sayAll(phone, ...TO_THE_STORY, MARKS.story);
  await phone.photo(markedPhoto(), MARKS.caption);
  await phone.voice(markedVoice());
  const said = await sayAll(phone, MARKS.more, "selesai", "1", "1");
  const number = numberSaid(said);
  expect((await sayAll(phone, number.slice(-4), "1")).join("\n")).toContain("KABAR");
  return number;
}

/** BUKA, BACA, BALAS, CATAT and KUNCI of a case. */
async function reads({ phone, codes }: OfficerOfProof, alias: string): Promise<string> {
  const [code = ""] = codes.splice(0, 1);
  const before = phone.seen().length;
  await phone.says(`BUKA ${code}`);
  await until(() => phone.seen().slice(before).join().includes("Terbuka sampai"));
  const read = await phone.says(`BACA ${alias}`);
  await phone.says(`BALAS ${alias} ${MARKS.reply}`);
  await phone.says(`CATAT ${alias} ${MARKS.note}`);
  await phone.says("KUNCI");
  return [code, ...read].join("\n");
}

it("no word, number, name or code of reports over WhatsApp, LID and Telegram is in any file there is", async () => {
  const looked = temporaryFiles();
  const world = await ProofWorld.start({ whatsapp: true });
  const officers = [
    await world.officer("Ratna", world.onTelegram(500_111_222)),
    await world.officer("Sri", world.onWhatsApp("6281333444555")),
  ];
  world.trustee();
  // Somebody of the unit, on all her accounts, and two of whom nobody knows who they are.
  const reporters = [
    world.onTelegram(700_888_999),
    world.onWhatsApp("6281299887766"),
    world.behindLid("98765432109876"),
    world.behindLid("55544433322211", "6285711223344"),
  ];
  const [first] = reporters;
  if (first !== undefined) world.add("Sari", first);
  const uploading = lookWhileUploading(world);
  const numbers: string[] = [];
  const aliases: string[] = [];
  const codes: string[] = [];
  for (const [at, phone] of reporters.entries()) {
    numbers.push(await reports(phone));
    const alias = world.aliases.find((one) => !aliases.includes(one)) ?? "";
    aliases.push(alias);
    const officer = officers[at % 2];
    if (officer === undefined) throw new Error("no officer");
    const read = await reads(officer, alias);
    codes.push(read.split("\n")[0] ?? "");
    expect(read).toContain(MARKS.story);
    const back = await sayAll(phone, `KABAR ${numbers[at]}`);
    expect(back.join("\n")).toContain(MARKS.reply);
    await sayAll(phone, "1", MARKS.answer, "4");
    await world.later(11 * MINUTE);
  }
  expect(aliases).toHaveLength(4);
  // The sign that there is an answer, and the deletion of what was shown.
  await world.later(7 * HOUR);
  copyVault(world.vault, join(world.home, "vault/copies"), world.clock.now());
  const env = { RUKUN_HOME: world.home };
  expect((await rukun({ cwd: world.root, now: world.clock.now(), env }, "backup")).code).toBe(0);
  const running = world.killedHere();
  await world.stop();
  const folders = [world.root, running];
  const words = [...ALL_MARKS, ...numbers, ...numbers.map((number) => number.replaceAll(" ", ""))];
  expect(grepFolders(folders, [...words, ...codes])).toEqual([]);
  expect([...temporaryFiles()].filter((name) => !looked.has(name))).toEqual([]);
  // What an officer opens on WhatsApp goes through a file of the library's, which is encrypted.
  expect(uploading).toEqual([[], [], [], []]);
  // What holds a case knows nobody who told one.
  const cases = join(temporaryFolder(), "cases");
  expect(holdingCases(running, cases)).toBeGreaterThan(40);
  expect(
    grepFolders(
      [cases],
      reporters.flatMap((phone) => phone.traces()),
    ),
  ).toEqual([]);
  // The search finds what is there: her account, where people are.
  expect(grepFolders([running], ["700888999"])).not.toEqual([]);
});

/** What is found in any file at each moment when WhatsApp's servers have taken a file. */
function lookWhileUploading({ root, whatsapp }: ProofWorld): string[][] {
  const found: string[][] = [];
  const uploads: Buffer[] = whatsapp?.media.uploads ?? [];
  const push = uploads.push.bind(uploads);
  uploads.push = (...taken: Buffer[]) => {
    expect(filesBelow(join(root, "tmp"))).not.toEqual([]);
    found.push(grepFolders([root], ALL_MARKS));
    return push(...taken);
  };
  return found;
}

/** Puts all that holds a case into a folder, as it is: rows of the database, the vault and its copy. Gives how many rows. */
function holdingCases(root: string, folder: string): number {
  cpSync(join(root, "home/vault"), join(folder, "vault"), { recursive: true });
  const sqlite = new Sqlite(databaseOf(root));
  const rows = [...tablesOf(sqlite), "duty"].flatMap((table) =>
    sqlite
      .prepare(`SELECT * FROM ${table} WHERE ${table === "duty" ? "kind LIKE 'suara.%'" : "true"}`)
      .raw()
      .all(),
  ) as (string | number | Buffer | null)[][];
  const bytes = rows.flatMap((row) => row.map((value) => Buffer.from(Buffer.isBuffer(value) ? value : `${value}\n`)));
  writeFileSync(join(folder, "rows"), Buffer.concat(bytes));
  sqlite.close();
  return rows.length;
}

const tablesOf = (sqlite: Sqlite.Database) =>
  sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'safe\\_%' ESCAPE '\\'")
    .pluck()
    .all() as string[];
