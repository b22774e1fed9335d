import type { DutyHandler } from "../../../conversation/module.ts";
import { LIMITS } from "../../../limits.ts";
import type { Person } from "../../../people/person.ts";
import { treasurersOf } from "../../disputes/watchers.ts";
import { shortHash } from "../../journal/entry.ts";
import type { Anchor } from "../../locks/anchors.ts";
import type { CoopUnit } from "../../units.ts";
import type { Say } from "../say.ts";
import { tellEach } from "../tell.ts";
import { type DueParts, listens, tooEarly } from "./parts.ts";
import { ANCHOR, ANCHORS_OF_HEAD, FIRST_ZONE } from "./planning.ts";

/**
 * Each evening the head of a unit's chain goes to people beside its treasurer, when something was written since the last
 * time: whoever rewrites the books afterwards does not reach those phones.
 */
export const eveningDuties = (parts: DueParts): Record<string, DutyHandler> => ({
  [ANCHOR]: {
    run: (data, context) => {
      const { books, audience } = parts;
      const unit = books.units.byId(Number(data["unit"]));
      if (unit === undefined) return { dropped: "gone" };
      const early = tooEarly(parts, unit.zone, context.now);
      if (early !== undefined) return early;
      const head = books.journal.head(unit.id);
      if (head === undefined || head.no <= (books.anchors.newest(unit.id)?.no ?? 0)) return { dropped: "nothing new" };
      const anchor = { unit: unit.id, day: String(data["day"]), ...head };
      books.anchors.add(anchor);
      tellEach({ audience, context }, outside(parts, unit), (say) =>
        [anchorLine(unit, anchor, say), say.line("coop-members:anchor-keep")].join("\n"),
      );
      return "done";
    },
  },
  [ANCHORS_OF_HEAD]: {
    run: (data, context) => {
      const { books, audience } = parts;
      const head = books.units.head();
      if (head === undefined) return { dropped: "no head office" };
      const early = tooEarly(parts, FIRST_ZONE, context.now);
      if (early !== undefined) return early;
      const anchors = books.anchors.ofDay(String(data["day"])).filter(({ unit }) => unit !== head.id);
      if (anchors.length === 0) return { dropped: "nothing new" };
      const told = [...books.officers.of(head, "supervisor"), ...books.officers.of(head, "manager")].filter(listens);
      tellEach(
        { audience, context },
        told.map(({ id }) => id),
        (say) => {
          const lines = anchors
            .slice(0, LIMITS.unitsListed)
            .map((anchor) => anchorLine(books.unit(anchor.unit), anchor, say));
          const left = anchors.length - LIMITS.unitsListed;
          const more = left > 0 ? [say.line("coop-members:more", { count: left })] : [];
          return [...lines, ...more, say.line("coop-members:anchor-keep")].join("\n");
        },
      );
      return "done";
    },
  },
});

/** Chair and supervisor of a unit, unless one of them keeps its books as well. */
function outside({ books }: DueParts, unit: CoopUnit): string[] {
  const keepers = treasurersOf(books, unit);
  const mayRead = (person: Person) => listens(person) && !keepers.includes(person.id);
  return [...books.officers.of(unit, "chair"), ...books.officers.of(unit, "supervisor")]
    .filter(mayRead)
    .map(({ id }) => id);
}

const anchorLine = (unit: CoopUnit, { day, no, hash }: Anchor, say: Say): string =>
  say.line("coop-members:anchor", { unit: unit.name, date: day, no, code: shortHash(hash) });
