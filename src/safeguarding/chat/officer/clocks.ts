import { RukunError } from "../../../errors.ts";
import { upkeep } from "../../cases/destruction.ts";
import { operatorsFor } from "./operators.ts";
import { giveNotices, isDay, nextRound } from "./rounds.ts";
import type { DeskSetting } from "./setting.ts";

/**
 * What happens by the clock: notices, and the destruction of what is over. Looked at with each tick; what is to be
 * done is done right after the tick's first commit, in transactions of its own. No row says when it was looked: what
 * was told is written with the cases, so a look too many tells nobody twice, and a restart forgets nothing.
 */
export class Clocks {
  private readonly desk: DeskSetting;
  private readonly due = new Set<"urgent" | "all" | "upkeep">();
  /** Undefined: this process has not looked yet. By day it does so at once, for what fell due while it was away. */
  private roundAt: number | undefined;
  private keptOn = "";
  private now = 0;

  constructor(desk: DeskSetting) {
    this.desk = desk;
  }

  /** In the tick's transaction: sees what is to be done. */
  plan(now: number): void {
    const { cases, zone, random } = this.desk;
    this.now = now;
    if (this.roundAt === undefined ? isDay(zone, now) : now >= this.roundAt) this.due.add("all");
    else if (cases.rows.hasOpen("S1")) this.due.add("urgent");
    if (this.roundAt === undefined || now >= this.roundAt) this.roundAt = nextRound(zone, now, random());
    if (cases.today(now) !== this.keptOn) this.due.add("upkeep");
  }

  /** After a commit. */
  committed(): void {
    if (this.due.size === 0) return;
    const due = new Set(this.due);
    this.due.clear();
    if (due.has("upkeep")) this.keep();
    const which = due.has("all") ? "all" : due.has("urgent") ? "urgent" : undefined;
    if (which !== undefined) this.desk.speak((reach) => giveNotices(this.desk, reach, this.now, which));
  }

  /** Destroys what is over. While another process reads the vault it is tried again with the next tick. */
  private keep(): void {
    const { desk, now } = this;
    try {
      const { lost } = upkeep(desk.cases, now);
      this.keptOn = desk.cases.today(now);
      if (lost > 0)
        desk.speak((reach) => {
          for (const id of operatorsFor(desk)) reach.tellSealed(id, "petugas:alert.lost", {}, { as: "initiated" });
        });
    } catch (error) {
      if (!(error instanceof RukunError && error.retryable)) throw error;
    }
  }
}
