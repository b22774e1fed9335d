import type { Begun, HearContext, Heard } from "../../conversation/module.ts";
import { normalise } from "../../flow/understand/index.ts";
import { LIMITS as CHAT } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import { type GraduationParts, worksHere } from "./parts.ts";
import { named, peopleOf } from "./whom.ts";

/** The words before a name, and the flow that they begin. */
const FLOWS = {
  propose: "graduation-propose",
  stop: "graduation-stop",
  plan: "graduation-plan",
  evaluate: "graduation-evaluate",
  object: "graduation-objection",
} as const;
type Command = keyof typeof FLOWS;
const COMMANDS = Object.keys(FLOWS) as Command[];

/**
 * What somebody who works here writes in one line: `USUL LULUS Sari`, `RENCANA Sari`, `EVALUASI Sari`, `KEBERATAN Sari`.
 * Without a name these words begin their flows by themselves.
 */
export function hearCommand(parts: GraduationParts, heard: Heard, context: HearContext): "taken" | Begun | undefined {
  const { person } = context;
  if (heard.kind !== "text") return undefined;
  const may = (command: Command) => (command === "object" ? cares(person) : worksHere(parts, person, "propose"));
  const found = readCommand(parts, heard.text, person.language);
  if (found === undefined || !may(found.command)) return undefined;
  const { command, name } = found;
  const people = command === "object" ? caredFor(parts, person) : peopleOf(parts, person);
  const meant = named(people, name);
  if (meant !== undefined) return { flow: FLOWS[command], data: { member: meant.id } };
  // "rencana besok ke pasar" is a sentence; only the words that nobody says otherwise are taken for a command.
  if (command !== "propose" && command !== "stop") return undefined;
  context.tell(person.id, "graduation:unknown", { heard: name.slice(0, CHAT.heardBack) });
  return "taken";
}

const cares = ({ roles }: Person): boolean => roles.some((role) => role === "kader" || role === "facilitator");

const caredFor = ({ directory }: GraduationParts, { id }: Person): Person[] => [
  ...directory.caredFor(id, "kader"),
  ...directory.caredFor(id, "facilitator"),
];

function readCommand({ texts }: GraduationParts, text: string, language: string) {
  const said = normalise(text);
  for (const command of COMMANDS)
    for (const word of texts.words(language, `graduation:words.${command}`))
      if (said.startsWith(`${word} `)) return { command, name: said.slice(word.length + 1) };
  return undefined;
}
