import { createHash } from "node:crypto";

/** How ids of WhatsApp's own web client begin. */
const PREFIX = "3EB0";
const HEX_DIGITS = 18;

/**
 * The id of a message on WhatsApp, from its outbox key: the same at every try, so that phones show it once even if the
 * first try had arrived. The further parts of a long message have ids of their own.
 */
export function messageIdOf(key: string, part = 0): string {
  const name = part === 0 ? key : `${key}#${part}`;
  return PREFIX + createHash("sha256").update(name).digest("hex").slice(0, HEX_DIGITS).toUpperCase();
}
