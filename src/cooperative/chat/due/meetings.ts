import type { DutyHandler } from "../../../conversation/module.ts";
import { tellEach, tellOne } from "../tell.ts";
import { type DueParts, listens, tooEarly } from "./parts.ts";
import { MEETING_DROP, MEETING_REMIND } from "./planning.ts";

/** A meeting that was not closed: the treasurer is reminded, and after a week it is dropped, which books nothing. */
export const meetingDuties = (parts: DueParts): Record<string, DutyHandler> => ({
  [MEETING_REMIND]: {
    run: (data, context) => {
      const { books, audience } = parts;
      const meeting = books.meetings.byId(Number(data["meeting"]));
      if (meeting?.state !== "open") return { dropped: "over" };
      const early = tooEarly(parts, books.unit(meeting.unit).zone, context.now);
      if (early !== undefined) return early;
      const count = books.meetings.sheet(meeting.id).length;
      tellOne({ audience, context }, meeting.treasurer, (say) =>
        say.line("coop-members:meeting.remind", { date: meeting.heldOn, count }),
      );
      return "done";
    },
  },
  [MEETING_DROP]: {
    run: (data, context) => {
      const { books, audience } = parts;
      const meeting = books.meetings.byId(Number(data["meeting"]));
      if (meeting?.state !== "open") return { dropped: "over" };
      const unit = books.unit(meeting.unit);
      const early = tooEarly(parts, unit.zone, context.now);
      if (early !== undefined) return early;
      const count = books.meetings.sheet(meeting.id).length;
      books.meetings.end(meeting.id, "dropped", null, context.now);
      const chairs = books.officers
        .of(unit, "chair")
        .filter(listens)
        .map(({ id }) => id);
      tellEach({ audience, context }, [meeting.treasurer, ...chairs], (say) =>
        say.line("coop-members:meeting.dropped", { unit: unit.name, date: meeting.heldOn, count }),
      );
      return "done";
    },
  },
});
