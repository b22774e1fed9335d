import type { Cell } from "../cell.ts";
import { systemClock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Channel } from "../conversation/channel.ts";
import type { Health } from "../web/index.ts";
import { type Check, healthOf, looked, ok, wrong } from "./doctor/check.ts";
import { DISK, homeChecks } from "./doctor/machine.ts";
import { workChecks } from "./doctor/work.ts";
import { instant } from "./words.ts";

/** A monitor that asks each second must not become a second bot at the platform. */
const ASK_AGAIN_MS = { well: 60_000, ill: 10_000 };

/** The state of the running process for `GET /healthz` and, through it, for `rukun doctor`. */
export function liveHealth(parts: { config: Config; cell: Cell; clock: { now(): number } }): () => Promise<Health> {
  const { config, cell, clock } = parts;
  const asked = new Map<string, { at: number; check: Check }>();
  const ask = async (channel: Channel): Promise<Check> => {
    const known = asked.get(channel.name);
    const fresh = known?.check.ok === true ? ASK_AGAIN_MS.well : ASK_AGAIN_MS.ill;
    if (known !== undefined && systemClock.now() - known.at < fresh) return known.check;
    const check = { name: channel.name, ...(await channel.health()) };
    asked.set(channel.name, { at: systemClock.now(), check });
    return check;
  };
  return async () => {
    if (!cell.isOpen) return healthOf([wrong("process", "The demo world is just being made anew.", "Ask again.")]);
    const { sqlite } = cell.runtime.db;
    return healthOf([
      ...looked(DISK, "See whether the disk is there.", () => homeChecks(config.home)),
      ...looked("database", "See the log.", () =>
        workChecks(sqlite, clock.now(), true, cell.runtime.options.programme),
      ),
      ...sendingChecks(cell),
      ...(await Promise.all(cell.runtime.channels.map(ask))),
    ]);
  };
}

/** Only the process itself knows whom it leaves alone for a while. */
function sendingChecks(cell: Cell): Check[] {
  return cell.runtime.dispatcher.status().channels.map(({ channel, on, queued, away, pausedUntil }) => {
    const name = `${channel} out`;
    if (!on && queued > 0)
      return wrong(name, `${queued} messages wait for a channel that is off.`, "Configure the channel again.");
    if (away) return wrong(name, "The platform gives no answer.", "Is the network there? It is tried again by itself.");
    if (pausedUntil !== null) return ok(name, `The platform asked to wait until ${instant(pausedUntil)}.`);
    return ok(name, "Sending.");
  });
}
