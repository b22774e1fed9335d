import type { Begun, HearContext } from "../../conversation/module.ts";
import { normalise } from "../../flow/understand/index.ts";
import type { Parts } from "../parts.ts";
import type { TodoList } from "./list.ts";

/** Lines that are shown again after one is done: the next ones, and TUGAS has all. */
const SHOWN = 5;

/** Whoever writes TUGAS while the list is open sees it from its beginning, and as it is by now. */
export function beginAnew(
  { texts }: Parts,
  text: string,
  { person, openQuestion, source }: HearContext,
): Begun | undefined {
  if (!texts.words(person.language, "tasks:start").includes(normalise(text))) return undefined;
  if (openQuestion(person.id, "tasks") === undefined) return undefined;
  return { flow: "tasks", data: { only: "all", asked: source } };
}

/**
 * "selesai 2": the second of what TUGAS shows on its first page. What is left is shown anew, since the numbers move. False:
 * it is not meant for the list.
 */
export function finishByNumber(
  { texts }: Parts,
  list: TodoList,
  text: string,
  { person, now, today, tell }: HearContext,
): boolean {
  const [, word = "", number = ""] = /^(\S+) (\d{1,2})$/.exec(normalise(text)) ?? [];
  if (number === "" || !texts.words(person.language, "words:done").includes(word)) return false;
  const reading = { person, now, today };
  const open = list.of(reading);
  if (open.length === 0) return false;
  const linesOf = () => {
    const all = list.of(reading);
    const shown = all.slice(0, SHOWN).map((todo, at) => `${at + 1}. ${list.label(todo, person)}`);
    const left = all.length - shown.length;
    return [...shown, ...(left > 0 ? [texts.text(person.language, "todo:left", { left })] : [])].join("\n");
  };
  const found = open[Number(number) - 1];
  if (found === undefined) tell(person.id, "todo:no-such", { no: Number(number), lines: linesOf() });
  else if (found.done === undefined) tell(person.id, "todo:by-opening", { what: list.label(found, person) });
  else {
    found.done(now);
    const lines = linesOf();
    tell(person.id, lines === "" ? "todo:all-done" : "todo:done", { what: list.label(found, person), lines });
  }
  return true;
}
