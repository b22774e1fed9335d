/** Every limit of Kotak Suara, each with its reason. */
export const LIMITS = {
  /** Bytes that a sealed text is filled up to a multiple of: most stories are one block and look alike. */
  block: 1_024,
  /** The same for photos and voice notes, whose sizes would tell more. */
  fileBlock: 65_536,
  /** Bytes of one sealed text: a story of 20,000 characters, each of four bytes at the most. */
  textBytes: 81_920,
  /** Bytes of one file: as of any photo that Rukun takes. */
  fileBytes: 16 * 1024 * 1024,
  /** Files of one report. */
  files: 30,
  /** Argon2id at the same time: 64 MiB each, and two of Node's four threads stay free for files and names. */
  stretching: 1,
  /** Argon2id that may wait: about a quarter of a minute. Who comes later is asked to try again. */
  stretchingWaits: 64,
  /** Codes of one sheet: a page, and some months of reading. */
  codes: 40,
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
