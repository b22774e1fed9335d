import type { Role } from "../../../flow/definition.ts";
import type { DeskSetting } from "./setting.ts";

/** Who looks after a Rukun: the admins, and the coordinators where there is none. */
const LOOK_AFTER = ["admin", "coordinator"] as const satisfies readonly Role[];

/** Those who look after this Rukun, for what is about no case. */
export function operatorsFor({ directory }: DeskSetting): string[] {
  const found = LOOK_AFTER.map((role) => directory.withRole(role).filter(({ status }) => status === "active"));
  return (found.find((people) => people.length > 0) ?? []).map(({ id }) => id);
}

/**
 * The same for what is about a case: nobody who is or ever was an officer, unless she reads it. Whom the reporter
 * struck out must not hear of it by her other office, and the server does not know who that is.
 */
export function operatorsForCase(desk: DeskSetting, readers: ReadonlySet<string>): string[] {
  const officers = new Set(desk.officers.all().map(({ personId }) => personId));
  return operatorsFor(desk).filter((id) => !officers.has(id) || readers.has(id));
}

/** The other officers. */
export const othersOf = ({ cases }: DeskSetting, personId: string): string[] =>
  cases.recipients().flatMap((each) => (each.personId === null || each.personId === personId ? [] : [each.personId]));
