import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { formatDate } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import { CHECK } from "../graduation/duties.ts";
import type { Parts } from "../parts.ts";

/** What the flow `alumni` does: somebody who graduated hears since when, and when she is asked next how she is. */
export function alumniActions({ db, enrolments, packs }: Parts): Record<string, Action> {
  const next = db.sqlite
    .prepare("SELECT min(due_at) FROM duty WHERE person_id = ? AND kind = ? AND state = 'due'")
    .pluck();
  return {
    "alumni.open": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      gives: ["graduated-from", "since", "next"],
      run: (_, { person }) => {
        const hers = enrolments.of(person.id).filter(({ as }) => as === "graduate");
        const last = hers.toSorted((a, b) => a.since - b.since).at(-1);
        if (last === undefined) return { outcome: "nothing" };
        const dueAt = next.get(person.id, CHECK) as number | null;
        const data = {
          "graduated-from": packs.get(last.programme)?.name ?? last.programme,
          since: formatDate(dateIn(person.zone, last.since)),
          ...(dueAt === null ? {} : { next: formatDate(dateIn(person.zone, dueAt)) }),
        };
        return { outcome: "ok", data };
      },
    }),
  };
}
