import { readFile, stat } from "node:fs/promises";
import { type Api, GrammyError, InputFile } from "grammy";
import type { Capabilities, Choice, Outgoing, OutgoingBody, SendResult } from "../../conversation/channel.ts";
import { type PresentedMessage, present } from "../present.ts";
import { grammySignal } from "./client.ts";
import type { Progress } from "./progress.ts";
import { resultOf, WAIT_UNSAID_MS } from "./refusal.ts";
import { neverConnected, toRukunError } from "./trouble.ts";

/** Telegram's limits; texts in UTF-16 units, which is never more than Telegram allows. */
export const MAX_TEXT = 4_096;
const MAX_CAPTION = 1_024;
const MAX_CHOICE_ID_BYTES = 64;
const MAX_FILE_BYTES = 50 * 1024 * 1024;

/** More than this and Telegram refuses the keyboard; the numbers in the text answer as well. */
const MAX_BUTTONS = 100;

/** Private chats are positive numbers. Never a group (negative), never a public channel (`@name`). */
const PRIVATE_CHAT = /^[1-9]\d{0,15}$/;

/**
 * Sends all parts of a message, in order, and gives their ids joined by a comma: whoever deletes it must delete each.
 *
 * When a part fails after others were sent, the result is that of the failing part, and `progress` keeps which parts
 * are out, by the outbox key. So "wait" and "not known" go on with the failing part when the same key comes again, and
 * at most that one part is doubled. A refusal is final: the person has the first parts, the row is a dead letter, and
 * its code says so. Progress lives in memory: after a restart a long message begins again at its first part.
 */
export async function sendMessage(
  api: Api,
  can: Capabilities,
  progress: Progress,
  { key, address, body }: Outgoing,
  signal: AbortSignal,
): Promise<SendResult> {
  if (!PRIVATE_CHAT.test(address)) return { kind: "unreachable", code: "telegram.address" };
  const ready = await prepare(body);
  if (ready.kind !== "ready") return ready;
  const parts = present(body, can, MAX_CAPTION);
  const deliver = (part: PresentedMessage) =>
    sendPart(api, address, part, { bytes: ready.bytes, protect: body.protect === true }, signal);
  const sent = progress.of(key, parts.length);
  try {
    for (const part of parts.slice(sent.length)) sent.push(await deliver(part));
  } catch (error) {
    const result = resultOfError(error);
    if (result === undefined) throw toRukunError(error);
    if (result.kind !== "wait") progress.forget(key);
    return result;
  }
  progress.forget(key);
  return { kind: "sent", remoteId: sent.join(",") };
}

/** What can be known to be unacceptable before the first part is out; a file is read whole, so that it cannot fail later. */
async function prepare({
  choices = [],
  file,
}: OutgoingBody): Promise<SendResult | { kind: "ready"; bytes: Uint8Array }> {
  const isBadId = ({ id }: Choice) => id === "" || Buffer.byteLength(id) > MAX_CHOICE_ID_BYTES;
  if (choices.some(isBadId)) return { kind: "refused", code: "telegram.choice-id" };
  if (file === undefined) return { kind: "ready", bytes: new Uint8Array() };
  if ("bytes" in file) {
    if (file.bytes.length > MAX_FILE_BYTES) return { kind: "refused", code: "telegram.too-large" };
    return { kind: "ready", bytes: file.bytes };
  }
  try {
    if ((await stat(file.path)).size > MAX_FILE_BYTES) return { kind: "refused", code: "telegram.too-large" };
    return { kind: "ready", bytes: await readFile(file.path) };
  } catch {
    return { kind: "refused", code: "telegram.file-missing" };
  }
}

/** Never a parse_mode: what a person wrote may be repeated in it. Never a preview: it makes a short answer long. */
async function sendPart(
  api: Api,
  chat: string,
  { text, buttons, file }: PresentedMessage,
  { bytes, protect }: { bytes: Uint8Array; protect: boolean },
  abort: AbortSignal,
): Promise<number> {
  const signal = grammySignal(abort);
  const keyboard = { ...keyboardOf(buttons ?? []), ...(protect && { protect_content: true }) };
  if (file === undefined) {
    const options = { link_preview_options: { is_disabled: true }, ...keyboard };
    return (await api.sendMessage(chat, text, options, signal)).message_id;
  }
  const options = { ...(text !== "" && { caption: text }), ...keyboard };
  return (await api.sendDocument(chat, new InputFile(bytes, file.name), options, signal)).message_id;
}

/** One choice a row: labels of a village phone's width. */
function keyboardOf(choices: readonly Choice[]) {
  if (choices.length === 0 || choices.length > MAX_BUTTONS) return {};
  const rows = choices.map(({ id, label }) => [{ text: label, callback_data: id }]);
  return { reply_markup: { inline_keyboard: rows } };
}

/** The result in an error; undefined where no answer is known. */
function resultOfError(error: unknown): SendResult | undefined {
  if (error instanceof GrammyError) return resultOf(error);
  return neverConnected(error) ? { kind: "wait", retryAfterMs: WAIT_UNSAID_MS } : undefined;
}

/**
 * Deletes what `sendMessage` sent, all its parts. True when they are gone, also if they were before; false where Telegram
 * does not allow it any more (after 48 hours). Throws when no answer is known, and may then be called again.
 */
export async function removeMessage(
  api: Api,
  address: string,
  remoteId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const results: boolean[] = [];
  for (const id of remoteId.split(",").map(Number)) {
    try {
      results.push(await api.deleteMessage(address, id, grammySignal(signal)));
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw toRukunError(error);
      results.push(error.description.includes("not found"));
    }
  }
  return results.every(Boolean);
}
