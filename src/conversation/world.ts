import type { CompiledFlow } from "../flow/compile.ts";
import type { Json } from "../flow/session.ts";
import type { FlowWorld } from "../flow/world.ts";
import type { Manner } from "../people/manner.ts";
import { isRegistered, type Person } from "../people/person.ts";
import type { Texts } from "../texts/index.ts";
import { keyInManner } from "../texts/manners.ts";
import { compileTemplate, namesIn } from "../texts/template.ts";
import { dateIn } from "../zones.ts";
import type { FlowLibrary } from "./library.ts";

/** What every conversation of this programme knows. */
export type Facts = { programme: string; office: string };

/**
 * The words of one language, with the ones of earlier flow revisions behind them: a person in the middle of a flow
 * whose step was taken out of the files still hears her question.
 */
export class Words {
  readonly texts: Texts;
  private readonly library: FlowLibrary;
  private readonly lang: string;
  private readonly revisions: readonly string[];

  constructor(texts: Texts, library: FlowLibrary, lang: string, revisions: readonly string[]) {
    this.texts = texts;
    this.library = library;
    this.lang = lang;
    this.revisions = revisions;
  }

  has(key: string): boolean {
    return this.texts.has(this.lang, key) || this.earlier(key) !== undefined;
  }

  needs(key: string): readonly string[] {
    if (this.texts.has(this.lang, key)) return this.texts.needs(key);
    const earlier = this.earlier(key);
    return earlier === undefined ? [] : namesIn(earlier);
  }

  text(key: string, data: Record<string, string | number> = {}): string {
    const earlier = this.texts.has(this.lang, key) ? undefined : this.earlier(key);
    return earlier === undefined ? this.texts.text(this.lang, key, data) : compileTemplate(key, earlier)(data);
  }

  /** The key of a text as it is said in another manner (`short:menu.item.ask`), or the key itself. */
  inManner(key: string, manner: Manner): string {
    const other = keyInManner(manner, key);
    if (manner === "usual" || !this.texts.has(this.lang, other)) return key;
    // Her own language goes before the other manner of the source language.
    const isForeign = this.texts.raw(this.lang, other).length === 0 && this.texts.raw(this.lang, key).length > 0;
    return isForeign ? key : other;
  }

  private earlier(key: string): string | undefined {
    for (const revision of this.revisions) {
      const text = this.library.earlierText(revision, this.lang, key);
      if (text !== undefined) return text;
    }
    return undefined;
  }
}

export type WorldParts = {
  library: FlowLibrary;
  words: Words;
  writes: (action: string) => boolean;
  /** Read anew each time: an action may have changed the person. */
  person: () => Person;
  shared: boolean;
  facts: Facts;
  helper: () => string | undefined;
  now: number;
};

const CALL_HELP = "help";

/** The world as the engine sees it for one person and turn. */
export class PersonWorld implements FlowWorld {
  readonly helpFlow = CALL_HELP;
  readonly language: string;
  private readonly parts: WorldParts;

  constructor(parts: WorldParts) {
    this.parts = parts;
    this.language = parts.person().language;
  }

  flow(id: string) {
    return this.parts.library.flow(id);
  }

  revision(id: string, revision: string) {
    return this.parts.library.revision(id, revision);
  }

  options(flow: CompiledFlow, step: string) {
    return this.parts.words.texts.options(this.language, flow.id, step);
  }

  text(key: string): string {
    return this.parts.words.text(key);
  }

  has(key: string): boolean {
    return this.parts.words.has(key);
  }

  needs(key: string): readonly string[] {
    return this.parts.words.needs(key);
  }

  writes(action: string): boolean {
    return this.parts.writes(action);
  }

  get now(): number {
    return this.parts.now;
  }

  get today(): string {
    return dateIn(this.parts.person().zone, this.parts.now);
  }

  fact(name: string): Json | undefined {
    const person = this.parts.person();
    switch (name) {
      case "registered":
        return isRegistered(person);
      case "roles":
        return [...person.roles];
      case "shared":
        return this.parts.shared;
      case "zone":
        return person.zone;
      case "called":
        return person.called ?? person.name ?? this.text("engine:friend");
      case "name":
        return person.name ?? undefined;
      case "programme":
        return this.parts.facts.programme;
      case "office":
        return this.parts.facts.office;
      case "helper":
        return this.parts.helper() ?? this.text("engine:helper");
      default:
        return undefined;
    }
  }
}
