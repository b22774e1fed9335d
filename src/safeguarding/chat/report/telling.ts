import { z } from "zod";
import { type Action, type ActionContext, action, type Later, type Outcome } from "../../../conversation/module.ts";
import type { Json } from "../../../flow/session.ts";
import { LIMITS, REPORT_LIMITS } from "../../limits.ts";
import type { Recipient } from "../../officers/recipients.ts";
import type { ChatParts } from "../parts.ts";
import { struckIds } from "./actions.ts";
import type { Draft, Drafts } from "./draft.ts";
import { Fetching } from "./fetching.ts";
import { namedIn } from "./names.ts";
import { cleanPicture, cleanVoice } from "./picture.ts";
import { leftOf, namesOf, readingOf } from "./recipients.ts";

/** The story itself: taken piece by piece into memory, looked through for names, and read back without its content. */
export function tellingActions(parts: ChatParts, drafts: Drafts): Record<string, Action> {
  return {
    "suara.listen": listen(),
    "suara.take": take(parts, drafts),
    "suara.gather": gather(parts, drafts),
    "suara.also": also(drafts),
    "suara.recap": recap(parts, drafts),
    "suara.settle": settle(),
  };
}

/** Values that later texts use, so that they are there whatever happens. */
function listen(): Action {
  return action({
    args: z.object({}),
    outcomes: ["listening"],
    gives: ["listening", "most", "unsent", "to", "within", "number", "will-ping"],
    sealed: true,
    run: () => {
      const later = { unsent: true, to: "", within: "", number: "", "will-ping": false };
      return { outcome: "listening", data: { listening: true, most: LIMITS.files, ...later } };
    },
  });
}

const place = z.object({ latitude: z.number(), longitude: z.number() });
const media = z.object({ media: z.string(), ref: z.string(), caption: z.string().optional() });

function take(parts: ChatParts, drafts: Drafts): Action {
  const fetching = new Fetching(REPORT_LIMITS.fetching);
  return action({
    args: z.object({ said: z.union([z.string(), place, media, z.null()]) }),
    outcomes: ["next", "done"],
    gives: ["got", "count", "listening"],
    sealed: true,
    run: ({ said }, context) => {
      const draft = drafts.of(context.conversation);
      const data = (got: string): Outcome => ({ outcome: "next", data: { got, count: draft.fileCount } });
      if (said === null && !draft.isEmpty) return { outcome: "done", data: { got: "end", listening: false } };
      if (said === null) return data("nothing");
      if (typeof said === "string") return data(draft.addText(said));
      if ("latitude" in said) {
        const { latitude, longitude } = said;
        const where = { latitude: String(latitude), longitude: String(longitude) };
        const text = parts.texts.text(context.person.language, "kotak-suara-parts:place", where);
        return data(draft.addText(text) === "full" ? "full" : "place");
      }
      const { ref, caption = "", media: kind } = said;
      // What stands below a video is hers all the same.
      const words = caption.trim() === "" ? "text" : draft.addText(caption);
      const got = takeFile(draft, kind, () =>
        fetching.run(() => parts.sealed.fetch(context.channel, ref, REPORT_LIMITS.fileBytes)),
      );
      return data(words === "full" ? "full" : got);
    },
  });
}

/** Begins to fetch a file that may be kept; a video or a document of another kind is not taken. */
function takeFile(draft: Draft, media: string, fetch: () => Promise<{ bytes: Uint8Array }>): string {
  const isVoice = media === "voice" || media === "audio";
  if (media === "video") return "video";
  if (!isVoice && media !== "photo" && media !== "document") return "other";
  if (draft.fileCount >= LIMITS.files) return "too-many";
  const cleaned = fetch().then(({ bytes }) => (isVoice ? cleanVoice(bytes) : cleanPicture(bytes)));
  draft.addFile(isVoice ? "voice" : "photo", cleaned);
  return "file";
}

/** SELESAI: waits for what is still on its way, and looks for names of those who would read it. */
function gather(parts: ChatParts, drafts: Drafts): Action {
  return action({
    args: z.object({ "struck-ids": struckIds }),
    outcomes: ["gathered", "failed"],
    gives: ["lost", "names"],
    sealed: true,
    run: ({ "struck-ids": struck }, { conversation, person }): Outcome | Later => {
      const draft = drafts.of(conversation);
      const done = (lost: number): Outcome => ({
        outcome: "gathered",
        data: { lost, names: namesToAskAbout(parts, draft, struck, person.language) },
      });
      return draft.isOnItsWay ? { later: async () => done(await draft.allHere()) } : done(draft.forgetLost());
    },
  });
}

function namesToAskAbout(parts: ChatParts, draft: Draft, struck: readonly string[], language: string): Json {
  const { people, texts } = parts;
  const left = leftOf(parts.safe?.cases.recipients() ?? [], struck).filter(({ id }) => !draft.askedAbout.has(id));
  const named = left.map((one: Recipient) => {
    const whole = one.personId === null ? null : (people.person(one.personId)?.name ?? null);
    return { id: one.id, names: whole === null ? [one.name] : [one.name, whole] };
  });
  const titles = new Set(texts.words(language, "kotak-suara-words:titles"));
  const found = namedIn(draft.texts.join("\n"), named, titles);
  return left.filter(({ id }) => found.includes(id)).map(({ id, name }) => ({ id, label: name }));
}

function also(drafts: Drafts): Action {
  return action({
    args: z.object({ named: z.object({ id: z.string() }), also: z.string(), "struck-ids": struckIds }),
    outcomes: ["ok"],
    gives: ["struck-ids"],
    sealed: true,
    run: ({ named, also: answer, "struck-ids": before }, { conversation }) => {
      drafts.of(conversation).askedAbout.add(named.id);
      return { outcome: "ok", data: { "struck-ids": answer === "no" ? [...before, named.id] : before } };
    },
  });
}

/** What will be sent, by how much it is, and to whom. */
function recap(parts: ChatParts, drafts: Drafts): Action {
  return action({
    args: z.object({ "struck-ids": struckIds }),
    outcomes: ["ok"],
    gives: ["parts", "to", "still"],
    sealed: true,
    run: ({ "struck-ids": struck }, context) => {
      const left = leftOf(parts.safe?.cases.recipients() ?? [], struck);
      const data = { parts: partsLines(parts, drafts.of(context.conversation), context), to: namesOf(left) };
      return { outcome: "ok", data: { ...data, still: readingOf(left) } };
    },
  });
}

function partsLines({ texts }: ChatParts, draft: Draft, { person }: ActionContext): string {
  const counts = { texts: draft.texts.length, photos: draft.countOf("photo"), voices: draft.countOf("voice") };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([key, count]) => texts.text(person.language, `kotak-suara-parts:${key}`, { count }))
    .join("\n");
}

function settle(): Action {
  return action({
    args: z.object({ sure: z.string() }),
    outcomes: ["ok"],
    gives: ["listening"],
    sealed: true,
    run: ({ sure }) => ({ outcome: "ok", data: { listening: sure === "more" } }),
  });
}
