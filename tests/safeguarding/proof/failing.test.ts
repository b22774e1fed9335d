import { expect, it, vi } from "vitest";
import { MINUTE } from "../../../src/clock.ts";
import type { Channel } from "../../../src/conversation/channel.ts";
import type { Action, Module } from "../../../src/conversation/module.ts";
import { RukunError } from "../../../src/errors.ts";
import { afterTest } from "../../support/clean-up.ts";
import { TO_THE_STORY } from "../chat/report-world.ts";
import { grepFolders } from "../support/grep-home.ts";
import { ALL_MARKS, MARKS, markedPhoto, markedVoice, numberSaid } from "./marks.ts";
import { sayAll, until } from "./phones.ts";
import { ProofWorld } from "./proof-world.ts";

/** All that this process writes to the terminal, until the test is over. */
function terminal(): string[] {
  const said: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    const spy = vi.spyOn(stream, "write").mockImplementation((chunk) => {
      said.push(String(chunk));
      return true;
    });
    afterTest(() => spy.mockRestore());
  }
  return said;
}

/** A channel of which each third message fails, with its words in the error, and each deletion. */
function failing(channel: Channel): Channel {
  let tries = 0;
  const send: Channel["send"] = async (message, signal) => {
    tries += 1;
    if (tries % 3 === 0) throw new Error(`${message.address} ${JSON.stringify(message.body)}`);
    return channel.send(message, signal);
  };
  const remove: Channel["remove"] = async (address, id) => Promise.reject(new Error(`${address} ${id} ${MARKS.story}`));
  const fetchMedia: Channel["fetchMedia"] = async (ref) => Promise.reject(new Error(`${ref} ${MARKS.photo}`));
  const spoilt: Partial<Channel> = { send, remove, fetchMedia };
  return new Proxy(channel, {
    get: (target, name) => Reflect.get(spoilt, name) ?? Reflect.get(target, name),
  });
}

/** Actions that fail the first time, with what they were given in the error. */
function throwing(modules: readonly Module[]): Module[] {
  const failed = new Set<string>();
  const once = ([name, real]: [string, Action]): [string, Action] => [
    name,
    {
      ...real,
      run: (given, context) => {
        if (!/^(suara|kabar)\./.test(name) || failed.has(name)) return real.run(given, context);
        failed.add(name);
        throw new Error(`${name} ${JSON.stringify(given)} ${context.address?.address}`);
      },
    },
  ];
  return modules.map((module) => ({
    ...module,
    ...(module.actions && { actions: Object.fromEntries(Object.entries(module.actions).map(once)) }),
  }));
}

/** Fills a vault to its last page, as where the disk has no more room; gives what makes room again. */
function filled(sqlite: ProofWorld["sqlite"]): () => void {
  const before = sqlite.pragma("max_page_count", { simple: true });
  sqlite.pragma(`max_page_count = ${sqlite.pragma("page_count", { simple: true })}`);
  const add = sqlite.prepare(
    "INSERT INTO shred (case_id, key, orphan_on) VALUES (randomblob(16), zeroblob(32), '2000-01-01')",
  );
  const fill = () => {
    for (;;) add.run();
  };
  expect(fill).toThrow("full");
  return () => {
    sqlite.pragma(`max_page_count = ${before}`);
    sqlite.exec("DELETE FROM shred WHERE orphan_on = '2000-01-01'");
  };
}

/** Changes what is sealed, as somebody does who has the file. */
function tamper({ sqlite }: ProofWorld, table: string, column: string): void {
  const guards = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?").pluck();
  for (const name of guards.all(table)) sqlite.exec(`DROP TRIGGER ${name}`);
  expect(sqlite.prepare(`UPDATE ${table} SET ${column} = zeroblob(length(${column}))`).run().changes).toBeGreaterThan(
    0,
  );
}

const SECRETS = [...ALL_MARKS, "700888999", "500111222", "NamaDorong-Kenanga"];

/** Nothing of what was told in any file, nobody's name or account in the log and on the terminal. */
function leaks(world: ProofWorld, said: readonly string[], more: readonly string[]): string[] {
  const secrets = [...SECRETS, ...more].filter((secret) => secret !== "");
  return [
    ...grepFolders([world.root], [...ALL_MARKS, ...more]),
    ...grepFolders([`${world.root}/log`], secrets),
    ...secrets.filter((secret) => said.join("").includes(secret)),
  ];
}

it("an action that throws, and a channel that fails with what it was given, leak nothing", async () => {
  const said = terminal();
  const modules: NonNullable<Parameters<typeof ProofWorld.start>[0]>["modules"] = (made) => (parts) =>
    throwing(made(parts));
  const world = await ProofWorld.start({ spoil: failing, modules });
  const ratna = await world.officer("Ratna", world.onTelegram(500_111_222));
  const sari = world.onTelegram(700_888_999);
  world.add("Sari", sari);
  /** Again where it failed. */
  const insist = async (step: () => Promise<string[]>) => {
    for (let tries = 0; tries < 4; tries += 1) {
      const before = sari.seen().length;
      await step();
      await world.later(MINUTE);
      if (!sari.seen().slice(before).join().includes("gangguan")) return;
    }
  };
  for (const text of [...TO_THE_STORY, MARKS.story, MARKS.more]) await insist(() => sari.says(text));
  await insist(() => sari.photo(markedPhoto(), MARKS.caption));
  await insist(() => sari.voice(markedVoice()));
  for (const text of ["selesai", "1", "1"]) await insist(() => sari.says(text));
  await ratna.phone.says(`BUKA ${ratna.codes[0]}`);
  await world.later(MINUTE);
  for (const alias of world.aliases) await ratna.phone.says(`BACA ${alias}`);
  await world.later(20 * MINUTE);
  expect(world.aliases).toHaveLength(1);
  await world.stop();
  expect(leaks(world, said, [ratna.codes[0] ?? ""])).toEqual([]);
});

it("a full disk, Argon2id that is busy, and rows that were tampered with, leak nothing", async () => {
  const said = terminal();
  const world = await ProofWorld.start();
  const { phone, codes } = await world.officer("Ratna", world.onTelegram(500_111_222));
  const sari = world.onTelegram(700_888_999);
  world.add("Sari", sari);
  await sayAll(sari, ...TO_THE_STORY, MARKS.story);
  await sari.photo(markedPhoto(), MARKS.caption);
  await sayAll(sari, "selesai", "1");
  const answers: string[] = [];
  const vaultHasRoom = filled(world.vault.sqlite);
  answers.push((await sari.says("1")).join());
  vaultHasRoom();
  const { stretcher } = world.vault;
  const stretch = stretcher.stretch.bind(stretcher);
  const busy = async () => Promise.reject(new RukunError("safe.busy", `busy with ${MARKS.story}`, { retryable: true }));
  stretcher.stretch = busy;
  answers.push((await sari.says("ya")).join());
  stretcher.stretch = stretch;
  world.sqlite.exec(
    `CREATE TEMP TRIGGER full AFTER INSERT ON main.safe_mailbox BEGIN SELECT RAISE(ABORT, '${MARKS.photo}'); END`,
  );
  answers.push((await sari.says("ya")).join());
  world.sqlite.exec("DROP TRIGGER temp.full");
  expect(answers).toEqual(Array(3).fill(expect.stringContaining("Ceritanya masih ada di sini. Mau dicoba lagi?")));
  const number = numberSaid(await sari.says("ya"));
  expect(number).not.toBe("");
  await sayAll(sari, "lewati", "2");
  const [alias = ""] = world.aliases;
  await phone.says(`BUKA ${codes[0]}`);
  await until(() => phone.seen().join().includes("Terbuka sampai"));
  tamper(world, "safe_item", "body");
  expect((await phone.says(`BACA ${alias}`)).join()).toContain("gangguan");
  expect((await phone.says(`BALAS ${alias} ${MARKS.reply}`)).join()).toContain("belum dibaca");
  tamper(world, "safe_mailbox", "public_key");
  expect((await sari.says(`KABAR ${number}`)).join()).toContain("belum dibaca");
  await world.stop();
  expect(leaks(world, said, [number, number.replaceAll(" ", ""), codes[0] ?? ""])).toEqual([]);
});
