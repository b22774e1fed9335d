import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { taskActions } from "./actions.ts";
import { beginAnew, finishByNumber } from "./hear.ts";
import { TodoList } from "./list.ts";
import { Moves } from "./moves.ts";
import { todoSources } from "./sources.ts";

/** TUGAS: one list of all that waits for somebody of the staff, people at risk first. */
export function tasksPart(parts: Parts): ProgrammePart {
  const moves = new Moves(parts.db.sqlite);
  const list = new TodoList(parts, todoSources(parts), moves);
  return {
    actions: taskActions(parts, list, moves),
    hear: (heard, context) => {
      if (heard.kind !== "text") return undefined;
      return finishByNumber(parts, list, heard.text, context) ? "taken" : beginAnew(parts, heard.text, context);
    },
    keeper: {
      name: "tasks",
      dataOf: () => undefined,
      stays: () => undefined,
      letGo: (personId) => moves.forget(personId),
    },
  };
}
