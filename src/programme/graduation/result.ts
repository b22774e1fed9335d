import type { Person } from "../../people/person.ts";
import type { Case } from "./case.ts";
import { calledOf, type GraduationParts, graduatingIn } from "./parts.ts";
import type { Words } from "./telling.ts";

/** What she is told of a case that is over: thanks and ways on, or what is still missing and why, never a reproach. */
export function resultWords(parts: GraduationParts, one: Case, person: Person): { key: string; words: Words } {
  const graduating = graduatingIn(parts, one.programme);
  const refer = graduating?.graduation.refer.map(({ name, told }) => `- ${name}: ${told}`) ?? [];
  const words = {
    called: calledOf(person),
    programme: graduating?.pack.name ?? one.programme,
    reason: reasonOf(parts, one),
    refer: refer.join("\n"),
  };
  return { key: `result.${one.outcome}`, words };
}

/** Why it was decided so, in the words of those who decided; of a stop also those of the proposal. */
function reasonOf(parts: GraduationParts, one: Case): string {
  const what = one.kind === "review" ? "answer" : "vote";
  const written =
    parts.words.last(one.id, what) ?? (one.kind === "stop" ? parts.words.last(one.id, "note") : undefined);
  return written ?? "-";
}
