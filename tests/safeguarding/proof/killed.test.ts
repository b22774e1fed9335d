import type Sqlite from "better-sqlite3";
import { expect, it } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import type { KeyPair } from "../../../src/safeguarding/index.ts";
import { TO_THE_STORY } from "../chat/report-world.ts";
import { grepFolders } from "../support/grep-home.ts";
import { ALL_MARKS, MARKS, markedPhoto, markedVoice, numberSaid } from "./marks.ts";
import { sayAll, until } from "./phones.ts";
import { ProofWorld } from "./proof-world.ts";

const [SARI, RATNA] = [700_888_999, 500_111_222];

/** A moment at which the process was killed, and the files as they lay then. */
type Kill = { at: string; root: string; now: number };

/** Changes inside of which it is killed, the first of each: in a transaction, and between the two files. */
const INSIDE = {
  vault: ["INSERT shred", "INSERT return_address", "DELETE wrap"],
  database: ["INSERT safe_case", "INSERT safe_mailbox", "UPDATE safe_case", "INSERT safe_reply"],
};

/** The triggers are in memory and not in the files. */
function killInside(world: ProofWorld, kill: (at: string) => void): void {
  const seen = new Set<string>();
  const once = (at: string) => {
    if (!seen.has(at)) kill(at);
    seen.add(at);
    return 0;
  };
  const watch = (sqlite: Sqlite.Database, changes: readonly string[]) => {
    sqlite.function("kill", (at) => once(String(at)));
    for (const [n, change] of changes.entries())
      sqlite.exec(
        `CREATE TEMP TRIGGER kill_${n} AFTER ${change.replace(" ", " ON main.")} BEGIN SELECT kill('${change}'); END`,
      );
  };
  watch(world.sqlite, INSIDE.database);
  watch(world.vault.sqlite, INSIDE.vault);
}

/** A report and its reading, killed after each step and inside of those that write. */
async function killedEverywhere() {
  const world = await ProofWorld.start();
  const { phone, codes } = await world.officer("Ratna", world.onTelegram(RATNA));
  const trustee = world.trustee();
  const sari = world.onTelegram(SARI);
  world.add("Sari", sari);
  const kills: Kill[] = [];
  const kill = (at: string) => void kills.push({ at, root: world.killedHere(), now: world.clock.now() });
  killInside(world, kill);
  await sayAll(sari, ...TO_THE_STORY);
  await sari.says(MARKS.story);
  kill("story");
  await sari.photo(markedPhoto(), MARKS.caption);
  await sari.voice(markedVoice());
  kill("files");
  await sayAll(sari, "selesai", "1");
  kill("before it is sent");
  let said = await sari.says("1");
  kill("sent");
  const number = numberSaid(said);
  await sayAll(sari, number.slice(-4), "1");
  const [alias = ""] = world.aliases;
  await phone.says(`BUKA ${codes[0]}`);
  await until(() => phone.seen().some((text) => text.includes("Terbuka sampai")));
  for (const text of [`BACA ${alias}`, `BALAS ${alias} ${MARKS.reply}`, `CATAT ${alias} ${MARKS.note}`]) {
    await phone.says(text);
    if (text.startsWith("BACA")) kill("BACA");
  }
  said = await sari.says(`KABAR ${number}`);
  expect(said.join()).toContain(MARKS.reply);
  kill("KABAR");
  await sari.says("1");
  await sari.says(MARKS.answer);
  kill("answer");
  await world.stop();
  return { kills, trustee, number, code: codes[0] ?? "", alias };
}

/** The case in a home, whole or not there. */
function whole(world: ProofWorld, trustee: { id: string; keys: KeyPair }): "whole" | "none" | "broken" {
  const [alias, ...more] = world.aliases;
  if (more.length > 0) return "broken";
  if (alias === undefined) return "none";
  const opened = world.safe.cases.open(alias, trustee, world.clock.now());
  const isWhole =
    opened?.story.toString() === `${MARKS.story}\n\n${MARKS.caption}` &&
    opened.files.length === 2 &&
    opened.files.some(({ bytes }) => bytes.includes(MARKS.photo) && !bytes.includes(MARKS.exif)) &&
    opened.files.some(({ bytes }) => bytes.includes(MARKS.voice));
  return isWhole ? "whole" : "broken";
}

// Fourteen starts, each of a whole Rukun: on a busy machine they take their time.
it("a process that is killed at any step of a report and of its reading leaves nothing to read, and goes on kindly", async () => {
  const { kills, trustee, number, code, alias } = await killedEverywhere();
  const secrets = [...ALL_MARKS, number, number.replaceAll(" ", ""), code];
  const states: string[] = [];
  for (const [n, { at, root, now }] of kills.entries()) {
    expect([at, grepFolders([root], secrets)]).toEqual([at, []]);
    const again = await ProofWorld.start({ root, now: now + MINUTE });
    const [sari, ratna] = [again.onTelegram(SARI), again.onTelegram(RATNA)];
    // She does not know that it has ended, and goes on telling: what a menu guesses at first, or what it does not.
    const answers = await sayAll(sari, ...(n % 2 === 0 ? [`dia datang 5 kali, ${MARKS.more}`] : []), MARKS.answer);
    expect([at, answers.join()]).toEqual([at, expect.stringContaining("Sudah agak lama, jadi kita mulai lagi")]);
    expect([at, (await sari.voice(markedVoice())).join()]).toEqual([at, expect.stringContaining("Sudah agak lama")]);
    expect([at, (await ratna.says(`BACA ${alias}`)).join()]).toEqual([at, expect.stringContaining("Masih terkunci")]);
    const state = whole(again, trustee);
    states.push(state);
    const kabar = await sari.says(`KABAR ${number}`);
    expect([at, kabar.join()]).toEqual([
      at,
      expect.stringContaining(state === "whole" ? "Kabarnya" : "tidak menemukan"),
    ]);
    await again.stop();
    expect([at, grepFolders([root], secrets)]).toEqual([at, []]);
  }
  // All before the transaction that seals has nothing of a case, and all after it has the whole of it.
  expect(states.join(" ")).toMatch(/^(none ){6}(whole ?){8}$/);
}, 180_000);
