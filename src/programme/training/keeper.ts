import type { Keeper } from "../../conversation/keeper.ts";
import type { Json } from "../../flow/session.ts";
import { dateIn } from "../../zones.ts";
import { HandIns } from "./hand-ins.ts";
import type { TrainingParts } from "./parts.ts";
import { about } from "./words.ts";

/** What is kept of somebody beside the events: her seats, what she handed in, her words of feedback. */
export function trainingKeeper(parts: TrainingParts): Keeper {
  const { sessions, texts, main, db } = parts;
  const handIns = new HandIns(db.sqlite);
  const words = db.sqlite.prepare("SELECT words FROM training_word WHERE person_id = ? ORDER BY at").pluck();
  return {
    name: "training",
    dataOf: (personId, language) => {
      const hers = sessions.ofPerson(personId, 0);
      const handed = handIns.ofPerson(personId);
      const said = words.all(personId) as string[];
      if (hers.length + handed.length + said.length === 0) return undefined;
      const line = (key: string, data: Record<string, string | number>) =>
        texts.text(language, `training:own.${key}`, data);
      const data: Json = {
        sessions: hers.map((session) => {
          const seat = sessions.seatOf(session.id, personId);
          return { ...about(parts, session), answer: seat?.answer ?? null, needs: [...(seat?.needs ?? [])] };
        }),
        handedIn: handed.map(({ way, words: text, at, grade }) => ({
          way,
          words: text,
          on: dateIn(main.zone, at),
          grade,
        })),
        feedback: said,
      };
      return {
        short: [line("kept", { count: hers.length, handed: handed.length })],
        whole: hers.map((one) => line("one", about(parts, one))),
        data,
      };
    },
    stays: () => undefined,
    letGo: (personId) => {
      sessions.forget(personId);
      handIns.forget(personId);
    },
  };
}
