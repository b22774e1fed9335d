import { RukunError } from "../../errors.ts";

/**
 * A person's account as WhatsApp writes it (JID), and as Rukun keeps it. A phone's is its digits in the international
 * form (`6281234567890`), as WhatsApp itself shows numbers. A LID, the account's number that says nothing about the
 * phone, keeps its `@lid`, since both are only digits. What follows `:` or `_` names one of the person's devices: she is
 * the same on all of them.
 */
const JID = /^([1-9]\d{4,19})(?:_\d{1,3})?(?::\d{1,5})?@(s\.whatsapp\.net|c\.us|hosted|lid|hosted\.lid)$/;

/** E.164: no telephone number is longer. */
const MAX_PHONE_DIGITS = 15;

/** WhatsApp's own: its announcements and Meta's assistants. They read no answer, and an answer could begin a loop. */
const OFFICIAL = /^(?:16505361212|1313555\d{4}|131655500\d{2})$/;

/**
 * The address of a JID, or undefined where nobody is there to be answered: groups, status, broadcast lists, channels,
 * WhatsApp's own accounts, and what is no JID.
 *
 * @example addressOf("6281234567890:12@s.whatsapp.net") === "6281234567890"
 * @example addressOf("98765432109876@lid") === "98765432109876@lid"
 */
export function addressOf(jid: unknown): string | undefined {
  const [, digits = "", server = ""] = (typeof jid === "string" && JID.exec(jid)) || [];
  if (digits === "" || OFFICIAL.test(digits)) return undefined;
  if (server === "lid" || server === "hosted.lid") return `${digits}@lid`;
  return digits.length <= MAX_PHONE_DIGITS ? digits : undefined;
}

/** The JID that an address is written to. Throws RukunError `whatsapp.address` where it is none of WhatsApp's. */
export function jidOf(address: string): string {
  const known = addressOf(address.includes("@") ? address : `${address}@s.whatsapp.net`);
  if (known === undefined) throw new RukunError("whatsapp.address", "That is no address of a person on WhatsApp.");
  return known.endsWith("@lid") ? known : `${known}@s.whatsapp.net`;
}

/**
 * The other address of the account that wrote: the phone of a LID, the LID of a phone. WhatsApp names it with some
 * messages and not with others. Undefined where it is not named, or is the same.
 */
export function aliasOf(key: unknown): string | undefined {
  if (typeof key !== "object" || key === null) return undefined;
  const { remoteJid, remoteJidAlt } = key as { remoteJid?: unknown; remoteJidAlt?: unknown };
  const alias = addressOf(remoteJidAlt);
  return alias === addressOf(remoteJid) ? undefined : alias;
}
