import type { Role } from "../../flow/definition.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import { figureFor, type Graduation, type Pack } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import { type Assessment, assess } from "./assessment.ts";
import { Cases } from "./cases.ts";
import type { OfOne } from "./evidence.ts";
import { Plans } from "./plans.ts";
import { Words } from "./words-store.ts";

/** What graduation is made of: everything of the programme, and its own tables. */
export type GraduationParts = Parts & { cases: Cases; words: Words; plans: Plans };

export const graduationParts = (parts: Parts): GraduationParts => ({
  ...parts,
  cases: new Cases(parts.db.sqlite),
  words: new Words(parts.db.sqlite, parts.newId),
  plans: new Plans(parts.db.sqlite),
});

/** A programme that somebody is in, and when one stands on one's own there. */
export type Graduating = { pack: Pack; graduation: Graduation };

/** The programme of an id, as far as it runs here and has a graduation. */
export function graduatingIn({ packs }: Pick<Parts, "packs">, programme: string): Graduating | undefined {
  const pack = packs.get(programme);
  return pack?.graduation === undefined ? undefined : { pack, graduation: pack.graduation };
}

/** The programmes that somebody is or was in, each for itself; of nobody's, the main one. */
export function graduatingOf(parts: Pick<Parts, "packs" | "main" | "enrolments">, personId: string): Graduating[] {
  const hers = parts.enrolments.of(personId).map(({ programme }) => programme);
  const ids = hers.length === 0 ? [parts.main.id] : hers;
  return ids.flatMap((id) => graduatingIn(parts, id) ?? []);
}

/** Where she stands in one programme on a day; who graduated, where she stood when she did: nobody reports after it. */
export function assessmentOf(
  parts: Pick<Parts, "events" | "enrolments">,
  { pack, graduation }: Graduating,
  person: Person,
  now: number,
): Assessment {
  const one = oneOf(parts, pack.id, person, now);
  return assess(graduation, one, (figure) => figureFor(pack, figure, person.village));
}

function oneOf(
  { events, enrolments }: Pick<Parts, "events" | "enrolments">,
  programme: string,
  person: Person,
  now: number,
): OfOne {
  const past = enrolments.history(programme, person.id);
  const began = past.find(({ as }) => as === "beneficiary")?.since;
  const newest = past.at(-1);
  return {
    today: dateIn(person.zone, newest?.as === "graduate" ? Math.min(newest.since, now) : now),
    since: began === undefined ? undefined : dateIn(person.zone, began),
    events: (kind) => events.all({ programme, personId: person.id, kind }),
  };
}

export const calledOf = (person: Person | undefined): string => person?.called ?? person?.name ?? "-";

/** Erased, gone, or grown together with another record: nothing is decided about her any more. */
export const isHere = (person: Person | undefined): person is Person =>
  person !== undefined && (person.status === "active" || person.status === "stopped");

/** Somebody who works with cases: who proposes, checks or decides. */
export function worksHere(parts: Pick<Parts, "packs">, { roles }: Person, part?: "propose"): boolean {
  const all = [...parts.packs.values()].flatMap(({ graduation }) => graduation ?? []);
  const wanted = all.flatMap(({ propose, check }): Role[] =>
    part === "propose" ? [propose] : [propose, check, "manager"],
  );
  return wanted.some((role) => roles.includes(role));
}
