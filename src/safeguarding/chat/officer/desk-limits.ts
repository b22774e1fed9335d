import { MINUTE } from "../../../clock.ts";

/** The limits of the officers' desk, each with its reason. */
export const DESK = {
  /** Cases of one page of a list: what a small screen shows. */
  page: 9,
  /** Lines of the audit that are shown: a screen. */
  auditLines: 10,
  /** Months of the statistics that are shown. */
  months: 6,
  /**
   * Characters of one part of a story: below what every channel sends as one message, so that each part can be
   * deleted.
   */
  partCharacters: 1_500,
  /** Codes left at which a new sheet is asked for: a week of reading. */
  fewCodes: 5,
  /** Bytes of one reply or note: eight parts of a chat, and one message of the mailbox. */
  textBytes: 12_000,
} as const;

export const DESK_MS = {
  /** How long one code opens. */
  open: 10 * MINUTE,
  /** When what was shown is deleted again on the phone, and the code. */
  recall: 15 * MINUTE,
  /** How long a code, reply or note that was asked for is waited for. */
  asked: 10 * MINUTE,
  /** How long a text that comes too late is still known for what it was, so that nobody else hears it. */
  late: 30 * MINUTE,
  /** Notices that are not urgent go within so much after their hour. */
  jitter: 30 * MINUTE,
} as const;

/** When notices that are not urgent go, local time of the programme. */
export const NOTICE_HOURS = ["08:00", "11:00", "14:00", "17:00"] as const;
