import { type Reading, refused } from "./reading.ts";

/**
 * Every reason for which an answer is understood and yet not accepted, with the fields that its text
 * `understand:refused.<reason>` may use. The locale checker walks this map: a reason without a text is a fault.
 * Limits are plain values (rupiah, characters, ISO dates); the text formats them.
 */
export const REFUSALS = {
  /** 1,5 or 20.000,50: no half rupiah exists. */
  "money.fraction": [],
  /** 1.50, 2.5000: the dots stand where no thousands are. */
  "money.dots": [],
  /** -20rb, "minus 20 ribu". */
  "money.negative": [],
  /** "rugi 20rb": whether the sign is meant depends on the question. */
  "money.loss": [],
  /** 0, "tidak ada" where an amount is needed. */
  "money.zero": [],
  /** More than the most; `limit` in rupiah. */
  "money.above": ["limit"],
  /** Less than the least; `limit` in rupiah. */
  "money.below": ["limit"],
  /** $20, "20 ringgit". */
  "money.currency": [],
  /** 1e6 and other ways of writing that only machines use. */
  "money.form": [],
  /** A number that is not in the list; `max` is the last one. Also for persons. */
  "choice.range": ["max"],
  "number.fraction": [],
  "number.below": ["limit"],
  "number.above": ["limit"],
  "scale.range": ["min", "max"],
  "year.below": ["limit"],
  "year.above": ["limit"],
  /** 31 Februari, 12/25. */
  "date.impossible": [],
  /** "minggu ini", "bulan depan": which day? */
  "date.vague": [],
  /** Before the first day that may be; `limit` as ISO. */
  "date.below": ["limit"],
  /** After the last day that may be; `limit` as ISO. */
  "date.above": ["limit"],
  /** 25.00, 8.75. */
  "time.impossible": [],
  "phone.short": [],
  "phone.long": [],
  /** The right length, and no such range of numbers. */
  "phone.invalid": [],
  /** 021...: WhatsApp does not reach it. */
  "phone.landline": [],
  "name.digits": [],
  "name.link": [],
  /** Emoji or signs only. */
  "name.letters": [],
  /** One letter. */
  "name.short": [],
  "name.long": ["max"],
  /** More than three persons fit; `count` of them. */
  "person.many": ["count"],
  /** Emoji or signs only. */
  "text.letters": [],
  "text.short": ["min"],
  "text.long": ["max"],
} as const satisfies Record<string, readonly string[]>;

export type RefusalReason = keyof typeof REFUSALS;
type Fields<R extends RefusalReason> = (typeof REFUSALS)[R][number];
type Data<R extends RefusalReason> = [Fields<R>] extends [never] ? [] : [Record<Fields<R>, string | number>];

/** `refuse("money.above", { limit: 5_000_000 })`: a refusal whose reason and data are known to the locale checker. */
export function refuse<R extends RefusalReason>(reason: R, ...data: Data<R>): Reading<never> {
  return refused(reason, data[0]);
}
