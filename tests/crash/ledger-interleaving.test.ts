import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Inbound } from "../../src/conversation/channel.ts";
import { ACCOUNTS } from "../../src/cooperative/accounts.ts";
import { Books, cooperativeModule } from "../../src/cooperative/index.ts";
import { checkLedger } from "../../src/cooperative/journal/check/check.ts";
import { sequentialIds } from "../../src/ids.ts";
import { ownContent } from "../support/content.ts";
import { type CoopWorld, coopWorld, PHONES } from "../support/coop-world.ts";
import { membershipOnly, PROGRAMME, World } from "../support/world.ts";

/** A second phone of somebody who keeps the books of the same unit. */
const SECOND = "8010";
const WRITERS = [PHONES.treasurer, SECOND] as const;
const CHANNEL = "simulator-telegram";
const SUM = 20_000;

async function twoTreasurers(): Promise<CoopWorld> {
  const coop = await coopWorld();
  const { world, unit } = coop;
  const second = world.add("Wati", SECOND, ["treasurer"]);
  world.runtime.directory.change(second, { unitId: unit.unitId }, world.clock.now());
  return coop;
}

/** The process has ended, and another one goes on with its home. */
async function restarted(coop: CoopWorld): Promise<CoopWorld> {
  const { home } = coop.world;
  await coop.world.stop();
  const world = await World.start({
    home,
    content: ownContent(),
    modules: (parts) => [...membershipOnly(parts), cooperativeModule({ ...parts, hours: PROGRAMME.hours })],
  });
  const { db, people } = world.runtime;
  const books = new Books({ sqlite: db.sqlite, people, newId: sequentialIds("y"), random: () => 0.4 });
  return { ...coop, world, books };
}

const message = (id: string, address: string, text: string, sentAt = 0): Inbound => ({
  id,
  address,
  sentAt,
  content: { kind: "text", text },
});

const receive = ({ world }: CoopWorld, messages: readonly Inbound[]) =>
  world.runtime.reception.receive({ channel: CHANNEL, messages });

/** Amounts of deposits that stand, by member number. */
function standing({ books, world }: CoopWorld): [number, number][] {
  return world.runtime.db.sqlite
    .prepare(
      `SELECT m.no, l.credit FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id
       JOIN coop_member m ON m.id = l.member WHERE e.kind = 'deposit' AND e.unit = ? AND l.account = ? ORDER BY m.no, l.credit`,
    )
    .raw()
    .all(books.unit(1).id, ACCOUNTS.voluntary) as [number, number][];
}

/** What two people write, in what order it comes, how it is cut into batches, and which messages come again. */
const histories = fc
  .array(
    fc.record({
      who: fc.constantFrom(...WRITERS),
      lines: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    }),
    {
      minLength: 2,
      maxLength: 12,
    },
  )
  .chain((messages) =>
    fc.record({
      messages: fc.constant(messages),
      order: fc.shuffledSubarray([...messages.keys(), ...messages.keys(), ...messages.keys()], {
        minLength: messages.length * 3,
      }),
      cut: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
    }),
  );

describe("two treasurers write at the same time", () => {
  it("and each line stands once, in whatever order and batches it comes, each message three times", async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ messages, order, cut }) => {
        const coop = await twoTreasurers();
        // No two amounts are alike, so that none is a twin of another.
        let n = 0;
        const wanted: [number, number][] = [];
        const sent = messages.map(({ who, lines }, at) => {
          const texts = lines.map((no) => {
            n += 1;
            wanted.push([no, SUM + n]);
            return `setor sukarela 00${no} ${SUM + n}`;
          });
          return message(`m${at}`, who, texts.join("\n"));
        });
        for (let from = 0, turn = 0; from < order.length; turn += 1) {
          const size = cut[turn % cut.length] ?? 1;
          receive(
            coop,
            order.slice(from, from + size).flatMap((at) => sent[at] ?? []),
          );
          if (turn % 3 === 2) coop.world.forget();
          from += size;
        }
        await coop.world.runtime.settled();
        expect(standing(coop)).toEqual(wanted.sort(([a, x], [b, y]) => a - b || x - y));
        expect(checkLedger(coop.world.runtime.db.sqlite).found).toBe(0);
        const cash = 5_000_000 + wanted.reduce((sum, [, amount]) => sum + amount, 0);
        expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBe(cash);
        await coop.world.stop();
      }),
      { numRuns: 15 },
    );
  });

  it("the same lines at the same second, and the second of them is asked, not booked", async () => {
    const lines = ["setor wajib 001 20rb", "setor wajib 003 20rb", "setor sukarela 004 35rb"];
    for (const together of [true, false]) {
      const coop = await twoTreasurers();
      const now = coop.world.clock.now();
      const all = lines.flatMap((text, at) => WRITERS.map((who) => message(`${who}-${at}`, who, text, now)));
      if (together) receive(coop, all);
      else for (const one of all) receive(coop, [one]);
      await coop.world.runtime.settled();
      const head = () => coop.books.journal.head(1)?.no;
      expect(head()).toBe(1 + lines.length);
      const heard = coop.world.seen(SECOND).join("\n");
      expect(heard).toContain("Ini setoran yang sama?");
      await coop.world.tap(SECOND, "Ya, itu yang sama");
      expect(head()).toBe(1 + lines.length);
      expect(checkLedger(coop.world.runtime.db.sqlite).found).toBe(0);
      await coop.world.stop();
    }
  });

  it("and a deposit that truly came twice stands twice, once one of them says so", async () => {
    const coop = await twoTreasurers();
    receive(
      coop,
      WRITERS.map((who) => message(`x${who}`, who, "setor sukarela 004 35rb")),
    );
    await coop.world.runtime.settled();
    await coop.world.tap(SECOND, "Bukan, ini lain");
    expect(standing(coop)).toEqual([
      [4, 35_000],
      [4, 35_000],
    ]);
  });
});

describe("half a meeting and a restart", () => {
  const half = ["rapat", "001 w20 s50", "002 ok"];
  const rest = ["003 absen", "004 w20 s12500"];

  it("and the sheet is as it was, the rest is written, and it closes once, however often that is said", async () => {
    let coop = await twoTreasurers();
    const say = (id: string, text: string) => receive(coop, [message(id, PHONES.treasurer, text)]);
    for (const [at, text] of half.entries()) say(`a${at}`, text);
    expect(coop.books.journal.head(1)?.no).toBe(1);
    coop = await restarted(coop);
    // Another one writes between, and what came before the restart comes again.
    receive(coop, [message("b", SECOND, "setor sukarela 004 35rb"), message("a1", PHONES.treasurer, half[1] ?? "")]);
    for (const [at, text] of rest.entries()) say(`c${at}`, text);
    for (let n = 0; n < 3; n += 1) say("d", "tutup 122.500");
    await coop.world.runtime.settled();
    expect(coop.books.meetings.openOf(coop.people.treasurer)).toBeUndefined();
    expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBe(5_000_000 + 35_000 + 122_500);
    say("e", "tutup 122.500");
    expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBe(5_000_000 + 35_000 + 122_500);
    expect(checkLedger(coop.world.runtime.db.sqlite).found).toBe(0);
  });

  it("and then silence: nothing is booked, and the next day it is still there to be closed", async () => {
    const coop = await twoTreasurers();
    for (const [at, text] of half.entries()) receive(coop, [message(`a${at}`, PHONES.treasurer, text)]);
    await coop.world.later(2 * 24 * 60 * 60_000);
    expect(coop.books.journal.head(1)?.no).toBe(1);
    receive(coop, [message("z", PHONES.treasurer, "tutup 90rb")]);
    await coop.world.runtime.settled();
    expect(coop.books.journal.balance(1, ACCOUNTS.cash)).toBe(5_090_000);
    expect(coop.books.journal.byNo(1, 2)?.valueOn).toBe("2026-11-20");
  });
});
