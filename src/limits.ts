/** Every limit that a person or an operator can meet, in one place, each with its reason. */
export const LIMITS = {
  /** Automatic steps between two human inputs: a loop in a flow ends here. How often a person is asked is never counted. */
  automaticSteps: 100,
  /** Conversations that can wait below the one that goes on; more than a person can remember. */
  suspendedFlows: 5,
  /** The answers of one conversation, repeats included: far above any form, below what a chat can hold. */
  answersPerConversation: 2_000,
  /** Characters that are looked at of one message. WhatsApp allows 65,536; a story fits in this. */
  inboundText: 4_000,
  /** Characters of one text of ours, as the checker demands: a small screen without scrolling. */
  messageText: 320,
  /** Options of one question that a person can take in at once. */
  options: 5,
  /** Options of a menu or a list of people that is made from data: a page, then "lainnya". */
  listOptions: 9,
  /** Bytes of Telegram's callback_data. */
  choiceId: 64,
  /** Characters of an option's label that every platform shows on a button (WhatsApp Cloud API: 20). */
  optionLabel: 20,
  /** Characters of a heard answer that are repeated back to the person. */
  heardBack: 40,
  /** Reminders of one unanswered question; then a human takes over. */
  reminders: 2,
  /** Messages a week that a person did not ask for, over all modules (see programme.md). */
  initiatedPerWeek: 4,
  /** The largest amount that is taken from a chat: ten milliard rupiah, above any unit's books. */
  moneyRupiah: 10_000_000_000,
  /** Sessions kept in memory; the rest is read again from the database. About 4 KB each. */
  cachedSessions: 4_000,
  /** People kept in memory. About 1 KB each. */
  cachedPeople: 10_000,
  /** Bytes of one photo or voice note that a flow asked for: a minute of voice, a phone's photo. */
  mediaBytes: 16 * 1024 * 1024,
  /** Tries of one message to the wire before it is a dead letter. */
  sendAttempts: 8,
  /** Messages handed over at once by a channel. */
  batch: 1_000,
} as const;

export const LIMITS_MS = {
  /** One send to a platform; Telegram answers within 10 s or not at all. */
  sendDeadline: 30_000,
  /** How long the person who spoke last on a shared phone is taken to be still the one. */
  sharedPhoneSpeaker: 2 * 60 * 60_000,
  /** After this a late answer gets a recap of what it belonged to. */
  recapAfter: 24 * 60 * 60_000,
  /** Dedupe rows, delivered outbox rows: longer than any platform redelivers. */
  keepDelivered: 30 * 24 * 60 * 60_000,
  /** The text of a delivered message: WhatsApp may ask for it again within a day. */
  keepSentText: 24 * 60 * 60_000,
} as const;
