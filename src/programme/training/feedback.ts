import { z } from "zod";
import { WEEK } from "../../clock.ts";
import { type Action, action } from "../../conversation/module.ts";
import { dateIn } from "../../zones.ts";
import { wasThere } from "./attendance.ts";
import type { TrainingParts } from "./parts.ts";
import type { Session } from "./session.ts";
import { about } from "./words.ts";

const KIND = "training.feedback";

/** What the flow `training-feedback` does: a figure, and a free word that only whoever leads reads. */
export function feedbackActions(parts: TrainingParts): Record<string, Action> {
  const word = parts.db.sqlite.prepare(
    `INSERT INTO training_word (session_id, person_id, words, at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET words = excluded.words, at = excluded.at`,
  );
  return {
    "training.feedback-open": action({
      args: z.object({ session: z.string().nullish() }),
      outcomes: ["ok", "nothing"],
      gives: ["session", "what"],
      run: ({ session: id }, { person, now }) => {
        const session = typeof id === "string" ? parts.sessions.byId(id) : lastOf(parts, person.id, now);
        if (session === undefined) return { outcome: "nothing" };
        return { outcome: "ok", data: { session: session.id, what: about(parts, session).what } };
      },
    }),
    "training.feedback": action({
      args: z.object({ session: z.string(), score: z.number().int().min(1).max(5), words: z.string().nullish() }),
      outcomes: ["ok", "nothing"],
      writes: true,
      run: ({ session: id, score, words }, { person, now, source }) => {
        const session = parts.sessions.byId(id);
        if (session === undefined) return { outcome: "nothing" };
        const { programme, module, zone, startsAt } = session;
        const before = feedbackOf(parts, session, person.id);
        parts.events.record({
          programme,
          kind: KIND,
          personId: person.id,
          on: dateIn(zone, startsAt),
          at: now,
          mode: "self",
          by: person.id,
          source,
          data: { module, session: id, score },
          ...(before === undefined ? {} : { corrects: before.id }),
        });
        if (typeof words === "string") word.run(id, person.id, words, now);
        return { outcome: "ok" };
      },
    }),
  };
}

const feedbackOf = ({ events }: TrainingParts, { id, programme }: Session, personId: string) =>
  events.all({ programme, kind: KIND, personId }).find(({ data }) => data["session"] === id);

export const hasFeedback = (parts: TrainingParts, session: Session, personId: string): boolean =>
  feedbackOf(parts, session, personId) !== undefined;

/** The last session of a week that she was at. */
function lastOf({ events, sessions }: TrainingParts, personId: string, now: number): Session | undefined {
  const hers = events.all({ personId, kind: "training.attended" }).filter(wasThere);
  const last = sessions.byId(String(hers.at(-1)?.data["session"]));
  return last !== undefined && now - last.endsAt < WEEK ? last : undefined;
}
