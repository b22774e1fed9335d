/**
 * What was understood of an answer. Every reader (`readMoney`, `readDate`, ...) is a pure function from text to a
 * Reading, so that the engine can accept it, read it back, ask which of several was meant, or ask again.
 */
export type Reading<T> =
  /** One meaning and no reasonable other. */
  | { kind: "sure"; value: T; why: string }
  /** Readable, but another person could have meant another thing: ask. Most likely first, 1 to 3 of them. */
  | { kind: "ask"; candidates: Candidate<T>[] }
  /** Understood, and not acceptable. `reason` names a text `understand:refused.<reason>`; `data` is for that text. */
  | { kind: "refused"; reason: string; data?: Record<string, string | number> }
  /** Not understood at all. */
  | { kind: "none" };

export type Candidate<T> = {
  value: T;
  /** 0 to 1, only to order the candidates. */
  confidence: number;
  /** Which rule read it, for the developer and the turn log; never shown. */
  why: string;
};

export const sure = <T>(value: T, why: string): Reading<T> => ({ kind: "sure", value, why });
export const none: Reading<never> = { kind: "none" };
export const refused = (reason: string, data?: Record<string, string | number>): Reading<never> =>
  data === undefined ? { kind: "refused", reason } : { kind: "refused", reason, data };
