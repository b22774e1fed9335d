import { z } from "zod";
import { type Action, action, type Outcome } from "../../../conversation/module.ts";
import { isRegistered } from "../../../people/person.ts";
import type { ProgrammePart } from "../../compose.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { calledOf, helperFor } from "../whom.ts";
import { signsIn } from "./signs.ts";

/** Signs that are named at once; more would not be read. */
const NAMED = 3;

/** RESMI says who we are; CEK PESAN looks at an offer that somebody was sent. The offer is kept nowhere. */
export function fraudPart(parts: Parts): ProgrammePart {
  return { actions: { "official.who": who(parts), "check-message.look": look(parts) } };
}

/** A text is said as it is; of anything else only that it came. */
const written = z.union([z.string(), z.object({ text: z.string().nullish(), caption: z.string().nullish() })]);

function textOf(message: z.infer<typeof written>): string {
  return typeof message === "string" ? message : (message.text ?? message.caption ?? "");
}

function who({ main }: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["purpose"],
    run: () => ({ outcome: "ok", data: { purpose: main.purpose } }),
  });
}

function look(parts: Parts): Action {
  return action({
    args: z.object({ message: written }),
    outcomes: ["signs", "unsure", "unread", "nobody"],
    gives: ["signs", "to"],
    run: ({ message }, { person, tell }): Outcome => {
      const text = textOf(message);
      const { signs, warns } = signsIn(text);
      const line = (sign: string) => parts.texts.text(person.language, `fraud:sign.${sign}`);
      const lines = signs.slice(0, NAMED).map(line).join("\n");
      if (warns) return { outcome: "signs", data: { signs: lines, to: "" } };
      const helper = isRegistered(person) ? helperFor(parts, person.id) : undefined;
      if (helper === undefined) return { outcome: "nobody", data: { signs: lines, to: "" } };
      const to = calledOf(helper);
      if (text === "") return { outcome: "unread", data: { signs: "", to } };
      const asked = { who: calledOf(person), text: text.slice(0, SOCIALISATION.offerText) };
      tell(helper.id, "fraud:to-human", asked, { as: "reply" });
      return { outcome: "unsure", data: { signs: lines, to } };
    },
  });
}
