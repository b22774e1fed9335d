import type { Say } from "../flow/world.ts";
import { LIMITS } from "../limits.ts";
import type { Manner } from "../people/manner.ts";
import type { StoredBody } from "./channel.ts";
import { linear, listingOf, said } from "./manner.ts";
import type { Words } from "./world.ts";

/** How the choices of one person are told from another's on the same phone. */
export const tagOf = (personId: string): string => personId.slice(-6);

/** How the choices of one sealed conversation are told from all others: never as long as a person's tag. */
export const sealedTagOf = (newId: string): string => `x${newId.slice(-9)}`;

export const isSealedTag = (tag: string): boolean => tag.length === 10;

/** What a tapped button says: whose question, which question, which option. */
export type Tap = { tag: string; asked: number; option: string };

export const choiceId = (tag: string, id: string): string => `${tag}.${id}`;

/**
 * Reads a button's id; undefined for anything that no button of ours carries. An option is often a name or a key of
 * data, a village's `Lembang Dua` or a form's `melati.demografi`.
 */
export function readTap(id: string): Tap | undefined {
  const match = /^([a-z0-9]{1,16})\.(\d{1,9}):(\P{Cc}{1,60})$/u.exec(id);
  if (match === null) return undefined;
  const [, tag = "", asked = "", option = ""] = match;
  return { tag, asked: Number(asked), option };
}

/** For whom it is: `tag` tells whose choices they are; `heading` names her on a phone that several people use. */
export type Audience = { tag: string; manner?: Manner; heading?: string | undefined };

/**
 * What is said in a turn becomes as few messages as can be read, in the manner in which she wants to be written to: a
 * read-back and the next question go together.
 */
export function render(says: readonly Say[], words: Words, audience: Audience): StoredBody[] {
  const { tag, manner = "usual", heading } = audience;
  const bodies: { texts: string[]; choices?: NonNullable<StoredBody["choices"]> }[] = [];
  for (const say of says) {
    const text = said(words, manner, say.key, say.data);
    const last = bodies.at(-1);
    const fits = last !== undefined && last.choices === undefined && length(last.texts) + text.length <= LIMITS.bubble;
    const body = fits ? last : { texts: [] };
    body.texts.push(text);
    if (!fits) bodies.push(body);
    if (say.choices !== undefined && say.choices.length > 0)
      body.choices = say.choices.map(({ id, label }) => ({ id: choiceId(tag, id), label }));
  }
  return bodies.map(({ texts, choices }, at) => {
    const text = texts.join("\n\n");
    const headed = heading !== undefined && at === 0 ? `${heading}\n${text}` : text;
    if (choices === undefined) return { text: headed };
    const listing = listingOf(words, manner, choices);
    const shown = manner === "reader" ? choices.map(({ id, label }) => ({ id, label: linear(label) })) : choices;
    return listing === undefined ? { text: headed, choices } : { text: headed, choices: shown, listing };
  });
}

/** The same as one message, for what lies on the disk in the place of a sealed answer. */
export function asOne(bodies: readonly StoredBody[]): StoredBody {
  const text = bodies.map((body) => body.text).join("\n\n");
  const { choices, listing } = bodies.findLast((body) => body.choices !== undefined) ?? {};
  if (choices === undefined) return { text };
  return listing === undefined ? { text, choices } : { text, choices, listing };
}

const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
