import { DAY } from "../../clock.ts";
import { ACCOUNTS } from "../../cooperative/accounts.ts";
import { planAnswer } from "../../cooperative/disputes/duty.ts";
import { addDays } from "../../zones.ts";
import { dateOf, type Step } from "./calendar.ts";
import type { DemoEvent } from "./data.ts";
import { type Now, post, type Scene } from "./scene.ts";

const EXPENSES = {
  operations: ACCOUNTS.operations,
  incentives: ACCOUNTS.incentives,
  training: ACCOUNTS.training,
} as const;

/** One of the things that happen besides the meetings, and what follows from it a day later. */
export function eventSteps(scene: Scene, event: DemoEvent): Step[] {
  const on = dateOf(scene.calendar, event, scene.meetsOn);
  const once = (run: (now: Now) => unknown, time = "16:00"): Step[] => [{ on, time, run: (now) => void run(now) }];
  switch (event.does) {
    case "deposit": {
      const { kind, amount, months, member } = event;
      const item = { kind, amount, ...(months === undefined ? {} : { months }) };
      return once((now) => post(scene, { op: "deposit", member: scene.memberId(member), items: [item] }, now));
    }
    case "withdraw": {
      const { kind, amount, member } = event;
      return once((now) => post(scene, { op: "withdraw", member: scene.memberId(member), kind, amount }, now));
    }
    case "expense": {
      const { account, amount, note } = event;
      return once((now) => post(scene, { op: "expense", account: EXPENSES[account], amount, note }, now));
    }
    case "to-bank":
      return once((now) => post(scene, { op: "bank", way: "to-bank", amount: event.amount }, now));
    case "bank-interest": {
      const { amount, note } = event;
      return once((now) => post(scene, { op: "income", account: ACCOUNTS.bankInterest, amount, note }, now));
    }
    case "short":
      return [
        ...once((now) => countShort(scene, event.amount, now), "17:00"),
        { on: addDays(on, 1), time: "17:00", run: (now) => settleDifference(scene, now) },
      ];
    case "mistake":
      return mistake(scene, event, on);
    case "dispute":
      return once((now) => objectTo(scene, event, now));
  }
}

function countShort({ books, unit, ...scene }: Scene, missing: number, now: Now): void {
  const counted = books.journal.balance(unit, ACCOUNTS.cash) - missing;
  post({ books, unit, ...scene }, { op: "cash-count", counted }, now);
}

function settleDifference(scene: Scene, now: Now): void {
  const { books, unit } = scene;
  for (const { id } of books.counts.unresolved(unit))
    post(scene, { op: "cash-difference", count: id, as: "loss" }, now);
}

function mistake(
  scene: Scene,
  { member, rightly, kind, amount, note }: Extract<DemoEvent, { does: "mistake" }>,
  on: string,
): Step[] {
  const items = [{ kind, amount }];
  let wrong: number | undefined;
  return [
    {
      on,
      time: "11:00",
      run: (now) => {
        wrong = post(scene, { op: "deposit", member: scene.memberId(member), items }, now)[0]?.id;
      },
    },
    {
      on: addDays(on, 1),
      time: "11:00",
      run: (now) => {
        if (wrong !== undefined) post(scene, { op: "reverse", entry: wrong, reason: note }, now);
        post(scene, { op: "deposit", member: scene.memberId(rightly), items }, now, { valueOn: on });
      },
    },
  ];
}

/** Lines of hers among which her newest deposit is looked for. */
const LOOK_BACK = 50;

/** SANGGAH on her newest deposit. No money moves; the days in which it is to be answered run. */
function objectTo(
  { books, unit, memberId }: Scene,
  { member: no, reason }: Extract<DemoEvent, { does: "dispute" }>,
  { at }: Now,
): void {
  const member = memberId(no);
  const newest = books.journal.memberLines(member, { limit: LOOK_BACK }).find(({ entry }) => entry.kind === "deposit");
  if (newest === undefined) throw new Error(`the demo's member ${no} has no deposit to object to`);
  const dueAt = at + books.setting(unit).disputeDays * DAY;
  const given = { unit, kind: "entry", entryId: newest.entry.id, member, amount: null, on: null, reason } as const;
  planAnswer(books.duties, books.disputes.add({ ...given, openedAt: at, dueAt }), 1, dueAt);
}
