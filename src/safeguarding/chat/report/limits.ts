/** Limits of telling, each with its reason. */
export const REPORT_LIMITS = {
  /** Photos and voice notes of one story. */
  files: 30,
  /** Bytes of one of them: a phone's photo, some minutes of voice. They exist in memory only. */
  fileBytes: 8 * 1024 * 1024,
  /** Bytes of all of one story together: the machine may be small, and others may be telling too. */
  allFileBytes: 96 * 1024 * 1024,
  /** Files fetched at the same time, over all stories. */
  fetching: 2,
  /** Recipients that are listed at once, to be struck out. */
  recipients: 20,
} as const;
