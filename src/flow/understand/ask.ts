import { type Candidate, none, type Reading } from "./reading.ts";

/** No question offers more than this: who reads with difficulty cannot choose among five figures. */
export const MAX_CANDIDATES = 3;

/** Longer answers are stories, not amounts or dates. It also keeps every pattern here cheap, whatever is sent. */
export const MAX_ANSWER_CHARACTERS = 200;

/**
 * Asks which of the values was meant, most likely first; equal ones are merged. `ask([20_000, 20], "bare")`.
 * No value at all is `none`.
 */
export function ask<T>(values: readonly T[], why: string): Reading<T> {
  const seen = new Set<string>();
  const candidates: Candidate<T>[] = [];
  for (const value of values) {
    const key = JSON.stringify(value);
    if (seen.has(key) || candidates.length === MAX_CANDIDATES) continue;
    seen.add(key);
    candidates.push({ value, confidence: 0.7 - 0.2 * candidates.length, why });
  }
  return candidates.length === 0 ? none : { kind: "ask", candidates };
}

/** The values of a reading, most likely first: one when sure, none when refused or not understood. */
export function valuesOf<T>(reading: Reading<T>): T[] {
  if (reading.kind === "sure") return [reading.value];
  return reading.kind === "ask" ? reading.candidates.map(({ value }) => value) : [];
}

/** A sure reading made a question, because something around it ("kira-kira", "?") leaves a doubt. */
export function doubt<T>(reading: Reading<T>, why: string): Reading<T> {
  return reading.kind === "sure" ? ask([reading.value], `${reading.why}, ${why}`) : reading;
}

/** Whether she asks rather than answers: "20rb?", "ya?". */
export function isQuestion(text: string): boolean {
  return text.slice(-MAX_ANSWER_CHARACTERS).trimEnd().endsWith("?");
}
