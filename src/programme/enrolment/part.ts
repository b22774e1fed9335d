import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { FromRoles } from "./from-roles.ts";

/** Whoever is given a role by the registration is enrolled in the main programme. */
export function enrolmentPart({ db, enrolments, main }: Parts): ProgrammePart {
  const roles = new FromRoles(db.sqlite, enrolments, main.id);
  return { plan: () => roles.step() };
}
