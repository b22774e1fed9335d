import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountCode, growsBy } from "../../../src/cooperative/accounts.ts";
import { hledgerJournal, type Words } from "../../../src/cooperative/journal/hledger.ts";
import { packageRoot } from "../../../src/home.ts";
import { loadTexts } from "../../../src/texts/index.ts";
import { deposit, disbursement, newBooks, on } from "./books.ts";
import { act, acts } from "./histories.ts";

const PATH = "/usr/bin/hledger";
const noHledger = "skipped: there is no hledger here (apt-get install hledger)";
const isThere = existsSync(PATH);
if (!isThere) console.warn(noHledger);

const { texts } = loadTexts(join(packageRoot(), "locales"));
const words: Words = {
  account: (account) => texts.text("id", `accounts:${account}`),
  group: (digit) => texts.text("id", `accounts:group.${digit}`),
  kind: (kind) => texts.text("id", `entries:${kind}`),
};
const MELATI = { id: 1, name: "Melati" };
const MAWAR = { id: 2, name: "Mawar" };

type Books = ReturnType<typeof newBooks>;
const written = ({ sqlite, journal }: Books, units = [MELATI, MAWAR], names = false) =>
  [...hledgerJournal(sqlite, journal, { units, words, names })].join("");

const hledger = (text: string, ...args: string[]) =>
  execFileSync(PATH, ["-f", "-", ...args], { input: text, encoding: "utf8", env: { LANG: "C.UTF-8" } });

/** Names that would be read as something else. */
function strangeNames({ sqlite }: Books): void {
  const rename = sqlite.prepare("UPDATE coop_member SET name = ? WHERE id = ?");
  for (const [id, name] of [
    [1, "Mak  Ucok : br. Tobing ; date:2026-99-99"],
    [2, "(Op. Boru) [=2026-13-01] Rp 5"],
    [4, "* \t!"],
    [5, "Nai\u200bTio 🌻\n2026-01-01 x"],
  ] as const)
    rename.run(name, id);
}

describe("the journal as plain text", () => {
  it("has a commodity, the accounts, and an amount on every line", () => {
    const books = newBooks();
    books.journal.post(deposit(50_000, { memo: "rapat;  date:x" }), on("2026-11-20"));
    books.journal.post(disbursement(20_000, { valueOn: "2026-11-21", checker: "p2" }), on("2026-11-22"));
    const hashes = [1, 2].map((no) => books.journal.byNo(1, no)?.hash.slice(0, 8));
    expect(written(books, [MELATI])).toBe(`commodity Rp 1000.

account Aset  ; type:A
account Kewajiban  ; type:L
account Ekuitas  ; type:E
account Pendapatan  ; type:R
account Beban  ; type:X
account Aset:1-101 Kas Unit
account Aset:1-201 Piutang Pinjaman:001:P0001
account Kewajiban:2-101 Simpanan Sukarela:001

2026-11-20 (1) Setoran simpanan  ; unit:Melati, maker:p1, hash:${hashes[0]}, memo:rapat date x
    Aset:1-101 Kas Unit  Rp 50000
    Kewajiban:2-101 Simpanan Sukarela:001  Rp -50000

2026-11-21 (2) Pencairan pinjaman  ; unit:Melati, maker:p1, checker:p2, hash:${hashes[1]}
    Aset:1-201 Piutang Pinjaman:001:P0001  Rp 20000
    Aset:1-101 Kas Unit  Rp -20000

`);
  });

  it("keeps two units of one name apart", () => {
    const books = newBooks();
    books.journal.post(deposit(5), on("2026-11-20"));
    expect(written(books, [MELATI, { id: 2, name: "Melati" }])).toContain("    Melati 1:Aset:1-101 Kas Unit  Rp 5\n");
  });
});

describe.skipIf(!isThere)(isThere ? "hledger" : noHledger, () => {
  const history = () => {
    const books = newBooks();
    for (const what of fc.sample(acts, { numRuns: 1_500, seed: 9 })) act(books.journal, what);
    strangeNames(books);
    return books;
  };

  it("finds nothing wrong with any history, however people are called", () => {
    for (const names of [true, false]) hledger(written(history(), [MELATI, MAWAR], names), "check", "--strict");
  });

  it("comes to the same balance of every account, member and loan", () => {
    const { sqlite, ...books } = history();
    const told = hledger(written({ sqlite, ...books }), "balance", "--flat", "-O", "csv", "--no-total", "--empty");
    const theirs = new Map(
      [...told.matchAll(/^"([^"]+)","(?:Rp )?(-?\d+)"$/gm)].map(([, account = "", amount]) => [
        account,
        Number(amount),
      ]),
    );
    const rows = sqlite
      .prepare(
        `SELECT b.unit, b.account, b.amount, m.no AS member, l.no AS loan FROM ledger_balance AS b
         LEFT JOIN coop_member AS m ON m.id = b.member LEFT JOIN loan AS l ON l.id = b.loan`,
      )
      .all() as { unit: number; account: number; amount: number; member: number | null; loan: number | null }[];
    expect(rows.length).toBeGreaterThan(40);
    for (const { unit, account, amount, member, loan } of rows) {
      const name = [
        unit === 1 ? "Melati" : "Mawar",
        words.group(Math.trunc(account / 1_000)),
        `${accountCode(account)} ${words.account(account)}`,
        ...(member === null ? [] : [String(member).padStart(3, "0")]),
        ...(loan === null ? [] : [`P${String(loan).padStart(4, "0")}`]),
      ].join(":");
      const ours = growsBy(account) === "debit" ? amount : -amount;
      expect([name, theirs.get(name) ?? 0]).toEqual([name, ours + 0]);
      theirs.delete(name);
    }
    expect([...theirs.values()].filter((amount) => amount !== 0)).toEqual([]);
  });

  it("knows what is owned and what is owed: the difference is what was earned", () => {
    const books = history();
    const told = hledger(written(books, [MELATI]), "balancesheetequity", "-O", "csv");
    const [, net] = /^"Net:","(?:Rp )?(-?\d+)"$/m.exec(told) ?? [];
    const earned = books.journal
      .trialBalance(1, { to: "2027-12-31" })
      .reduce((sum, { account, debit, credit }) => sum + (account >= 4_000 ? credit - debit : 0), 0);
    expect(earned).not.toBe(0);
    expect(Number(net)).toBe(earned);
  });
});
