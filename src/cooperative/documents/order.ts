import type { Format } from "../../documents/index.ts";
import type { Person } from "../../people/person.ts";
import type { Books } from "../books.ts";
import { membersOf } from "../chat/receipt.ts";
import { type Standing, standingOf } from "../chat/standing.ts";
import type { Member } from "../members.ts";
import type { StatementName, StatementRequest } from "../statements/index.ts";

/** A statement that somebody asked for, and how she wants to have it. */
export type Order = { name: StatementName; request: StatementRequest; format: Format };

/** Who asks: an officer of a unit, a member, or both. */
export type Asker = { standing: Standing; own: Member | undefined };

/** Undefined: the cooperative has nothing to do with her. */
export function askerOf(person: Person, books: Books): Asker | undefined {
  const standing = standingOf(person, books);
  if (standing === undefined) return undefined;
  const own = standing.member ?? books.members.ofPerson(person.id).find(({ active }) => active);
  return { standing, own };
}

/** What a member may see of her own. */
export const OWN_STATEMENTS: readonly StatementName[] = ["member-book", "loan-card", "slip"];

/** Whose books she may see all of: her own unit's; of the head office, each unit's and all. */
export const seesUnit = ({ roles, unit }: Standing, wanted: number | "all"): boolean =>
  roles.length > 0 && (unit.kind === "head" || unit.id === wanted);

/**
 * Whether a statement is for her: an officer sees the books of her unit, a member what names her alone. Looked at when
 * it is asked for, and again before it is sent.
 */
export function maySee({ name, request }: Pick<Order, "name" | "request">, { standing, own }: Asker, books: Books) {
  if (seesUnit(standing, request.unit)) return true;
  if (own === undefined || request.unit !== own.unit) return false;
  const { member, loan, entry } = request.subject ?? {};
  if (name === "member-book") return member === own.id;
  if (name === "loan-card") return loan !== undefined && books.loans.loans.byId(loan)?.member === own.id;
  if (name !== "slip" || entry === undefined) return false;
  const of = books.journal.entry(entry);
  // An entry of several members says what each of them got.
  return of !== undefined && membersOf(of).every((one) => one === own.id) && membersOf(of).length === 1;
}
