import type { Officers } from "../officers.ts";
import type { CoopUnit, Units } from "../units.ts";

type Offices = { units: Pick<Units, "head">; officers: Pick<Officers, "of"> };

/**
 * Who watches over the treasurer of a unit, in the order in which they are asked: its supervisors; where none can be
 * reached, those of the head office; then its chair. Whoever keeps the unit's books is none of them. Person ids.
 */
export function watchersOf({ units, officers }: Offices, unit: CoopUnit): string[][] {
  const head = units.head();
  const office =
    head === undefined || head.id === unit.id
      ? []
      : [...officers.of(head, "supervisor"), ...officers.of(head, "manager")];
  const keepers = treasurersOf({ officers }, unit);
  const groups = [officers.of(unit, "supervisor"), office, officers.of(unit, "chair")];
  return groups.map((group) => [...new Set(group.map(({ id }) => id))].filter((id) => !keepers.includes(id)));
}

/** Who reads what goes past the treasurer of a unit: the first group of `watchersOf` that has anybody. Person ids. */
export const readersOf = (offices: Offices, unit: CoopUnit): readonly string[] =>
  watchersOf(offices, unit).find((group) => group.length > 0) ?? [];

/** Person ids. */
export const treasurersOf = ({ officers }: Pick<Offices, "officers">, unit: CoopUnit): string[] =>
  officers.of(unit, "treasurer").map(({ id }) => id);

/** Tells the first group of which somebody is reached; gives who was. */
export function tellFirst(groups: readonly (readonly string[])[], tell: (person: string) => boolean): string[] {
  for (const group of groups) {
    const reached = group.filter((person) => tell(person));
    if (reached.length > 0) return reached;
  }
  return [];
}
