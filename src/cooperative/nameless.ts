import { DAY } from "../clock.ts";
import type { DutyHandler } from "../conversation/module.ts";
import type { Books } from "./books.ts";
import type { Member } from "./members.ts";

/** The duty that takes a name out of the books which had to stay there when she had everything erased. */
export const NAMELESS = "coop.nameless";
/** How often it is looked whether all is settled. */
const EACH_MS = 7 * DAY;
/** A loan may run for ten years. */
const WAITS_MS = 36_525 * DAY;

type OfBooks = Pick<Books, "journal" | "members" | "duties">;

/** Whether her name has to stand in the books: she is a member, or has or owes something. */
export const isNamed = ({ journal }: Pick<OfBooks, "journal">, { id, unit, active }: Member): boolean =>
  active || [...journal.memberBalances(unit, id).values()].some((amount) => amount !== 0);

/** Puts a number in the place of her name. */
export function makeNameless({ members }: Pick<OfBooks, "members">, { id, aliases }: Member, nameless: string): void {
  for (const alias of aliases) members.removeAlias(id, alias);
  members.rename(id, nameless);
}

/** She was told that her name stays until all is settled, and cannot ask again: nothing of hers leads to her any more. */
export function planNameless({ duties }: Pick<OfBooks, "duties">, { id }: Member, now: number): void {
  const key = `${NAMELESS}:${id}:${now}`;
  const row = { key, kind: NAMELESS, personId: null, data: { member: id } };
  duties.plan({ ...row, dueAt: now + EACH_MS, expiresAt: now + WAITS_MS });
}

/** `called`: "Anggota 005". Who is somebody's record again, by a new number for instance, keeps her name. */
export const namelessDuty = (books: OfBooks, called: (member: Member) => string): DutyHandler => ({
  run: (data, { now }) => {
    const member = books.members.member(Number(data["member"]));
    if (member === undefined || member.personId !== null) return { dropped: "known again" };
    if (isNamed(books, member)) return { again: now + EACH_MS };
    makeNameless(books, member, called(member));
    return "done";
  },
});
