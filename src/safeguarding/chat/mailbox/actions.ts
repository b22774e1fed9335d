import { z } from "zod";
import { type Action, type ActionContext, action, type Later, type Outcome } from "../../../conversation/module.ts";
import { formatDateShort } from "../../../flow/understand/index.ts";
import { minuteOfDay } from "../../../zones.ts";
import type { Seen } from "../../cases/mailboxes.ts";
import { wipe } from "../../crypto/bytes.ts";
import { LIMITS } from "../../limits.ts";
import type { ChatParts } from "../parts.ts";
import { placeBytes } from "./place.ts";
import type { Tries } from "./tries.ts";

/** Numbers that were looked at, by conversation: as bytes, until the conversation is over. */
export class OpenNumbers {
  private readonly byConversation = new Map<string, Buffer>();

  keep(conversation: string, typed: string): void {
    this.drop(conversation);
    this.byConversation.set(conversation, Buffer.from(typed));
  }

  of(conversation: string): string | undefined {
    return this.byConversation.get(conversation)?.toString();
  }

  drop(conversation: string): void {
    const kept = this.byConversation.get(conversation);
    if (kept !== undefined) wipe(kept);
    this.byConversation.delete(conversation);
  }
}

/** KABAR: how it stands and what was answered; she answers, asks to be told, or takes it back. */
export function mailboxActions(parts: ChatParts, numbers: OpenNumbers, tries: Tries): Record<string, Action> {
  return {
    "kabar.look": look(parts, numbers, tries),
    "kabar.write": write(parts, numbers),
    "kabar.ping": ping(parts, numbers),
    "kabar.withdraw": withdraw(parts, numbers),
  };
}

/** Whatever is wrong with a number, it is tried all the same: the same words come after the same time. */
function look(parts: ChatParts, numbers: OpenNumbers, tries: Tries): Action {
  const { safe, zone } = parts;
  return action({
    args: z.object({ typed: z.string().optional(), number: z.unknown().optional() }),
    outcomes: ["found", "nothing", "rest", "failed"],
    gives: ["after", "standing", "answered", "replies", "staying"],
    sealed: true,
    run: ({ typed, number }, context): Outcome | Later => {
      const { conversation, now } = context;
      if (safe === undefined) return { outcome: "nothing" };
      const taken = tries.take(phoneOf(context), now);
      if (taken.kind === "wait") return { outcome: "rest", data: { after: clockTime(minuteOfDay(zone, taken.until)) } };
      const asked = typed ?? (typeof number === "string" ? number : "");
      return {
        later: async () => {
          const seen = await safe.mailboxes.look(asked);
          if (seen === undefined) return { outcome: "nothing" };
          numbers.keep(conversation, asked);
          return { outcome: "found", data: shown(parts, seen, context) };
        },
      };
    },
  });
}

const phoneOf = ({ channel, address, person }: ActionContext): string => `${channel} ${address?.address ?? person.id}`;

/** `16.05`, a minute later than it is exactly: who waits until then does not come too early. */
function clockTime(minute: number): string {
  const at = (minute + 1) % (24 * 60);
  return `${String(Math.floor(at / 60)).padStart(2, "0")}.${String(at % 60).padStart(2, "0")}`;
}

function shown(
  { texts }: ChatParts,
  { status, replies }: Seen,
  { person }: ActionContext,
): Record<string, string | boolean> {
  const lines = replies.map(({ onDate, text }) => {
    const data = { date: formatDateShort(onDate), text: text.toString() };
    wipe(text);
    return texts.text(person.language, "kotak-suara-parts:reply", data);
  });
  return { standing: status, answered: lines.length > 0, replies: lines.join("\n\n"), staying: true };
}

/** She answers. What is no text, or too long for one, is not taken, and she hears so. */
function write({ safe }: ChatParts, numbers: OpenNumbers): Action {
  return action({
    args: z.object({ words: z.unknown() }),
    outcomes: ["ok", "gone", "failed"],
    gives: ["wrote"],
    sealed: true,
    writes: true,
    run: ({ words }, { conversation, now }): Outcome | Later => {
      const number = numbers.of(conversation);
      if (number === undefined || safe === undefined) return { outcome: "gone" };
      if (typeof words !== "string") return { outcome: "ok", data: { wrote: "other" } };
      const text = Buffer.from(words);
      if (text.length > LIMITS.textBytes) {
        wipe(text);
        return { outcome: "ok", data: { wrote: "long" } };
      }
      return {
        later: async () => {
          try {
            const wrote = await safe.mailboxes.write(number, text, now);
            return wrote === undefined ? { outcome: "gone" } : { outcome: "ok", data: { wrote } };
          } finally {
            wipe(text);
          }
        },
      };
    },
  });
}

function ping({ safe }: ChatParts, numbers: OpenNumbers): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "gone", "failed"],
    gives: ["will-ping"],
    sealed: true,
    run: (_, context): Outcome | Later => {
      const number = numbers.of(context.conversation);
      if (number === undefined || safe === undefined) return { outcome: "gone" };
      const bytes = placeBytes(context);
      if (bytes === undefined) return { outcome: "ok", data: { "will-ping": false } };
      return {
        later: async () => {
          try {
            const kept = await safe.mailboxes.askToBeTold(number, bytes, context.now);
            return kept ? { outcome: "ok", data: { "will-ping": true } } : { outcome: "gone" };
          } finally {
            wipe(bytes);
          }
        },
      };
    },
  });
}

/** TARIK, after she was asked whether she is sure. */
function withdraw({ safe }: ChatParts, numbers: OpenNumbers): Action {
  return action({
    args: z.object({}),
    outcomes: ["destroyed", "closed", "gone", "failed"],
    sealed: true,
    writes: true,
    run: (_, { conversation, now }): Outcome | Later => {
      const number = numbers.of(conversation);
      if (number === undefined || safe === undefined) return { outcome: "gone" };
      return {
        later: async () => {
          const done = await safe.mailboxes.withdraw(number, now);
          numbers.drop(conversation);
          return { outcome: done ?? "gone" };
        },
      };
    },
  });
}
