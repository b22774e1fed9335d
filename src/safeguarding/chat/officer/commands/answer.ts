import { CaseStore } from "../../../cases/case-store.ts";
import type { CaseRow } from "../../../cases/rows.ts";
import { DESK } from "../../../limits.ts";
import type { DeskTurn, OpenTurn } from "../turn.ts";

/** Why a case cannot be answered now, as a text; undefined where it can. */
export function cannotReply(turn: DeskTurn, row: CaseRow): string | undefined {
  if (!turn.desk.cases.rows.hasMailbox(row.id)) return "reply.no-number";
  if (row.readOn === null) return "reply.unread";
  return row.status === "selesai" ? "reply.closed" : undefined;
}

/** BALAS: seals an answer to the reporter. False where there is no such case for her. */
export function reply(turn: OpenTurn, alias: string, text: string): boolean {
  const bytes = Buffer.from(text);
  if (bytes.length > DESK.textBytes) {
    turn.tell("reply.too-long");
    return true;
  }
  if (!new CaseStore(turn.desk.cases).reply(alias, turn.officer.id, bytes, turn.now)) return false;
  turn.desk.answered(alias, turn.now);
  turn.tell("reply.sent", { alias });
  return true;
}

/** CATAT: leaves a note for all who may read the case. False where there is no such case for her. */
export function note(turn: OpenTurn, alias: string, text: string): boolean {
  const bytes = Buffer.from(text);
  if (bytes.length > DESK.textBytes) {
    turn.tell("reply.too-long");
    return true;
  }
  if (!new CaseStore(turn.desk.cases).note(alias, turn.officer.id, bytes, turn.now)) return false;
  turn.tell("note.kept", { alias });
  return true;
}
