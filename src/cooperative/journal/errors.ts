import { RukunError } from "../../errors.ts";

/** Why the journal refused, with what a sentence for the person needs. Ids and rupiah only: no names. */
export type JournalRefusal =
  /** The draft itself is no entry: a defect of whoever made it. */
  | { code: "journal.unsound"; why: string }
  | { code: "journal.future"; valueOn: string; today: string }
  /** The date lies in a locked period, or today does. `lockedUntil` is the last locked day. */
  | { code: "journal.locked"; valueOn: string; today: string; lockedUntil: string }
  /** `wanted` rupiah were to be taken from `balance` rupiah. */
  | {
      code: "journal.negative";
      account: number;
      member: number | undefined;
      loan: number | undefined;
      balance: number;
      wanted: number;
    }
  | { code: "journal.unknown"; entryId: number }
  /** It was reversed before, by the entry `by`. */
  | { code: "journal.reversed"; entryId: number; by: number }
  /** It is a reversal itself. */
  | { code: "journal.reversal"; entryId: number };

/**
 * The journal refused, and wrote nothing.
 *
 * @example
 * if (error instanceof JournalError && error.data.code === "journal.negative") say(error.data.balance);
 */
export class JournalError extends RukunError {
  declare readonly code: JournalRefusal["code"];
  readonly data: JournalRefusal;

  constructor(data: JournalRefusal) {
    super(data.code, `the journal refused: ${JSON.stringify(data)}`);
    this.name = "JournalError";
    this.data = data;
  }
}

export const unsound = (why: string): JournalError => new JournalError({ code: "journal.unsound", why });
