import { MINUTE } from "../clock.ts";

/** Every limit of Kotak Suara, each with its reason. */
export const LIMITS = {
  /** Bytes that a sealed text is filled up to a multiple of: most stories are one block and look alike. */
  block: 1_024,
  /** The same for photos and voice notes, whose sizes would tell more. */
  fileBlock: 65_536,
  /** The same for a return address: every one is as long as every other. */
  addressBlock: 128,
  /** Bytes of one sealed text: a story of 20,000 characters, each of four bytes at the most. */
  textBytes: 81_920,
  /** Bytes of one file: as of any photo that Rukun takes. */
  fileBytes: 16 * 1024 * 1024,
  /** Photos and voice notes of one report. */
  files: 30,
  /** Argon2id at the same time: 64 MiB each, and two of Node's four threads stay free for files and names. */
  stretching: 1,
  /** Argon2id that may wait: about a quarter of a minute. Who comes later is asked to try again. */
  stretchingWaits: 64,
  /** Codes of one sheet: a page, and some months of reading. */
  codes: 40,
  /** Codes left at which a new sheet is asked for: a week of reading. */
  fewCodes: 5,
  /** Wrong codes in a row until an officer is locked out. */
  wrongCodes: 5,
  /** Draws of a random alias until one is free; with 65,536 and half of them taken, 1 in 2^64 finds none. */
  aliasDraws: 64,
  /** Days that a copy of the vault may live: what was destroyed is readable from it for so long. */
  vaultCopyDays: 7,
  /** Days that a key whose case is not there is kept: an older database may have been restored by mistake. */
  orphanDays: 7,
  /** Days after closing until a case is destroyed. */
  keepClosedDays: 90,
  /** Days in which a closed case may be opened again, and in which new words of the reporter keep it. */
  reopenDays: 14,
  /** Days that an opt-in return address is kept, unless it was used or the case has ended. */
  returnAddressDays: 30,
  /** Days after which a referral number must be looked at again. */
  referralDays: 180,
  /** Cases that are named in a table of numbers: fewer could be counted on the fingers of a village. */
  smallestCount: 5,
  /** Days in which things that are alike become a sign, and for which it is not given again. */
  alikeDays: 30,
  /** Open complaints of a unit about the same thing: one is a matter of its own, two may be chance. */
  alikeOpen: 3,
  /** Weeks that the newest one's attendance is compared with. */
  attendanceWeeks: 4,
  /** Members who could have come, below whom nothing is read from a week. */
  attendanceLeast: 5,
  /** Percent of all by which attendance must fall. */
  attendanceFall: 25,
  /** Days that a conflict may rest before it is brought up again. */
  conflictStepDays: 7,
  /** Days after which a reminder that could not be given is given up: nobody is reminded of last season. */
  reminderLateDays: 90,
} as const;

/** Argon2id: three passes over 64 MiB, about a third of a second. */
export const ARGON = { passes: 3, memoryBytes: 64 * 1024 * 1024 } as const;

/** Limits of telling. */
export const REPORT_LIMITS = {
  /** Bytes of one of them: a phone's photo, some minutes of voice. They exist in memory only. */
  fileBytes: 8 * 1024 * 1024,
  /** Bytes of all of one story together: the machine may be small, and others may be telling too. */
  allFileBytes: 96 * 1024 * 1024,
  /** Files fetched at the same time, over all stories. */
  fetching: 2,
} as const;

/** Limits of the officers' desk. */
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
