/** How somebody was at the sessions of a module that were held: each counts two halves. */
export type Presence = { held: number; halves: number };

const WHOLE_PPM = 1_000_000;

/** A full or late session is two halves, a half one is one; with leave or without a word it is none. */
export function presenceOf(statuses: readonly string[]): Presence {
  const halves = statuses.reduce((sum, status) => {
    if (status === "full" || status === "late") return sum + 2;
    return status === "half" ? sum + 1 : sum;
  }, 0);
  return { held: statuses.length, halves };
}

/** Enough sessions were held, and of these she was at the share that the module asks for, in ppm. */
export function hasReached({ held, halves }: Presence, { sessions, ppm }: { sessions: number; ppm: number }): boolean {
  return held >= sessions && held > 0 && halves * WHOLE_PPM >= held * 2 * ppm;
}
