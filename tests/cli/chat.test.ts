import { beforeEach, expect, test } from "vitest";
import { persona } from "../../src/cli/chat/persona.ts";
import { NOW, openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";
import { launch } from "./process.ts";

let cwd: string;
beforeEach(() => {
  cwd = temporaryFolder();
});

const AFTERNOON = Date.parse("2026-11-20T09:15:00Z");
const NIGHT = Date.parse("2026-11-20T18:40:00Z");
const chat = (...args: string[]) => rukun({ cwd, input: "", now: AFTERNOON }, "chat", ...args);

test.each([
  ["tuti", "Ibu Tuti"],
  ["Tuti", "Ibu Tuti"],
  ["ibu tuti", "Ibu Tuti"],
  ["Tuti Handayani", "Ibu Tuti"],
  ["tuti0", "Ibu Tuti"],
  ["astuti", "Ibu Yuni"],
  ["las", "Ibu Lastri"],
])("--as %s is %s", (as, called) => {
  const { sqlite } = openHome(demoHome(cwd, NOW));
  expect(persona(sqlite, as).called).toBe(called);
  sqlite.close();
});

test("the person that was named is greeted", async () => {
  const { code, out, err } = await chat("weekly-report", "--as", "Tuti Handayani");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("Halo Ibu Tuti");
});

test("and so is who sits there at night, when nobody else is written to", async () => {
  const { out } = await rukun({ cwd, input: "", now: NIGHT }, "chat", "weekly-report", "--as", "Tuti Handayani");
  expect(out).toContain("Halo Ibu Tuti");
});

test("a part of several names is asked back, and nobody's name is told as such", async () => {
  const several = await chat("weekly-report", "--as", "ti");
  expect(several.code).toBe(1);
  expect(several.err).toContain('"ti" may be several people');
  expect((await chat("--as", "Zubaidah")).err).toContain('nobody is called "Zubaidah"');
});

test("all first messages are shown also when the input is over before the second one is on its way", async () => {
  const { code, out } = await chat("download", "--as", "sari");
  expect(code).toBe(0);
  expect(out).toContain("data-saya-");
});

test("without an input the first messages are shown, and the process ends well", async () => {
  const chatting = launch({ cwd, command: ["chat", "weekly-report", "--as", "tuti"] });
  expect({ code: await chatting.exit, err: chatting.err }).toEqual({ code: 0, err: "" });
  expect(chatting.out).toContain("Halo Ibu Tuti");
  expect(chatting.out).toContain("1. Ya, jalan");
}, 30_000);
