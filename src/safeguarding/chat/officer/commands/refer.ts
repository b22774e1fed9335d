import { formatDateShort } from "../../../../flow/understand/index.ts";
import { CaseStore } from "../../../cases/case-store.ts";
import type { CaseRow } from "../../../cases/rows.ts";
import { isStale, type Referral, referralsFor } from "../../../settings/referrals.ts";
import type { OpenTurn } from "../turn.ts";
import { mayMove, move } from "./move.ts";

/**
 * RUJUK: without a place the numbers that answer in her own district; with one, it is written down as a note and a
 * status, and what answers there is shown.
 */
export function refer(turn: OpenTurn, row: CaseRow, where: string): void {
  const { alias } = row;
  if (!mayMove(turn, row)) return;
  if (where === "") {
    const [first] = placesFor(turn, row, turn.context.person.village ?? undefined);
    const lines = numbers(turn, row, turn.context.person.village ?? undefined);
    const how = first === undefined ? [] : [turn.line("refer.how", { alias, example: first.name.split(",")[0] ?? "" })];
    turn.tellPlain([...lines, ...how].join("\n"));
    return;
  }
  const text = Buffer.from(turn.line("note.referred", { where }));
  new CaseStore(turn.desk.cases).note(alias, turn.officer.id, text, turn.now);
  move(turn, alias, { kind: "referred" });
  turn.tellPlain([turn.line("refer.done", { alias, where }), ...numbers(turn, row, where)].join("\n"));
}

function numbers(turn: OpenTurn, row: CaseRow, district: string | undefined): string[] {
  const places = placesFor(turn, row, district);
  if (places.length === 0) return [turn.line("refer.none")];
  return [turn.line("refer.head", { alias: row.alias }), ...places.map((place) => placeLine(turn, place))];
}

function placesFor({ desk }: OpenTurn, row: CaseRow, district: string | undefined): Referral[] {
  return referralsFor(desk.referrals, { district, danger: row.severity === "S1" });
}

function placeLine(turn: OpenTurn, place: Referral): string {
  const { name, phone, whatsapp, verifiedAt } = place;
  const date = `${formatDateShort(verifiedAt)} ${verifiedAt.slice(0, 4)}`;
  const called = whatsapp === undefined ? phone : turn.line("refer.whatsapp", { phone, whatsapp });
  return turn.line(isStale(place, turn.today) ? "refer.line-stale" : "refer.line", { name, phone: called, date });
}
