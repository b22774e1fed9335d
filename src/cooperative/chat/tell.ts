import type { Reach } from "../../conversation/module.ts";
import type { Audience } from "./audience.ts";
import type { Say } from "./say.ts";

/** What tells people something, in a message or a duty. */
export type Teller = { audience: Audience; context: Pick<Reach, "tell"> };

/** Tells one person, in her language; false when no phone of hers can be reached. */
export function tellOne({ audience, context }: Teller, person: string, text: (say: Say) => string): boolean {
  return context.tell(person, "coop:plain", { text: text(audience.sayFor(person)) }, { as: "reply" });
}

/** Tells each of several people once. */
export function tellEach(teller: Teller, people: Iterable<string>, text: (say: Say) => string): void {
  for (const person of new Set(people)) tellOne(teller, person, text);
}
