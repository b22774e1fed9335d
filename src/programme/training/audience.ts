import type { Person } from "../../people/person.ts";
import type { TrainingParts } from "./parts.ts";

/** Whom a session may be for. */
export type Audience = { id: string; label: string; people: readonly string[] };

/** Options beside "everybody": what stands in one message. */
const MOST = 8;

/**
 * Whom somebody may invite to a programme's session: those whom she looks after, their units and villages, and everybody.
 * A coordinator is offered all units and villages. People are in the order of their names.
 */
export function audiencesFor(parts: TrainingParts, person: Person, programme: string): Audience[] {
  const { enrolments, people, directory, texts } = parts;
  const all = enrolments
    .members(programme)
    .flatMap(({ personId }) => people.person(personId) ?? [])
    .filter(({ status }) => status === "active" || status === "stopped")
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b), "id") || (a.id < b.id ? -1 : 1));
  const cared = new Set(directory.caredFor(person.id, "facilitator").map(({ id }) => id));
  const hers = all.filter(({ id }) => cared.has(id));
  const near = person.roles.includes("coordinator") || hers.length === 0 ? all : hers;
  const line = (key: string, data: Record<string, string | number>) =>
    texts.text(person.language, `training:audience.${key}`, data);
  const group = (id: string, key: string, among: readonly Person[], data: Record<string, string> = {}): Audience[] =>
    among.length === 0
      ? []
      : [{ id, label: line(key, { ...data, count: among.length }), people: among.map((one) => one.id) }];
  const units = distinct(near.map(({ unitId }) => unitId)).flatMap((unitId) =>
    group(`unit-${unitId}`, "unit", of(all, "unitId", unitId), { name: directory.unitName(unitId) ?? unitId }),
  );
  const villages = distinct(near.map(({ village }) => village)).flatMap((village) =>
    group(`village-${slug(village)}`, "village", of(all, "village", village), { name: village }),
  );
  return [...group("care", "care", hers), ...[...units, ...villages].slice(0, MOST - 1), ...group("all", "all", all)];
}

const nameOf = ({ name, called }: Person): string => name ?? called ?? "";
const of = (all: readonly Person[], key: "unitId" | "village", value: string) =>
  all.filter((one) => one[key] === value);
const distinct = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null))].sort();
const slug = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
