import { type ScheduledTask, schedule } from "node-cron";
import type { Log } from "../log.ts";

/** Looks for what is due each minute; the rows in the database say what and when, so a missed tick loses nothing. */
const EACH_MINUTE = "* * * * *";

/** Starts the ticks; the returned function ends them. A tick that throws is logged and the next one tries again. */
export function startTicks(tick: () => Promise<void>, log: Log): () => Promise<void> {
  const task: ScheduledTask = schedule(
    EACH_MINUTE,
    async () => {
      try {
        await tick();
      } catch (error) {
        log.error({ code: "schedule.tick", type: error instanceof Error ? error.name : "unknown" }, "a tick failed");
      }
    },
    { noOverlap: true },
  );
  return async () => {
    await task.destroy();
  };
}
