import type { Pending } from "../../cooperative/controls/pendings.ts";
import type { Books } from "../../cooperative/index.ts";
import type { Entry } from "../../cooperative/journal/entry.ts";
import type { Decided } from "../../cooperative/operations/desk.ts";
import type { Operation } from "../../cooperative/operations/operation.ts";
import type { Calendar } from "./calendar.ts";
import type { DemoCooperative } from "./data.ts";

/** The unit whose year is told, and who is in it. */
export type Scene = {
  books: Books;
  unit: number;
  calendar: Calendar;
  cooperative: DemoCooperative;
  /** The day of the month on which it meets. */
  meetsOn: number;
  /** Person ids. */
  officers: Record<keyof DemoCooperative["officers"], string>;
  /** The row of a member by her number. */
  memberId(no: number): number;
  hasPhone(person: string): boolean;
};

export type Now = { at: number; today: string };
type More = { maker?: string; valueOn?: string; source?: string };

/**
 * Asks the desk for something as people do, and has everybody agree whose yes it waits for. Gives what was booked. A
 * refusal is a mistake in `demo.yaml`, and throws.
 */
export function post(scene: Scene, operation: Operation, now: Now, more: More = {}): readonly Entry[] {
  const { books, unit, officers } = scene;
  const { maker = officers.treasurer, valueOn = now.today, source = sourceOf(scene) } = more;
  const taken = books.desk.take(operation, { unit, maker, ...now, valueOn, source });
  // What was written in the world's one transaction is kept with it, or gone with all of it.
  books.members.committed();
  if (taken.kind === "posted") return taken.entries;
  if (taken.kind === "refused") throw refused(operation, now, taken.refusal.code);
  return agreeTo(scene, taken.pending, now);
}

/** The votes of chair and supervisor, and the member's own YA, or a witness's where she has no phone. */
export function agreeTo(scene: Scene, pending: Pending, now: Now): readonly Entry[] {
  const { books, unit, officers } = scene;
  const { no, maker, votes, needsConfirm, confirmer, code } = pending;
  const beneficiary = pending.member === null ? null : books.personOf(pending.member);
  const voters = [officers.chair, officers.supervisor].filter((one) => one !== maker && one !== beneficiary);
  const decide: (() => Decided)[] = voters
    .slice(0, votes)
    .map((voter) => () => books.desk.vote(voter, unit, no, { yes: true }, now));
  if (needsConfirm && confirmer === null) decide.push(() => books.desk.witness(officers.witness, unit, no, now));
  if (confirmer !== null) decide.push(() => books.desk.confirm(confirmer, code ?? "", true, now));
  let last: Decided | undefined;
  for (const next of decide) last = next();
  books.members.committed();
  if (last?.kind === "posted") return last.done.entries;
  throw refused(pending.operation, now, last?.kind === "refused" ? last.refusal.code : "somebody is missing");
}

/** Each thing of the demo has a source of its own, as each line of a message has. */
const sourceOf = ({ books, unit }: Scene): string => `demo:${unit}:${(books.journal.head(unit)?.no ?? 0) + 1}`;

const refused = ({ op }: Operation, { today }: Now, code: string): Error =>
  new Error(`the demo's ${op} of ${today} was refused: ${code}`);
