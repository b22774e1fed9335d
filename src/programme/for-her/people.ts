import type { Person } from "../../people/person.ts";
import type { Parts } from "../parts.ts";

type Known = Pick<Parts, "directory" | "members" | "people">;

/** In this order: a kader is nearer. */
const KINDS = ["kader", "facilitator"] as const;

/** How somebody tells something for a member whom she looks after; undefined: she does not look after her. */
const tellsAs = ({ directory }: Known, tellerId: string, personId: string): "kader" | "facilitator" | undefined =>
  KINDS.find((kind) => directory.carers(personId, kind).some(({ id }) => id === tellerId));

/**
 * The members without a phone for whom somebody tells what they say, by name: as for the weekly report nobody who does
 * not want it kept, and nobody who wants no messages at all. Whoever gets a phone of her own is none of them any more.
 */
export function withoutPhone(parts: Known, teller: Person): Person[] {
  const cared = KINDS.flatMap((kind) => (teller.roles.includes(kind) ? parts.directory.caredFor(teller.id, kind) : []));
  return [...new Map(cared.map((one) => [one.id, one])).values()]
    .filter(({ id, status }) => id !== teller.id && status === "active" && !parts.members.hasPhone(id))
    .filter(({ id }) => !parts.members.refusesReports(id) && !parts.directory.hasOptedOut(id, "all"))
    .sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "", "id") || (a.id < b.id ? -1 : 1));
}

/** Whose it is that is told, and how it is told. */
export type Telling = { person: Person; mode: "self" | "kader" | "facilitator" };

/** Of herself, or of `member` where she may tell for her; undefined: she may not. */
export function tellingOf(parts: Known, teller: Person, member: string | null | undefined): Telling | undefined {
  if (member == null || member === teller.id) return { person: teller, mode: "self" };
  const person = withoutPhone(parts, teller).find(({ id }) => id === member);
  const mode = person === undefined ? undefined : tellsAs(parts, teller.id, person.id);
  return person === undefined || mode === undefined ? undefined : { person, mode };
}
