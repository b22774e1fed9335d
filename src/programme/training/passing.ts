import { DAY, HOUR } from "../../clock.ts";
import type { DutyHandler } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import { PASS } from "./duties.ts";
import { inHerTime } from "./her-time.ts";
import type { TrainingParts } from "./parts.ts";

/** A conversation that begins with somebody, or a text that she is told, in her hours. */
export type Passed =
  | { flow: string; data: Record<string, string> }
  | { say: string; data: Record<string, string | number> };

const WANTED_MS = 4 * DAY;
const AGAIN_MS = 6 * HOUR;

/** `key` says what it is: passed on twice, she gets it once. */
export function passOn({ duties }: TrainingParts, personId: string, key: string, passed: Passed, now: number): void {
  duties.plan({
    key: `${PASS}:${key}:${personId}`,
    kind: PASS,
    personId,
    data: { passed: passed as unknown as Json },
    dueAt: now,
    expiresAt: now + WANTED_MS,
  });
}

export const passDuty = (parts: TrainingParts): DutyHandler => ({
  run: (data, { personId, now, tell, begin }) => {
    const passed = data["passed"] as unknown as Passed;
    const ready = inHerTime(parts, personId, now, "flow" in passed ? "talk" : "note");
    if ("result" in ready) return ready.result;
    const { id } = ready.person;
    const done =
      "flow" in passed
        ? begin(id, passed.flow, passed.data, { as: "initiated" })
        : tell(id, passed.say, passed.data, { as: "initiated" });
    return done ? "done" : { again: now + AGAIN_MS };
  },
});
