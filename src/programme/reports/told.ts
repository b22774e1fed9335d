import { type Format, slugOf } from "../../documents/index.ts";
import { LIMITS as TEXT_LIMITS } from "../../limits.ts";
import { summaryOf } from "./build.ts";
import type { Made, ReportSource } from "./made.ts";
import { periodName } from "./period.ts";
import type { ReportWords } from "./words.ts";

/**
 * A report as it is read in a chat: what it says first, in two messages at most, and then how it stands and what may be
 * written about it. `whole`: it is the whole programme's, and not of one facilitator's people.
 */
export function messagesOf(
  { pack }: ReportSource,
  made: Made,
  words: ReportWords,
  { whole }: { whole: boolean },
): string[] {
  const lines = summaryOf({ made, pack, words, groups: new Map() });
  const said = inBubbles(lines, headOf(pack, made, words), words);
  if (!whole) return said;
  const period = periodName(made.id.kind, made.id.days);
  return [...said, words.say("chat.more", { status: statusOf(made, words), period })];
}

/** What stands below the document. */
export const captionOf = ({ pack }: ReportSource, made: Made, words: ReportWords): Record<string, string> =>
  headOf(pack, made, words);

/** `laporan-bulanan-pena-2026-10.pdf` */
export const fileNameOf = ({ pack }: ReportSource, { id }: Made, words: ReportWords, format: Format): string =>
  `${slugOf([words.say(`title.${id.kind}`), pack.id, periodName(id.kind, id.days)])}.${format}`;

const headOf = ({ name }: { name: string }, { id: { kind, days } }: Made, words: ReportWords) => ({
  title: words.say(`title.${kind}`),
  name,
  period: words.period(kind, days),
});

const statusOf = ({ approved, added: { approval } }: Made, words: ReportWords): string =>
  approved && approval !== undefined ? `${words.say("status.approved-by")} ${approval.by}` : words.say("status.draft");

function inBubbles(lines: readonly string[], head: Record<string, string>, words: ReportWords): string[] {
  const room = TEXT_LIMITS.bubble - words.say("chat.summary", { ...head, lines: "" }).length;
  let size = 0;
  const at = lines.findIndex((line) => {
    size += line.length + 2;
    return size > room;
  });
  const [first, rest] = at <= 0 ? [lines, []] : [lines.slice(0, at), lines.slice(at)];
  const whole = words.say("chat.summary", { ...head, lines: first.join("\n\n") });
  return rest.length === 0 ? [whole] : [whole, rest.join("\n\n")];
}
