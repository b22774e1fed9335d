import { type PersonOption, readPerson } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import type { Assessment } from "./assessment.ts";
import { LIMITS } from "./limits.ts";
import { assessmentOf, calledOf, type Graduating, type GraduationParts, graduatingIn, isHere } from "./parts.ts";

/** Somebody in one programme, as a facilitator chooses her. */
export type Near = { key: string; person: Person; graduating: Graduating; assessment: Assessment };

export const keyOf = (programme: string, personId: string): string => `${programme}.${personId}`;

/** Whom somebody may propose: those whom she looks after; whoever looks after nobody, all of the programme. */
export function peopleOf(parts: GraduationParts, worker: Person): Person[] {
  if (worker.roles.includes("facilitator")) return parts.directory.caredFor(worker.id, "facilitator");
  const ids = [...parts.packs.keys()].flatMap((id) => parts.enrolments.members(id).map(({ personId }) => personId));
  return [...new Set(ids)].flatMap((id) => parts.people.person(id) ?? []).filter(isHere);
}

/** Those whose programme lets this worker propose, who is nearest first. Each programme is a line of its own. */
export function nearOf(parts: GraduationParts, worker: Person, now: number, only?: string): Near[] {
  return peopleOf(parts, worker)
    .filter(({ id }) => only === undefined || id === only)
    .flatMap((person) => inProgrammes(parts, worker, person, now))
    .sort((a, b) => openIn(a) - openIn(b) || calledOf(a.person).localeCompare(calledOf(b.person), "id"))
    .slice(0, LIMITS.near);
}

const openIn = ({ assessment: { needed, met } }: Near): number => needed - met;

function inProgrammes(parts: GraduationParts, worker: Person, person: Person, now: number): Near[] {
  return parts.enrolments
    .of(person.id)
    .filter(({ as }) => as === "beneficiary")
    .flatMap(({ programme }): Near[] => {
      const graduating = graduatingIn(parts, programme);
      if (graduating === undefined || !worker.roles.includes(graduating.graduation.propose)) return [];
      const assessment = assessmentOf(parts, graduating, person, now);
      return [{ key: keyOf(programme, person.id), person, graduating, assessment }];
    });
}

/** One of them again, from the option that was chosen; undefined: she is not among them any more. */
export function chosenOf(parts: GraduationParts, worker: Person, key: string, now: number): Near | undefined {
  const personId = key.slice(key.indexOf(".") + 1);
  return nearOf(parts, worker, now, personId).find((one) => one.key === key);
}

/** Whom a written name means among some people: one, or nobody for sure. */
export function named(people: readonly Person[], text: string): Person | undefined {
  const options = people.map(
    (one): PersonOption => ({ id: one.id, name: one.name ?? calledOf(one), aliases: [calledOf(one)] }),
  );
  const reading = readPerson(text, options);
  return reading.kind === "sure" ? people.find(({ id }) => id === reading.value) : undefined;
}
