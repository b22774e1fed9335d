import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import type { Case } from "./case.ts";
import type { GraduationParts } from "./parts.ts";
import type { Line } from "./told.ts";

/** Where a proposal about her stands, in one sentence for herself; also when there is none. */
export function caseLine(parts: GraduationParts, programme: string, person: Person, line: Line): string {
  const open = parts.cases.openOf(programme, person.id, "proposal");
  // What is not yet shown to her is not yet a proposal: it may still be sent back.
  if (open?.state === "shown" && open.until !== null)
    return line(`process.${open.kind}`, { date: dayOf(person, open.until) });
  const review = parts.cases.openOf(programme, person.id, "review");
  if (review !== undefined) return line("process.review", { date: dayOf(person, review.openedAt) });
  const decided = parts.cases.lastDecided(programme, person.id);
  if (decided?.closedAt == null) return line("process.none");
  return line(`process.decided.${decided.outcome}`, { date: dayOf(person, decided.closedAt) });
}

export const dayOf = ({ zone }: Person, at: number): string => formatDate(dateIn(zone, at));

/** What is known of a case under a list's label: `Ibu Sari, lulus`. */
export const labelOf = ({ kind }: Case, called: string, line: Line): string => line(`label.${kind}`, { who: called });
