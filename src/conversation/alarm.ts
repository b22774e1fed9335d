import type Sqlite from "better-sqlite3";
import { type Clock, HOUR } from "../clock.ts";
import type { Role } from "../flow/definition.ts";
import type { Log } from "../log.ts";
import type { Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { AfterCommit, Origin } from "./origin.ts";
import type { Reception } from "./receive.ts";
import type { Turns } from "./turns.ts";

export type AlarmParts = {
  sqlite: Sqlite.Database;
  clock: Clock;
  log: Log;
  people: PeopleStore;
  reception: Reception;
  turns: Turns;
  withRole(role: Role): Person[];
  mayInitiate(channel: string, hasWritten: boolean): boolean;
  committed(after: AfterCommit): void;
};

/** Who looks after a Rukun: all admins who can be told, and the coordinators where there is none. */
const LOOK_AFTER = ["admin", "coordinator"] as const satisfies readonly Role[];

/** The same trouble is told again only after this long, whatever restarts and flickers in between. */
const AGAIN = 6 * HOUR;

/**
 * Tells those who look after this Rukun, in the chat, that a channel needs a human. It goes by another channel than the
 * one that is ill; where there is none, or nobody, the log and the doctor have it.
 */
export class Alarm {
  private readonly parts: AlarmParts;

  constructor(parts: AlarmParts) {
    this.parts = parts;
  }

  /**
   * Queues the words of a locale key, which may take `called`, in a transaction of its own; gives how many people it
   * goes to. Never throws: it is called where something is wrong already.
   */
  tell(channel: string, key: string): number {
    const { sqlite, reception, turns, committed, log } = this.parts;
    try {
      const told = sqlite
        .transaction(() => {
          reception.forgetIfOthersWrote();
          return this.queue(channel, key);
        })
        .immediate();
      committed(turns.pending.takeAfter());
      return told;
    } catch (error) {
      turns.cut();
      log.error({ channel, type: error instanceof Error ? error.name : "" }, "an alert was not told in the chat");
      return 0;
    }
  }

  private queue(channel: string, key: string): number {
    const { people, withRole, mayInitiate, turns, clock } = this.parts;
    const now = clock.now();
    const since = Math.floor(now / AGAIN);
    const elsewhere = (name: string, hasWritten: boolean) => name !== channel && mayInitiate(name, hasWritten);
    const reachable = (person: Person) => {
      const address = person.status === "active" ? people.reach(person.id, elsewhere) : undefined;
      return address === undefined ? [] : [{ person, address }];
    };
    const all = LOOK_AFTER.map((role) => withRole(role).flatMap(reachable)).find((found) => found.length > 0) ?? [];
    for (const { person, address } of all) {
      const origin: Origin = {
        key: `alert:${key}:${since}:${person.id}`,
        queued: { n: 0 },
        now,
        channel: address.channel,
        address,
        priority: 0,
      };
      turns.say(person.id, [{ key, data: { called: person.called ?? person.name ?? "" } }], origin);
    }
    return all.length;
  }
}
