import { beforeEach, expect, test } from "vitest";
import writeXlsx from "write-excel-file/node";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { type OpeningPlan, openingLines, type Present, planOpening } from "../../../src/cooperative/import/plan.ts";
import { runningLoan } from "../../../src/cooperative/import/running-loan.ts";
import { csvRows, readSheets } from "../../../src/cooperative/import/sheets.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { LoanBook } from "../../../src/cooperative/loans/book.ts";
import { Loans } from "../../../src/cooperative/loans/store.ts";
import { isOpened, postOpening } from "../../../src/cooperative/opening.ts";
import { TermDeposits } from "../../../src/cooperative/savings/term-deposits.ts";
import { defaultSettings } from "../../../src/cooperative/settings.ts";
import { closingLines, surplusOf } from "../../../src/cooperative/year/closing-lines.ts";
import { inTransaction } from "../../../src/db/open.ts";
import { type CoopWorld, coopWorld, MAWAR, MELATI, NOW, TODAY } from "../units/coop-world.ts";

const ON = "2026-01-01";
const SHA = "ab".repeat(32);
const PRESENT: Present = {
  settings: defaultSettings(),
  memberNos: new Set(),
  officerPhones: new Map(),
  lockedUntil: undefined,
  openedOn: "2026-01-01",
};
const sheet = (csv: string, name = "") => ({ name, rows: csvRows(csv) });
const plan = (csv: string, present: Partial<Present> = {}, on = ON): OpeningPlan =>
  planOpening(
    csv.split("===\n").map((part) => sheet(part)),
    on,
    { ...PRESENT, ...present },
  );
const told = ({ problems }: OpeningPlan) => problems.map(({ row, column, what }) => `${row} ${column}: ${what}`);

const MEMBERS = `No Anggota;Nama;Panggilan;Tgl Masuk;Pokok;Wajib;Sukarela;Berjangka;Jangka Berjangka;Mulai Berjangka;Pinjaman;Sisa Pinjaman;Metode;Jasa;Kali Angsuran;Tgl Cair;Angsuran ke
001;Maria br Sitorus;Mak Ucok;12/11/2020;100.000;240.000;1.250.000;;;;5.000.000;3.000.000;menurun;1,5%;10;15/08/2025;4
002;Ani;;1/2/2021;100rb;240rb;;600.000;12;15/03/2025;;;;;;;
003;Lastri;;3/3/2021;100000;120.000;;;;;5jt;3jt;flat;1,5%;10;15/08/2025;4
JUMLAH;;;;300.000;600.000;1.250.000;600.000;;;;6.000.000;;;;;
`;
const UNIT = `Akun;Nama;Saldo
1-101;Kas;1.350.000
1-103;Bank;2.000.000
2-201;Dana duka;400.000
3-201;Cadangan;6.200.000
Jumlah;;9.950.000
`;

let world: CoopWorld;
let loans: Loans;
beforeEach(() => {
  world = coopWorld();
  loans = new Loans(world.sqlite);
});

function open(made: OpeningPlan, unit = MELATI, sha256 = SHA) {
  const { sqlite, journal, members, settings } = world;
  const parts = { sqlite, journal, members, loans, termDeposits: new TermDeposits(sqlite) };
  const booking = { unit, maker: "operator", at: NOW, today: TODAY, settings: settings.current(unit), sha256 };
  return inTransaction(sqlite, () => postOpening(parts, made, booking, () => undefined));
}

test("a book is taken over: members, savings, loans, deposits and the unit's own balances, and 3-999 ends at 0", () => {
  const { journal, members, sqlite } = world;
  const made = plan(`${MEMBERS}===\n${UNIT}`);
  expect(told(made)).toEqual([]);
  expect(open(made)).toEqual({ members: 3, entries: 4, loans: 2 });
  const roster = members.roster(MELATI);
  expect(roster.map(({ no, name, joinedOn }) => [no, name, joinedOn])).toEqual([
    [1, "Maria br Sitorus", "2020-11-12"],
    [2, "Ani", "2021-02-01"],
    [3, "Lastri", "2021-03-03"],
  ]);
  expect(roster[0]?.aliases).toEqual(["Mak Ucok"]);
  expect(journal.balance(MELATI, ACCOUNTS.opening)).toBe(0);
  expect(journal.balance(MELATI, ACCOUNTS.cash)).toBe(1_350_000);
  expect(Object.fromEntries(journal.memberBalances(MELATI, roster[0]?.id ?? 0))).toEqual({
    1201: 3_000_000,
    2101: 1_250_000,
    3101: 100_000,
    3102: 240_000,
  });
  expect(sqlite.prepare("SELECT amount, months, opened_on, matures_on FROM term_deposit").all()).toEqual([
    { amount: 600_000, months: 12, opened_on: "2025-03-15", matures_on: "2026-03-15" },
  ]);
  expect(journal.byNo(MELATI, 1)).toMatchObject({
    kind: "opening",
    valueOn: ON,
    source: `import:${SHA.slice(0, 32)}:1:2`,
  });
  expect(checkLedger(sqlite).breaches).toEqual([]);
});

test("a loan that is taken over costs what the paper book says", () => {
  open(plan(`${MEMBERS}===\n${UNIT}`));
  const book = new LoanBook(world.journal, loans);
  const [maria, lastri] = loans.active(MELATI);
  if (maria === undefined || lastri === undefined) throw new Error("no loans");
  // Instalment 5 of both is due on 15 January: declining 500,000 + 45,000, flat 500,000 + 75,000.
  expect(book.view(maria, "2026-01-15")?.state.due).toEqual({
    penalty: 0,
    interest: 45_000,
    principal: 500_000,
    total: 545_000,
  });
  expect(book.view(lastri, "2026-01-15")?.state.due).toEqual({
    penalty: 0,
    interest: 75_000,
    principal: 500_000,
    total: 575_000,
  });
  expect(book.view(maria, "2026-01-14")?.state.due.total).toBe(0);
});

const LOAN = {
  row: 2,
  principal: 5_000_000,
  outstanding: 3_000_000,
  method: "declining",
  ratePpm: 15_000,
  every: "month",
  periods: 10,
  disbursedOn: "2025-01-31",
  paid: 4,
  unpaidInterest: 0,
} as const;

test("what is in arrears stays so, and due dates keep their day", () => {
  // Paid until 31 May; June to December are due.
  const { terms, from, unpaidInterest } = runningLoan(LOAN, PRESENT.settings, ON);
  expect([from, terms.periods, terms.principal, terms.anchorDay]).toEqual(["2025-05-31", 6, 3_000_000, 31]);
  expect(unpaidInterest).toBeGreaterThanOrEqual(6 * 45_000);
});

test("how much principal is late is told, and where the file and the principal say different things", () => {
  // Seven instalments since May are due, all but the last of six: everything but Rp 0 of six times 500.000.
  const agreed = runningLoan(LOAN, PRESENT.settings, ON);
  expect(agreed.latePrincipal).toBe(3_000_000);
  expect(agreed.paid).toBeUndefined();
  const said = runningLoan(
    { ...LOAN, disbursedOn: "2025-08-31", paid: 3, outstanding: 4_500_000 },
    PRESENT.settings,
    ON,
  );
  expect(said.paid).toEqual({ file: 3, byPrincipal: 1, leaves: 3_500_000 });
});

const LOANS = "No;Nama;Masuk;Pinjaman;Sisa Pinjaman;Metode;Jasa;Kali Angsuran;Tgl Cair;Angsuran Ke\n";
const loanRemarks = (row: string) =>
  plan(`${LOANS}1;Maria;1/1/2020;${row}\n`).remarks.map(({ row: at, column, what, how }) => [at, column, what, how]);

test("a count of instalments and a rest that do not fit are told with both figures, what counts, and what to do", () => {
  expect(loanRemarks("5.000.000;4.500.000;menurun;1,5%;10;31/08/2025;3")).toEqual([
    [
      2,
      "Angsuran Ke",
      "3 of 10 instalments are paid, which leaves Rp 3.500.000 of the principal; but Rp 4.500.000 is left (Sisa Pinjaman), as after 1 instalment. The count is taken: Rp 4.500.000 over 7 instalments, and Rp 642.857 of it is late on 2026-01-01.",
      "If she paid other amounts than the instalments, leave it so. Otherwise mend the count (or leave it empty: the rest tells it), or the rest.",
    ],
  ]);
});

test("what she paid ahead is told as well, and that nothing of it is late", () => {
  const [[, , what] = []] = loanRemarks("5.000.000;2.000.000;menurun;1,5%;10;31/08/2025;3");
  expect(what).toBe(
    "3 of 10 instalments are paid, which leaves Rp 3.500.000 of the principal; but Rp 2.000.000 is left (Sisa Pinjaman), as after 6 instalments. The count is taken: Rp 2.000.000 over 7 instalments, and Rp 285.714 of it is late on 2026-01-01.",
  );
  const [[, , ahead] = []] = loanRemarks("5.000.000;2.000.000;menurun;1,5%;10;31/10/2025;8");
  expect(ahead).toBe(
    "8 of 10 instalments are paid, which leaves Rp 1.000.000 of the principal; but Rp 2.000.000 is left (Sisa Pinjaman), as after 6 instalments. Only 2 were due by 2026-01-01: Rp 2.000.000 over 8 instalments, and nothing of it is late on 2026-01-01.",
  );
});

test("a loan of which part of an instalment is paid fits its count", () => {
  expect(loanRemarks("5.000.000;3.200.000;menurun;1,5%;10;31/08/2025;3")).toEqual([]);
});

test("members below a sum are told, and not lost: a book has a sum on each page", () => {
  const pages = "No;Nama;Pokok\n1;Maria;100.000\nJumlah;;100.000\n\n2;Ani;100.000\n3;Titi;100.000\nJumlah;;200.000\n";
  expect(told(plan(pages))).toContain("3 : Below this sum there are more rows, from row 5 on: they would not be read.");
});

test("what stands below the last sum without a number and a name is not read", () => {
  const signed = "No;Nama;Pokok\n1;Maria;100.000\nJumlah;;100.000\n\n;Sumberejo, 1 Januari 2026;\n;Bendahara;Ketua\n";
  expect(told(plan(`${signed}===\nAkun;Saldo\n1-101;100.000\n`))).toEqual([]);
});

test("without a count of instalments, what is left of the principal tells it", () => {
  const running = runningLoan({ ...LOAN, paid: undefined }, PRESENT.settings, ON);
  expect(running.from).toBe("2025-05-31");
  expect(runningLoan({ ...LOAN, paid: undefined, outstanding: 3_200_000 }, PRESENT.settings, ON).from).toBe(
    "2025-04-30",
  );
  expect(runningLoan({ ...LOAN, paid: undefined, outstanding: 5_000_000 }, PRESENT.settings, ON).from).toBe(
    "2025-01-31",
  );
  // Paid ahead: no instalment counts before its day has come.
  expect(runningLoan({ ...LOAN, paid: 9, disbursedOn: "2025-11-30" }, PRESENT.settings, ON).from).toBe("2025-12-30");
});

test("a flat loan whose jasa cannot be kept to the rupiah is told", () => {
  const loan = { ...LOAN, method: "flat", periods: 12, paid: 5, outstanding: 2_916_667 } as const;
  expect(runningLoan(loan, PRESENT.settings, ON).flatInterest).toEqual({ book: 75_000, ours: 74_999 });
  expect(runningLoan({ ...LOAN, method: "flat" }, PRESENT.settings, ON).flatInterest).toBeUndefined();
});

test("the same files post nothing twice, and may be the opening of another unit", () => {
  const made = plan(`${MEMBERS}===\n${UNIT}`);
  open(made);
  expect(
    isOpened(world, made, { unit: MELATI, maker: "x", at: NOW, today: TODAY, settings: PRESENT.settings, sha256: SHA }),
  ).toBe(true);
  expect(() => open(made)).toThrow(expect.objectContaining({ code: "import.again" }));
  expect(world.members.roster(MELATI)).toHaveLength(3);
  expect(open(made, MAWAR)).toEqual({ members: 3, entries: 4, loans: 2 });
});

test("it is all or nothing: what the journal refuses at the end takes back every member", () => {
  const made = plan(`${MEMBERS}===\n${UNIT}`);
  const broken = { ...made, unit: made.unit.map((one) => (one.account === 1101 ? { ...one, account: 9999 } : one)) };
  expect(() => open(broken)).toThrow();
  world.members.forget();
  expect(world.members.roster(MELATI)).toEqual([]);
  expect(world.sqlite.prepare("SELECT count(*) FROM loan").pluck().get()).toBe(0);
  expect(world.journal.head(MELATI)).toBeUndefined();
});

test("a plan with problems, or one that leaves something in 3-999, is never posted", () => {
  const made = plan(MEMBERS);
  expect(made.difference).toBe(6_000_000 - 2_750_000);
  expect(told(made)).toEqual([
    "0 : There are Rp 3.250.000 more of assets than of savings, funds and reserves, which would stay in 3-999 Saldo Awal.",
  ]);
  expect(() => open(made)).toThrow(expect.objectContaining({ code: "import.problems" }));
  expect(() => open({ ...made, problems: [] })).toThrow(expect.objectContaining({ code: "import.problems" }));
});

test("a workbook has the members on one sheet and the unit's balances on another", async () => {
  const cells = (csv: string) =>
    csv
      .trim()
      .split("\n")
      .map((line) => line.split(";").map((value) => ({ value, type: String })));
  const bytes = await writeXlsx([
    {
      sheet: "Anggota",
      data: [
        ["No Anggota", "Nama", "Tgl Masuk", "Pokok", "Jasa"].map((value) => ({ value, type: String })),
        [
          { value: 1, type: Number },
          { value: "Maria", type: String },
          { value: new Date("2020-11-12T00:00:00Z"), type: Date, format: "dd/mm/yyyy" },
          { value: 100_000, type: Number },
          { value: 0.015, type: Number, format: "0.0%" },
        ],
      ],
    },
    { sheet: "Unit", data: cells("Akun;Saldo\n1-101;100.000") },
  ]).toBuffer();
  const made = planOpening(await readSheets(bytes), ON, PRESENT);
  expect(told(made)).toEqual([]);
  expect(made.members).toMatchObject([{ no: 1, name: "Maria", joinedOn: "2020-11-12" }]);
  expect([...made.totals]).toEqual([
    [1101, 100_000],
    [3101, 100_000],
  ]);
});

test("200 bad rows of 1,000 are each told with row, column and a way to mend it, and the good ones are counted", () => {
  const bad: [string, string, RegExp][] = [
    ["", "Maria;100.000;0812-3456-7890;1/1/2020", /^No: The member number is missing/],
    ["xy", "Maria;100.000;;", /^No: "xy" is no number up to 99999/],
    ["N", ";100.000;;", /^Nama: nothing is no name/],
    ["N", "Maria;banyak;;", /^Pokok: "banyak" is no amount/],
    ["N", "Maria;500;;", /^Pokok: "500" may be Rp 500 or Rp 500.000/],
    ["N", "Maria;-100.000;;", /^Pokok: /],
    ["N", "Maria;100.000;0812;", /^HP: "0812" is no mobile number/],
    ["N", "Maria;100.000;;31/02/2020", /^Masuk: "31\/02\/2020" is no date/],
    ["N", "Maria;100.000;;15/06/2026", /^Masuk: 2026-06-15 lies behind/],
    ["1", "Wati;100.000;;", /^: The number 1 stands in row 2 already/],
  ];
  const lines = ["No;Nama;Pokok;HP;Masuk"];
  const expected = new Map<number, RegExp>();
  for (let at = 1; at <= 1_000; at++) {
    const kind = at % 5 === 0 ? bad[(at / 5) % bad.length] : undefined;
    if (kind === undefined) lines.push(`${at};Anggota ${"abcdefghij"[at % 10]}${at};100.000;;1/1/2020`);
    else {
      lines.push(`${kind[0].replace("N", String(at))};${kind[1]}`);
      expected.set(at + 1, kind[2]);
    }
  }
  const { problems, members } = plan(`${lines.join("\n")}\n`);
  expect(expected.size).toBe(200);
  for (const [row, words] of expected) {
    const found = problems.filter((problem) => problem.row === row);
    expect(found.map(({ column, what }) => `${column}: ${what}`).join("\n"), `row ${row}`).toMatch(words);
    expect(found.every(({ how }) => how.length > 10)).toBe(true);
  }
  expect(new Set(problems.map(({ row }) => row)).size).toBe(200);
  expect(members).toHaveLength(800);
});

test("cells that were merged are told of where a second row of hers has no number", () => {
  const head = "No Anggota;Nama;Pokok;Pinjaman;Sisa Pinjaman;Metode;Jasa;Kali Angsuran;Tgl Cair\n";
  const loan = "1.000.000;500.000;menurun;1%;10;15/08/2025";
  const { problems } = plan(`${head}1;Maria;100.000;${loan}\n;;;${loan}\n`);
  expect(problems.map(({ row, column, how }) => [row, column, how])).toContainEqual([
    3,
    "No Anggota",
    "Write it, e.g. 001. Merged cells have it in their first row alone: write it in each.",
  ]);
});

test("what stands in brackets behind a name is what else she is called, as in a chat", () => {
  const csv =
    "No;Nama;Panggilan;Masuk\n1;Maria (Mak Ucok);Nai Rosa;1/2/2020\n2;Lastri(Op. Tiur);;1/2/2020\n3;Ani (;;1/2/2020\n";
  expect(plan(csv).members.map(({ name, aliases }) => [name, aliases])).toEqual([
    ["Maria", ["Nai Rosa", "Mak Ucok"]],
    ["Lastri", ["Op. Tiur"]],
    ["Ani", []],
  ]);
});

test("a member with two loans has two rows; a number that two share is told", () => {
  const head = "No Anggota;Nama;Pokok;Pinjaman;Sisa Pinjaman;Metode;Jasa;Kali Angsuran;Tgl Cair\n";
  const loan = "1.000.000;500.000;menurun;1%;10;15/08/2025";
  const made = plan(`${head}1;Maria;100.000;${loan}\n1;MARIA;;${loan}\n`);
  expect(made.members).toHaveLength(1);
  expect(made.members[0]?.running).toHaveLength(2);
  expect(told(plan(`${head}1;Maria;100.000;${loan}\n1;Ani;;${loan}\n`))[0]).toContain(
    "The number 1 stands in row 2 already.",
  );
  expect(told(plan(`${head}1;Maria;100.000;\n1;Maria;100.000;\n`))[0]).toContain(
    "The number 1 stands in row 2 already.",
  );
});

test("a member with two deposits that are tied up has two rows, each with its own term", () => {
  const head = "No Anggota;Nama;Masuk;Sukarela;Berjangka;Jangka Berjangka;Mulai Berjangka;Jasa Berjangka\n";
  const made = plan(
    `${head}1;Maria;1/2/2020;50.000;600.000;12;15/03/2025;1%\n1;Maria;;;400.000;6;1/12/2025;0,5%\n\n===\n${CASH}`,
  );
  expect([told(made), made.remarks]).toEqual([[], []]);
  expect(open(made)).toMatchObject({ members: 1, entries: 2 });
  expect(world.sqlite.prepare("SELECT amount, rate_ppm, matures_on FROM term_deposit ORDER BY id").raw().all()).toEqual(
    [
      [600_000, 10_000, "2026-03-15"],
      [400_000, 5_000, "2026-06-01"],
    ],
  );
  expect(world.journal.balance(MELATI, ACCOUNTS.term)).toBe(1_000_000);
  expect(checkLedger(world.sqlite).breaches).toEqual([]);
  // Savings in a second row would be counted for her twice.
  const twice = plan(
    `${head}1;Maria;1/2/2020;50.000;600.000;12;15/03/2025;1%\n1;Maria;;50.000;400.000;6;1/12/2025;1%\n`,
  );
  expect(told(twice)[0]).toContain("The number 1 stands in row 2 already.");
});

const CASH = "Akun;Saldo\n1-101;1.050.000\n";

test("a deposit that bears nothing is told: no rate and no such offer, or a term that is over", () => {
  const head = "No Anggota;Nama;Masuk;Berjangka;Jangka Berjangka;Mulai Berjangka;Jasa Berjangka\n";
  const remarks = (row: string) => plan(`${head}1;Maria;1/2/2020;600.000;${row}\n`).remarks.map(({ what }) => what);
  expect(remarks("12;15/03/2025;")).toEqual([
    "Simpanan berjangka of 12 months has no jasa in the file, and the unit offers none for so long: it bears none.",
  ]);
  expect(remarks("12;15/03/2025;0%")).toEqual([]);
  expect(remarks("3;15/03/2025;1%")).toEqual([
    "The term of simpanan berjangka ended on 2025-06-15: it bears no jasa any more, and Maria may take it out.",
  ]);
});

test.each([
  ["1.000.000;;menurun;1%;10;15/08/2025", "Sisa: It is not said what is left of the loan."],
  ["1.000.000;2.000.000;menurun;1%;10;15/08/2025", "Sisa: The rest, Rp 2.000.000, is above the loan, Rp 1.000.000."],
  ["1.000.000;500.000;;1%;10;15/08/2025", "Metode: The loan has no method."],
  ["1.000.000;500.000;menurun;;10;15/08/2025", "Jasa: The loan has no jasa."],
  ["1.000.000;500.000;menurun;1%;;15/08/2025", "Tenor: It is not said in how many instalments it is paid back."],
  ["1.000.000;500.000;menurun;1%;0;15/08/2025", "Tenor: A loan has at least one instalment."],
  ["1.000.000;500.000;menurun;1%;10;", "Tgl Cair: The loan has no date."],
  ["1.000.000;500.000;menurun;1%;10;15/08/2025;11", "Angsuran ke: 11 instalments were paid of 10."],
  [
    "1.000.000;500.000;menurun;1%;10;15/08/2025;10",
    "Angsuran ke: All 10 instalments were paid, and Rp 500.000 of the principal is left.",
  ],
])("a loan that is told by halves is told: %s", (loan, what) => {
  const head = "No Anggota;Nama;Pinjaman;Sisa;Metode;Jasa;Tenor;Tgl Cair;Angsuran ke\n";
  expect(told(plan(`${head}1;Maria;${loan}\n`))).toContain(`2 ${what}`);
});

test("a loan that was paid off is left out, and a sum that does not fit its rows is told", () => {
  const head = "No Anggota;Nama;Pokok;Pinjaman;Sisa\n";
  expect(plan(`${head}1;Maria;100.000;1.000.000;0\n`).members[0]?.loans).toEqual([]);
  expect(told(plan(`${head}1;Maria;100.000;;\nTotal;;110.000;;\n`))).toContain(
    "3 Pokok: The sum says Rp 110.000, the rows make Rp 100.000.",
  );
});

test.each([
  [
    "Nama;Zodiak;Pokok;No\nMaria;leo;100.000;1\n",
    "1 Zodiak: This heading is not known, so nobody would see what stands below it.",
  ],
  ["Nama;Pokok\nMaria;100.000\n", "1 : There is no column for the member's number."],
  ["No;Nama;Wajib;Simp. Wajib\n1;Maria;1.000;2.000\n", "1 Simp. Wajib: There are two such columns."],
  ["a;b\n1;2\n", "0 : There is no row of headings."],
  ["No;Nama;Pokok\n", "1 : There is no member."],
  ["No;Nama;Berjangka\n1;Maria;600.000\n", "2 jangka berjangka: Simpanan berjangka needs its months."],
])("a table that nobody could read rightly is told: %j", (csv, what) => {
  expect(told(plan(csv))).toContain(what);
});

test.each([
  ["2-101;1.000.000", "2 Akun: 2-101 belongs to members, each with her own."],
  ["3-999;1.000.000", "2 Akun: 3-999 balances the opening, and ends at 0."],
  ["4-101;1.000.000", "2 Akun: 4-101 is income or an expense, and a year begins without any."],
  ["1-777;1.000.000", "2 Akun: This is no account of the chart."],
  ["Kas;1.000.000", "2 Akun: This is no account of the chart."],
  ["1-101;banyak", '2 Saldo: "banyak" is no amount.'],
  ["1-101;1.000\n1101;2.000", "3 Akun: This account stands twice."],
])("a balance that is not the unit's own is told: %j", (line, what) => {
  expect(told(plan(`No;Nama;Pokok\n1;Maria;100.000\n===\nAkun;Saldo\n${line}\n`))).toContain(what);
});

const MEMBER = "No;Nama;Masuk;Pokok\n1;Maria;1/2/2020;100.000\n===\n";

test("a unit that joins in the middle of a year brings its income and expenses along, and shares the whole year", () => {
  const { journal, sqlite } = world;
  const csv = `${MEMBER}Akun;Saldo\n1-101;450.000\n4-101;600.000\n5-201;250.000\n`;
  const made = plan(csv, {}, "2026-07-01");
  expect([told(made), made.remarks]).toEqual([[], []]);
  open(made);
  const closing = journal.trialBalance(MELATI, { to: "2026-12-31" });
  expect(surplusOf(closing)).toBe(350_000);
  expect(closingLines(closing)).toContainEqual({ account: ACCOUNTS.surplus, debit: 0, credit: 350_000 });
  expect(checkLedger(sqlite).breaches).toEqual([]);
});

test("what such a unit writes under 3-302 is told to be of earlier years", () => {
  const made = plan(`${MEMBER}Akun;Saldo\n1-101;450.000\n3-302;350.000\n`, {}, "2026-07-01");
  expect(told(made)).toEqual([]);
  expect(made.remarks).toMatchObject([{ row: 3, column: "Akun" }]);
  expect(made.remarks[0]?.what).toMatch(/^3-302 is taken for what earlier years left/);
  expect(plan(`${MEMBER}Akun;Saldo\n1-101;450.000\n3-302;350.000\n`).remarks).toEqual([]);
});

test.each(["-250.000", "(250.000)", "Rp -250.000", "-Rp 250.000"])("a loss of before is taken over: %s", (loss) => {
  const { journal, sqlite } = world;
  const made = plan(`${MEMBER}Akun;Saldo\n1-101;50.000\n3-201;200.000\n3-301;${loss}\n`);
  expect([told(made), made.totals.get(ACCOUNTS.earlierSurplus)]).toEqual([[], -250_000]);
  open(made);
  expect(journal.balance(MELATI, ACCOUNTS.earlierSurplus)).toBe(-250_000);
  expect(journal.balance(MELATI, ACCOUNTS.opening)).toBe(0);
  expect(checkLedger(sqlite).breaches).toEqual([]);
});

test("nothing else is below zero, and a dash is nothing", () => {
  const csv = (lines: string) => plan(`${MEMBER}Akun;Saldo\n${lines}\n`);
  expect(told(csv("1-101;-100.000"))).toContain('2 Saldo: "-100.000" is below zero.');
  expect(told(csv("1-101;100.000\n3-301;-\n3-302; Rp-   "))).toEqual([]);
});

test("what is there already is told: member numbers, closed books, phones of officers, twins without an alias", () => {
  const csv = "No;Nama;HP;Pokok;Masuk\n1;Maria;0812-3456-7890;100.000;1/1/2020\n2;maria;;100.000;1/1/2020\n";
  const made = plan(csv, {
    memberNos: new Set([1]),
    lockedUntil: "2026-01-31",
    officerPhones: new Map([["6281234567890", "Endang"]]),
  });
  expect(told(made)).toContain("2 : There is a member 1 in these books already.");
  expect(told(made)).toContain("0 : The books are closed up to 2026-01-31.");
  expect(made.remarks.map(({ row, what }) => `${row} ${what}`)).toEqual([
    "3 maria is also the name in row 2: an alias (Panggilan) tells them apart.",
    "2 Maria has the phone of Endang, an officer: Endang would read her receipts. It is left out.",
  ]);
});

test("an opening balances against 3-999 on whichever side", () => {
  expect(openingLines([])).toEqual([]);
  const [, rest] = openingLines([{ account: ACCOUNTS.lossAllowance, amount: 500 }]);
  expect(rest).toEqual({ account: ACCOUNTS.opening, debit: 500, credit: 0 });
});
