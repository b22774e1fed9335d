import { beforeEach, expect, test } from "vitest";
import { hashPin } from "../../src/people/pin.ts";
import { openHome } from "../db/home.ts";
import { temporaryFolder } from "../support/clean-up.ts";
import { demoHome, rukun } from "./command.ts";

const NOW = Date.parse("2026-11-20T09:15:00Z");
let cwd: string;
let home: string;
const pin = (...args: string[]) => rukun({ cwd, now: NOW }, "person", "pin", ...args);

beforeEach(() => {
  cwd = temporaryFolder();
  home = demoHome(cwd, NOW);
  const db = openHome(home);
  db.sqlite.prepare("UPDATE person SET pin = ? WHERE called = 'Ibu Yuni'").run(hashPin("4711"));
  db.sqlite.close();
});

test("a PIN is cleared in the name of who is responsible for her; she will be told, and it can be looked up", async () => {
  expect((await pin("Yuni Astuti")).out).toBe("Ibu Yuni has a PIN.\n");
  const { code, out, err } = await pin("Yuni Astuti", "--clear", "--by", "Dewi");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("Ibu Yuni's PIN is cleared. She is told");
  expect((await pin("Yuni Astuti")).out).toMatch(
    /^Ibu Yuni has no PIN\.\nCleared 2026-11-20T09:15Z by .*Dewi.*, cli\.\n$/,
  );
  const db = openHome(home);
  const duty = db.sqlite.prepare("SELECT kind, person_id AS who FROM duty WHERE kind LIKE 'membership.pin%'").get();
  const yuni = db.sqlite.prepare("SELECT id FROM person WHERE called = 'Ibu Yuni'").pluck().get();
  db.sqlite.close();
  expect(duty).toEqual({ kind: "membership.pin-cleared", who: yuni });
});

test("nobody clears a PIN without a name, in her own, in a member's, or where there is none", async () => {
  expect((await pin("Yuni Astuti", "--clear")).err).toContain("--by is missing");
  expect((await pin("Yuni Astuti", "--clear", "--by", "Yuni Astuti")).err).toContain("not herself");
  expect((await pin("Yuni Astuti", "--clear", "--by", "Sari Wulandari")).err).toContain("one of the staff");
  expect((await pin("Sari Wulandari", "--clear", "--by", "Dewi")).err).toContain("has no PIN");
});
