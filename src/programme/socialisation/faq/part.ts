import type { Begun, HearContext, Heard } from "../../../conversation/module.ts";
import { isRegistered } from "../../../people/person.ts";
import type { ProgrammePart } from "../../compose.ts";
import type { Parts } from "../../parts.ts";
import { faqActions, findFor } from "./actions.ts";
import { SURE } from "./match.ts";
import { FaqStore } from "./store.ts";
import { askedWith, isQuestion } from "./words.ts";

/** Questions: TANYA, or a question that nothing else understood. */
export function faqPart(parts: Parts): ProgrammePart & { letGo(personId: string): void } {
  const store = new FaqStore(parts.db.sqlite);
  let isSynced = false;
  return {
    actions: faqActions(parts, store),
    plan: (now) => {
      if (isSynced) return;
      for (const pack of parts.packs.values()) store.sync(pack, now);
      isSynced = true;
    },
    hear: (heard, { person }) => {
      const said = heard.kind === "text" ? askedWith(parts.texts, person.language, heard.text) : undefined;
      return said === undefined ? undefined : { flow: "ask", data: { said } };
    },
    lastly: (heard, context) => anyQuestion(parts, store, heard, context),
    letGo: (personId) => store.letGo(personId),
  };
}

/** She looks at it when she is in the middle of nothing. */
const MENU = "menu";

/** In the middle of something else only where the answer is known, so that no form is interrupted for nothing. */
function anyQuestion(parts: Parts, store: FaqStore, heard: Heard, context: HearContext): Begun | undefined {
  const { person, open } = context;
  if (heard.kind !== "text" || !isRegistered(person)) return undefined;
  if (!isQuestion(parts.texts, person.language, heard.text)) return undefined;
  if (open && context.openQuestion(person.id)?.flow !== MENU) {
    const found = findFor(parts, store, person, heard.text);
    if (found === undefined || found.likeness < SURE) return undefined;
  }
  return { flow: "ask", data: { said: heard.text } };
}
