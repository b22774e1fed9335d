import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../support/clean-up.ts";
import { compiled } from "../../support/compiled.ts";

it("nothing of people, texts and keys is in what a process says, at the level trace, in good days and bad", async () => {
  const secretsFile = join(temporaryFolder(), "secrets.json");
  const script = compiled("tests/channels/whatsapp/talkative.ts");
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, secretsFile], {
    maxBuffer: 100_000_000,
  });
  const all = stdout + stderr;
  expect(all).toContain("the end");
  // It did speak, of good and of bad.
  expect(all.split("\n").length).toBeGreaterThan(30);
  expect(all).toContain("baileys: failed to decrypt message");
  expect(all).toContain("whatsapp.logged-out");
  const secrets = JSON.parse(readFileSync(secretsFile, "utf8")) as string[];
  expect(secrets.length).toBeGreaterThan(20);
  expect(secrets.filter((secret) => secret.length < 6 || all.includes(secret))).toEqual([]);
}, 60_000);
