import type { DutyHandler } from "../../../conversation/module.ts";
import { NUMBER_NOTICE } from "../../numbers/operation.ts";
import { changeData, changeLine, supervisorsOf } from "../change-line.ts";
import { tellEach, tellOne } from "../tell.ts";
import type { DueParts } from "./parts.ts";

/**
 * A change of number was checked: the old number hears who asked, from when it holds and how to stop it, and those who
 * watch over the unit hear of it in any case. At once, whatever the hour: the wait runs.
 */
export const noticeDuties = ({ books, audience }: DueParts): Record<string, DutyHandler> => ({
  [NUMBER_NOTICE]: {
    run: (data, context) => {
      const change = books.numbers.byId(Number(data["change"]));
      if (change?.state !== "waiting") return { dropped: "over" };
      const teller = { audience, context };
      const person = books.personOf(change.member);
      const unit = books.unit(change.unit).name;
      if (person !== null)
        tellOne(teller, person, (say) =>
          say.line("coop-numbers:notice", { ...changeData(audience, change, say), unit }),
        );
      tellEach(teller, supervisorsOf(books, change.unit), (say) => changeLine(audience, change, say));
      return "done";
    },
  },
});
