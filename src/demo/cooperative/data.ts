import { z } from "zod";
import { SAVINGS, type SavingsKind } from "../../cooperative/accounts.ts";

/** How many months the books of the demo go back, this one included. */
export const MONTHS = 12;

const person = z.string();
const memberNumber = z.int().min(1);
const amount = z.int().min(1_000);
const month = z.int().min(1).max(MONTHS);
const kind = z.enum(Object.keys(SAVINGS) as [SavingsKind, ...SavingsKind[]]);

/** When something was: a day of one of the twelve months (1 is the first, 12 this one), or so many days before today. */
const when = {
  month: month.optional(),
  day: z.int().min(1).max(28).optional(),
  ago: z.int().min(0).max(300).optional(),
};

const member = z.strictObject({
  /** Somebody of `people`; else her `name`: then she has no phone, and nobody stands behind her. */
  person: person.optional(),
  name: z.string().min(2).optional(),
  aliases: z.array(z.string().min(2)).default([]),
  /** The month in which she joined. */
  joined: month.default(1),
  /** What she saves at each meeting beside what is asked of everybody; rupiah. */
  saves: z.partialRecord(kind, amount).default({}),
  /** Months whose meeting she missed. */
  absent: z.array(month).default([]),
});

const loan = z.strictObject({
  ...when,
  member: memberNumber,
  product: z.string(),
  amount,
  periods: z.int().min(1),
  purpose: z.string(),
  /** Agreed to, and still to be paid out. */
  agreed: z.boolean().default(false),
  /** She pays no instalment from this month on. */
  stops: month.optional(),
  /** She pays all of it in this month. */
  settled: month.optional(),
});

const event = z.discriminatedUnion("does", [
  z.strictObject({
    ...when,
    does: z.literal("deposit"),
    member: memberNumber,
    kind,
    amount,
    months: z.int().optional(),
  }),
  z.strictObject({ ...when, does: z.literal("withdraw"), member: memberNumber, kind, amount }),
  z.strictObject({
    ...when,
    does: z.literal("expense"),
    account: z.enum(["operations", "incentives", "training"]),
    amount,
    note: z.string(),
  }),
  z.strictObject({ ...when, does: z.literal("to-bank"), amount }),
  z.strictObject({ ...when, does: z.literal("bank-interest"), amount, note: z.string() }),
  /** The money in the box is less than in the book, and what became of that a day later: a loss, another agreeing. */
  z.strictObject({ ...when, does: z.literal("short"), amount }),
  /** Written down for the wrong member; taken back on the next day, and written for the right one. */
  z.strictObject({
    ...when,
    does: z.literal("mistake"),
    member: memberNumber,
    rightly: memberNumber,
    kind,
    amount,
    note: z.string(),
  }),
  /** The member objects to her newest deposit. */
  z.strictObject({ ...when, does: z.literal("dispute"), member: memberNumber, reason: z.string() }),
]);

/** The books of one unit, as `demo.yaml` describes their year. */
export const cooperativeSchema = z.strictObject({
  /** Who holds the offices, and who stands by when a member without a phone says yes. */
  officers: z.strictObject({ treasurer: person, chair: person, supervisor: person, witness: person }),
  /** In the order of their numbers: 001, 002, … */
  members: z.array(member).min(1).max(99),
  loans: z.array(loan).max(99).default([]),
  events: z.array(event).max(300).default([]),
  /** What each meeting costs; rupiah, and for what. */
  meeting: z.strictObject({ amount, note: z.string() }),
});

export type DemoCooperative = z.infer<typeof cooperativeSchema>;
export type DemoMember = DemoCooperative["members"][number];
export type DemoLoan = DemoCooperative["loans"][number];
export type DemoEvent = DemoCooperative["events"][number];
/** When something of the demo was. */
export type DemoWhen = Pick<DemoLoan, "month" | "day" | "ago">;

export type CooperativeMisfit = { at: (string | number)[]; what: string; how: string };

/** People and numbers that are named, and are not there. `roleOf` gives the roles of somebody by her id. Pure. */
export function cooperativeMisfits(
  { officers, members, loans, events }: DemoCooperative,
  rolesOf: (id: string) => readonly string[] | undefined,
): CooperativeMisfit[] {
  const found: CooperativeMisfit[] = [];
  for (const [office, id] of Object.entries(officers)) {
    const fits = office === "witness" ? rolesOf(id) !== undefined : rolesOf(id)?.includes(office) === true;
    if (!fits)
      found.push({
        at: ["officers", office],
        what: `"${id}" is no ${office}.`,
        how: "Write the id of somebody who is.",
      });
  }
  members.forEach(({ person: id, name }, at) => {
    if ((id === undefined) === (name === undefined))
      found.push({ at: ["members", at], what: "A member has a person or a name.", how: "Write one of the two." });
    if (id !== undefined && rolesOf(id) === undefined)
      found.push({
        at: ["members", at, "person"],
        what: `There is no "${id}".`,
        how: "Write the id of one of people.",
      });
  });
  for (const [list, rows] of [
    ["loans", loans],
    ["events", events],
  ] as const)
    rows.forEach((row, at) => {
      const numbers = ["member" in row ? row.member : undefined, "rightly" in row ? row.rightly : undefined];
      if (numbers.some((no) => (no ?? 1) > members.length))
        found.push({
          at: [list, at, "member"],
          what: "There is no member with this number.",
          how: "Members are counted from 1.",
        });
      if ((row.month === undefined) === (row.ago === undefined))
        found.push({ at: [list, at], what: "It has no time, or two.", how: "Write month and day, or ago." });
    });
  return found;
}
