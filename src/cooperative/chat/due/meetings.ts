import type { DutyHandler } from "../../../conversation/module.ts";
import { expected } from "../../loans/lists.ts";
import type { OfficerRole } from "../../officers.ts";
import { meetsOn } from "../../settings/meeting-days.ts";
import type { CoopUnit } from "../../units.ts";
import { tellEach, tellOne } from "../tell.ts";
import { type DueParts, listens, tooEarly } from "./parts.ts";
import { MEETING_DROP, MEETING_REMIND, MEETING_TOMORROW } from "./planning.ts";

/**
 * The treasurers hear of a meeting the day before. One that was not closed is brought up again, and after a week it is
 * dropped, which books nothing.
 */
export const meetingDuties = (parts: DueParts): Record<string, DutyHandler> => ({
  [MEETING_TOMORROW]: {
    run: (data, context) => {
      const { books, audience } = parts;
      const date = String(data["date"]);
      const unit = books.units.byId(Number(data["unit"]));
      if (unit === undefined) return { dropped: "gone" };
      if (!meetsOn(books.setting(unit.id).meeting, date)) return { dropped: "another day" };
      // They have met already, or a sheet was left open, which has a reminder of its own.
      if (books.meetings.open(unit.id) !== undefined) return { dropped: "open" };
      const early = tooEarly(parts, unit.zone, context.now);
      if (early !== undefined) return early;
      const count = new Set(expected(books.loans, unit.id, date).map(({ member }) => member)).size;
      tellEach({ audience, context }, listening(parts, unit, "treasurer"), (say) => {
        const instalments = count === 0 ? [] : [say.line("coop-members:meeting.tomorrow-instalments", { count })];
        return [say.line("coop-members:meeting.tomorrow", { unit: unit.name, date }), ...instalments].join("\n");
      });
      return "done";
    },
  },
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
      const told = [meeting.treasurer, ...listening(parts, unit, "chair")];
      tellEach({ audience, context }, told, (say) =>
        say.line("coop-members:meeting.dropped", { unit: unit.name, date: meeting.heldOn, count }),
      );
      return "done";
    },
  },
});

const listening = ({ books }: DueParts, unit: CoopUnit, role: OfficerRole): string[] =>
  books.officers
    .of(unit, role)
    .filter(listens)
    .map(({ id }) => id);
