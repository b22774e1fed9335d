import { formatDateShort } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { addDays } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import type { Move, Moves } from "./moves.ts";
import { inOrder, LOOK_AFTER, type Reading, type Todo, type TodoSource } from "./todo.ts";

/** All of it; those who should be looked after; what the weeks of socialisation ask for. */
export type Only = "all" | "people" | "calendar";

/** What begins later than next week waits for nobody yet; TUGAS SOSIALISASI has it. */
const AHEAD_DAYS = 7;

/** A task in somebody's list, with where it was put off before. */
export type Listed = Todo & { move?: Move };

/** What waits for somebody, each thing once, the gravest first. */
export class TodoList {
  private readonly parts: Parts;
  private readonly sources: readonly TodoSource[];
  private readonly moves: Moves;

  constructor(parts: Parts, sources: readonly TodoSource[], moves: Moves) {
    this.parts = parts;
    this.sources = sources;
    this.moves = moves;
  }

  /** Without what was put off to a later day, and without people who are gone. */
  of(reading: Reading, only: Only = "all"): Listed[] {
    const moves = this.moves.of(reading.person.id);
    const open = this.sources
      .flatMap((source) => source(reading))
      .filter(({ about }) => about === null || this.isHere(about))
      .flatMap((todo): Listed[] => {
        const move = moves.get(todo.keys[0] ?? "");
        if (move === undefined) return [todo];
        return move.until > reading.today ? [] : [{ ...todo, move }];
      });
    const soon = addDays(reading.today, AHEAD_DAYS);
    const waits = ({ from = "" }: Todo) => only === "calendar" || from <= soon;
    return inOrder(open).filter((todo) => isMeant(todo.kind, only) && waits(todo));
  }

  /** One of them; undefined: it was done, or put off. */
  find(reading: Reading, key: string): Listed | undefined {
    return this.of(reading).find(({ keys }) => keys[0] === key);
  }

  /** As it stands in the list: who, and what is the matter. */
  label({ kind, about, what, due }: Todo, { language }: Person): string {
    const { texts, people } = this.parts;
    const her = about === null ? undefined : people.person(about);
    const data = {
      who: her?.called ?? her?.name ?? "-",
      what: what ?? "",
      due: due === undefined ? "" : formatDateShort(due),
    };
    return texts.text(language, `todo:kind.${kind}`, data);
  }

  private isHere(personId: string): boolean {
    const status = this.parts.people.person(personId)?.status;
    return status !== undefined && status !== "erased" && status !== "merged";
  }
}

const isMeant = (kind: Todo["kind"], only: Only): boolean => {
  if (only === "all") return true;
  return only === "calendar" ? kind === "calendar" : (LOOK_AFTER as readonly string[]).includes(kind);
};
