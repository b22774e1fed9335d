import type { StopReason } from "./reconnect.ts";

/** What a human is told of: every stop, and what else does not mend itself. */
export type AlertReason =
  | StopReason
  /** No phone has been linked yet, or the link was given up. */
  | "not-linked"
  /** The file with the key of what is stored is missing, or belongs to another home. */
  | "key"
  /** Many connections in a row have ended; it is tried further. */
  | "no-connection"
  /** WhatsApp refuses chats that we begin (463). */
  | "chats-restricted";

/** In English for the log and the doctor, and the key of the words for those who look after this Rukun. */
export type Alert = {
  /** `whatsapp.logged-out`: in the log, the doctor and docs/OPERATIONS.md. */
  code: `whatsapp.${AlertReason}`;
  what: string;
  how: string;
  /** Locale key; the text takes `called`. */
  say: `alerts:whatsapp-${AlertReason}`;
};

const LINK = "stop Rukun, run rukun whatsapp link, and start it";

const WORDS: Record<AlertReason, { what: string; how: string }> = {
  "logged-out": {
    what: "WhatsApp or the phone has ended the link (401). What members write does not arrive here.",
    how: `See in the phone's WhatsApp whether the number still works; then ${LINK}. What waits to be sent is kept.`,
  },
  locked: {
    what: "WhatsApp has locked the account of this number (403).",
    how: `Open WhatsApp on the number's phone and do what it asks; then ${LINK}.`,
  },
  banned: {
    what: "WhatsApp has banned this number (406).",
    how: "Ask for a review in WhatsApp on the number's phone, and do not link again before. See docs/OPERATIONS.md.",
  },
  restricted: {
    what: "WhatsApp does not let this number in for some time (402).",
    how: "Wait; do not link again. When it is over start Rukun again, and write first to fewer people.",
  },
  outdated: {
    what: "WhatsApp wants a newer client (405).",
    how: "Upgrade Rukun, or set WHATSAPP_VERSION (docs/OPERATIONS.md tells how to find it), and start it again.",
  },
  replaced: {
    what: "Another program uses the same link (440); this one has stopped so that they do not throw each other out.",
    how: "Stop the other one (a Rukun on the old machine, a copy of the home), and start this one again.",
  },
  "not-multi-device": {
    what: "The WhatsApp of this number cannot have linked devices (411).",
    how: `Update WhatsApp on the number's phone; then ${LINK}.`,
  },
  "not-linked": {
    what: "No phone is linked.",
    how: `Read "WhatsApp" in docs/OPERATIONS.md; then ${LINK}.`,
  },
  key: {
    what: "The key of the WhatsApp link is missing, or is not the one that fits this home.",
    how: "Put the file back (WHATSAPP_KEY_FILE). If it is lost: rukun whatsapp unlink, then rukun whatsapp link.",
  },
  "no-connection": {
    what: "WhatsApp cannot be reached: many connections in a row have ended.",
    how: "Look at the network of this machine. Rukun goes on trying, and nothing is lost meanwhile.",
  },
  "chats-restricted": {
    what: "WhatsApp refuses messages that this number begins (463). Answers to people who write go on.",
    how: "Let it rest: WHATSAPP_NEW_PER_DAY=0 for some days, then a small number. Each try makes it longer.",
  },
};

/** When the connection is there, after an alert that a connection ends; it takes `called`. */
export const WORKS_AGAIN = "alerts:whatsapp-works-again";

/** Does an alert end as soon as there is a connection? */
export const endsWithConnection = ({ code }: Alert): boolean => code !== "whatsapp.chats-restricted";

/** What is told of a reason. */
export function alertOf(reason: AlertReason): Alert {
  return { code: `whatsapp.${reason}`, ...WORDS[reason], say: `alerts:whatsapp-${reason}` };
}

/** The same for refused chats, with the end of it (ms UTC) where WhatsApp names one. */
export function restrictedAlert(until: number | undefined): Alert {
  const alert = alertOf("chats-restricted");
  if (until === undefined) return alert;
  return { ...alert, what: `${alert.what} WhatsApp says: until ${new Date(until).toISOString()}.` };
}
