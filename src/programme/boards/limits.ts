/** Entries of one message: more than a small screen shows help nobody. */
export const PAGE = 6;
/** The newest entries that are looked at: as far as anybody turns pages. */
export const MOST_ENTRIES = 60;
/** An entry that has a day of its own was written down at most so long before. Days. */
export const UNTIL_BACK_DAYS = 730;
/** An entry is one or two lines on a small screen. */
export const LINE_LENGTH = 90;
