import type { InboundContent, MediaKind } from "../../conversation/channel.ts";

/** What can be typed to stand for what a phone can send. */
export type TerminalCommand = "photo" | "voice" | "video" | "document" | "sticker" | "location" | "contact" | "edit";

/** The words for them; a line that begins with none of them is a text, `/start` too. */
export type TerminalCommands = Record<TerminalCommand, string>;

/** As a person at an Indonesian terminal would guess them. */
export const COMMANDS: TerminalCommands = {
  photo: "/foto",
  voice: "/suara",
  video: "/video",
  document: "/berkas",
  sticker: "/stiker",
  location: "/lokasi",
  contact: "/kontak",
  edit: "/ubah",
};

const MEDIA = ["photo", "voice", "video", "document", "sticker"] as const satisfies readonly (TerminalCommand &
  MediaKind)[];

/** Where `/lokasi` is without numbers: the National Monument in Jakarta. */
const SOMEWHERE = { latitude: -6.1754, longitude: 106.8272 };

/**
 * One typed line as the conversation knows it.
 *
 * @example
 * readLine("/foto kuitansi.jpg belanja pasar", COMMANDS) // a photo of that file, with a caption
 * readLine("/lokasi -7.8 110.4", COMMANDS)
 */
export function readLine(line: string, commands: TerminalCommands): InboundContent {
  const [word = "", ...rest] = line.trim().split(/\s+/);
  const media = MEDIA.find((kind) => commands[kind] === word);
  if (media !== undefined) return mediaOf(media, rest);
  if (word === commands.location) return locationOf(rest);
  if (word === commands.contact) return { kind: "other", what: "contact" };
  if (word === commands.edit) return { kind: "edited", text: rest.join(" ") };
  return { kind: "text", text: line };
}

/** The first word after the command is the path of a file, the rest its caption; without a path there are no bytes. */
function mediaOf(media: MediaKind, [path, ...caption]: string[]): InboundContent {
  return {
    kind: "media",
    media,
    ...(path !== undefined && { ref: path }),
    ...(caption.length > 0 && { caption: caption.join(" ") }),
  };
}

function locationOf(words: string[]): InboundContent {
  const [latitude = Number.NaN, longitude = Number.NaN] = words.map(Number);
  const isPlace = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return { kind: "location", ...(isPlace ? { latitude, longitude } : SOMEWHERE) };
}
