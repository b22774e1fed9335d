import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { credit, debit } from "../../../src/cooperative/journal/entry.ts";
import { writtenSchema } from "../../../src/cooperative/settings/written.ts";
import { basisOf, weightOf } from "../../../src/cooperative/year/basis.ts";
import { plannedSplit } from "../../../src/cooperative/year/sharing.ts";
import { type BooksWorld, booksWorld, RULES } from "./books-world.ts";

const SHU = { op: "shu", year: 2026 } as const;
const SAVE = { op: "shu-to-savings", year: 2026 } as const;

/** Jasa that a member paid on a loan of hers. */
function interest(world: BooksWorld, member: number, amount: number, on: string): void {
  const lines = [debit(ACCOUNTS.cash, amount), credit(ACCOUNTS.loanInterest, amount, { member })];
  world.books.journal.post({ unit: 1, kind: "other", valueOn: on, maker: "x", lines }, world.booking(on));
}

const deposit = (world: BooksWorld, member: number, amount: number, on: string) =>
  world.post({ op: "deposit", member, items: [{ kind: "mandatory", amount }] }, on);

/** Maria saves 20.000 all year and pays 600.000 jasa, Tiur saves from July and pays 400.000; Lina neither. */
function closedYear(): BooksWorld {
  const world = booksWorld();
  const [maria = 0, tiur = 0] = world.ids;
  deposit(world, maria, 20_000, "2026-01-05");
  deposit(world, tiur, 20_000, "2026-07-01");
  interest(world, maria, 600_000, "2026-05-05");
  interest(world, tiur, 400_003, "2026-08-05");
  world.lock("2026-11-30");
  world.agreed({ op: "year-close", year: 2026 }, "2027-01-10", { valueOn: "2026-12-31" });
  return world;
}

describe("the base of SHU", () => {
  it("is the capital at the twelve month-ends, so that half a year weighs half", () => {
    const world = closedYear();
    const members = world.books.members.roster(1);
    expect(basisOf(world.db.sqlite, 1, 2026, members)).toEqual([
      { no: 1, savings: 240_000, interestPaid: 600_000 },
      { no: 2, savings: 120_000, interestPaid: 400_003 },
      { no: 3, savings: 0, interestPaid: 0 },
      { no: 4, savings: 0, interestPaid: 0 },
    ]);
    expect(
      weightOf(
        [
          { on: "2025-06-01", amount: 100 },
          { on: "2026-12-31", amount: 50 },
        ],
        2026,
      ),
    ).toBe(1_250);
  });

  it("is nothing, and not less, where jasa of an earlier year was taken back in this one", () => {
    const world = booksWorld();
    const [maria = 0] = world.ids;
    interest(world, maria, 75_000, "2026-12-30");
    const lines = [debit(ACCOUNTS.loanInterest, 75_000, { member: maria }), credit(ACCOUNTS.cash, 75_000)];
    const back = { unit: 1, kind: "other", valueOn: "2027-01-10", maker: "x", lines } as const;
    world.books.journal.post(back, world.booking("2027-01-10"));
    const [first] = basisOf(world.db.sqlite, 1, 2027, world.books.members.roster(1));
    expect(first).toEqual({ no: 1, savings: 0, interestPaid: 0 });
  });

  it("has those who were members at the end of the year, whoever left since among them", () => {
    const world = closedYear();
    const { members } = world.books;
    members.leave(world.ids[2] ?? 0, "2026-12-31");
    members.leave(world.ids[3] ?? 0, "2027-01-01");
    members.add({ unit: 1, name: "Baru", joinedOn: "2027-01-02" }, 0);
    expect(basisOf(world.db.sqlite, 1, 2026, members.roster(1)).map(({ no }) => no)).toEqual([1, 2, 4]);
  });
});

describe("SHU", () => {
  it("is split among funds and members to the rupiah, with two others' yes", () => {
    const world = closedYear();
    const [maria, tiur, lina] = world.ids;
    const [entry] = world.agreed(SHU, "2027-02-20");
    expect(entry).toMatchObject({ kind: "shu", memo: "2026", valueOn: "2027-02-20" });
    expect(world.balance(ACCOUNTS.surplus)).toBe(0);
    // 1.000.003: 40% cadangan, 20% jasa modal, 25% jasa usaha, 5% pengurus, pendidikan, sosial.
    const at = [ACCOUNTS.generalReserve, ACCOUNTS.officersFund, ACCOUNTS.educationFund, ACCOUNTS.socialFund];
    expect(at.map((account) => world.balance(account))).toEqual([400_001, 50_000, 50_000, 50_000]);
    expect([maria, tiur, lina].map((member) => world.balance(ACCOUNTS.shuPayable, member))).toEqual([
      133_334 + 150_000,
      66_667 + 100_001,
      0,
    ]);
    expect(world.books.year.closes.of(1, 2026)).toMatchObject({ state: "approved", approvedEntry: entry?.id });
    expect(world.books.year.closes.shares(1, 2026)).toHaveLength(2);
    expect(world.refusal(SHU, "2027-02-21")).toMatchObject({ code: "shu-split-already" });
  });

  it("goes into everybody's savings in one entry, once", () => {
    const world = closedYear();
    expect(world.refusal(SAVE, "2027-02-20")).toMatchObject({ code: "shu-not-split" });
    world.agreed(SHU, "2027-02-20");
    const [entry, ...more] = world.agreed(SAVE, "2027-03-01");
    expect(more).toEqual([]);
    expect(world.balance(ACCOUNTS.voluntary, world.ids[0])).toBe(283_334);
    expect(world.balance(ACCOUNTS.shuPayable)).toBe(0);
    expect(world.books.year.closes.shares(1, 2026).map(({ entryId }) => entryId)).toEqual([entry?.id, entry?.id]);
    expect(world.books.year.closes.of(1, 2026)?.state).toBe("distributed");
    expect(world.refusal(SAVE, "2027-03-02")).toMatchObject({ code: "shu-handed-over" });
    expect(checkLedger(world.db.sqlite).breaches).toEqual([]);
  });

  it("is paid in cash to one, and to who has left; the rest is saved", () => {
    const world = closedYear();
    const [maria = 0, tiur = 0] = world.ids;
    world.agreed(SHU, "2027-02-20");
    world.books.members.leave(tiur, "2027-02-25");
    const [paid] = world.post({ op: "pay-shu", member: tiur }, "2027-03-01");
    expect(paid?.lines).toEqual([
      { account: ACCOUNTS.shuPayable, debit: 166_668, credit: 0, member: tiur },
      { account: ACCOUNTS.cash, debit: 0, credit: 166_668 },
    ]);
    expect(world.refusal({ op: "pay-shu", member: tiur }, "2027-03-01")).toMatchObject({ code: "shu-none-owed" });
    world.agreed(SAVE, "2027-03-02");
    expect([world.balance(ACCOUNTS.voluntary, maria), world.balance(ACCOUNTS.voluntary, tiur)]).toEqual([283_334, 0]);
    expect(world.books.year.closes.of(1, 2026)?.state).toBe("distributed");
  });

  it("is owed again when its payment is taken back", () => {
    const world = closedYear();
    const [maria = 0] = world.ids;
    world.agreed(SHU, "2027-02-20");
    const [paid] = world.post({ op: "pay-shu", member: maria }, "2027-03-01");
    world.post({ op: "reverse", entry: paid?.id ?? 0, reason: "salah orang" }, "2027-03-01");
    expect(world.books.year.closes.shares(1, 2026).map(({ entryId }) => entryId)).toEqual([null, null]);
    world.agreed(SAVE, "2027-03-02");
    expect(world.balance(ACCOUNTS.voluntary, maria)).toBe(283_334);
  });

  it("in a large sum is paid like a withdrawal: with the member's word", () => {
    const world = closedYear();
    world.agreed(SHU, "2027-02-20");
    world.books.settings.put(1, writtenSchema.parse({ ...RULES, withdrawal: { "code-above": 100_000 } }), "o", 1);
    const member = world.ids[0] ?? 0;
    expect(world.take({ op: "pay-shu", member }, "2027-03-01")).toMatchObject({
      kind: "waiting",
      pending: { needsConfirm: true },
    });
  });

  it("is none where the year ended with a loss", () => {
    const world = booksWorld();
    world.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 10_000, note: "" }, "2026-01-05");
    world.post({ op: "expense", account: ACCOUNTS.operations, amount: 10_000, note: "" }, "2026-01-06");
    world.lock("2026-11-30");
    world.agreed({ op: "year-close", year: 2026 }, "2027-01-10", { valueOn: "2026-12-31" });
    expect(world.books.year.closes.of(1, 2026)?.surplus).toBe(0);
    expect(world.refusal(SHU, "2027-02-20")).toEqual({ code: "shu-nothing", data: { year: 2026 } });
  });

  it("of whose fund nobody has a basis stays in the general reserve", () => {
    const world = booksWorld();
    world.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 100_000, note: "" }, "2026-01-05");
    world.lock("2026-11-30");
    world.agreed({ op: "year-close", year: 2026 }, "2027-01-10", { valueOn: "2026-12-31" });
    world.agreed(SHU, "2027-02-20");
    expect(world.balance(ACCOUNTS.generalReserve)).toBe(40_000 + 20_000 + 25_000);
    expect(world.refusal(SAVE, "2027-02-21")).toMatchObject({ code: "shu-handed-over" });
  });

  it("is split by the percentages that were in force when it was asked for", () => {
    const world = closedYear();
    const asked = world.take(SHU, "2027-02-20");
    if (asked.kind !== "waiting") throw new Error(asked.kind);
    const other = { ...RULES, shu: { "general-reserve": "0%", officers: "45%" } };
    world.books.settings.put(1, writtenSchema.parse(other), "o", world.at("2027-02-20") + 1);
    const when = { at: world.at("2027-02-20") + 2, today: "2027-02-20" };
    for (const person of [world.officers.chair, world.officers.supervisor])
      world.books.desk.vote(person, 1, asked.pending.no, { yes: true }, when);
    expect([world.balance(ACCOUNTS.generalReserve), world.balance(ACCOUNTS.officersFund)]).toEqual([400_001, 50_000]);
  });

  it("may still be split after the next year was closed, from what that took to 3-301", () => {
    const world = closedYear();
    world.post({ op: "income", account: ACCOUNTS.otherIncome, amount: 7, note: "" }, "2027-02-01");
    world.lock("2027-11-30");
    world.agreed({ op: "year-close", year: 2027 }, "2028-01-05", { valueOn: "2027-12-31" });
    expect([world.balance(ACCOUNTS.earlierSurplus), world.balance(ACCOUNTS.surplus)]).toEqual([1_000_003, 7]);
    world.agreed(SHU, "2028-02-01");
    expect([world.balance(ACCOUNTS.earlierSurplus), world.balance(ACCOUNTS.surplus)]).toEqual([0, 7]);
  });

  it("is not split under a date of the year itself", () => {
    const world = closedYear();
    expect(world.refusal(SHU, "2027-02-20", { valueOn: "2026-12-31" })).toMatchObject({ code: "shu-early" });
    expect(plannedSplit(world.books.year, 1, 2025)).toMatchObject({ refusal: { code: "year-not-closed" } });
  });
});
