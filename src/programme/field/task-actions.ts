import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { LIMITS } from "../../limits.ts";
import type { Parts } from "../parts.ts";
import type { FieldTask, FieldTasks } from "./field-tasks.ts";

/** What the flow `visit-tasks` (TUGAS) does: what is to be done, the gravest first, and done. */
export function taskActions(parts: Parts, tasks: FieldTasks): Record<string, Action> {
  return {
    "visit.tasks": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      gives: ["tasks", "count"],
      run: (_, { person, today }) => {
        const open = tasks.openOf(person.id, today);
        const options = open.slice(0, LIMITS.listOptions).map((task) => optionOf(parts, person.language, task));
        return open.length === 0
          ? { outcome: "nothing" }
          : { outcome: "ok", data: { tasks: options, count: open.length } };
      },
    }),
    "visit.task-done": action({
      args: z.object({ task: z.string() }),
      outcomes: ["ok", "over"],
      gives: ["left"],
      writes: true,
      run: ({ task }, { person, now, today }) => {
        const done = tasks.done(task, person.id, now);
        return { outcome: done ? "ok" : "over", data: { left: tasks.openOf(person.id, today).length } };
      },
    }),
  };
}

function optionOf({ people, texts }: Parts, language: string, { key, kind, personId }: FieldTask) {
  const her = personId === null ? undefined : people.person(personId);
  const who = her?.called ?? her?.name ?? "-";
  return { id: key, label: texts.text(language, `field:task.${kind}`, { who }), aliases: [who] };
}
