import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { MORE, pageOf } from "../../conversation/pages.ts";
import { formatDate } from "../../flow/understand/index.ts";
import { addDays } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import type { Only, TodoList } from "./list.ts";
import type { Moves } from "./moves.ts";
import { CALL_BACK } from "./sources.ts";

/** So far a task may be put off: longer than a month is forgotten. */
const MOST_DAYS = 31;

const ONLY: readonly Only[] = ["all", "people", "calendar"];
const onlyOf = (said: string | undefined): Only => ONLY.find((one) => one === said) ?? "all";

/** What the flow `tasks` (TUGAS) does: the list, one of it, done, and put off. */
export function taskActions(parts: Parts, list: TodoList, moves: Moves): Record<string, Action> {
  return {
    "tasks.turn": turn(),
    "tasks.list": show(parts, list),
    "tasks.one": one(parts, list),
    "tasks.done": done(list),
    "tasks.check-day": checkDay(),
    "tasks.move": move(list, moves),
  };
}

/** At the beginning, and when the last line of a page was chosen, the next page is shown. */
function turn(): Action {
  return action({
    args: z.object({ task: z.string().optional(), page: z.number().optional() }),
    outcomes: ["ok"],
    gives: ["turning", "page"],
    run: ({ task = MORE, page = -1 }) => ({ outcome: "ok", data: { turning: task === MORE, page: page + 1 } }),
  });
}

/** A page of it. */
function show({ texts }: Parts, list: TodoList): Action {
  return action({
    args: z.object({ only: z.string().optional(), page: z.number().optional() }),
    outcomes: ["ok", "none"],
    gives: ["tasks", "count", "page"],
    run: ({ only, page = 0 }, { person, now, today }) => {
      const open = list.of({ person, now, today }, onlyOf(only));
      const options = open.map((todo) => ({ id: todo.keys[0] ?? "", label: list.label(todo, person) }));
      const shown = pageOf(options, page, texts.text(person.language, "todo:more"));
      const data = { tasks: shown.options, count: open.length, page: shown.page };
      return { outcome: open.length === 0 ? "none" : "ok", data };
    },
  });
}

/** Where no page was shown there is none. */
const chosen = z.object({ task: z.string().optional() });

/** What it is, since when, where it was put off, and what may be done about it. */
function one({ texts }: Parts, list: TodoList): Action {
  return action({
    args: chosen,
    outcomes: ["ok", "gone"],
    gives: ["what", "goes", "item", "opens", "by-hand"],
    run: ({ task = "" }, { person, now, today }) => {
      const found = list.find({ person, now, today }, task);
      if (found === undefined) return { outcome: "gone" };
      const { opens, move } = found;
      const label = list.label(found, person);
      const moved =
        move === undefined
          ? undefined
          : texts.text(person.language, "todo:was-moved", { date: formatDate(move.until), reason: move.reason ?? "-" });
      const data = {
        what: moved === undefined ? label : `${label}\n${moved}`,
        goes: opens?.flow ?? "",
        item: opens?.item ?? "",
        opens: opens !== undefined,
        "by-hand": found.done !== undefined || opens?.flow === CALL_BACK,
      };
      return { outcome: "ok", data };
    },
  });
}

function done(list: TodoList): Action {
  return action({
    args: chosen,
    outcomes: ["ok", "gone"],
    gives: ["label", "left"],
    writes: true,
    run: ({ task = "" }, { person, now, today }) => {
      const reading = { person, now, today };
      const found = list.find(reading, task);
      if (found?.done === undefined) return { outcome: "gone" };
      found.done(now);
      return { outcome: "ok", data: { label: list.label(found, person), left: list.of(reading).length } };
    },
  });
}

function checkDay(): Action {
  return action({
    args: z.object({ value: z.string() }),
    outcomes: ["ok", "past", "far"],
    run: ({ value }, { today }) => {
      if (value <= today) return { outcome: "past" };
      return { outcome: value > addDays(today, MOST_DAYS) ? "far" : "ok" };
    },
  });
}

/** All reasons to look after a woman are put off together; a graver one that comes meanwhile is told. */
function move(list: TodoList, moves: Moves): Action {
  return action({
    args: chosen.extend({ until: z.string(), reason: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["label", "date"],
    writes: true,
    run: ({ task = "", until, reason }, { person, now, today, source }) => {
      const found = list.find({ person, now, today }, task);
      if (found === undefined) return { outcome: "gone" };
      for (const key of found.keys)
        moves.add({ key, helperId: person.id, personId: found.about, until, reason, source, at: now });
      return { outcome: "ok", data: { label: list.label(found, person), date: formatDate(until) } };
    },
  });
}
