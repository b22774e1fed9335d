import type { ILogger } from "@whiskeysockets/baileys/lib/Utils/logger.js";
import type { Log } from "../../log.ts";

/** Words of one message of Baileys that may be shown. */
const MAX_WORDS = 200;

/** What may name a person or be a key, wherever it stands in a sentence of Baileys. The first that fits is cut out. */
const PRIVATE: readonly RegExp[] = [
  // Accounts and groups: 628...@s.whatsapp.net, 987...@lid, 1203...@g.us.
  /[\w.:+-]+@[\w.]+/g,
  // Texts, names and jids that are set in quotation marks.
  /"[^"]*"|`[^`]*`|(?<=\s)'[^']*'/g,
  // Objects that were made text.
  /[{[<].*[}\]>]/gs,
  // Keys, ids of messages, Base64, hex: anything long without a space that has a digit in it.
  /(?=[\w+/=-]*\d)[\w+/=-]{12,}/g,
  // Phones and parts of them.
  /\+?\d[\d\s().-]{3,}\d/g,
];

/**
 * Baileys' log as ours. Of the objects that Baileys hands over (whole messages, contacts, keys) only the number of an
 * error goes on, and what it says goes on without anything that could be a phone number, an account, a text or a key. Its errors are
 * our warnings: most of them Baileys mends by itself, and what needs a human is an alert of the channel.
 */
export function baileysLogger(log: Log): ILogger {
  const at = (write: Log["debug"]) => (given: unknown, message?: unknown) => {
    const said = typeof given === "string" ? given : typeof message === "string" ? message : "";
    write.call(log, { channel: "whatsapp", ...codeOf(given) }, `baileys: ${withoutPeople(said)}`);
  };
  const logger: ILogger = {
    // At `trace` Baileys makes XML of every frame; nothing of it would be shown.
    level: "debug",
    child: () => logger,
    trace: at(log.debug),
    debug: at(log.debug),
    info: at(log.debug),
    warn: at(log.info),
    error: at(log.warn),
  };
  return logger;
}

/** A sentence without what may name a person. */
export function withoutPeople(text: string): string {
  const cut = PRIVATE.reduce((left, pattern) => left.replaceAll(pattern, "…"), text);
  return cut.length > MAX_WORDS ? `${cut.slice(0, MAX_WORDS)}...` : cut;
}

/** The number of the error in what was handed over, if there is one: `{err: Boom}`, `{error}`, `{statusCode}`. */
function codeOf(given: unknown): { status?: number } {
  if (typeof given !== "object" || given === null) return {};
  for (const one of [given, ...Object.values(given)]) {
    const { statusCode, output } = (one ?? {}) as { statusCode?: unknown; output?: { statusCode?: unknown } };
    const status = output?.statusCode ?? statusCode;
    if (typeof status === "number" && status < 1_000) return { status };
  }
  return {};
}
