/** Limits of the books that hold for one part of them, each with its reason; those that others meet too are in `src/limits.ts`. */
export const COOP_LIMITS = {
  /** Lines of one message; a unit of seventy members fits. What comes after is left unread, and told. */
  messageLines: 200,
  /** Characters of a line: longer ones are letters, not commands. It also keeps every pattern of the grammar cheap. */
  lineCharacters: 500,
  /** Words of a line: more than any command has; a note of that length is a letter. */
  lineWords: 80,
  /** Pieces of one amount; "dua juta tiga ratus lima puluh enam ribu seratus rupiah" has ten. */
  amountPieces: 14,
  /** Pieces of a day: "tgl 12 november 2026", "tgl 12 bulan lalu". */
  dayPieces: 3,
  /**
   * Days that a date without its year may lie back unasked, two months: what is written up later than that is rarer than
   * a slip in the month, and than a day of which last year's was not meant.
   */
  daysBackUnasked: 62,
  /** Words of a name: "Op. Maria br Sihombing" has four; a longer run is a sentence. */
  nameWords: 6,
  /** Words of a unit's name. */
  unitWords: 4,
  /** Words of a number of months or weeks: "dua puluh empat bulan". */
  numberWords: 4,
  /** Characters of a member's name: as wide as the column of a member's book. */
  memberName: 60,
  /** Members who cover one instalment: a group has no more who can stand for each other. */
  payers: 30,
  /** Notes or coins of one kind in a box. */
  notesOfAKind: 99_999,
  /** Regular amounts in one deposit that are booked without being read back: two years of wajib. */
  regularAmounts: 24,
  /** Rupiah in one deposit that are booked without being read back: more than a village unit sees in a month. */
  readBack: 50_000_000,
  /** Members whose names are near to what was written: more than three are no help. */
  nearMembers: 3,
  /** Lines of a day that are kept, and read to find them: what is dated long ago is asked for line by line instead. */
  dayLines: 1_000,
  /** Rows of a schedule that are shown in a chat; the rest is in the document. */
  offerRows: 12,
  /** Characters of what is written for people in a menu's form. */
  writtenInMenu: 200,
  /** Instalments that a form takes for a number: forty years of weeks. Whether a loan may be so long is its terms' matter. */
  periodsInMenu: 2_080,
  /** Questions of one form; far above any. */
  formQuestions: 30,
  /** Lines of a summary that are shown one by one; the rest is counted. */
  summaryLines: 30,
  /** Months that are looked back in a chat: ten years; further back is paper. */
  historyMonths: 120,
  /** Units in one file of settings: ten times the largest federation that we know of. */
  units: 2_000,
  /** Kinds of loans of a unit: as many as a menu shows. */
  products: 9,
  /** What a kind of loan is called beside its name: "kilat", "mendadak". */
  productAliases: 5,
  /** Days that a setting may say: about a month of grace or of waiting. */
  settingDays: 31,
  /** Instalments of a loan, ten years of weeks: no village unit lends for longer, and every loop over a schedule ends here. */
  periods: 520,
  /** Lines that a member gets of her own data. Who saves every week has about two hundred a year: more than a life of them. */
  ownLines: 50_000,
  /** The highest member number that a list may have: five digits stand in a book. */
  memberNumber: 99_999,
  /** Members of one unit in a list, far above any that we know of. */
  importedMembers: 5_000,
  /**
   * A bare figure of a list up to which jasa is a fraction: a percent cell holds 0.015 for 1,5%. As percent it would be
   * less than any unit takes, and as a fraction the next one, 10% a period, is more than any takes.
   */
  rateAsFraction: 0.1,
  /** Percent a period in a list: more is a slip, e.g. the rate of a year or an amount. Moneylenders take about 20. */
  percentAPeriod: 20,
  /** Months that savings are tied up for: ten years, as with any bank. */
  termMonths: 120,
} as const;
