import { LIMITS } from "../../../limits.ts";
import { type Member, memberNo } from "../../members.ts";
import type { CoopTurn } from "../turn.ts";
import { isReply, memberMeant } from "../whom.ts";
import { type Ask, type Change, change, type Option, type State, short, unclear } from "./ask.ts";

/** The member whom it is about: of a small unit from the list, else by number or name. */
export const member: Ask = {
  name: "member",
  open: ({ draft }) => draft.member === undefined,
  options: (_, turn) => memberOptions(turn),
  choose: (id, state) => change(state, { member: { no: Number(id) } }),
  read: (text, state, turn) => readMember(text, state, turn, (no) => ({ member: { no } })),
};

/** The member whose book is looked at. */
export const whose: Ask = {
  ...member,
  open: ({ draft }) => draft.target === undefined,
  choose: (id, state) => change(state, whoseBook(Number(id))),
  read: (text, state, turn) => readMember(text, state, turn, whoseBook),
};

const whoseBook = (no: number) => ({ member: { no }, target: { member: { no } } });

function memberOptions({ books, standing }: CoopTurn): Option[] {
  const members = books.members.roster(standing.unit.id).filter(({ active }) => active);
  if (members.length > LIMITS.listOptions) return [];
  return members.map(({ no, name, aliases }) => ({
    id: String(no),
    label: short(`${memberNo(no)} ${name}`),
    aliases: [name, ...aliases],
  }));
}

function readMember(
  text: string,
  state: State,
  turn: CoopTurn,
  fields: (no: number) => Partial<State["draft"]>,
): Change | undefined {
  const word = text.trim();
  if (word === "") return undefined;
  const found = memberMeant(/^\d+$/.test(word) ? { no: Number(word) } : { name: word }, turn, state.draft);
  return isReply(found) ? unclear(found) : change(state, fields(found.no));
}

/** The member of the draft, where she was chosen. */
export function memberOf({ draft }: State, { books, standing }: CoopTurn): Member | undefined {
  const no = draft.member?.no;
  return no === undefined ? undefined : books.members.byNo(standing.unit.id, no);
}
