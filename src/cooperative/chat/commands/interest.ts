import { addDays } from "../../../zones.ts";
import { standingInterest } from "../../interest/handlers.ts";
import { lastDayOf, monthOf } from "../../jobs/months.ts";
import { answer } from "../notify.ts";
import { bookingOf, type Carriers, notDone } from "../turn.ts";

/** A month's jasa simpanan by hand: where the one that the calendar booked was taken back. Another officer agrees. */
export const interestCommands: Carriers = {
  "savings-interest": (command, turn) => {
    const { books, standing, say, today } = turn;
    const month = command.month ?? monthOf(addDays(`${monthOf(today)}-01`, -1));
    const standingNow = standingInterest(books.journal, standing.unit.id, month);
    if (standingNow !== undefined && "entry" in standingNow) {
      const { no } = standingNow.entry;
      return notDone(say.line("coop-year:interest-there", { month: month.split("-").reverse().join("/"), no }));
    }
    const booking = bookingOf(turn, lastDayOf(month));
    return answer(books.desk.take({ op: "savings-interest", month }, booking), turn);
  },
};
