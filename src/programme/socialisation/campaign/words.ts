import { dayOf, doneBy, type OutboxStore } from "../../../conversation/outbox/index.ts";
import { formatDate } from "../../../flow/understand/index.ts";
import type { Texts } from "../../../texts/index.ts";
import type { Pack } from "../../pack/index.ts";
import { REASONS } from "./campaign.ts";
import type { DryRun } from "./sending.ts";

/** Who is left out and why, a line each; empty where nobody is. */
export function leftOutLines(
  texts: Texts,
  language: string,
  { leftOut, later }: Pick<DryRun, "leftOut" | "later">,
): string {
  const line = (key: string, count: number) => texts.text(language, `campaigns:${key}`, { count });
  const lines = REASONS.filter((reason) => leftOut[reason] > 0).map((reason) => line(`out.${reason}`, leftOut[reason]));
  return [...lines, ...(later > 0 ? [line("out.later", later)] : [])].join("\n");
}

/** When the last one is reached where a channel has a daily cap; empty where none has. */
export function doneByLines(
  { texts, outbox, main }: { texts: Texts; outbox: OutboxStore; main: Pack },
  language: string,
  now: number,
): string {
  return outbox
    .backlogs()
    .map(({ channel, waiting, perDay }) => {
      const usedToday = outbox.approachedOn(channel, dayOf(now, main));
      const day = doneBy({ waiting, usedToday, perDay, now }, main);
      const date = day === undefined ? texts.text(language, "campaigns:never") : formatDate(day);
      return texts.text(language, "campaigns:done-by", { channel, waiting, perDay, date });
    })
    .join("\n");
}
