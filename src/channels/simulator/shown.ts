import type { Inbound } from "../../conversation/channel.ts";
import { type Chat, type ChatMedia, type ChatMessage, withoutWords } from "./chat.ts";

/** How a message of a person looks in her chat; undefined where nothing new appears (an edit, a deletion, a block). */
export function shownAs(chat: Chat, { id, sentAt, content }: Inbound, media?: ChatMedia): ChatMessage | undefined {
  const message: ChatMessage = {
    id,
    channel: chat.look,
    address: chat.address,
    at: sentAt,
    from: "person",
    text: "",
    ...(chat.signal ? {} : { waiting: true as const }),
  };
  switch (content.kind) {
    case "text":
      return { ...message, text: content.text, ...(content.forwarded ? { forwarded: true as const } : {}) };
    case "choice":
      return { ...message, text: chat.labelOf(content.id) ?? content.id, choice: content.id };
    case "media":
      return { ...message, text: content.caption ?? "", media: media ?? { kind: content.media } };
    case "location": {
      const { latitude, longitude } = content;
      return { ...message, media: { kind: "location", latitude, longitude } };
    }
    case "other":
      return { ...message, media: media ?? { kind: content.what } };
    case "edited":
    case "deleted":
    case "presence":
      return undefined;
  }
}

/** What a batch changes in what is shown already, once it is stored. */
export function applyChanges(chat: Chat, { content }: Inbound, target: string | undefined): void {
  if (content.kind === "presence") {
    chat.blocked = !content.reachable;
    return;
  }
  // Who writes can be written to: both platforms lift a block before they let her write.
  chat.blocked = false;
  if (target === undefined) return;
  if (content.kind === "edited") chat.change(target, (message) => ({ ...message, text: content.text, edited: true }));
  if (content.kind === "deleted") chat.change(target, withoutWords);
}
