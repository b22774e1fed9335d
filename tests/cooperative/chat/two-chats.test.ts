import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import { checkLedger } from "../../../src/cooperative/journal/check/check.ts";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";

const OTHER = "8006";
const anyMember = fc.constantFrom("002", "003", "004");
const thousands = (max: number) => fc.integer({ min: 1, max });

/** `setor` without an amount: each gets one of its own, so that it is found again in the books. */
const DEPOSIT = "setor sukarela";

/** What a treasurer writes on a busy day, and what she writes by mistake. */
const anyLine = fc.oneof(
  { weight: 4, arbitrary: anyMember.map((no) => `${DEPOSIT} ${no}`) },
  { weight: 3, arbitrary: fc.tuple(anyMember, thousands(40)).map(([no, n]) => `tarik sukarela ${no} ${n}rb`) },
  { weight: 2, arbitrary: fc.constantFrom("batal", "batal #2", "batal #9", "kemarin setor wajib 003 20rb") },
  { weight: 2, arbitrary: fc.constantFrom("ya", "YA 47", "1", "batal rapat", "saldo 003", "hitung kas 4.999.500") },
);
const anyMeeting = fc
  .tuple(fc.uniqueArray(fc.tuple(anyMember, thousands(40)), { selector: ([no]) => no }), fc.boolean())
  .map(([lines, right]) => {
    const sum = lines.reduce((all, [, n]) => all + n, right ? 0 : 5);
    return ["rapat melati", ...lines.map(([no, n]) => `${no} s${n}`), `tutup ${sum}rb`];
  });
const anyChat = fc.array(anyLine, { minLength: 2, maxLength: 8 });
/** Whose message comes next, whether it is delivered twice, and whether the next comes before it was answered. */
const anyTurns = fc.infiniteStream(fc.record({ other: fc.boolean(), again: fc.boolean(), wait: fc.boolean() }));
const anyInterleaving = fc.tuple(anyChat, fc.oneof(anyChat, anyMeeting), anyTurns);

const booked = ({ books }: CoopWorld): number[] =>
  [...books.journal.entries(1)]
    .filter(({ kind }) => kind === "deposit")
    .flatMap(({ lines }) => lines.filter(({ account }) => account === ACCOUNTS.cash).map(({ debit }) => debit));

describe("two treasurers who write at once", () => {
  it("leave sound books, and each of their deposits in them once, in whichever order their messages come", async () => {
    const coop = await coopWorld();
    const { world, unit } = coop;
    const { directory, db } = world.runtime;
    directory.change(world.add("Rosa", OTHER, ["treasurer"]), { unitId: unit.unitId }, world.clock.now());
    let messages = 0;
    const paidIn: number[] = [];
    const hand = async (address: string, line: string, { again = false, wait = true } = {}) => {
      const no = ++messages;
      const text = line.startsWith(DEPOSIT) ? `${line} Rp${50_000 + no}` : line;
      if (text !== line) paidIn.push(50_000 + no);
      const message = { content: { kind: "text" as const, text }, id: `m-${no}` };
      world.chats.hand("telegram", address, again ? [message, message] : [message]);
      if (wait) await world.runtime.settled();
    };
    for (const [one, other, turns] of fc.sample(anyInterleaving, { numRuns: 15, seed: 7 })) {
      const chats: Record<string, string[]> = { [PHONES.treasurer]: [...one], [OTHER]: [...other] };
      for (let left = one.length + other.length; left > 0; left -= 1) {
        const turn = turns.next().value;
        const [first, second] = turn.other ? [OTHER, PHONES.treasurer] : [PHONES.treasurer, OTHER];
        const address = chats[first]?.length === 0 ? second : first;
        await hand(address, chats[address]?.shift() ?? "", turn);
      }
      await world.runtime.settled();
      const story = JSON.stringify([one, other]);
      expect([story, checkLedger(db.sqlite).found]).toEqual([story, 0]);
      await hand(OTHER, "batal rapat");
    }
    const sums = booked(coop);
    for (const amount of paidIn) expect([amount, sums.filter((sum) => sum === amount)]).toEqual([amount, [amount]]);
    expect(paidIn.length).toBeGreaterThan(30);
    expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBeGreaterThanOrEqual(0);
  });
});
