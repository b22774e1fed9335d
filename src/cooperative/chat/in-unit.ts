import { LIMITS } from "../../limits.ts";
import type { CoopTurn, Reply } from "./turn.ts";
import { notDone } from "./turn.ts";

/** Whether a line's unit is one in which she may act, and her turn there. */
export const isTurn = (value: CoopTurn | Reply): value is CoopTurn => "standing" in value;

/** The turn in the unit that an officer of the head office names; in her own where none is named. */
export function inUnit(named: string | undefined, turn: CoopTurn): CoopTurn | Reply {
  const { books, standing, context, say } = turn;
  if (named === undefined) return turn;
  const unit = books.units.named(named);
  if (unit === undefined) return notDone(say.line("coop-members:units.unknown", { heard: named }));
  if (unit.id === standing.unit.id) return turn;
  if (standing.unit.kind !== "head")
    return notDone(say.line("coop-members:units.other", { heard: unit.name, unit: standing.unit.name }));
  return { ...turn, standing: { ...standing, unit, member: undefined }, today: books.units.today(unit, context.now) };
}

/**
 * "unit Mawar Merah itu sudah dicatat": the grammar gives the first word as the unit, and only the books know where its
 * name ends. Where no unit begins like that, all of it is the reason.
 */
export function unitAndReason(
  { unit, reason }: { unit?: string; reason: string },
  { books, lexicon }: CoopTurn,
): { unit?: string; reason: string } {
  if (unit === undefined) return { reason };
  const said = `${unit} ${reason}`;
  const [found] = books.units
    .all()
    .map(({ name }) => name)
    .filter((name) => `${said} `.toLowerCase().startsWith(`${name.toLowerCase()} `))
    .sort((a, b) => b.length - a.length);
  if (found === undefined) return { reason: `${lexicon.first.get("mark.unit") ?? ""} ${said}` };
  const rest = said.slice(found.length).replace(/^[\s,:.-]+/, "");
  return { unit: found, reason: rest };
}

/** Village units, for who sees them all; nobody else has any. */
export const unitsBelow = ({ books, standing }: Pick<CoopTurn, "books" | "standing">) =>
  standing.unit.kind === "head" ? books.units.all().filter(({ kind }) => kind === "unit") : [];

/** A line for each unit of which there is something to say, for the head office; what does not fit is counted. */
export function ofEachUnit(turn: CoopTurn, line: (there: CoopTurn) => string | undefined): string[] {
  const lines = unitsBelow(turn).flatMap(({ name }) => {
    const there = inUnit(name, turn);
    return isTurn(there) ? (line(there) ?? []) : [];
  });
  const left = lines.length - LIMITS.unitsListed;
  return [
    ...lines.slice(0, LIMITS.unitsListed),
    ...(left > 0 ? [turn.say.line("coop-members:more", { count: left })] : []),
  ];
}
