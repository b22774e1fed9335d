import { z } from "zod";
import { LIMITS } from "../../limits.ts";
import { COOP_LIMITS } from "../limits.ts";
import { ppmOf } from "./percent.ts";

/** Smaller amounts are refused: YAML reads `500.000` as five hundred, and `20.000` as twenty. */
const LEAST_AMOUNT = 1_000;
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A rate or share with its sign: `1.5%`. */
const percent = z.string().refine((text) => ppmOf(text) !== undefined);
/** Whole rupiah without dots; 0 for none. */
const amount = z.union([z.literal(0), z.int().min(LEAST_AMOUNT).max(LIMITS.moneyRupiah)]);
const days = z.int().min(1).max(COOP_LIMITS.settingDays);
const months = z.array(z.int().min(1).max(12)).max(12);

/** Savings of one kind: whether they may be paid in, the regular amount, and jasa a month. */
const kind = (on: boolean) => ({ on: z.boolean().default(on), amount: amount.default(0), rate: percent.default("0%") });
const savings = z.strictObject({
  principal: z.strictObject(kind(true)).prefault({}),
  mandatory: z.strictObject(kind(true)).prefault({}),
  voluntary: z.strictObject(kind(true)).prefault({}),
  term: z
    .strictObject({
      on: z.boolean().default(false),
      amount: amount.default(0),
      offers: z
        .array(z.strictObject({ months: z.int().min(1).max(COOP_LIMITS.termMonths), rate: percent }))
        .default([]),
    })
    .prefault({}),
  holiday: z.strictObject({ ...kind(false), "paid-out-in": months.default([]) }).prefault({}),
  education: z.strictObject({ ...kind(false), "paid-out-in": months.default([]) }).prefault({}),
  solidarity: z
    .strictObject({ on: z.boolean().default(false), amount: amount.default(0), benefit: amount.default(0) })
    .prefault({}),
  capitalisation: z.strictObject({ rate: percent.default("0%") }).prefault({}),
});

const product = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  aliases: z
    .array(z.string().regex(/^[a-z][a-z0-9 -]{1,29}$/))
    .max(COOP_LIMITS.productAliases)
    .default([]),
  method: z.enum(["declining", "flat", "annuity"]),
  rate: percent,
  every: z.enum(["month", "week"]).default("month"),
  periods: z.strictObject({
    min: z.int().min(1).max(COOP_LIMITS.periods).default(1),
    max: z.int().min(1).max(COOP_LIMITS.periods),
  }),
  "max-amount": amount.default(0),
  "max-times-savings": z.int().min(0).max(100).default(0),
  settlement: z.enum(["current-period", "all-interest"]).default("current-period"),
  fees: z
    .strictObject({
      provision: percent.default("0%"),
      administration: amount.default(0),
      protection: percent.default("0%"),
      capitalisation: percent.default("0%"),
    })
    .prefault({}),
});

const rounding = (mode: "nearest" | "down") =>
  z
    .strictObject({
      unit: z.union([z.literal(1), z.literal(50), z.literal(100), z.literal(500), z.literal(1000)]).default(1),
      mode: z.enum(["nearest", "up", "down"]).default(mode),
    })
    .prefault({});

const grace = z.int().min(0).max(COOP_LIMITS.settingDays).default(0);
const penalty = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("off") }),
    z.strictObject({
      kind: z.literal("percent-a-day"),
      rate: percent,
      "grace-days": grace,
      "count-from": z.enum(["due-date", "after-grace"]).default("due-date"),
    }),
    z.strictObject({ kind: z.literal("fixed"), amount, "grace-days": grace }),
  ])
  .default({ kind: "off" });

const collectibility = z.strictObject({
  months: z.tuple([z.int().min(1).max(60), z.int().min(1).max(60), z.int().min(1).max(60)]).default([3, 6, 12]),
  allowance: z.tuple([percent, percent, percent, percent]).default(["0%", "10%", "50%", "100%"]),
});

const shu = z.strictObject({
  "general-reserve": percent.default("40%"),
  "risk-reserve": percent.default("0%"),
  "member-savings": percent.default("20%"),
  "member-loans": percent.default("25%"),
  officers: percent.default("5%"),
  education: percent.default("5%"),
  social: percent.default("5%"),
});

/** The settings of a unit as an officer writes them, and as they are stored: nothing is left out after parsing. */
export const writtenSchema = z.strictObject({
  savings: savings.prefault({}),
  "own-savings": z.enum(["equity", "liability"]).default("equity"),
  "joining-fee": amount.default(0),
  "leaving-fee": amount.default(0),
  withdrawal: z
    .strictObject({ "code-above": amount.default(500_000), "approval-above": amount.default(500_000) })
    .prefault({}),
  approvals: z
    .strictObject({
      "committee-votes": z.int().min(2).max(5).default(2),
      "write-off-above": amount.default(0),
      "lapse-days": days.default(7),
    })
    .prefault({}),
  "dispute-days": days.default(3),
  "number-change-hours": z.int().min(24).max(336).default(48),
  "loan-products": z.array(product).max(COOP_LIMITS.products).default([]),
  "effective-rate-warning": percent.default("24%"),
  rounding: z
    .strictObject({
      interest: rounding("nearest"),
      principal: rounding("down"),
      instalment: rounding("nearest"),
      cash: rounding("nearest"),
    })
    .prefault({}),
  penalty,
  "savings-tax": z.strictObject({ "free-up-to": amount.default(240_000), rate: percent.default("10%") }).prefault({}),
  collectibility: collectibility.prefault({}),
  shu: shu.prefault({}),
  meeting: z
    .discriminatedUnion("every", [
      z.strictObject({ every: z.literal("month"), on: z.int().min(1).max(31) }),
      z.strictObject({ every: z.literal("week"), on: z.enum(WEEKDAYS) }),
      z.strictObject({ every: z.literal("none") }),
    ])
    // Nobody is told of a day that the unit did not name.
    .default({ every: "none" }),
  reminders: z
    .strictObject({
      before: z.array(z.int().min(1).max(14)).max(3).default([3]),
      after: z.array(z.int().min(1).max(90)).max(5).default([3, 14]),
    })
    .prefault({}),
});

/** In the words of `cooperative.yaml`. */
export type Written = z.infer<typeof writtenSchema>;
