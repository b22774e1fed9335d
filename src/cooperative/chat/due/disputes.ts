import { DAY } from "../../../clock.ts";
import type { DutyHandler } from "../../../conversation/module.ts";
import { DISPUTE_DUE, planAnswer } from "../../disputes/duty.ts";
import { tellFirst, watchersOf } from "../../disputes/watchers.ts";
import { memberNo } from "../../members.ts";
import { tellOne } from "../tell.ts";
import { type DueParts, tooEarly } from "./parts.ts";

/**
 * The days are over and nobody answered: those who watch are asked again, of an entry the chair and the head office too,
 * and the member hears that she is not forgotten. Again after as many days, for it does not end by silence.
 */
export const disputeDuties = (parts: DueParts): Record<string, DutyHandler> => ({
  [DISPUTE_DUE]: {
    run: (data, context) => {
      const { books, audience } = parts;
      const dispute = books.disputes.byId(Number(data["dispute"]));
      if (dispute?.state !== "open") return { dropped: "over" };
      const unit = books.unit(dispute.unit);
      const early = tooEarly(parts, unit.zone, context.now);
      if (early !== undefined) return early;
      const teller = { audience, context };
      const member = books.members.member(dispute.member);
      const about = { no: dispute.no, unit: unit.name, who: `${member?.name} (${memberNo(member?.no ?? 0)})` };
      const date = books.dateIn(dispute.unit, dispute.openedAt);
      const groups = watchersOf(books, unit).map((group) => group.filter((person) => person !== member?.personId));
      const tell = (person: string) =>
        tellOne(teller, person, (say) => say.line("coop-members:dispute.overdue", { ...about, date }));
      // More ears for what one office leaves lying; of a missed deposit the chair still hears nothing.
      if (dispute.kind === "entry") for (const person of groups.flat()) tell(person);
      else tellFirst(groups, tell);
      const round = Number(data["round"]);
      if (round === 1 && member?.personId != null)
        tellOne(teller, member.personId, (say) => say.line("coop-members:dispute.waiting", { no: dispute.no }));
      // A row of its own: what is told twice by one row goes out once.
      planAnswer(books.duties, dispute, round + 1, context.now + books.setting(dispute.unit).disputeDays * DAY);
      return "done";
    },
  },
});
