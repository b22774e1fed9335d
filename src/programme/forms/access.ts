import type { Person } from "../../people/person.ts";
import type { Mode } from "../events/index.ts";
import type { Form, Pack } from "../pack/index.ts";
import type { Parts } from "../parts.ts";

/** A form of one of the programmes that run here. */
export type Offered = { programme: string; form: Form };

/** Roles that only take part: their forms are those of the programmes that they are in. */
const TAKES_PART = ["beneficiary", "prospective"] as const;

/** The forms that somebody may fill in here, in the order of the packs; what has a conversation of its own is not one. */
export function formsFor(parts: Pick<Parts, "packs" | "enrolments">, person: Person): Offered[] {
  return [...parts.packs.values()].flatMap((pack) =>
    pack.forms
      .filter((form) => form.flow === undefined && mayFill(parts, pack, form, person))
      .map((form) => ({ programme: pack.id, form })),
  );
}

/**
 * Forms that she alone answers, each in a conversation of its own, whose id is `flow`: nobody fills them in for her, or
 * helps with them.
 */
export function ownFor(parts: Pick<Parts, "packs" | "enrolments">, person: Person): { flow: string; form: Form }[] {
  return [...parts.packs.values()].flatMap((pack) =>
    pack.forms.flatMap((form) =>
      form.flow !== undefined && form.every !== "week" && isHersAlone(form) && mayFill(parts, pack, form, person)
        ? [{ flow: form.flow, form }]
        : [],
    ),
  );
}

/** One that she could fill in herself: what others write about her, a visit, is not told for her. */
export const isHers = ({ by }: Form): boolean => by.some((role) => (TAKES_PART as readonly string[]).includes(role));

const isHersAlone = ({ by }: Form): boolean => by.every((role) => (TAKES_PART as readonly string[]).includes(role));

function mayFill({ packs, enrolments }: Pick<Parts, "packs" | "enrolments">, pack: Pack, form: Form, person: Person) {
  const hers = form.by.filter((role) => person.roles.includes(role));
  if (hers.some((role) => !(TAKES_PART as readonly string[]).includes(role))) return true;
  // Of a single programme nobody has to be enrolled first: the roles tell.
  return hers.length > 0 && (packs.size === 1 || enrolments.current(pack.id, person.id) !== undefined);
}

/** Whom a form about a member may be filled in for: herself, and those whom she looks after. */
export function whomFor(parts: Parts, form: Form, person: Person): { self: boolean; others: Person[] } {
  const may = (role: "kader" | "facilitator") => form.by.includes(role) && person.roles.includes(role);
  const cared = (["kader", "facilitator"] as const).flatMap((kind) =>
    may(kind) ? parts.directory.caredFor(person.id, kind) : [],
  );
  const others = [...new Map(cared.map((one) => [one.id, one])).values()].filter(
    ({ id, status }) => id !== person.id && status === "active" && !parts.members.refusesReports(id),
  );
  return { self: TAKES_PART.some((role) => form.by.includes(role) && person.roles.includes(role)), others };
}

/** How it is told: by herself, or by her kader or facilitator; of somebody's own work, by what she is. */
export function modeOf(parts: Parts, teller: Person, about: string | undefined): Mode {
  if (about === teller.id) return "self";
  if (about === undefined) {
    const role = (["facilitator", "kader"] as const).find((one) => teller.roles.includes(one));
    return (
      role ?? (teller.roles.some((one) => one === "beneficiary" || one === "prospective") ? "self" : "facilitator")
    );
  }
  return parts.directory.carers(about, "kader").some(({ id }) => id === teller.id) ? "kader" : "facilitator";
}
