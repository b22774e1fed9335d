import { stat } from "node:fs/promises";
import type { proto } from "@whiskeysockets/baileys";
import type { Capabilities, Outgoing, OutgoingBody, SendResult } from "../../conversation/channel.ts";
import { RukunError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import { type PresentedMessage, present } from "../present.ts";
import type { Acks } from "./acks.ts";
import { addressOf, jidOf } from "./addresses.ts";
import type { ChatExpiry } from "./chat-expiry.ts";
import type { Connection } from "./connection.ts";
import { fileContent, MAX_CAPTION, revocation, textContent } from "./content.ts";
import { baileysLogger } from "./log.ts";
import { messageIdOf } from "./message-id.ts";
import { ackVerdict } from "./refusal.ts";

/** WhatsApp takes more, but a village's connection does not. */
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** Nothing was sent, and the connection comes back by itself. */
const AWAY_MS = 5_000;
/** Nothing was sent, but perhaps a large file was uploaded for nothing. */
const NOT_UPLOADED_MS = 60_000;
/** WhatsApp did not take it now. */
const BUSY_MS = 60_000;
/** Nothing was sent, and a human has to look: the outbox waits for her, and nothing is lost. */
const STOPPED_MS = 60_000;

/** What sending needs. */
export type SendParts = {
  can: Capabilities;
  acks: Acks;
  expiry: ChatExpiry;
  log: Log;
  /** The connection, while messages can be sent on it. */
  connection: () => Connection | undefined;
  /** Will there be none before a human has looked? */
  isOver: () => boolean;
  /** Hears that WhatsApp lets this number begin no chats. */
  onRestricted: () => void;
  /** The pause before the wire that makes us look less like a machine; resolves early when the signal is aborted. */
  hesitate: (signal: AbortSignal) => Promise<void>;
};

/**
 * Sends all parts of a message, in order, and gives their ids joined by a comma. Sent means that WhatsApp has said so.
 *
 * Where there is no connection the answer is "wait" and not an error: nothing has left, so an evening without internet
 * must neither use up the tries of a prompt nor put a receipt of money into the hands of an operator. When the
 * connection ends between our bytes and WhatsApp's word it throws: then nobody knows. A further try has the same ids,
 * of which phones show each once, so parts that were out already may go out again.
 */
export async function sendMessage(parts: SendParts, message: Outgoing, signal: AbortSignal): Promise<SendResult> {
  const { key, address, body } = message;
  if (addressOf(toJid(address)) === undefined) return { kind: "unreachable", code: "whatsapp.address" };
  const refusal = await refusalOf(body);
  if (refusal !== undefined) return { kind: "refused", code: refusal };
  await parts.hesitate(signal);
  const ids: string[] = [];
  for (const [n, part] of present(body, parts.can, MAX_CAPTION).entries()) {
    const id = messageIdOf(key, n);
    const result = await sendPart(parts, address, id, part, signal);
    if (result.kind !== "sent") return result;
    ids.push(id);
  }
  return { kind: "sent", remoteId: ids.join(",") };
}

/** What is known to be unacceptable before the first part is out. */
async function refusalOf({ file }: OutgoingBody): Promise<string | undefined> {
  if (file === undefined) return undefined;
  if ("bytes" in file) return file.bytes.length > MAX_FILE_BYTES ? "whatsapp.too-large" : undefined;
  try {
    return (await stat(file.path)).size > MAX_FILE_BYTES ? "whatsapp.too-large" : undefined;
  } catch {
    return "whatsapp.file-missing";
  }
}

async function sendPart(
  parts: SendParts,
  address: string,
  id: string,
  part: PresentedMessage,
  signal: AbortSignal,
): Promise<SendResult> {
  const connection = parts.connection();
  // The time was up before anything was written: that is known, too.
  if (connection === undefined || signal.aborted) return later(parts);
  const content = await contentOf(parts, address, part, connection);
  if (content === undefined || signal.aborted) return { kind: "wait", retryAfterMs: NOT_UPLOADED_MS };
  const code = await delivered(parts, connection, { jid: jidOf(address), id, content }, signal);
  if (code !== undefined && ackVerdict(code) === "dead") parts.onRestricted();
  return resultOf(code);
}

const later = ({ isOver }: SendParts): SendResult => ({ kind: "wait", retryAfterMs: isOver() ? STOPPED_MS : AWAY_MS });

/** What to send; undefined where a file could not be uploaded. */
async function contentOf(
  { expiry, log }: SendParts,
  address: string,
  { text, file }: PresentedMessage,
  { socket }: Connection,
): Promise<proto.IMessage | undefined> {
  const setting = expiry.of(address);
  if (file === undefined) return textContent(text, setting);
  try {
    return await fileContent(file, text, setting, socket.waUploadToServer, baileysLogger(log));
  } catch {
    log.warn({ channel: "whatsapp" }, "a file could not be uploaded");
    return undefined;
  }
}

type Piece = { jid: string; id: string; content: proto.IMessage; edit?: string };

/** WhatsApp's last word on a message: the refusal's code, or undefined where it was taken. */
async function delivered(parts: SendParts, connection: Connection, piece: Piece, signal: AbortSignal) {
  const code = await wordOn(parts, connection, piece, signal);
  if (code === undefined || ackVerdict(code) !== "once") return code;
  return wordOn(parts, connection, { ...piece, isAgain: true }, signal);
}

async function wordOn(
  { acks }: SendParts,
  connection: Connection,
  { jid, id, content, edit, isAgain = false }: Piece & { isAgain?: boolean },
  signal: AbortSignal,
): Promise<string | undefined> {
  const over = new AbortController();
  const word = acks.of(id, AbortSignal.any([signal, over.signal]));
  const written = connection.relay(jid, content, {
    messageId: id,
    // The second time with devices that were asked for anew: the first ones may be of a phone that is no more.
    useUserDevicesCache: !isAgain,
    ...(edit !== undefined && { additionalAttributes: { edit } }),
  });
  // Whichever comes first: bytes that could not be written have no word to wait for.
  try {
    const ack = await Promise.race([word, written.then(() => word)]);
    return ack.ok ? undefined : ack.code;
  } catch (error) {
    throw error instanceof RukunError ? error : notWritten();
  } finally {
    over.abort();
  }
}

/** Baileys' own error is not passed on: it may hold an account or a text. */
const notWritten = () =>
  new RukunError("whatsapp.not-written", "Baileys could not write the message, or not all of it.", { retryable: true });

function resultOf(code: string | undefined): SendResult {
  if (code === undefined) return { kind: "sent" };
  const verdict = ackVerdict(code);
  if (verdict === "later") return { kind: "wait", retryAfterMs: BUSY_MS };
  return { kind: verdict === "unreachable" ? "unreachable" : "refused", code: `whatsapp.${code}` };
}

/**
 * Takes back what `sendMessage` sent, all its parts, on her phone too. False where WhatsApp does not do it any more
 * (after about two days). Throws when no answer is known, and may then be called again.
 */
export async function removeMessage(parts: SendParts, address: string, remoteId: string, signal: AbortSignal) {
  const jid = jidOf(address);
  let isGone = true;
  for (const id of remoteId.split(",")) {
    const connection = parts.connection();
    if (connection === undefined) throw new RukunError("whatsapp.away", "There is no connection.", { retryable: true });
    const piece = { jid, id: messageIdOf(`remove:${id}`), content: revocation(jid, id), edit: REVOKED };
    if ((await delivered(parts, connection, piece, signal)) !== undefined) isGone = false;
  }
  return isGone;
}

/** The mark of a revocation on its stanza. */
const REVOKED = "7";

const toJid = (address: string) => (address.includes("@") ? address : `${address}@s.whatsapp.net`);
