import type { Problem } from "../../errors.ts";
import type { ActionInfo } from "./action-info.ts";
import type { Sketch } from "./sketch.ts";

export type { ActionInfo };

/** The part of `Texts` that the checker reads. */
export interface FlowTexts {
  readonly languages: readonly { readonly code: string; readonly complete: boolean }[];
  /** The forms of a text or the words of a list in one language's own files; empty when there are none. */
  raw(lang: string, key: string): readonly string[];
  /** The words of a list, the source language's included. */
  words(lang: string, key: string): readonly string[];
  /** Names of the values that a text takes, after the source language. */
  needs(key: string): readonly string[];
  keys(lang: string, namespace: string): readonly string[];
  namespaces(): readonly string[];
  where(lang: string, key: string): { file: string; line: number } | undefined;
}

/** People who stand at a step while the flows are being changed. `as` is the question's type, or `review`. */
export type LiveStep = { flow: string; step: string; as: string; people: number };

export type CheckContext = {
  actions: ReadonlyMap<string, ActionInfo>;
  texts: FlowTexts;
  /** Words that are commands, beside the lists of the namespace `words`. */
  reserved?: readonly string[];
  /** Texts of the flows' files that code says, not a step: `weekly-report:invite`. */
  saidByCode?: ReadonlySet<string>;
  liveSteps?: readonly LiveStep[];
};

/** What a rule sees: all flows whose form is right, and what is around them. */
export type World = CheckContext & {
  sketches: ReadonlyMap<string, Sketch>;
  /** Ids of all files, also of those whose form is wrong. */
  ids: ReadonlySet<string>;
  /** Ids of flows that another flow calls. */
  called: ReadonlySet<string>;
};

/** A rule about one flow. */
export type Rule = (sketch: Sketch, world: World) => Problem[];

/** Names that the engine knows of every person, for conditions, `$name` and texts. */
export const FACTS: readonly string[] = ["registered", "shared", "roles", "zone", "called", "name"];

/** Further names for texts alone. */
export const TEXT_FACTS: readonly string[] = ["called", "name", "zone", "programme", "office", "helper"];

/** The language that has every text. */
export const SOURCE = "id";

/** Languages in which a missing text is a problem. */
export function completeLanguages(texts: FlowTexts): string[] {
  const others = texts.languages.filter(({ code, complete }) => complete && code !== SOURCE);
  return [SOURCE, ...others.map(({ code }) => code)];
}

/** All languages that there are, the source first. */
export function allLanguages(texts: FlowTexts): string[] {
  return [SOURCE, ...texts.languages.map(({ code }) => code).filter((code) => code !== SOURCE)];
}
