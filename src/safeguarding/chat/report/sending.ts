import { z } from "zod";
import { type Action, type ActionContext, action, type Later, type Outcome } from "../../../conversation/module.ts";
import { wipe } from "../../crypto/bytes.ts";
import { inFours, newReceipt } from "../../crypto/random.ts";
import { CATEGORIES, severityOf } from "../../rules/severity.ts";
import { placeBytes } from "../mailbox/place.ts";
import type { ChatParts } from "../parts.ts";
import type { Safe } from "../safe.ts";
import { struckIds } from "./actions.ts";
import type { Draft, Drafts } from "./draft.ts";
import { leftOf, namesOf } from "./recipients.ts";
import { partsOf } from "./story.ts";

/** A new case is there, e.g. for those who are to hear of it at once. */
export type Reported = (alias: string) => void;

/** The story is sealed; her number is shown once, and its last four digits are asked back. */
export function sendingActions(parts: ChatParts, drafts: Drafts, reported: Reported): Record<string, Action> {
  return {
    "suara.seal": seal(parts, drafts, reported),
    "suara.last-four": lastFour(drafts),
    "suara.ping": ping(parts, drafts),
  };
}

const telling = z.object({
  category: z.number().pipe(z.literal(CATEGORIES)),
  danger: z.string(),
  child: z.string().nullish(),
  "number-wanted": z.string(),
  "struck-ids": struckIds,
});
type Telling = z.infer<typeof telling>;

function seal(parts: ChatParts, drafts: Drafts, reported: Reported): Action {
  return action({
    args: telling,
    outcomes: ["sealed", "nobody", "failed"],
    gives: ["to", "within", "number"],
    sealed: true,
    writes: true,
    run: (told, context): Outcome | Later => {
      const { safe } = parts;
      if (safe === undefined) return { outcome: "nobody" };
      const draft = drafts.of(context.conversation);
      return { later: () => sealOnce(draft, () => sealed(parts, safe, draft, told, context, reported)) };
    },
  });
}

/** What takes too long may be asked for again: it is sealed once, and the second time hears what became of the first. */
function sealOnce(draft: Draft, work: () => Promise<Outcome>): Promise<Outcome> {
  draft.sealing ??= work().catch((error: unknown) => {
    draft.sealing = undefined;
    throw error;
  });
  return draft.sealing;
}

async function sealed(
  parts: ChatParts,
  safe: Safe,
  draft: Draft,
  told: Telling,
  { person, now }: ActionContext,
  reported: Reported,
): Promise<Outcome> {
  if (draft.isDropped) return { outcome: "nobody" };
  const { category, child: ofChild, "struck-ids": struckOut } = told;
  const [danger, child] = [told.danger === "yes", ofChild === "yes"];
  const receipt = told["number-wanted"] === "yes" ? newReceipt(safe.parts.random) : undefined;
  // With a number it can still be taken back for a moment; without one it is on its way at once.
  draft.isSent = receipt === undefined;
  const [first = "", ...rest] = partsOf(draft.texts).map((text) => Buffer.from(text));
  const story = Buffer.from(first);
  const files = [...rest.map((bytes) => ({ mime: "text/plain", bytes })), ...draft.copiesOfFiles()];
  const done = await safe.cases.seal({ category, danger, child, story, files, struckOut, receipt }, now);
  if (done.kind === "nobody") return { outcome: "nobody" };
  if (draft.isDropped) {
    // HAPUS in this very moment: nobody has read it, and it is as if it had not been sent.
    if (receipt !== undefined) await safe.mailboxes.withdraw(receipt, now);
    return { outcome: "nobody" };
  }
  draft.forgetStory();
  draft.isSent = true;
  draft.receipt = receipt === undefined ? undefined : Buffer.from(receipt);
  reported(done.alias);
  const left = leftOf(safe.cases.recipients(), struckOut);
  const within = parts.texts.text(
    person.language,
    `kotak-suara-parts:within.${severityOf({ category, danger, child })}`,
  );
  const number = receipt === undefined ? "" : inFours(receipt, " ");
  return { outcome: "sealed", data: { to: namesOf(left), within, number } };
}

/** Did she write her number down? */
function lastFour(drafts: Drafts): Action {
  return action({
    args: z.object({ value: z.unknown() }),
    outcomes: ["ok", "different"],
    sealed: true,
    run: ({ value }, { conversation }) => {
      const digits = String(value).replaceAll(/\D/gu, "");
      const own = drafts.of(conversation).receipt?.toString();
      const isSame = own === undefined || digits === own || digits === own.slice(-4);
      return { outcome: isSame ? "ok" : "different" };
    },
  });
}

/** An address to be told at, once; sealed in the vault. */
function ping({ safe }: ChatParts, drafts: Drafts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "failed"],
    gives: ["will-ping"],
    sealed: true,
    run: (_, context): Outcome | Later => {
      const bytes = placeBytes(context);
      const receipt = drafts.of(context.conversation).receipt?.toString();
      if (bytes === undefined || safe === undefined || receipt === undefined)
        return { outcome: "ok", data: { "will-ping": false } };
      return {
        later: async () => {
          try {
            const kept = await safe.mailboxes.askToBeTold(receipt, bytes, context.now);
            return { outcome: "ok", data: { "will-ping": kept } };
          } finally {
            wipe(bytes);
          }
        },
      };
    },
  });
}
