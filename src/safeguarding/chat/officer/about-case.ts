import type { CaseRow } from "../../cases/rows.ts";
import { nearOne } from "./aliases.ts";
import { cannotReply, note, reply } from "./commands/answer.ts";
import { handOver } from "./commands/handover.ts";
import { close, reopen, setStatus } from "./commands/move.ts";
import { read } from "./commands/read.ts";
import { refer } from "./commands/refer.ts";
import type { CaseVerb, Command } from "./grammar.ts";
import type { DeskTurn, OpenTurn } from "./turn.ts";

/** A command about one case, of an officer whose key is open. */
export function aboutCase({ typed, verb }: Extract<Command, { verb: CaseVerb }>, turn: OpenTurn): void {
  if (typed === undefined) turn.tell("case.which", { example: `${turn.command(verb)} melati payung` });
  else withCase(turn, typed.alias, (row) => carryOut(verb, turn, row, typed.rest));
}

/** A reply or note that she was asked for, unless the case has changed since. */
export function writeAsked(turn: OpenTurn, what: "reply" | "note", alias: string, text: string): void {
  withCase(turn, alias, (row) => {
    const cannot = what === "reply" ? cannotReply(turn, row) : undefined;
    if (cannot === undefined) return (what === "reply" ? reply : note)(turn, alias, text);
    turn.tell(cannot, { alias });
    return true;
  });
}

/**
 * Does something with a case that she may know of and that is not destroyed. `work` is false where it is not there
 * after all.
 */
function withCase(turn: OpenTurn, alias: string, work: (row: CaseRow) => boolean): void {
  const { rows, shred } = turn.desk.cases;
  const row = rows.find(alias, turn.officer.id);
  if (row === undefined || !shred.has(row.id) || !work(row)) noCase(turn, alias);
}

/**
 * The same for what does not exist, what is destroyed and what is not for her: it is looked for in her own list alone.
 */
function noCase(turn: DeskTurn, alias: string): void {
  const own = turn.desk.cases.rows.open(turn.officer.id).map((row) => row.alias);
  const near = nearOne(alias, own);
  if (near === undefined) turn.tell("case.none", { alias });
  else turn.tell("case.near", { alias, near });
}

function carryOut(verb: CaseVerb, turn: OpenTurn, row: CaseRow, rest: string): boolean {
  switch (verb) {
    case "read":
      return read(turn, row.alias);
    case "reply":
      return replyOrAsk(turn, row, rest);
    case "note":
      return noteOrAsk(turn, row, rest);
    case "status":
      setStatus(turn, row, rest);
      return true;
    case "refer":
      refer(turn, row, rest);
      return true;
    case "handover":
      handOver(turn, row, rest);
      return true;
    case "close":
      close(turn, row, rest);
      return true;
    case "reopen":
      reopen(turn, row);
      return true;
  }
}

function replyOrAsk(turn: OpenTurn, row: CaseRow, text: string): boolean {
  const { alias } = row;
  const cannot = cannotReply(turn, row);
  if (cannot === undefined && text !== "") return reply(turn, alias, text);
  turn.tell(cannot ?? "reply.ask", { alias });
  if (cannot === undefined) turn.ask({ for: "reply", alias });
  return true;
}

function noteOrAsk(turn: OpenTurn, { alias }: CaseRow, text: string): boolean {
  if (text !== "") return note(turn, alias, text);
  turn.tell("note.ask", { alias });
  turn.ask({ for: "note", alias });
  return true;
}
