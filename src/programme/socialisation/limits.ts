/** Limits of making a programme known, each with its reason. */
export const SOCIALISATION = {
  /** People that one coordinator may write to alone; a campaign to more is approved by somebody else. */
  campaignAlone: 50,
  /** People looked at in one step of a campaign: some ten milliseconds, so that nobody's answer waits for it. */
  campaignPage: 300,
  /** Messages whose end is looked up, or that are moved to another hour, in one step. */
  sweepPage: 500,
  /** Characters of a campaign's own words: with name and sender it stays a small screen. */
  campaignText: 240,
  /** Campaigns shown in a list. */
  campaignsListed: 5,
  /** Villages, groups and so on to choose from, those with the most people first. */
  valuesListed: 12,
  /** Entries that the index hands over to be compared word by word. */
  faqCandidates: 20,
  /** Words of a question that are compared; a longer story is for a human. */
  faqWords: 24,
  /** Answers that facilitators keep, in one home; far above what a programme is asked. */
  faqEntries: 2_000,
  /** Questions of one person that wait for a human at a time. */
  openQuestions: 3,
  /** Tasks shown in one list. */
  tasksListed: 9,
  /** Photos with an application: papers of a business are a few pages. */
  documents: 3,
  /** Consultation times opened at once: a day of half hours. */
  slotsAtOnce: 16,
  /** Times shown to choose from. */
  slotsShown: 5,
  /** Characters of a forwarded offer that are passed on to a human. */
  offerText: 600,
} as const;
