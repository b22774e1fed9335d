import { normalise } from "../../../../flow/understand/index.ts";
import { CaseStore } from "../../../cases/case-store.ts";
import type { CaseRow } from "../../../cases/rows.ts";
import type { Recipient } from "../../../officers/recipients.ts";
import { hasOwnPhone } from "../operators.ts";
import type { OpenTurn } from "../turn.ts";

/**
 * ALIHKAN: another one may read the case too. Whether somebody was struck out, is no officer or nobody at all gives the
 * same words.
 */
export function handOver(turn: OpenTurn, row: CaseRow, said: string): void {
  const { alias } = row;
  if (said === "") {
    turn.tell("handover.ask", { alias });
    return;
  }
  const found = named(turn, said);
  if (found.length > 1) {
    turn.tell("handover.which", { name: said });
    return;
  }
  const [to] = found;
  const had = to !== undefined && turn.desk.cases.rows.readers(row.id, [to]).length > 0;
  const shared = to !== undefined && new CaseStore(turn.desk.cases).share(alias, turn.reader, to, turn.now);
  if (to === undefined || !shared) {
    turn.tell("handover.no", { alias, name: said });
    return;
  }
  if (!had && to.personId !== null) tellHer(turn, to.personId, alias);
  turn.tell("handover.done", { alias, name: to.name });
}

/** Officers other than herself, and the trustee, of whom every word that was said is a part of the name. */
function named(turn: OpenTurn, said: string): Recipient[] {
  const words = normalise(said).split(" ");
  const trustee = turn.words("trustee").some((word) => words.includes(word));
  const others = turn.desk.cases.recipients().filter(({ id }) => id !== turn.officer.id);
  if (trustee) return others.filter(({ kind }) => kind === "trustee");
  const fits = others.filter(({ name }) => {
    const own = normalise(name).split(" ");
    return words.every((word) => own.includes(word));
  });
  const exact = fits.filter(({ name }) => normalise(name) === normalise(said));
  return exact.length > 0 ? exact : fits;
}

function tellHer(turn: OpenTurn, personId: string, alias: string): void {
  if (!hasOwnPhone(turn.desk, personId)) return;
  const person = turn.desk.people.person(personId);
  const called = person?.called ?? person?.name ?? "";
  turn.context.tellSealed(personId, "petugas:handover.told", { alias, called }, { as: "initiated" });
}
