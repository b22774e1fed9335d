import type { Role } from "../../flow/definition.ts";
import { isParticipantRole, type Person } from "../../people/person.ts";
import type { Mode } from "../events/index.ts";
import type { Form, Pack } from "../pack/index.ts";
import type { Parts } from "../parts.ts";

/** A form of one of the programmes that run here. */
export type Offered = { programme: string; form: Form };

type Known = Pick<Parts, "packs" | "enrolments">;

/** The forms that somebody may fill in here, in the order of the packs; what has a conversation of its own is not one. */
export function formsFor(parts: Known, person: Person): Offered[] {
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
export function ownFor(parts: Known, person: Person): { flow: string; form: Form }[] {
  if (!person.roles.includes("beneficiary") && !person.roles.includes("alumni")) return [];
  return [...parts.packs.values()].flatMap((pack) =>
    pack.forms.flatMap((form) =>
      form.flow !== undefined && form.every !== "week" && isHersAlone(form) && mayFill(parts, pack, form, person)
        ? [{ flow: form.flow, form }]
        : [],
    ),
  );
}

/** One that she could fill in herself: what others write about her, a visit, is not told for her. */
export const isHers = ({ by }: Form): boolean => by.some(isParticipantRole);

const isHersAlone = ({ by }: Form): boolean => by.every(isParticipantRole);

/** Who graduated is asked how she is with the forms of those who take part. */
const rolesIn = (form: Form, { roles }: Person): Role[] =>
  form.by.filter((role) => roles.includes(role) || (role === "beneficiary" && roles.includes("alumni")));

function mayFill(parts: Known, pack: Pack, form: Form, person: Person): boolean {
  const hers = rolesIn(form, person);
  return hers.some((role) => !isParticipantRole(role)) || (hers.length > 0 && isIn(parts, pack.id, person.id));
}

/** Of a single programme nobody has to be enrolled first: the roles tell. Of several it is one that she did not leave. */
function isIn({ packs, enrolments }: Known, programme: string, personId: string): boolean {
  if (packs.size === 1) return true;
  const standing = enrolments.current(programme, personId)?.as;
  return standing !== undefined && standing !== "left" && standing !== "stopped";
}

/**
 * Whom a form about a member may be filled in for: herself, and those of its programme whom she looks after, also who
 * stopped all messages: she is visited as before, and hears nothing of it here.
 */
export function whomFor(
  parts: Parts,
  { programme, form }: Offered,
  person: Person,
): { self: boolean; others: Person[] } {
  const may = (role: "kader" | "facilitator") => form.by.includes(role) && person.roles.includes(role);
  const cared = (["kader", "facilitator"] as const).flatMap((kind) =>
    may(kind) ? parts.directory.caredFor(person.id, kind) : [],
  );
  const others = [...new Map(cared.map((one) => [one.id, one])).values()].filter(
    ({ id }) => id !== person.id && !parts.members.refusesReports(id) && isIn(parts, programme, id),
  );
  return { self: rolesIn(form, person).some(isParticipantRole) && isIn(parts, programme, person.id), others };
}

/** How it is told: by herself, or by her kader or facilitator; of somebody's own work, by what she is. */
export function modeOf(parts: Parts, teller: Person, about: string | undefined): Mode {
  if (about === teller.id) return "self";
  if (about === undefined) {
    const role = (["facilitator", "kader"] as const).find((one) => teller.roles.includes(one));
    return role ?? (teller.roles.some(isParticipantRole) ? "self" : "facilitator");
  }
  return parts.directory.carers(about, "kader").some(({ id }) => id === teller.id) ? "kader" : "facilitator";
}
