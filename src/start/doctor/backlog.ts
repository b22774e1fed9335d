import type Sqlite from "better-sqlite3";
import { type CapDay, dayOf, doneBy } from "../../conversation/outbox/cap.ts";
import { SQL } from "../../conversation/outbox/sql.ts";
import { counted } from "../words.ts";

type Backlog = { channel: string; waiting: number; perDay: number };

/** Who waits for another day because a channel has its fill of people for this one, and until when; a line a channel. */
export function backlogLines(sqlite: Sqlite.Database, now: number, day: CapDay): string[] {
  return sqlite
    .prepare<[], Backlog>(SQL.backlogs)
    .all()
    .map(({ channel, waiting, perDay }) => {
      const used = sqlite.prepare<[string, string], number>(SQL.approachedOn).pluck();
      const usedToday = used.get(channel, dayOf(now, day)) ?? 0;
      const last = doneBy({ waiting, usedToday, perDay, now }, day);
      const who = `${counted(waiting, "person waits", "people wait")} for another day`;
      const when = last === undefined ? "nobody is begun with" : `the last one is reached on ${written(last)}`;
      return `${channel}: ${who}; at ${perDay.toLocaleString("en")} a day ${when}.`;
    });
}

/** `27 November 2026`. */
const written = (date: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(Date.parse(date));
