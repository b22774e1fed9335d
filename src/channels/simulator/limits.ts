/** What the simulator keeps at most. Everything is in memory, so that a forgotten tab cannot fill it. */
export const SIMULATOR_LIMITS = {
  /** Messages kept of one chat; the oldest go first. More than anybody scrolls back. */
  messagesPerChat: 500,
  /** Messages that wait on one phone without signal, in each direction; a phone keeps about as many. */
  waitingPerChat: 500,
  /** Bytes of all photos and voice notes together; the oldest go first. */
  mediaBytes: 64 * 1024 * 1024,
  /** Longest text of one message of ours: Telegram's limit, used for both looks. */
  maxText: 4_096,
} as const;
