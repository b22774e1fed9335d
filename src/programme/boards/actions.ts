import { z } from "zod";
import { type Action, type ActionContext, action } from "../../conversation/module.ts";
import { LIMITS } from "../../limits.ts";
import type { Parts } from "../parts.ts";
import { boardsFor, type Entry, entriesOf, type FormBoard } from "./boards.ts";
import { PAGE } from "./limits.ts";

/** What the flows `board` and `board-own` do. */
export function boardActions(parts: Parts): Record<string, Action> {
  return {
    "board.list": list(parts),
    "board.read": read(parts),
    "board.own": own(parts),
    "board.remove": remove(parts),
  };
}

type Reader = Pick<ActionContext, "person" | "today">;

const shownOn = (parts: Parts, { person, today }: Reader, board: FormBoard) => entriesOf(parts, board, person, today);

/** What she may take down, on all boards. */
const hersOf = (parts: Parts, reader: Reader): Entry[] =>
  boardsFor(parts, reader.person)
    .flatMap((board) => shownOn(parts, reader, board).filter(({ mine }) => mine))
    .slice(0, LIMITS.listOptions);

function list(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "none"],
    gives: ["boards", "several", "board"],
    run: (_, { person }) => {
      const all = boardsFor(parts, person);
      const twice = new Set(all.map(({ programme }) => programme)).size > 1;
      const boards = all.slice(0, LIMITS.listOptions).map(({ id, programme, board: { name } }) => ({
        id,
        label: twice ? `${name}, ${parts.packs.get(programme)?.name ?? ""}` : name,
      }));
      const several = boards.length > 1 ? "yes" : "no";
      return { outcome: boards.length === 0 ? "none" : "ok", data: { boards, several, board: boards[0]?.id ?? null } };
    },
  });
}

function read(parts: Parts): Action {
  return action({
    args: z.object({ board: z.string(), page: z.number().int().nullish(), next: z.enum(["yes", "no"]).nullish() }),
    outcomes: ["ok", "empty"],
    gives: ["name", "lines", "page", "more", "mine"],
    run: ({ board: id, page: before, next }, context) => {
      const board = boardsFor(parts, context.person).find((one) => one.id === id);
      const name = board?.board.name ?? "";
      const entries = board === undefined ? [] : shownOn(parts, context, board);
      const page = next === "yes" ? (before ?? 0) + 1 : 0;
      const here = next === "no" ? [] : entries.slice(page * PAGE, (page + 1) * PAGE);
      const data = {
        name,
        page,
        lines: here.length === 0 ? null : numbered(here, page * PAGE),
        more: next !== "no" && (page + 1) * PAGE < entries.length ? "yes" : "no",
        mine: entries.some(({ mine }) => mine) ? "yes" : "no",
      };
      return { outcome: entries.length === 0 ? "empty" : "ok", data };
    },
  });
}

const numbered = (entries: readonly Entry[], before: number): string =>
  entries.map(({ line }, at) => `${before + at + 1}. ${line}`).join("\n");

function own(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "none"],
    gives: ["entries", "lines"],
    run: (_, context) => {
      const hers = hersOf(parts, context);
      if (hers.length === 0) return { outcome: "none", data: { entries: [], lines: "" } };
      const entries = hers.map(({ id, line }) => ({ id, label: labelOf(line) }));
      return { outcome: "ok", data: { entries, lines: numbered(hers, 0) } };
    },
  });
}

/** As many of a line's answers as stand on a button; half a price would be another one. */
function labelOf(line: string): string {
  const letters = [...line];
  if (letters.length <= LIMITS.optionLabel) return line;
  const whole = letters.slice(0, LIMITS.optionLabel).join("").lastIndexOf(", ");
  return whole > 0
    ? line.slice(0, whole)
    : `${letters
        .slice(0, LIMITS.optionLabel - 1)
        .join("")
        .trimEnd()}…`;
}

/** What she takes down is taken back as an event: it is not counted any more either. */
function remove(parts: Parts): Action {
  return action({
    args: z.object({ entry: z.string(), sure: z.enum(["yes", "no"]) }),
    outcomes: ["removed", "stays"],
    writes: true,
    run: ({ entry, sure }, context) => {
      const { person, now, source } = context;
      if (sure === "no" || !hersOf(parts, context).some(({ id }) => id === entry)) return { outcome: "stays" };
      parts.events.takeBack(entry, { at: now, mode: "self", by: person.id, source });
      return { outcome: "removed" };
    },
  });
}
