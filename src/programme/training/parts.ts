import type { Person } from "../../people/person.ts";
import type { TrainingModule } from "../pack/modules.ts";
import type { Parts } from "../parts.ts";
import type { Session } from "./session.ts";
import { Sessions } from "./sessions.ts";

/** What training is made of: everything of the programme, and its own tables. */
export type TrainingParts = Parts & { sessions: Sessions };

export const trainingParts = (parts: Parts): TrainingParts => ({ ...parts, sessions: new Sessions(parts.db.sqlite) });

/** A module of a programme that runs here; undefined once the pack has it no more. */
export const moduleOf = (
  { packs }: Pick<Parts, "packs">,
  { programme, module }: Pick<Session, "programme" | "module">,
) => packs.get(programme)?.modules.find(({ id }) => id === module);

/** A module with the programme that teaches it. `key` is the id of an option. */
export type Taught = { programme: string; module: TrainingModule; key: string };

export function taught({ packs, main }: Pick<Parts, "packs" | "main">): Taught[] {
  return [...packs.values()].flatMap(({ id: programme, modules }) =>
    modules.map((module) => ({
      programme,
      module,
      key: programme === main.id ? module.id : `${programme}_${module.id}`,
    })),
  );
}

export const calledOf = (person: Person | undefined): string => person?.called ?? person?.name ?? "-";

/** Whoever is taken to lead sessions; a kader only marks those whom she looks after. */
export const leads = ({ roles }: Pick<Person, "roles">): boolean =>
  roles.some((role) => role === "facilitator" || role === "coordinator");

/** Sessions that somebody who works here has to do with, from an instant on. */
export const sessionsOfStaff = ({ sessions }: TrainingParts, { id, roles }: Person, from: number): Session[] =>
  sessions.ofStaff(id, roles.includes("coordinator"), from);
