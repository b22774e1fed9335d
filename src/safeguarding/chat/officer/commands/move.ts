import { formatDateShort, readChoice } from "../../../../flow/understand/index.ts";
import { addDays } from "../../../../zones.ts";
import { CaseStore, type OfficerEvent } from "../../../cases/case-store.ts";
import type { CaseRow } from "../../../cases/rows.ts";
import { LIMITS } from "../../../limits.ts";
import { mayReopen, OUTCOMES, type Outcome } from "../../../rules/status.ts";
import { outcomeIn, statusIn } from "../describe.ts";
import type { OpenTurn } from "../turn.ts";

type Event = Exclude<OfficerEvent, { kind: "closed" }>["kind"];
const EVENTS: readonly Event[] = ["acknowledged", "planned", "handled", "updated", "waiting", "referred"];

/** STATUS: what was said behind the name, or which there are. */
export function setStatus(turn: OpenTurn, row: CaseRow, said: string): void {
  const { alias } = row;
  const kind = chosen(turn, "event", said);
  const event = EVENTS.find((each) => each === kind);
  if (event === undefined) turn.tell("move.which-status", { alias, choices: choices(turn, "event") });
  else if (mayMove(turn, row)) {
    move(turn, alias, { kind: event });
    const after = turn.desk.cases.rows.find(alias, turn.officer.id) ?? row;
    turn.tell("move.done", { alias, status: statusIn(turn, after.status) });
  }
}

/** TUTUP, with an outcome. */
export function close(turn: OpenTurn, row: CaseRow, said: string): void {
  const { alias } = row;
  const id = chosen(turn, "outcome", said)?.replaceAll("-", "_");
  const outcome: Outcome | undefined = OUTCOMES.find((each) => each === id);
  if (outcome === undefined) {
    turn.tell("move.which-outcome", { alias, choices: choices(turn, "outcome") });
    return;
  }
  if (!mayMove(turn, row)) return;
  if (row.unread) {
    turn.tell("move.new-words", { alias });
    return;
  }
  move(turn, alias, { kind: "closed", outcome });
  turn.tell("move.closed", {
    alias,
    outcome: outcomeIn(turn, outcome),
    days: LIMITS.keepClosedDays,
    reopen: formatDateShort(addDays(turn.today, LIMITS.reopenDays)),
  });
}

/** BUKA LAGI. */
export function reopen(turn: OpenTurn, row: CaseRow): void {
  const { alias } = row;
  if (row.status !== "selesai") turn.tell("move.is-open", { alias });
  else if (!mayReopen(row, turn.today)) turn.tell("move.too-late", { alias });
  else {
    move(turn, alias, { kind: "reopened" });
    turn.tell("move.reopened", { alias });
  }
}

/** A case must be read before anything else, and a closed one opened again; says so where it is not. */
export function mayMove(turn: OpenTurn, { alias, readOn, status }: CaseRow): boolean {
  if (status === "selesai") turn.tell("move.is-closed", { alias });
  else if (readOn === null) turn.tell("move.unread", { alias });
  else return true;
  return false;
}

export function move(turn: OpenTurn, alias: string, event: OfficerEvent): void {
  new CaseStore(turn.desk.cases).move(alias, turn.officer.id, event, turn.now);
}

const optionsOf = (turn: OpenTurn, of: "event" | "outcome") => [
  ...turn.desk.texts.options(turn.context.person.language, "petugas", of).values(),
];

function chosen(turn: OpenTurn, of: "event" | "outcome", said: string): string | undefined {
  const read = readChoice(said, optionsOf(turn, of));
  return read.kind === "sure" ? read.value : undefined;
}

const choices = (turn: OpenTurn, of: "event" | "outcome"): string =>
  optionsOf(turn, of)
    .map(({ label }) => label)
    .join(", ");
