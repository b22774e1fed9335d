import { GrammyError, HttpError } from "grammy";
import { RukunError } from "../../errors.ts";

/** What is wrong between us and Telegram, in words for the operator: no token, no person, no text of a message. */
export type Trouble = {
  code: string;
  what: string;
  how: string;
  /** Telegram's own wish, where it has one. */
  retryAfterMs?: number;
};

const TOKEN: Trouble = {
  code: "telegram.token",
  what: "Telegram does not accept the bot's token.",
  how: "Ask @BotFather for the token of this bot (/token), put it into the configuration and start again.",
};

const OTHER_POLLER: Trouble = {
  code: "telegram.other-poller",
  what: "Another program receives this bot's messages with the same token.",
  how: "Stop the other program. If there is none that you know of, let @BotFather make a new token (/revoke).",
};

/** Said too where health sees the webhook before the poll does. */
export const WEBHOOK_SET: Trouble = {
  code: "telegram.webhook-set",
  what: "Telegram delivers this bot's messages to a web address (webhook), so they cannot be fetched.",
  how: "Remove the webhook if no other program needs it, or set this bot up for its own webhook.",
};

/** No answer came, so whether a message was taken is not known. */
const NO_ANSWER_HOW = "Check the connection to the internet. Rukun goes on trying by itself.";

/** Codes of Node and of node-fetch; nothing else of their errors is safe to show. */
const SYSTEM_CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** Reads what was thrown by a call to Telegram. Never passes a text of it on: grammY's errors hold URL and payload. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof GrammyError) return troubleFromRefusal(error);
  const code = systemCode(error);
  return {
    code: "telegram.no-answer",
    what: `Telegram does not answer${code === undefined ? "" : ` (${code})`}.`,
    how: NO_ANSWER_HOW,
  };
}

function troubleFromRefusal({ error_code, description, parameters }: GrammyError): Trouble {
  // Telegram says 404 where a token has not even the form of one.
  if (error_code === 401 || error_code === 404) return TOKEN;
  if (error_code === 409) return description.toLowerCase().includes("webhook") ? WEBHOOK_SET : OTHER_POLLER;
  if (error_code === 429) {
    return {
      code: "telegram.wait",
      what: "Telegram asks this bot to wait.",
      how: "Nothing to do: Rukun waits as long as it was asked to.",
      ...(parameters.retry_after !== undefined && { retryAfterMs: parameters.retry_after * 1_000 }),
    };
  }
  return { code: `telegram.${error_code}`, what: `Telegram answers with error ${error_code}.`, how: NO_ANSWER_HOW };
}

/** The error that leaves the channel. It has no `cause`: that would carry the token into a log. */
export function toRukunError(error: unknown): RukunError {
  if (error instanceof RukunError) return error;
  const { code, what } = troubleOf(error);
  return new RukunError(code, what, { retryable: true });
}

/** Failures to connect: not one byte of the request has left, so the message is surely not sent. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/**
 * Was the request never made? Without this distinction an evening without internet would leave every receipt of money
 * `unknown` and in the hands of an operator. Codes that can also end a connection under way are not in the list.
 */
export function neverConnected(error: unknown): boolean {
  return NEVER_CONNECTED.has(systemCode(error) ?? "");
}

function systemCode(error: unknown): string | undefined {
  const inner: unknown = error instanceof HttpError ? error.error : error;
  if (typeof inner !== "object" || inner === null || !("code" in inner)) return undefined;
  return typeof inner.code === "string" && SYSTEM_CODE.test(inner.code) ? inner.code : undefined;
}
