import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import { LIMITS, LIMITS_MS } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import type { Duties, FailedDuty } from "../../schedule/duties.ts";
import type { Books } from "../books.ts";
import type { Audience } from "../chat/audience.ts";
import { tellEach } from "../chat/tell.ts";
import { MONTHLY } from "./planning.ts";

export type RetryParts = {
  books: Books;
  audience: Audience;
  duties: Duties;
  /** Who looks after this Rukun. */
  operators(): readonly Person[];
};

/** Says that something was given up. */
export const TROUBLE = "coop.trouble";
/** How long somebody who looks after it is still to be told. */
const TOLD_WITHIN_MS = 7 * 24 * 60 * 60_000;
const LONGER = 4;

/** How long a duty that threw so often waits, ms; undefined: it is given up. Pure. */
export const waitAfter = (tries: number): number | undefined =>
  tries > LIMITS.dutyTries ? undefined : LIMITS_MS.dutyRetryFirst * LONGER ** (tries - 1);

/**
 * A duty of the cooperative that throws is tried again after growing waits. When it is given up, the supervisors of its
 * unit and those who look after Rukun are told; what is behind it goes on. A month's job that was given up is taken up
 * with the next start, by when its cause may be mended.
 */
export class Retries {
  private readonly parts: RetryParts;
  private kinds: readonly string[] = [];
  /** Keys of what threw since the last look; undefined: nobody has looked since the start. */
  private thrown: Set<string> | undefined;

  constructor(parts: RetryParts) {
    this.parts = parts;
  }

  /** The handlers, of which each that throws is remembered; and the one that tells of it. */
  guarded(handlers: Readonly<Record<string, DutyHandler>>): Record<string, DutyHandler> {
    this.kinds = Object.keys(handlers);
    const guarded = Object.entries(handlers).map(([kind, handler]): [string, DutyHandler] => [
      kind,
      this.guard(handler),
    ]);
    return { ...Object.fromEntries(guarded), [TROUBLE]: { run: (data, context) => this.tell(data, context) } };
  }

  private guard(handler: DutyHandler): DutyHandler {
    return {
      run: (data, context) => {
        try {
          return handler.run(data, context);
        } catch (error) {
          this.thrown?.add(context.key);
          throw error;
        }
      },
    };
  }

  /** To be called at each tick inside a transaction. */
  step(now: number): void {
    const { duties } = this.parts;
    if (this.thrown === undefined) duties.takeUp(MONTHLY, now);
    const keys = this.thrown === undefined ? [undefined] : [...this.thrown];
    this.thrown = new Set();
    for (const key of keys) for (const failed of duties.threw(this.kinds, key)) this.again(failed, now);
  }

  private again(failed: FailedDuty, now: number): void {
    const { duties } = this.parts;
    const tries = failed.tries + 1;
    const wait = waitAfter(tries);
    const next = wait === undefined ? undefined : Math.max(now, failed.doneAt + wait);
    if (next !== undefined && next <= failed.expiresAt) {
      duties.retry(failed.id, next, tries);
      return;
    }
    duties.giveUp(failed.id);
    const { kind } = failed;
    const { unit = null, job = null, month = null } = failed.data;
    const day = new Date(now).toISOString().slice(0, 10);
    // Of a thousand reminders that fail for one reason one is told.
    const key = [TROUBLE, kind, unit, job, month, day].join(":");
    duties.plan({
      key,
      kind: TROUBLE,
      personId: null,
      data: { kind, unit, job, month },
      dueAt: now,
      expiresAt: now + TOLD_WITHIN_MS,
    });
  }

  private tell(data: Record<string, unknown>, context: DutyContext): "done" | { dropped: string } {
    const { books, audience, operators } = this.parts;
    const unit = typeof data["unit"] === "number" ? books.units.byId(data["unit"]) : undefined;
    const supervisors = unit === undefined ? [] : books.officers.of(unit, "supervisor");
    const people = [...new Set([...operators(), ...supervisors].map(({ id }) => id))];
    const month = String(data["month"] ?? "")
      .split("-")
      .reverse()
      .join("/");
    tellEach({ audience, context }, people, (say) => {
      const about = {
        unit: unit?.name ?? "",
        month,
        what: typeof data["job"] === "string" ? say.line(`operation.${data["job"]}`) : "",
      };
      return say.line(about.what === "" ? "coop-year:trouble.other" : "coop-year:trouble.job", {
        ...about,
        duty: String(data["kind"]).replace("coop.", ""),
      });
    });
    return people.length > 0 ? "done" : { dropped: "nobody" };
  }
}
