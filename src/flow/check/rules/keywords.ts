import type { Problem } from "../../../errors.ts";
import type { Flow } from "../../definition.ts";
import { normalise } from "../../understand/normalise.ts";
import { allLanguages, SOURCE, type World } from "../context.ts";
import { place } from "./texts.ts";

type Owner = { flow: string; audience: Flow["for"] };

/**
 * A word starts one flow and is no command, in each language by itself. Flows that are for different roles may share a
 * word: "lapor" is a member's report, a kader's or a facilitator's.
 */
export function keywords(world: World): Problem[] {
  const told = new Set<string>();
  return allLanguages(world.texts).flatMap((lang) => inLanguage(lang, world, told));
}

function inLanguage(lang: string, world: World, told: Set<string>): Problem[] {
  const commands = commandWords(lang, world);
  const owners = new Map<string, Owner[]>();
  const problems: Problem[] = [];
  const tell = (key: string, word: string, taker: string, how: string) => {
    const own = world.texts.raw(lang, key).includes(word) ? lang : SOURCE;
    const once = `${own} ${key} ${word} ${taker}`;
    if (told.has(once)) return;
    told.add(once);
    problems.push({ ...place(own, key, world), what: `The word "${word}" ${taker}.`, how });
  };
  for (const { flow } of world.sketches.values()) {
    if (flow.start?.words !== true) continue;
    const key = `${flow.id}:start`;
    for (const word of world.texts.words(lang, key)) {
      const plain = normalise(word);
      const others = owners.get(plain) ?? [];
      const rival = others.find((other) => other.flow !== flow.id && overlap(other.audience, flow.for));
      if (plain === "") tell(key, word, "has no letters", "Write a word that a person can write.");
      else if (commands.has(plain)) tell(key, word, "is a command in every flow", "Choose another word.");
      else if (rival !== undefined)
        tell(key, word, `starts the flow "${rival.flow}" too`, "Keep it in one of the two.");
      else owners.set(plain, [...others, { flow: flow.id, audience: flow.for }]);
    }
  }
  return problems;
}

/** Is there a role for which both flows are? */
function overlap(a: Flow["for"], b: Flow["for"]): boolean {
  return typeof a === "string" || typeof b === "string" || a.some((role) => b.includes(role));
}

function commandWords(lang: string, { texts, reserved = [] }: World): Set<string> {
  const lists = texts.keys(SOURCE, "words").flatMap((key) => texts.words(lang, key));
  return new Set([...reserved, ...lists].map(normalise));
}
