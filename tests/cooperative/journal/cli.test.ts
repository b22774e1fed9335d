import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { homePaths } from "../../../src/home.ts";
import { rukun } from "../../cli/command.ts";
import { openHome } from "../../db/home.ts";
import { temporaryFolder } from "../../support/clean-up.ts";
import { deposit, newBooks, on } from "./books.ts";

let cwd: string;
const ledger = (...args: string[]) => rukun({ cwd }, "ledger", ...args);

/** A home with books of two units. */
beforeEach(() => {
  cwd = temporaryFolder();
  const { sqlite, journal } = newBooks(homePaths(join(cwd, "data")).database);
  journal.post(deposit(50_000), on("2026-11-20"));
  journal.post(deposit(20_000, {}, 2), on("2026-11-20"));
  journal.post(deposit(10_000, { unit: 2 }, 4), on("2026-11-21"));
  sqlite.close();
});

/** Somebody doubles an entry of Melati behind the journal's back. */
function tamper(): void {
  const { sqlite } = openHome(join(cwd, "data"));
  sqlite.exec(`DROP TRIGGER journal_line_no_update;
    UPDATE journal_line SET debit = debit * 2, credit = credit * 2 WHERE entry_id = 2`);
  sqlite.close();
}

describe("rukun ledger check", () => {
  it("says that the books are whole", async () => {
    expect(await ledger("check")).toEqual({
      code: 0,
      out: "The books are whole: 3 entries and 6 lines of 2 units.\n",
      err: "",
    });
    expect((await ledger("check", "--unit", "mawar")).out).toBe(
      "The books are whole: 1 entry and 2 lines of 1 unit.\n",
    );
  });

  it("names the first broken entry, what is wrong, and ends with 1", async () => {
    tamper();
    const { code, out } = await ledger("check");
    expect(code).toBe(1);
    expect(
      out,
    ).toBe(`The books are broken. First: Melati no 2 (ccffa15e): its hash is not that of its content and the entry before it.
  Melati no 2 (ccffa15e): its hash is not that of its content and the entry before it
  Melati: the balance of 1-101 is kept as 70000, and its lines make 90000
  Melati: the balance of 2-101 of member 002 is kept as 20000, and its lines make 40000
  Melati: 2026-11 of 1-101 is kept as debit 70000 and credit 0, and its lines make 90000 and 0
  Melati: 2026-11 of 2-101 is kept as debit 0 and credit 70000, and its lines make 0 and 90000
  the trigger journal_line_no_update, which guards journal_line, is gone
6 findings in 3 entries and 6 lines of 2 units.
`);
    expect((await ledger("check", "--unit", "2")).out).toMatch(/^The books are broken, beside the entries/);
  });

  it("says which units there are", async () => {
    const { code, err } = await ledger("check", "--unit", "Kenanga");
    expect([code, err]).toEqual([1, expect.stringContaining("There are Melati, Mawar.")]);
  });
});

describe("rukun ledger export", () => {
  it("writes the journal of one unit or of all, without names", async () => {
    const one = await ledger("export", "--format", "hledger", "--unit", "Melati");
    expect(one).toMatchObject({ code: 0, err: "" });
    expect(one.out).toContain("\n    Kewajiban:2-101 Simpanan Sukarela:001  Rp -50000\n");
    expect(one.out).not.toContain("Mawar");
    const all = await ledger("export", "--format", "hledger", "--lang", "en");
    expect(all.out).toContain("\n    Mawar:Assets:1-101 Unit Cash  Rp 10000\n");
  });

  it("writes names where they were asked for, into a file of one's own, and never over another", async () => {
    const args = ["export", "--format", "hledger", "--names", "--out", "books.journal"];
    const { code, out, err } = await ledger(...args);
    expect([code, out]).toEqual([0, ""]);
    expect(err).toMatch(/names and money of members/);
    const file = join(cwd, "books.journal");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).toContain(":001 Anggota 1  Rp -50000\n");
    const again = await ledger(...args);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("is it there already")]);
  });

  it("knows only the forms that there are", async () => {
    expect((await ledger("export", "--format", "beancount")).code).toBe(2);
    expect((await ledger("export")).code).toBe(2);
  });
});
