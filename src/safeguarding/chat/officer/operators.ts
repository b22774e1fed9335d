import type { Role } from "../../../flow/definition.ts";
import type { DeskSetting } from "./setting.ts";

/** Who looks after a Rukun: the admins, and the coordinators where there is none. */
const LOOK_AFTER = ["admin", "coordinator"] as const satisfies readonly Role[];

/** Those who look after this Rukun. What is about a case is not for all of them. */
export function operatorsFor({ directory }: DeskSetting): string[] {
  const found = LOOK_AFTER.map((role) => directory.withRole(role).filter(({ status }) => status === "active"));
  return (found.find((people) => people.length > 0) ?? []).map(({ id }) => id);
}

/**
 * Whether what is for an officer alone may go to her phone: not where others use it too, who would learn of her office. There
 * she is as if no message reached her.
 */
export const hasOwnPhone = ({ people }: DeskSetting, personId: string): boolean =>
  people.reach(personId, () => true)?.people.length === 1;

/** The other officers. */
export const othersOf = ({ cases }: DeskSetting, personId: string): string[] =>
  cases.recipients().flatMap((each) => (each.personId === null || each.personId === personId ? [] : [each.personId]));
