/** What a person's app has put together and ours must not trust: any field may be missing or of another kind. */
export type Raw = Readonly<Record<string, unknown>>;

/** The fields of an object, none where there is no object. */
export const raw = (value: unknown): Raw => (typeof value === "object" && value !== null ? (value as Raw) : {});

/** Envelopes around what was said: `{ephemeralMessage: {message: {...}}}`. */
const ENVELOPES = [
  "ephemeralMessage",
  "viewOnceMessage",
  "viewOnceMessageV2",
  "viewOnceMessageV2Extension",
  "documentWithCaptionMessage",
  "deviceSentMessage",
  "associatedChildMessage",
  "groupMentionedMessage",
  "lottieStickerMessage",
  "botInvokeMessage",
  "pollCreationMessageV4",
] as const;

/** WhatsApp nests three deep at most (a view-once photo in a disappearing chat, from another device). */
const DEEPEST = 6;

/** The message inside its envelopes. Deeper ones than any app makes are left closed, and so are of an unknown kind. */
export function unwrap(message: unknown): Raw {
  let content = raw(message);
  for (let depth = 0; depth < DEEPEST; depth++) {
    const inner = ENVELOPES.map((name) => raw(content[name])["message"]).find(isObject);
    if (inner === undefined) return content;
    content = raw(inner);
  }
  return content;
}

const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** A text that says something, else undefined: protobuf has "" for what was not sent. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A whole number from 0 of those that protobuf brings: number, or Long for 64 bits. Undefined for anything else. */
export function numberIn(value: unknown): number | undefined {
  const { low, high } = raw(value);
  const isLong = typeof low === "number" && typeof high === "number";
  const number = isLong ? high * 2 ** 32 + (low >>> 0) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : undefined;
}

/** What WhatsApp adds to a message: was it forwarded, when does it disappear. It lies with the part that was said. */
export function contextOf(content: Raw): Raw {
  for (const part of Object.values(content)) {
    const context = raw(part)["contextInfo"];
    if (isObject(context)) return raw(context);
  }
  return {};
}
