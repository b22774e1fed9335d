import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../src/cooperative/accounts.ts";
import { Books } from "../../src/cooperative/index.ts";
import { checkLedger } from "../../src/cooperative/journal/check/check.ts";
import { arrears } from "../../src/cooperative/loans/lists.ts";
import { readDemo } from "../../src/demo/data.ts";
import { loadDemo, makeDemoWorld } from "../../src/demo/index.ts";
import { packageRoot } from "../../src/home.ts";
import { sequentialIds } from "../../src/ids.ts";
import { loadCooperative } from "../../src/start/cooperative.ts";
import { melati, peopleIn, wib } from "../programme/support.ts";

const NOW = wib("2026-11-20", "16:00");

function demoBooks(now = NOW) {
  const world = peopleIn();
  const pack = melati();
  const { demo } = loadDemo(packageRoot(), pack);
  const { units, problems } = loadCooperative(packageRoot(), pack);
  expect(problems).toEqual([]);
  if (demo === undefined) throw new Error("the demo is not there");
  makeDemoWorld({ ...world, pack, demo, units, newId: sequentialIds("d"), now });
  const { sqlite } = world.db;
  const books = new Books({ sqlite, people: world.people, newId: sequentialIds(), random: () => 0 });
  return { sqlite, books };
}

const column = (sqlite: ReturnType<typeof demoBooks>["sqlite"], sql: string) => sqlite.prepare(sql).pluck().all();

describe("the books of the demo", () => {
  const { sqlite, books } = demoBooks();

  it("hold what they must, each entry and the chain of them", () => {
    expect(checkLedger(sqlite)).toMatchObject({ units: 1, found: 0 });
    expect(column(sqlite, "SELECT DISTINCT kind FROM journal_entry ORDER BY kind")).toEqual([
      "bank",
      "cash-difference",
      "deposit",
      "disbursement",
      "expense",
      "income",
      "instalment",
      "join",
      "provision",
      "reversal",
      "savings-interest",
      "settlement",
      "shu",
      "withdrawal",
      "year-close",
    ]);
  });

  it.each([
    ["loan P0001", `UPDATE loan SET terms = json_set(terms, '$.principal', 1) WHERE no = 1`, "principal of loan P0001"],
    ["terms that are none", "UPDATE loan SET terms = 'x' WHERE no = 1", "kept as not a number"],
    ["term savings", "UPDATE term_deposit SET amount = amount + 1 WHERE id = 1", "term savings of member 0"],
    ["a cash count", "UPDATE cash_count SET counted = counted - 1 WHERE entry_id > 0", "cash count of 2026-05-27"],
    ["a closed year", "UPDATE year_close SET surplus = surplus + 1", "surplus of 2025"],
    ["a part of a surplus", "UPDATE shu_share SET for_use = for_use + 1 WHERE member = 1", "member 001 for 2025"],
  ])("are found to be broken by a figure beside them that was changed: %s", (_, sql, what) => {
    sqlite.exec(`SAVEPOINT tampering; ${sql}`);
    const { first, found } = checkLedger(sqlite);
    sqlite.exec("ROLLBACK TO tampering; RELEASE tampering");
    expect(first).toMatchObject({ code: "record", unit: 1, what: expect.stringContaining(what) });
    expect(found).toBe(1);
  });

  it("belong to the unit of its people: twelve who take part, the kader, the treasurer, and two Marias whom nobody stands behind", () => {
    const members = books.members.roster(1);
    expect(members.filter(({ personId }) => personId !== null)).toHaveLength(14);
    expect(members.filter(({ name }) => name.startsWith("Maria")).map(({ personId }) => personId)).toEqual([
      null,
      null,
    ]);
    const { treasurer, chair, supervisor } = Object.fromEntries(
      (["treasurer", "chair", "supervisor"] as const).map((role) => [role, books.officers.of(books.unit(1), role)]),
    );
    expect([treasurer, chair, supervisor].map((one) => one?.[0]?.name)).toEqual([
      "Endang Susilowati",
      "Ratna Wijayanti",
      "Suroso",
    ]);
  });

  it("have loans of the three methods in every state, one of them late, two before a witness", () => {
    expect(column(sqlite, "SELECT DISTINCT json_extract(terms, '$.method') FROM loan ORDER BY 1")).toEqual([
      "annuity",
      "declining",
      "flat",
    ]);
    expect(column(sqlite, "SELECT state || ' ' || count(*) FROM loan GROUP BY state ORDER BY state")).toEqual([
      "active 4",
      "agreed 1",
      "closed 5",
    ]);
    expect(arrears(books.loans, 1, "2026-11-20").map(({ loan }) => loan.no)).toEqual([6]);
    expect(column(sqlite, "SELECT no FROM loan WHERE witness IS NOT NULL")).toEqual([8, 9]);
  });

  it("were locked month by month by the chair, and last year's surplus is in the members' savings", () => {
    expect(books.journal.lockedUntil(1)).toBe("2026-10-31");
    expect(books.year.closes.of(1, 2025)).toMatchObject({ state: "distributed" });
    expect(books.journal.balance(1, ACCOUNTS.shuPayable)).toBe(0);
    expect(column(sqlite, "SELECT DISTINCT by_person FROM period_lock WHERE kind = 'month'")).toEqual([
      "ratna00000000020",
    ]);
  });

  it("kept maker, checker and beneficiary apart", () => {
    const own = column(
      sqlite,
      `SELECT e.no FROM journal_entry e JOIN journal_line l ON l.entry_id = e.id JOIN coop_member m ON m.id = l.member
       WHERE m.person_id = e.maker AND e.checker IS NULL AND e.kind <> 'join'`,
    );
    expect(own).toEqual([]);
    expect(column(sqlite, "SELECT count(*) FROM journal_entry WHERE maker = checker")).toEqual([0]);
  });

  it("say nothing to anybody, and are all past", () => {
    expect(column(sqlite, "SELECT count(*) FROM outbox")).toEqual([0]);
    expect(column(sqlite, `SELECT count(*) FROM journal_entry WHERE booked_at > ${NOW}`)).toEqual([0]);
    expect(column(sqlite, "SELECT count(*) FROM pending WHERE state = 'open'")).toEqual([0]);
  });

  it("have a difference that was settled, a correction, and one dispute that waits", () => {
    expect(books.counts.unresolved(1)).toEqual([]);
    expect(column(sqlite, "SELECT book - counted FROM cash_count WHERE counted <> book")).toEqual([20_000]);
    expect(books.disputes.open(1)).toMatchObject([{ kind: "entry", no: 1 }]);
  });
});

it("the same day makes the same books", () => {
  const heads = [demoBooks(), demoBooks()].map(({ books }) => books.journal.head(1));
  expect(heads[0]).toEqual(heads[1]);
});

it.each([
  wib("2026-12-01", "00:00"),
  wib("2027-01-09", "23:59"),
  wib("2027-02-28", "12:00"),
  wib("2028-02-29", "08:00"),
  wib("2027-08-31", "23:30"),
])("they can be made on any day (%i)", (now) => {
  const { sqlite, books } = demoBooks(now);
  expect(checkLedger(sqlite).found).toBe(0);
  expect(books.members.roster(1)).toHaveLength(16);
  expect(column(sqlite, `SELECT count(*) FROM journal_entry WHERE booked_at > ${now}`)).toEqual([0]);
});

it("a number or office that nobody has is told with its line", () => {
  const text = `
unit: { name: Melati, village: Sumberejo }
people:
  - { id: sari, name: Sari, called: Ibu Sari, village: Sumberejo }
cooperative:
  officers: { treasurer: sari, chair: sari, supervisor: sari, witness: sari }
  members:
    - { person: sari }
    - { person: tuti }
    - { aliases: [Mak Ucok] }
  loans:
    - { member: 4, product: biasa, amount: 100000, periods: 3, month: 1, purpose: x }
    - { member: 1, product: biasa, amount: 100000, periods: 3, purpose: x }
  meeting: { amount: 10000, note: x }
`;
  const { problems } = readDemo("demo.yaml", text, melati());
  expect(problems.map(({ line, what }) => `${line}: ${what}`)).toEqual([
    '6: "sari" is no treasurer.',
    '6: "sari" is no chair.',
    '6: "sari" is no supervisor.',
    '9: There is no "tuti".',
    "10: A member has a person or a name.",
    "12: There is no member with this number.",
    "13: It has no time, or two.",
  ]);
});
