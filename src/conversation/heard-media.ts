import { takesMedia } from "../flow/answer.ts";
import type { AskStep } from "../flow/definition.ts";
import type { Input } from "../flow/world.ts";
import type { NewId } from "../ids.ts";
import { isRegistered } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Inbound, MediaKind } from "./channel.ts";
import type { HeardText } from "./heard-text.ts";
import type { KeepMedia } from "./media/index.ts";
import type { Heard, Module } from "./module.ts";
import type { Origin } from "./origin.ts";
import type { Turns } from "./turns.ts";
import type { Ways } from "./ways.ts";

export type HeardMediaParts = {
  people: PeopleStore;
  turns: Turns;
  ways: Ways;
  /** A caption of a file that nobody asked for is a text. */
  text: HeardText;
  keepMedia: KeepMedia;
  newId: NewId;
  modules: readonly Module[];
};

/** What becomes of a photo, a file or a voice note. */
export class HeardMedia {
  private readonly parts: HeardMediaParts;

  constructor(parts: HeardMediaParts) {
    this.parts = parts;
  }

  hear(personId: string, content: Inbound["content"] & { kind: "media" }, waitedMs: number, origin: Origin): void {
    const { sealed } = this.parts.turns;
    if (sealed.isLate(personId, origin.now) || sealed.mayBeLate(personId, origin.now)) {
      this.parts.ways.beginAnew(personId, origin);
      return;
    }
    const step = this.parts.turns.openStep(personId, origin);
    const wanted = step !== undefined && takesMedia(step, content.media);
    if (!wanted && content.ref !== undefined) {
      const { media, ref, caption } = content;
      const heard: Heard = { kind: "media", media, ref, ...(caption === undefined ? {} : { caption }) };
      if (this.parts.ways.takenByDomain(personId, heard, origin, step !== undefined, step)) return;
    }
    if (!wanted && content.caption !== undefined && content.caption.trim() !== "") {
      this.parts.text.hear(personId, content.caption, false, { waitedMs, writtenAt: undefined }, origin);
      return;
    }
    if (!wanted && isVoice(content.media)) this.forSomebodyToHear(personId, content.ref, step, origin);
    const ref = wanted && content.ref !== undefined ? this.keep(personId, content, origin, step) : undefined;
    const { media, caption } = content;
    const input: Input = {
      kind: "media",
      media,
      waitedMs,
      ...(ref === undefined ? {} : { ref }),
      ...(caption === undefined ? {} : { caption }),
    };
    this.parts.ways.orBegin(personId, input, origin, "engine:got-media");
  }

  /** A voice note at any other question is thanked for, and a human hears it; never of a sealed conversation. */
  private forSomebodyToHear(
    personId: string,
    ref: string | undefined,
    step: AskStep | undefined,
    origin: Origin,
  ): void {
    const { people, turns, modules, newId } = this.parts;
    const person = people.person(personId);
    if (ref === undefined || person === undefined || !isRegistered(person) || step?.silent === true) return;
    if (turns.isSealed(personId, origin.now)) return;
    const { channel, now } = origin;
    const mediaId = this.parts.keepMedia({ personId, channel, ref, kind: "voice", createdAt: now });
    const context = Object.assign(turns.reach(origin, personId), { now, newId });
    for (const module of modules) module.voice?.(personId, mediaId, context);
  }

  private keep(
    personId: string,
    content: Inbound["content"] & { kind: "media" },
    origin: Origin,
    step: AskStep,
  ): string | undefined {
    // Of a sealed conversation it is fetched into memory, by the domain that knows what for.
    if (content.ref === undefined || step.keep === false) return content.ref;
    if (this.parts.turns.isSealed(personId, origin.now)) return content.ref;
    const { channel, now } = origin;
    return this.parts.keepMedia({ personId, channel, ref: content.ref, kind: content.media, createdAt: now });
  }
}

const isVoice = (media: MediaKind) => media === "voice" || media === "audio";
