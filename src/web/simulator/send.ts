import { z } from "zod";
import type { HandItem, Look } from "../../channels/simulator/index.ts";
import type { InboundContent, MediaKind } from "../../conversation/channel.ts";
import { LIMITS } from "../../limits.ts";
import { check } from "../answers.ts";
import { WEB_LIMITS } from "../limits.ts";

/** A request that is right, for the answers to those that are not. */
export const SEND_EXAMPLE = { channel: "whatsapp", from: "6281200000001", text: "menu" };

/** Kinds with bytes; any other kind is something that a phone can send and Rukun cannot use. */
const BYTES = ["photo", "voice", "audio", "video", "document"] as const satisfies readonly MediaKind[];

const MIME_OF: Record<(typeof BYTES)[number], string> = {
  photo: "image/jpeg",
  voice: "audio/ogg",
  audio: "audio/mpeg",
  video: "video/mp4",
  document: "application/octet-stream",
};

const name = z.string().min(1).max(WEB_LIMITS.name);
const text = z.string().max(WEB_LIMITS.text);
/** Ids of ours begin with `bot-`: a person's message must not be taken for one. */
const id = z
  .string()
  .regex(/^[\w.:-]{1,128}$/, "an id has letters, digits and . : _ -, at most 128")
  .refine((value) => !value.startsWith("bot-"), "an id that begins with bot- is Rukun's");

const media = z.strictObject({
  kind: name,
  data: z.base64("base64 without a data: prefix").optional(),
  mime: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+(; ?[\w=.+-]+)?$/, "such as image/jpeg")
    .optional(),
  caption: text.optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
});

const KINDS = ["text", "choice", "media", "edited", "deleted", "reachable"] as const;

const message = z
  .strictObject({
    channel: z.enum(["whatsapp", "telegram"]),
    from: name,
    id: id.optional(),
    sentAt: z.iso.datetime({ offset: true }).optional(),
    text: text.optional(),
    forwarded: z.boolean().optional(),
    choice: name.optional(),
    media: media.optional(),
    edited: z.strictObject({ id, text }).optional(),
    deleted: z.strictObject({ id }).optional(),
    reachable: z.boolean().optional(),
  })
  .refine((given) => KINDS.filter((kind) => given[kind] !== undefined).length === 1, {
    message: `exactly one of ${KINDS.join(", ")} is needed`,
  })
  .refine(
    ({ media }) => media?.kind !== "location" || (media.latitude !== undefined && media.longitude !== undefined),
    {
      message: "a location needs latitude and longitude",
      path: ["media"],
    },
  );

/** An array of messages: one batch for each channel in it. */
const batch = z.array(message).min(1, "an empty batch has nothing to send").max(LIMITS.batch);

/** The messages of a request, one or an array, checked. */
export function messagesIn(body: unknown): Message[] {
  return Array.isArray(body) ? check(batch, body, SEND_EXAMPLE) : [check(message, body, SEND_EXAMPLE)];
}

type Message = z.output<typeof message>;
type Media = NonNullable<Message["media"]>;

/** A checked message as the chats take it; bytes are kept by `keep`, which gives their reference. */
export function toItem(
  given: Message,
  keep: (media: { bytes: Uint8Array; mime: string }) => string,
): { look: Look; item: HandItem & { from: string } } {
  const item: HandItem & { from: string } = { from: given.from, ...contentOf(given, keep) };
  if (given.id !== undefined) item.id = given.id;
  if (given.sentAt !== undefined) item.sentAt = Date.parse(given.sentAt);
  const target = given.edited?.id ?? given.deleted?.id;
  if (target !== undefined) item.target = target;
  return { look: given.channel, item };
}

function contentOf(given: Message, keep: Keep): Pick<HandItem, "content" | "shown"> {
  if (given.media !== undefined) return mediaContent(given.media, keep);
  return { content: plainContent(given) };
}

function plainContent({ text = "", forwarded, choice, edited, deleted, reachable }: Message): InboundContent {
  if (choice !== undefined) return { kind: "choice", id: choice };
  if (edited !== undefined) return { kind: "edited", text: edited.text };
  if (deleted !== undefined) return { kind: "deleted" };
  if (reachable !== undefined) return { kind: "presence", reachable };
  return { kind: "text", text, ...(forwarded === undefined ? {} : { forwarded }) };
}

type Keep = Parameters<typeof toItem>[1];

function mediaContent(media: Media, keep: Keep): Pick<HandItem, "content" | "shown"> {
  const { kind, latitude, longitude } = media;
  if (kind === "location" && latitude !== undefined && longitude !== undefined) {
    return { content: { kind: "location", latitude, longitude } };
  }
  const known = BYTES.find((each) => each === kind);
  if (!known) return { content: { kind: "other", what: kind } };
  const content: InboundContent = { kind: "media", media: known };
  if (media.caption !== undefined) content.caption = media.caption;
  if (media.data === undefined) return { content };
  const bytes = Buffer.from(media.data, "base64");
  const mime = media.mime ?? MIME_OF[known];
  const ref = keep({ bytes, mime });
  return { content: { ...content, ref, bytes: bytes.byteLength }, shown: { kind, ref, mime } };
}
