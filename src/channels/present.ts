import type { Capabilities, Choice, OutgoingBody } from "../conversation/channel.ts";
import { splitText } from "../texts/index.ts";

/** One message as it goes over the wire: `text` fits the platform, `buttons` and `file` only where they belong. */
export type PresentedMessage = {
  /** May be empty only beside a file. */
  text: string;
  /** Where the platform shows them; the same choices are numbered lines in the text. */
  buttons?: readonly Choice[];
  file?: NonNullable<OutgoingBody["file"]>;
};

/** Where the tail of a long text shares the last part with the choices, it gets at least this much room. */
const MIN_TAIL_ROOM = 200;

/**
 * How a body looks on a channel: the parts to send, in order. Choices are always numbered lines (choice number n
 * answers when it is typed), kept together in the last part, and buttons there too where the channel has them. A file
 * carries the text as its caption if that fits in `maxCaption`; otherwise it goes first, so that the question, with its
 * choices, stays the last thing in the chat.
 *
 * @example present({ text: "Sudah benar?", choices: [{ id: "a", label: "Ya" }] }, can)
 *   // [{ text: "Sudah benar?\n\n1. Ya", buttons: [{ id: "a", label: "Ya" }] }]
 */
export function present(
  body: OutgoingBody,
  can: Pick<Capabilities, "choices" | "maxText">,
  maxCaption: number = can.maxText,
): PresentedMessage[] {
  const parts = groupsOf(body).flatMap((group) => partsOf(group, can));
  if (body.file === undefined) return parts;
  const [only] = parts;
  const isCaption = only !== undefined && parts.length === 1 && only.text.length <= maxCaption;
  if (isCaption) return [{ ...only, file: body.file }];
  return [{ text: "", file: body.file }, ...parts];
}

/** A text with the choices that stand below it. */
type Group = { text: string; choices: readonly Choice[]; lines: readonly string[] };

/** All choices below the text; or as many as she takes in at once, and the others in messages of their own. */
function groupsOf({ text, choices = [], listing = {} }: OutgoingBody): Group[] {
  const lines = listing.lines ?? choices.map(({ label }, index) => `${index + 1}. ${label}`);
  const { most, more } = listing.atOnce ?? { most: choices.length, more: "" };
  if (choices.length <= most) return [{ text, choices, lines }];
  const groups: Group[] = [{ text, choices: choices.slice(0, most), lines: lines.slice(0, most) }];
  for (let from = most; from < choices.length; from += most)
    groups.push({ text: more, choices: choices.slice(from, from + most), lines: lines.slice(from, from + most) });
  return groups;
}

function partsOf({ text, choices, lines }: Group, can: Pick<Capabilities, "choices" | "maxText">): PresentedMessage[] {
  const parts = textParts(text, lines.join("\n"), can.maxText).map((one): PresentedMessage => ({ text: one }));
  const last = parts.at(-1);
  if (last !== undefined && choices.length > 0 && can.choices === "buttons") last.buttons = choices;
  return parts;
}

/** The whole text with the lines of its choices, in pieces that fit; never none. */
function textParts(text: string, lines: string, max: number): string[] {
  const pieces = splitText(text, max);
  if (lines === "") return visible(pieces);
  const tail = pieces.pop() ?? "";
  const room = max - lines.length - 2;
  if (tail.trimEnd().length <= room) return visible([...pieces, withLines(tail, lines)]);
  if (room < MIN_TAIL_ROOM) return visible([...pieces, tail, ...splitText(lines, max)]);
  const tails = splitText(tail, room);
  const end = tails.pop() ?? "";
  return visible([...pieces, ...tails, withLines(end, lines)]);
}

function withLines(text: string, lines: string): string {
  return text.trim() === "" ? lines : `${text.trimEnd()}\n\n${lines}`;
}

/** White space at the ends is not shown by any platform, and a part of nothing else is refused by some. */
function visible(pieces: readonly string[]): string[] {
  const shown = pieces.map((piece) => piece.trimEnd()).filter((piece) => piece !== "");
  return shown.length > 0 ? shown : [""];
}
