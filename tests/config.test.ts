import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { type Config, readConfig } from "../src/config.ts";
import { ContentError, type Problem } from "../src/errors.ts";
import { temporaryFolder } from "./support/clean-up.ts";

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder();
});

const TOKEN = "123456789:AAexample-token_of-a-bot";
const dotEnv = (text: string) => writeFileSync(join(cwd, ".env"), text);

function problemsOf(env: NodeJS.ProcessEnv): readonly Problem[] {
  try {
    readConfig(env, cwd);
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
  return [];
}

test("without any configuration Rukun runs with its simulator on loopback", () => {
  expect(readConfig({}, cwd)).toEqual({
    home: join(cwd, "data"),
    host: "127.0.0.1",
    port: 3000,
    logLevel: "info",
    simulator: true,
    programme: "melati",
    kotakSuara: { mode: "demo", revealing: [] },
  } satisfies Config);
});

test("Kotak Suara is by itself on where everybody is invented, and nowhere else", () => {
  const mode = (env: NodeJS.ProcessEnv) => readConfig(env, cwd).kotakSuara.mode;
  expect([{}, { RUKUN_SIMULATOR: "on" }].map(mode)).toEqual(["demo", "demo"]);
  const both = { TELEGRAM_BOT_TOKEN: TOKEN, RUKUN_SIMULATOR: "on" };
  expect([{ TELEGRAM_BOT_TOKEN: TOKEN }, { WHATSAPP: "on" }, both].map(mode)).toEqual(["off", "off", "off"]);
  expect(mode({ ...both, KOTAK_SUARA: "on" })).toBe("on");
  expect(mode({ KOTAK_SUARA: "off" })).toBe("off");
  expect(readConfig({ KOTAK_SUARA_COPIES: "copies" }, cwd).kotakSuara.copies).toBe(join(cwd, "copies"));
});

test("variables by which Node writes down what passes through it are known by their names", () => {
  const revealing = (env: NodeJS.ProcessEnv) => readConfig(env, cwd).kotakSuara.revealing;
  expect(revealing({ NODE_DEBUG: "http", DEBUG: "*", NODE_OPTIONS: "--inspect=9229" })).toHaveLength(3);
  expect(revealing({ NODE_DEBUG: "", NODE_OPTIONS: "--max-old-space-size=512" })).toEqual([]);
});

test("the environment wins over .env, and an empty variable is one that is not set", () => {
  dotEnv("RUKUN_PORT=4000\nRUKUN_HOST=127.0.0.2\nRUKUN_HOME=\n");
  const config = readConfig({ RUKUN_PORT: "5000", TELEGRAM_BOT_TOKEN: "" }, cwd);
  expect(config).toMatchObject({ port: 5000, host: "127.0.0.2", home: join(cwd, "data"), simulator: true });
});

test("a token switches Telegram on and the simulator off, unless it is asked for", () => {
  expect(readConfig({ TELEGRAM_BOT_TOKEN: TOKEN }, cwd)).toMatchObject({
    telegram: { token: TOKEN },
    simulator: false,
  });
  const both = { TELEGRAM_BOT_TOKEN: TOKEN, RUKUN_SIMULATOR: "on", TELEGRAM_API_ROOT: "http://127.0.0.1:8081/" };
  expect(readConfig(both, cwd)).toMatchObject({ telegram: { apiRoot: "http://127.0.0.1:8081" }, simulator: true });
});

test("everything that is wrong is told at once, with its line and how to write it", () => {
  dotEnv(`# port\nRUKUN_PORT=seventy\n\nexport LOG_LEVEL = loud\nRUKUN_HOEM=/srv/rukun\nRUKUN_HOST 127.0.0.1\n`);
  const found = problemsOf({ RUKUN_SIMULATOR: "perhaps" });
  expect(found.map(({ file, line, what }) => [file, line, what])).toEqual([
    ["environment", undefined, "RUKUN_SIMULATOR is not usable."],
    [".env", 2, "RUKUN_PORT is not usable."],
    [".env", 4, "LOG_LEVEL is not usable."],
    [".env", 5, "Rukun has no variable RUKUN_HOEM."],
    [".env", 6, "This line is not understood."],
  ]);
  expect(found[1]?.how).toContain("RUKUN_PORT=3000");
  expect(found[3]?.how).toContain("RUKUN_HOME");
});

test("of a variable that stands twice the last one counts, and is the one that is named", () => {
  dotEnv("RUKUN_PORT=4000\nRUKUN_PORT=70000\n");
  expect(problemsOf({})).toMatchObject([{ file: ".env", line: 2 }]);
});

test("a token that cannot be one is not repeated in the problem", () => {
  dotEnv("TELEGRAM_BOT_TOKEN=hunter2-my-password\n");
  const found = problemsOf({});
  expect(found).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain("hunter2");
});

test("variables of other programs, and values in quotes over several lines, are left alone", () => {
  dotEnv(`DATABASE_URL=postgres://x\nNOTE="two\nlines"\nRUKUN_PORT='4000'\n`);
  expect(readConfig({}, cwd).port).toBe(4000);
});

test("an .env that is a folder is told, not thrown", () => {
  mkdirSync(join(cwd, ".env"));
  expect(problemsOf({})).toMatchObject([{ file: ".env", what: "It cannot be read (EISDIR)." }]);
});

test("the simulator, on which anybody can be anybody, is not shown to other machines", () => {
  expect(problemsOf({ RUKUN_HOST: "0.0.0.0" })[0]?.what).toContain("only for this machine");
  const token = "123456789:AAbbccddeeffgghh";
  expect(readConfig({ RUKUN_HOST: "0.0.0.0", TELEGRAM_BOT_TOKEN: token }, cwd).host).toBe("0.0.0.0");
  expect(readConfig({ RUKUN_HOST: "localhost" }, cwd).simulator).toBe(true);
});

test("WhatsApp is on when it is asked for, with a key beside the database and not in it, and the simulator is off", () => {
  expect(readConfig({}, cwd).whatsapp).toBeUndefined();
  expect(readConfig({ WHATSAPP: "off", WHATSAPP_NEW_PER_DAY: "5" }, cwd)).toMatchObject({ simulator: true });
  expect(readConfig({ WHATSAPP: "on" }, cwd)).toMatchObject({
    whatsapp: { keyFile: join(cwd, "data/keys/whatsapp.key"), secondsBetween: [3, 5], newPerDay: 100 },
    simulator: false,
  });
  const given = {
    WHATSAPP: "on",
    WHATSAPP_KEY_FILE: "keys/of-home",
    WHATSAPP_VERSION: "2.3000.1043857760",
    WHATSAPP_SECONDS_BETWEEN: "10 - 20",
    WHATSAPP_NEW_PER_DAY: "0",
    WHATSAPP_SERVER: "ws://127.0.0.1:8082/ws/chat",
    RUKUN_SIMULATOR: "on",
  };
  expect(readConfig(given, cwd)).toMatchObject({
    whatsapp: {
      keyFile: join(cwd, "keys/of-home"),
      version: [2, 3000, 1043857760],
      secondsBetween: [10, 20],
      newPerDay: 0,
      server: "ws://127.0.0.1:8082/ws/chat",
    },
    simulator: true,
  });
});

test.each([
  ["WHATSAPP", "please"],
  ["WHATSAPP_VERSION", "2.3000"],
  ["WHATSAPP_VERSION", "latest"],
  ["WHATSAPP_SECONDS_BETWEEN", "3"],
  ["WHATSAPP_SECONDS_BETWEEN", "5-3"],
  ["WHATSAPP_SECONDS_BETWEEN", "0-1"],
  ["WHATSAPP_NEW_PER_DAY", "-1"],
  ["WHATSAPP_NEW_PER_DAY", "many"],
  ["WHATSAPP_SERVER", "wss://web.whatsapp.com/ws/chat"],
  ["WHATSAPP_SERVER", "ws://10.0.0.1:8082/ws"],
  ["WHATSAPP_SERVER", "http://127.0.0.1:8082"],
])("%s=%s stops the start with an example", (name, value) => {
  const [problem, ...more] = problemsOf({ [name]: value });
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ what: `${name} is not usable.` });
});

test("a WhatsApp variable that Rukun does not have is told", () => {
  dotEnv("WHATSAPP_TOKEN=x\n");
  expect(problemsOf({})).toMatchObject([{ line: 1, what: "Rukun has no variable WHATSAPP_TOKEN." }]);
});
