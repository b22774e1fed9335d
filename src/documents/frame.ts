import type { Frame } from "./statement.ts";

type Say = (key: string, data?: Record<string, string | number>) => string;

/**
 * What a renderer says by itself, from a document's own words: `made`, `title`, `unit`, `period`, `note` and `page`.
 * `madeAt` ms UTC, `today` the day of it, YYYY-MM-DD.
 */
export function frameOf(
  say: Say,
  { lang, madeAt, today, date }: Pick<Frame, "lang" | "madeAt" | "date"> & { today: string },
): Frame {
  return {
    lang,
    madeAt,
    made: say("made", { date: date(today) }),
    labels: { title: say("title"), unit: say("unit"), period: say("period"), note: say("note") },
    page: (page, pages) => say("page", { page, pages }),
    date,
  };
}
