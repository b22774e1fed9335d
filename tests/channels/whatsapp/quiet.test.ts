import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { silenceConsole } from "../../../src/channels/whatsapp/quiet.ts";
import { compiled } from "../../support/compiled.ts";

/** What a process writes in which libsignal closes a session. */
async function closing(how: "loud" | "quiet"): Promise<string> {
  const script = compiled("tests/channels/whatsapp/session-closing.ts");
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, how]);
  return stdout + stderr;
}

describe("silenceConsole", () => {
  it("drops the private keys that libsignal prints when it closes a session", async () => {
    expect(await closing("loud")).toMatch(/Closing session:[\s\S]*privKey: <Buffer/);
    expect(await closing("quiet")).toBe("open: true\n");
  });

  it("leaves no method of a console that prints, and gives them back", () => {
    const printed: unknown[] = [];
    const print = (...words: unknown[]) => void printed.push(...words);
    const names = ["log", "info", "warn", "error", "debug", "trace", "dir", "table", "assert"];
    const target = Object.fromEntries(names.map((name) => [name, print])) as unknown as Console;
    const restore = silenceConsole(target);
    for (const method of Object.values(target)) method("key");
    expect(printed).toEqual([]);
    restore();
    target.info("again");
    expect(printed).toEqual(["again"]);
  });

  it("silences every method that Node's console has", () => {
    const restore = silenceConsole();
    const methods = Object.entries(console).filter(([name, one]) => typeof one === "function" && name !== "Console");
    restore();
    expect(new Set(methods.map(([, method]) => method)).size).toBe(1);
    expect(methods.length).toBeGreaterThan(15);
  });
});
