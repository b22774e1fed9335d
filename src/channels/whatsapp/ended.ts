/** How a connection ended: the number that Baileys gives, its words, and until when a restriction lasts. */
export type Ended = {
  code: number | undefined;
  reason?: string;
  /** Seconds from now, as WhatsApp says it. */
  expiresInSeconds?: number;
};

/** Reads Baileys' `lastDisconnect.error` (a Boom); undefined for an end that we made ourselves. */
export function endingOf(error: unknown): Ended {
  if (!(error instanceof Error)) return { code: undefined };
  const { output, data } = error as Error & { output?: { statusCode?: unknown }; data?: { expire?: unknown } | null };
  const code = typeof output?.statusCode === "number" ? output.statusCode : undefined;
  const seconds = Number(data?.expire ?? Number.NaN);
  return { code, reason: error.message, ...(seconds > 0 && { expiresInSeconds: seconds }) };
}
