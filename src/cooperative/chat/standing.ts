import type { Person } from "../../people/person.ts";
import type { Member, Members } from "../members.ts";
import { type OfficerRole, officesOf } from "../officers.ts";
import type { CoopUnit, Units } from "../units.ts";

/** What a person is in the cooperative: an officer of a unit, a member of one, or both. */
export type Standing = {
  unit: CoopUnit;
  /** Her offices in this unit. */
  roles: readonly OfficerRole[];
  /** Her own membership in this unit, left ones not. */
  member: Member | undefined;
};

/** Undefined: the cooperative has nothing to do with her. An office goes before a membership elsewhere. */
export function standingOf(
  person: Person,
  { units, members }: { units: Units; members: Members },
): Standing | undefined {
  const own = units.ofPerson(person);
  const memberships = members.ofPerson(person.id);
  const roles = own === undefined ? [] : officesOf(person, own);
  const unit = roles.length > 0 ? own : units.byId(memberships.find(({ active }) => active)?.unit ?? 0);
  if (unit === undefined) return undefined;
  return { unit, roles, member: memberships.find((one) => one.active && one.unit === unit.id) };
}

export const is = ({ roles }: Standing, ...wanted: OfficerRole[]): boolean =>
  wanted.some((role) => roles.includes(role));
