import { z } from "zod";
import { type Action, action } from "../../../conversation/module.ts";
import type { GraduationParts } from "../parts.ts";
import { calledOf } from "../parts.ts";
import { lineIn } from "../told.ts";
import { nearOf } from "../whom.ts";

/** Whom it is about: a list with who is nearest first, or nothing to ask where somebody was named. */
export function whomAction(parts: GraduationParts): Action {
  return action({
    args: z.object({ member: z.string().optional() }),
    outcomes: ["ask", "known", "nobody"],
    gives: ["people", "which"],
    run: ({ member }, { person, now }) => {
      const near = nearOf(parts, person, now, member);
      const [first] = near;
      if (first === undefined) return { outcome: "nobody" };
      if (member !== undefined && near.length === 1) return { outcome: "known", data: { which: first.key } };
      const line = lineIn(parts.texts, person.language);
      const people = near.map(({ key, person: one, graduating, assessment: { met, needed } }) => {
        const data = { who: calledOf(one), met, needed, programme: graduating.pack.name };
        return { id: key, label: line(parts.packs.size > 1 ? "near-in" : "near", data), aliases: aliasesOf(one) };
      });
      return { outcome: "ask", data: { people } };
    },
  });
}

const aliasesOf = ({ name, called }: { name: string | null; called: string | null }): string[] =>
  [name, called].filter((one) => one !== null);

/** What every action about somebody who was chosen takes. */
export const chosen = z.object({ which: z.string().optional(), whom: z.string().optional() });
export const keyIn = ({ which, whom }: z.infer<typeof chosen>): string => whom ?? which ?? "";
