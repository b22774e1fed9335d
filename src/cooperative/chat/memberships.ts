import type { Member } from "../members.ts";
import type { CoopTurn } from "./turn.ts";

/** Where she is a member now; of several units that of her standing first. */
export function membershipsOf({ books, standing, context }: CoopTurn): Member[] {
  const all = books.members.ofPerson(context.person.id).filter(({ active }) => active);
  return [...all].sort((a, b) => Number(b.unit === standing.unit.id) - Number(a.unit === standing.unit.id));
}

/** Her turn in another unit of which she is a member: there she holds no office by that. Undefined: she is none there. */
export function asMemberOf(unit: number, turn: CoopTurn): CoopTurn | undefined {
  const { books, context } = turn;
  const member = membershipsOf(turn).find((one) => one.unit === unit);
  if (member === undefined) return undefined;
  const there = books.unit(unit);
  return { ...turn, standing: { unit: there, roles: [], member }, today: books.units.today(there, context.now) };
}

/** "unit Mawar bukan saya": the membership that the words name at their beginning, and what stands behind. */
export function unitNamed(
  words: string | undefined,
  turn: CoopTurn,
): { member: Member | undefined; rest: string | undefined } {
  const { books, lexicon } = turn;
  const [first = "", ...others] = (words ?? "").trim().split(/\s+/);
  const said = others.join(" ");
  const isNamed = ({ unit }: Member) => `${said} `.toLowerCase().startsWith(`${books.unit(unit).name.toLowerCase()} `);
  const member = lexicon.sets["mark.unit"].has(first.toLowerCase()) ? membershipsOf(turn).find(isNamed) : undefined;
  if (member === undefined) return { member, rest: words };
  const rest = said.slice(books.unit(member.unit).name.length).replace(/^[\s,:.-]+/, "");
  return { member, rest: rest === "" ? undefined : rest };
}

/** Of a member of several units: in whose books the number is an entry of hers; her own unit where it is none anywhere. */
export function whoseEntry(no: number, turn: CoopTurn): Member[] {
  const { journal } = turn.books;
  const all = membershipsOf(turn);
  const found = all.filter(({ id, unit }) => journal.byNo(unit, no)?.lines.some(({ member }) => member === id));
  return found.length > 0 ? found : all.slice(0, 1);
}

/** The number of an entry and the names of two units that have one, as data of a text. */
export function unitsOf(entry: number, of: readonly Member[], { books }: CoopTurn): Record<string, string | number> {
  const [first = "", second = ""] = of.map(({ unit }) => books.unit(unit).name);
  return { entry, first, second };
}
