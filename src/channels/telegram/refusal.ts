import type { SendResult } from "../../conversation/channel.ts";

/** What Telegram says when it says no. */
export type ApiRefusal = {
  error_code: number;
  description: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
};

/** Where Telegram asks to wait without saying how long. */
export const WAIT_UNSAID_MS = 5_000;

/** A wrong token concerns every message and no message: the outbox waits for the operator, and nothing is lost. */
export const WAIT_TOKEN_MS = 60_000;

/** The first row that fits decides. A description is matched in lower case; without one, the number alone decides. */
const TABLE: readonly { code: number; says?: string; result: Exclude<SendResult, { kind: "sent" }> }[] = [
  { code: 403, says: "blocked by the user", result: { kind: "unreachable", code: "telegram.blocked" } },
  { code: 403, says: "deactivated", result: { kind: "unreachable", code: "telegram.deactivated" } },
  { code: 403, says: "can't initiate", result: { kind: "unreachable", code: "telegram.never-wrote" } },
  { code: 403, result: { kind: "unreachable", code: "telegram.forbidden" } },
  { code: 400, says: "chat not found", result: { kind: "unreachable", code: "telegram.no-chat" } },
  { code: 400, says: "user not found", result: { kind: "unreachable", code: "telegram.no-chat" } },
  { code: 400, says: "peer_id_invalid", result: { kind: "unreachable", code: "telegram.no-chat" } },
  { code: 400, says: "message is too long", result: { kind: "refused", code: "telegram.text-too-long" } },
  { code: 400, says: "caption is too long", result: { kind: "refused", code: "telegram.text-too-long" } },
  { code: 400, says: "text is empty", result: { kind: "refused", code: "telegram.text-empty" } },
  { code: 400, says: "button_data_invalid", result: { kind: "refused", code: "telegram.choice-id" } },
  { code: 400, result: { kind: "refused", code: "telegram.bad-request" } },
  { code: 401, result: { kind: "wait", retryAfterMs: WAIT_TOKEN_MS } },
  { code: 404, result: { kind: "wait", retryAfterMs: WAIT_TOKEN_MS } },
  { code: 413, result: { kind: "refused", code: "telegram.too-large" } },
];

/** What a refusal means for the message; undefined where it says nothing about it (5xx, a number never seen). */
export function resultOf({ error_code, description, parameters }: ApiRefusal): SendResult | undefined {
  if (error_code === 429) {
    const seconds = parameters?.retry_after;
    return { kind: "wait", retryAfterMs: seconds === undefined ? WAIT_UNSAID_MS : seconds * 1_000 };
  }
  const said = description.toLowerCase();
  return TABLE.find(({ code, says }) => code === error_code && (says === undefined || said.includes(says)))?.result;
}
