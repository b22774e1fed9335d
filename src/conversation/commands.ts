import { isRegistered, type Person } from "../people/person.ts";
import type { Texts } from "../texts/index.ts";
import { mayStart } from "./audience.ts";
import type { FlowLibrary } from "./library.ts";
import { type Commands, commandsOf } from "./route.ts";

/** By language and roles: "lapor" begins a member's report, a kader's or a facilitator's. */
export function commandsByPerson(library: FlowLibrary, texts: Texts): (person: Person) => Commands {
  const known = new Map<string, Commands>();
  // The same object as long as nothing about her changed.
  const hersAlready = new WeakMap<Person, Commands>();
  const find = (person: Person): Commands => {
    const key = [person.language, isRegistered(person), ...[...person.roles].sort()].join(" ");
    const before = known.get(key);
    if (before !== undefined) return before;
    const hers = [...library.all()].filter(({ id }) => mayStart(person, library, id));
    const commands = commandsOf(texts, person.language, hers);
    known.set(key, commands);
    return commands;
  };
  return (person) => {
    const already = hersAlready.get(person);
    if (already !== undefined) return already;
    const commands = find(person);
    hersAlready.set(person, commands);
    return commands;
  };
}
