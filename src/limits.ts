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
  /** The same of a message in a sealed conversation: as much as WhatsApp lets anybody write, for a story is cut nowhere. */
  sealedText: 65_536,
  /** Characters of one text of ours, as the checker demands: a small screen without scrolling. */
  messageText: 320,
  /** Characters up to which what is said in one turn goes out as one message. */
  bubble: 700,
  /** Options of one question that a person can take in at once. */
  options: 5,
  /** Options in one message for somebody who wants it short; more come in a further one. */
  optionsAtOnce: 3,
  /** Options of a menu or a list of people that is made from data: a page, then "lainnya". */
  listOptions: 9,
  /** Bytes of Telegram's callback_data. */
  choiceId: 64,
  /** Characters of an option's label that every platform shows on a button (WhatsApp Cloud API: 20). */
  optionLabel: 20,
  /** Characters of a heard answer that are repeated back to the person. */
  heardBack: 40,
  /** Answers written before their question that are named to her; of more the first ones are. */
  earlyNamed: 5,
  /** Reminders of one unanswered question; then a human takes over. */
  reminders: 2,
  /** Messages a week that a person did not ask for, over all modules (see programme.md). */
  initiatedPerWeek: 4,
  /** The largest amount that is taken from a chat: ten milliard rupiah, above any unit's books. */
  moneyRupiah: 10_000_000_000,
  /** Lines of one journal entry: a unit's month of jasa, a few lines for each of its members. */
  linesPerEntry: 10_000,
  /**
   * Bytes of the database that are read as mapped memory; beyond, by calls. Address space: the pages count as resident,
   * and the system takes them back (decision 0016).
   */
  mappedBytes: 2 * 1024 * 1024 * 1024,
  /** Sessions kept in memory; the rest is read again from the database. About 4 KB each. */
  cachedSessions: 4_000,
  /** People kept in memory. About 1 KB each. */
  cachedPeople: 10_000,
  /** Bytes of one photo or voice note that a flow asked for: a minute of voice, a phone's photo. */
  mediaBytes: 16 * 1024 * 1024,
  /** Tries of one message to the wire before it is a dead letter. */
  sendAttempts: 8,
  /**
   * Ends of the process at which one message was under way before it is set aside. Many are under way together and at
   * most one is to blame, so this is more than a few quick restarts; below twenty, so that one that is to blame stops.
   */
  restartAttempts: 16,
  /** Messages handed over at once by a channel. */
  batch: 1_000,
  /** Sends of one channel that are under way at once, each of another chat: 30 a second at two seconds each. */
  sendsUnderWay: 64,
  /** Messages that are kept nowhere and wait in memory, over all chats of a channel: a few KB each. */
  volatileWaiting: 1_000,
  /** Tries of a message that is kept nowhere. */
  volatileAttempts: 4,
  /** Answers of sealed conversations that wait in memory to be sent in the place of their rows. */
  sealedWaiting: 1_000,
  /** Messages of which it is remembered that they were sent in the place of a row, so that the row is not said again. */
  sealedSent: 10_000,
  /** Sealed conversations in memory: far above what a village writes in a quarter of an hour. */
  sealedConversations: 1_000,
  /** Tries to take up what a sealed action came to, when the database takes nothing. */
  laterAttempts: 5,
  /** Messages that wait to be deleted on the phone; above it the soonest goes at once. */
  recallsWaiting: 1_000,
  /** Messages deleted on phones at the same time. */
  recallsUnderWay: 8,
  /** Tries to delete a message on the phone. */
  recallAttempts: 4,
  /** Chats whose rate is remembered; one that has been quiet for a moment needs no memory. */
  pacedChats: 10_000,
  /** How much more than its rate a channel's platform may see in one second: what was stopped for a moment catches up. */
  aboveRate: 1.2,
  /** Newest sends of a channel that are remembered; a channel that may send more a second is none that a platform counts. */
  countedSends: 1_000,
  /** Chats that the platform asked to wait, at the same time, before it is taken to mean the whole channel. */
  chatsAskedToWait: 3,
  /** Sends without an answer one after another before the channel is taken to be away. */
  unansweredSends: 8,
  /** Outbox rows emptied or deleted in one go: a few milliseconds, so that nobody's turn waits for it. */
  purgeRows: 500,
  /** Chats that are put off to another day in one go: a few milliseconds, so that replies do not wait for it. */
  cappedTogether: 500,
  /** Rows that an operator is shown at once. */
  operatorRows: 100,
  /** Photos and voice notes fetched at once: at most 64 MB in memory. */
  mediaUnderWay: 4,
  /** Tries of one photo before it is given up; platforms keep a file for hours. */
  mediaAttempts: 8,
  /** Connections to WhatsApp that end one after another before a human is told: about a quarter of an hour. */
  reconnectsBeforeAlert: 10,
  /** Bytes of an office's list: far above any, with formats and all. */
  sheetBytes: 10 * 1024 * 1024,
  /** Rows of a sheet: a table of a large unit with its headings, titles and sums. */
  sheetRows: 6_000,
  /** Rows of a sheet in which its headings are looked for: titles of the office may stand above. */
  rowsAboveTable: 20,
  /** Problems of a list that an operator is shown at once; the rest is counted. */
  importProblems: 500,
  /** Rows of a PDF from the command line: laid out in memory in some seconds. */
  pdfRows: 10_000,
  /** Rows of a workbook from the command line; more are more than people look through. CSV has no end. */
  xlsxRows: 100_000,
  /** Rows of a document for a chat: while they are read from the books, nobody else is answered. */
  chatPdfRows: 1_000,
  chatXlsxRows: 10_000,
  chatTextRows: 10_000,
  /** Messages of one document that is read in the chat itself; what is longer is a file, or asked for in parts. */
  documentPages: 6,
  /** Rows that are read for them; six messages of 700 characters hold about two hundred. */
  documentPageRows: 500,
  /** Documents laid out at once by one process: on two cores, one is left for people. */
  documentsUnderWay: 1,
  /** Documents whose rows wait in memory to be laid out, a few MB each; the others wait in the database. */
  documentsWaiting: 20,
  /** Memory in MB of the thread that lays a document out: a PDF of a thousand rows takes about 60. */
  documentMemoryMb: 512,
  /** Lines of a list in one answer of the cooperative; the rest is counted, and stands in a report. */
  listedLines: 20,
  /** Units that are told of in one message to the head office; the whole of it is in the books. */
  unitsListed: 40,
  /** Members who are shown one by one before a surplus is shared; the whole list is in the annual meeting's book. */
  sharesShown: 30,
  /** Disputes that one member may have open at a time: more is a matter for a talk. */
  openDisputes: 10,
  /** How often an answer to a dispute is asked for; after half a year it is a matter for the annual meeting. */
  disputeRounds: 60,
  /** Times that a duty of the cooperative which threw is tried again, each after four times as long: about a day. */
  dutyTries: 6,
  /** Times that a month's jasa of a unit may be booked, each after the one before was taken back. */
  interestRounds: 12,
  /** Days between money and book that no supervisor asks about: a weekend without a signal. */
  usualBookingDays: 3,
} as const;

export const LIMITS_MS = {
  /** One send to a platform; Telegram answers within 10 s or not at all. */
  sendDeadline: 30_000,
  /** What a channel's bucket holds: a stop of the process so long costs nothing of the rate, and a reply waits no longer. */
  channelBurst: 200,
  /**
   * In such a window no more is sent than a platform may see in one second, `LIMITS.aboveRate` times the channel's rate.
   * A tenth longer than the second that it counts: so much one message may be longer under way than another.
   */
  sendWindow: 1_100,
  /** From nothing to its whole rate, for a channel that was told that it is too fast: half of it is back in half of this. */
  paceRecovery: 60_000,
  /** How long the person who spoke last on a shared phone is taken to be still the one. */
  sharedPhoneSpeaker: 2 * 60 * 60_000,
  /** A sealed conversation (Kotak Suara) that goes silent is forgotten: a phone may change hands. */
  sealedConversation: 15 * 60_000,
  /** What a sealed action does after the commit: a photo over a village's connection, then sealed. */
  laterDeadline: 150_000,
  /** After she was told that a sealed conversation is over: what still comes of her story is not repeated to her. */
  lateBurst: 2 * 60_000,
  /** At its end the process deletes on phones what would be due within this. */
  recallAtStop: 15 * 60_000,
  /** An answer so long before its question was asked may be one of clocks that differ, or of full seconds. */
  clockSlack: 5_000,
  /** What was written longer ago than any platform keeps a message has a time that cannot be. */
  oldestMessage: 35 * 24 * 60 * 60_000,
  /** After a start, messages of before come first: from then on the freshest one tells how far a platform's clock is behind. */
  backlog: 2 * 60_000,
  /** After this a late answer gets a recap of what it belonged to. */
  recapAfter: 24 * 60 * 60_000,
  /** Dedupe rows, delivered outbox rows: longer than any platform redelivers. */
  keepDelivered: 30 * 24 * 60 * 60_000,
  /** Duties that are over: silence is counted by the invitations of up to 12 weeks. */
  keepDuties: 120 * 24 * 60 * 60_000,
  /** Who wrote within this is in conversation: what is begun with her then counts for no daily cap. */
  inConversation: 24 * 60 * 60_000,
  /** Who wrote within this waits for what comes of it, in the night too. `lastInboundAt` is up to an hour behind. */
  stillReply: 3 * 60 * 60_000,
  /** Who was begun with on a day; only today's are needed. */
  keepApproached: 2 * 24 * 60 * 60_000,
  /** The text of a delivered message: WhatsApp may ask for it again within a day. */
  keepSentText: 24 * 60 * 60_000,
  /** The first new try of a send or a fetch without an answer; each further one waits four times as long. */
  retryFirst: 2_000,
  /** The longest time between two tries: eight take about an hour and a half. While a channel is away none is counted. */
  retryLongest: 60 * 60_000,
  /** The longest wait that a platform's "later" is taken at its word for. */
  waitLongest: 24 * 60 * 60_000,
  /** How long "later", or a channel that is away, is not counted as a failed try; an answer older than a day helps nobody. */
  waitPatience: 24 * 60 * 60_000,
  /** The longest time that a channel without answers is left alone before one message tries it again. */
  channelRetryLongest: 5 * 60_000,
  /** How long a stop waits for sends and fetches that are under way; process managers kill after 10 s or more. */
  stopDeadline: 8_000,
  /** Until the database is tried again when a result could not be written (disk full, locked). */
  databaseRetry: 1_000,
  /** The longest timer: a wake-up for nothing an hour costs nothing, and a moved clock is noticed. */
  longestTimer: 60 * 60_000,
  /** One photo or voice note over a village's connection. */
  mediaDeadline: 120_000,
  /** The first wait before WhatsApp is connected to again; each further one is twice as long. */
  reconnectFirst: 2_000,
  /** The longest of these waits: a connection that comes back is used within minutes. */
  reconnectLongest: 5 * 60_000,
  /** One document in its thread; the longest that was seen took some seconds. */
  documentDeadline: 2 * 60_000,
  /** Until a duty of the cooperative that threw is tried for the first time again. */
  dutyRetryFirst: 60_000,
  /** How long a document that was asked for is still wanted, also over a restart. */
  documentWanted: 2 * 60 * 60_000,
} as const;
