import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";

/** Why somebody should be looked after, the gravest first: she asked, she fell silent, something goes wrong. */
export const LOOK_AFTER = [
  "help",
  "receipt",
  "silent",
  "callback",
  "unanswered",
  "absent",
  "paused",
  "falling",
  "revisit",
] as const;

/** All that may wait for staff, in the order in which it is told: people at risk, whoever waits for a word, then work. */
export const TODO_KINDS = [
  ...LOOK_AFTER,
  "objection",
  "question",
  "rights",
  "graduation",
  "application",
  "hand-in",
  "evaluate",
  "roll",
  "campaign",
  "calendar",
] as const;
export type TodoKind = (typeof TODO_KINDS)[number];

/** Something that somebody of the staff is to do. */
export type Todo = {
  /** What it is, always the same; of a woman with several reasons all of them, the gravest first. */
  keys: readonly string[];
  kind: TodoKind;
  /** Whom it is about. */
  about: string | null;
  /** What it says beside her name, e.g. a task of the calendar. */
  what?: string;
  /** Ms UTC. */
  since: number;
  /** YYYY-MM-DD, where it has a day; and from when on it is to be done. */
  due?: string;
  from?: string;
  /** The conversation that does it, and the value that this one takes. */
  opens?: { flow: string; item?: Json };
  /** Where somebody may say that it is done; else it is done by what it opens. */
  done?: (now: number) => void;
};

/** When and for whom a list is made. */
export type Reading = { person: Person; now: number; today: string };

/** One kind of thing that waits for somebody. */
export type TodoSource = (reading: Reading) => readonly Todo[];

/**
 * Each thing once, people at risk first: of a woman all reasons are one task, the gravest, and what is done or opened is
 * done about all of them. What has a day comes by its day, all else oldest first. Pure.
 */
export function inOrder(todos: readonly Todo[]): Todo[] {
  const found = new Map<string, Todo>();
  for (const todo of [...todos].sort(graver)) {
    const key = isLookAfter(todo) && todo.about !== null ? `person:${todo.about}` : (todo.keys[0] ?? "");
    const before = found.get(key);
    found.set(key, before === undefined ? todo : together(before, todo));
  }
  return [...found.values()];
}

const isLookAfter = ({ kind }: Todo): boolean => (LOOK_AFTER as readonly TodoKind[]).includes(kind);

const graver = (a: Todo, b: Todo): number =>
  TODO_KINDS.indexOf(a.kind) - TODO_KINDS.indexOf(b.kind) ||
  (a.due ?? "").localeCompare(b.due ?? "") ||
  a.since - b.since;

function together(graver: Todo, other: Todo): Todo {
  const { done } = graver;
  const both = { ...graver, keys: [...new Set([...graver.keys, ...other.keys])] };
  if (done === undefined) return both;
  return {
    ...both,
    done: (now) => {
      done(now);
      other.done?.(now);
    },
  };
}
