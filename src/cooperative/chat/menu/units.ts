import { inUnit, isTurn, unitsBelow } from "../in-unit.ts";
import type { CoopTurn } from "../turn.ts";
import { type Ask, change, page, type State, short } from "./ask.ts";

/** Which unit, for the head office: from the list, or written where there are many. */
export const unit: Ask = {
  name: "unit",
  open: ({ draft }) => draft.unit === undefined,
  options: (_, turn) =>
    page(
      unitsBelow(turn).map(({ id, name }) => ({ id: String(id), label: short(name), aliases: [name] })),
      turn,
    ),
  choose: (id, state, turn) => change(state, { unit: turn.books.unit(Number(id)).name }),
  read: (text, state, { books }) => {
    const found = books.units.named(text);
    return found === undefined ? undefined : change(state, { unit: found.name });
  },
};

/** The turn in the unit that was chosen; her own where none was, or may not be. */
export function thereOf({ draft }: State, turn: CoopTurn): CoopTurn {
  const there = inUnit(draft.unit, turn);
  return isTurn(there) ? there : turn;
}

/** A question about what lies in the unit that was chosen. */
export const inThat = ({ options, choose, read, data, ...ask }: Ask): Ask => ({
  ...ask,
  ...(options && { options: (state, turn) => options(state, thereOf(state, turn)) }),
  ...(choose && { choose: (id, state, turn) => choose(id, state, thereOf(state, turn)) }),
  ...(read && { read: (text, state, turn) => read(text, state, thereOf(state, turn)) }),
  ...(data && { data: (state, turn) => data(state, thereOf(state, turn)) }),
});
