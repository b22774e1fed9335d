import { Command } from "commander";
import { beforeEach, expect, test } from "vitest";
import { unitCommand } from "../../src/cli/unit.ts";
import { failureText } from "../../src/start/failure.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { type Done, demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
});

/** The command by itself, below a program of its own. */
async function unit(...args: string[]): Promise<Done> {
  const done: Done = { code: 0, out: "", err: "" };
  const out = (text: string) => {
    done.out += `${text}\n`;
  };
  const io = { out, err: out, env: {}, cwd, now: () => NOW, confirm: async () => false };
  const streams = { input: process.stdin, output: process.stdout };
  const command = unitCommand({ io: { ...io, ...streams }, home: () => undefined, fail: () => {} });
  const program = new Command("rukun").addCommand(command);
  for (const one of [program, command, ...command.commands]) one.exitOverride().configureOutput({ writeErr: out });
  try {
    await program.parseAsync(["unit", ...args], { from: "user" });
  } catch (error) {
    done.code = 1;
    done.err = failureText(error);
  }
  return done;
}

test("a unit is written down with the zone of its village, and people are put into it by name", async () => {
  const done = await unit("add", "Mawar  Putih", "--village", "lembang dua");
  expect(done).toMatchObject({ code: 0, err: "" });
  expect(done.out).toMatch(/^Mawar Putih \(Lembang Dua, WITA\) was added: [a-z0-9]{16}\n$/);
  const yuli = ["--name", "Yuli", "--called", "Bu Yuli", "--role", "treasurer", "--unit", "mawar putih"];
  expect(await rukun({ cwd, now: NOW }, "person", "add", ...yuli)).toMatchObject({ code: 0, err: "" });
  const db = openHome(home);
  const of = "SELECT u.name FROM person p JOIN unit u ON u.id = p.unit_id WHERE p.name = 'Yuli'";
  expect(db.sqlite.prepare(of).pluck().get()).toBe("Mawar Putih");
  db.sqlite.close();
  const { out } = await unit("list");
  expect(out).toMatch(/^ID +NAME +VILLAGE +ZONE +PEOPLE\n/);
  expect(out).toMatch(/Mawar Putih +Lembang Dua +WITA +1\n/);
  expect(out).toMatch(/\nmelati +Melati +Sumberejo +WIB +\d\d\n2 units\.\n$/);
});

test("a village outside of the programme has its zone said, else the programme's", async () => {
  expect((await unit("add", "Kamboja", "--village", "Wamena", "--zone", "WIT")).out).toContain("(Wamena, WIT)");
  expect((await unit("add", "Kenanga", "--village", "Wonosari")).out).toContain("(Wonosari, WIB)");
});

test.each([
  [["add", "MELATI", "--village", "Karangsari"], 'there is a unit "Melati" already, in Sumberejo'],
  [["add", " ", "--village", "Karangsari"], "the name of the unit is empty"],
  [["add", "Mawar", "--village", "Karangsari", "--zone", "WIBB"], "--zone must be one of WIB"],
  [["add", "Mawar"], "--village"],
])("what is wrong with %j is told", async (args, what) => {
  const done = await unit(...args);
  expect(done.code).toBe(1);
  expect(done.err).toContain(what);
  expect((await unit("list")).out).toContain("1 unit.");
});

test("a unit that there is not is told with the one that is near", async () => {
  await unit("add", "Mawar", "--village", "Karangsari");
  const add = (name: string) =>
    rukun({ cwd, now: NOW }, "person", "add", "--name", "Yuli", "--called", "Bu Yuli", "--unit", name);
  expect((await add("Mawr")).err).toContain('there is no unit "Mawr". Did you mean "Mawar"?');
  expect((await add("Anggrek")).err).toContain("The units are Mawar, Melati.");
});
