import type { DutyHandler } from "../../../conversation/module.ts";
import { SYSTEM } from "../../operations/desk.ts";
import { describe } from "../describe.ts";
import { tellOne } from "../tell.ts";
import { type DueParts, tooEarly } from "./parts.ts";
import { FIRST_ZONE, LAPSE } from "./planning.ts";

/** Once a day: what nobody decided in its time is over, and its maker hears it. */
export const lapseDuties = (parts: DueParts): Record<string, DutyHandler> => ({
  [LAPSE]: {
    run: (_, context) => {
      const { books, audience } = parts;
      const early = tooEarly(parts, FIRST_ZONE, context.now);
      if (early !== undefined) return early;
      for (const pending of books.desk.lapse(context.now)) {
        // A change of number lapses by its own duty, which tells the supervisors as well.
        if (pending.maker === SYSTEM || pending.operation.op === "number-change") continue;
        tellOne({ audience, context }, pending.maker, (say) =>
          say.line("coop-members:lapsed", { no: pending.no, what: describe(books, pending, say) }),
        );
      }
      return "done";
    },
  },
});
