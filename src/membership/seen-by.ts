import { z } from "zod";
import { type Action, action } from "../conversation/module.ts";
import type { Role } from "../flow/definition.ts";
import type { Person } from "../people/person.ts";
import { nameOf, type Parts } from "./parts.ts";

/** Names that are listed of one office; the others are counted. */
const MOST_NAMES = 5;

/** SIAPA LIHAT: who can see what of her, by office and name. */
export function seenByActions(parts: Parts): Record<string, Action> {
  return {
    "rights.seen-by": action({
      args: z.object({}),
      outcomes: ["ok"],
      gives: ["lines"],
      run: (_, { person }) => ({ outcome: "ok", data: { lines: seenBy(parts, person).join("\n") } }),
    }),
  };
}

/** Those of the whole programme who see all members, and what each office sees. */
const OFFICES = ["coordinator", "manager", "admin"] as const satisfies readonly Role[];

/** A sentence for each office that sees something of her; the domains speak for what they keep themselves. */
export function seenBy(parts: Parts, person: Person): string[] {
  const { directory, texts } = parts;
  const lang = person.language;
  const line = (what: string, people: readonly Person[]): string[] => {
    const names = people
      .filter(({ id, status }) => id !== person.id && status === "active")
      .map((one) => nameOf(parts, one));
    if (names.length === 0) return [];
    const more = names.length - MOST_NAMES;
    const others = more > 0 ? [texts.text(lang, "membership:seen.more", { count: more })] : [];
    const listed = [...names.slice(0, MOST_NAMES), ...others].join(", ");
    return [texts.text(lang, `membership:seen.${what}`, { names: listed })];
  };
  return [
    ...line("kader", directory.carers(person.id, "kader")),
    ...line("facilitator", directory.carers(person.id, "facilitator")),
    ...OFFICES.flatMap((role) => line(role, directory.withRole(role))),
    ...(parts.keepers ?? []).flatMap((keeper) => keeper.seenBy?.(person.id, lang) ?? []),
    texts.text(lang, sharing(parts, person) ? "membership:seen.shared" : "membership:seen.not-shared"),
    texts.text(lang, "membership:seen.nobody-else"),
  ];
}

const sharing = ({ directory }: Parts, { id }: Person): boolean => directory.consents(id).sharing?.given === true;
