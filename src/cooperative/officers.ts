import type Sqlite from "better-sqlite3";
import type { Role } from "../flow/definition.ts";
import { isRegistered, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { CoopUnit } from "./units.ts";

/** Roles that may do something in the books: bendahara, ketua, pengawas; a manager at the head office alone. */
export const OFFICER_ROLES = ["treasurer", "chair", "supervisor", "manager"] as const satisfies readonly Role[];
export type OfficerRole = (typeof OFFICER_ROLES)[number];

/**
 * Whether a person has one of these roles in a unit. A role counts in the unit that she belongs to and nowhere else: a
 * treasurer of Melati is nothing in Mawar, and somebody without a unit is an officer of none, whatever her roles. The
 * head office is a unit like the others here, with its own treasurer, chair, supervisor and managers; a programme's
 * manager sees no balances because of that role. Pure.
 */
export function isOfficer(person: Person, unit: CoopUnit, roles: readonly OfficerRole[] = OFFICER_ROLES): boolean {
  if (person.unitId !== unit.unitId || !isRegistered(person)) return false;
  return roles.some((role) => person.roles.includes(role) && (role !== "manager" || unit.kind === "head"));
}

/** The offices that a person holds in a unit, in the order of `OFFICER_ROLES`. */
export function officesOf(person: Person, unit: CoopUnit): OfficerRole[] {
  if (!isOfficer(person, unit)) return [];
  return OFFICER_ROLES.filter((role) => isOfficer(person, unit, [role]));
}

/** Who holds the offices of units. */
export class Officers {
  private readonly people: PeopleStore;
  private readonly ofUnit: Sqlite.Statement;

  constructor(sqlite: Sqlite.Database, people: PeopleStore) {
    this.people = people;
    // From the role, of which there are few, to its holders: people have no index by unit.
    this.ofUnit = sqlite
      .prepare(
        `SELECT p.id FROM person_role r CROSS JOIN person p ON p.id = r.person_id
         WHERE r.role = ? AND p.unit_id = ? AND p.status IN ('active', 'stopped') ORDER BY p.name, p.id`,
      )
      .pluck();
  }

  /** By name; nobody when the office is empty. */
  of(unit: CoopUnit, role: OfficerRole): Person[] {
    if (role === "manager" && unit.kind !== "head") return [];
    return (this.ofUnit.all(role, unit.unitId) as string[]).flatMap((id) => this.people.person(id) ?? []);
  }

  /** Everybody with an office in the unit, once each. */
  all(unit: CoopUnit): Person[] {
    const found = OFFICER_ROLES.flatMap((role) => this.of(unit, role));
    return [...new Map(found.map((person) => [person.id, person])).values()];
  }
}
