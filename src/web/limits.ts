/** What one request may be and how long it may take. */
export const WEB_LIMITS = {
  /** Bytes of a request: the largest photo that a flow takes (16 MiB), as base64, and what goes round it. */
  bodyBytes: 24 * 1024 * 1024,
  /** Characters of one text: what WhatsApp allows. */
  text: 65_536,
  /** Characters of an id, an address, a kind. */
  name: 128,
  /** Seconds that one long poll may wait; below what proxies allow. */
  waitSeconds: 25,
  /** How long an answer waits for the replies; later ones arrive by the messages route. */
  settleMs: 10_000,
  /** The clock's longest step: what falls due within a year still runs in seconds. */
  advanceDays: 366,
  /** How long a stop waits for requests that are under way. */
  closeMs: 2_000,
} as const;
