import { formatDateShort } from "../../../../flow/understand/index.ts";
import { splitText } from "../../../../texts/index.ts";
import { CaseStore, type OpenedCase } from "../../../cases/case-store.ts";
import { wipe } from "../../../crypto/bytes.ts";
import { DESK, DESK_MS } from "../../../limits.ts";
import { categoryIn, dueIn, statusIn } from "../describe.ts";
import { clockIn } from "../moments.ts";
import type { OpenTurn } from "../turn.ts";

/** BACA: everything that was told of a case. False where there is none of this name for her. */
export function read(turn: OpenTurn, alias: string): boolean {
  const opened = new CaseStore(turn.desk.cases).open(alias, turn.reader, turn.now);
  if (opened === undefined) return false;
  tellHead(turn, opened);
  tellStory(turn, opened.story.toString());
  for (const { kind, onDate, text } of opened.thread) tellItem(turn, kind, onDate, text.toString());
  tellFiles(turn, opened.files);
  tellEnd(turn, opened);
  // What was sent is a copy; the bytes of files go with their messages.
  wipe(opened.story, ...opened.thread.map(({ text }) => text));
  return true;
}

function tellHead(turn: OpenTurn, { row, head }: OpenedCase): void {
  const lines = [
    turn.line("case.head", {
      alias: row.alias,
      category: categoryIn(turn, row.category),
      severity: row.severity,
      status: statusIn(turn, row.status),
      received: formatDateShort(row.receivedOn),
      due: dueIn(turn, row),
    }),
  ];
  if (head.danger) lines.push(turn.line("case.danger"));
  if (head.child) lines.push(turn.line("case.child"));
  if (head.struckOut.length > 0) {
    const names = head.struckOut.map(({ name }) => name).join(", ");
    lines.push(turn.line("case.struck-out", { names }));
  }
  turn.tellPlain(lines.join("\n"));
}

/** Each part is a message of its own that can be deleted by itself. */
function tellStory(turn: OpenTurn, story: string): void {
  const parts = splitText(story, DESK.partCharacters);
  for (const [at, text] of parts.entries())
    turn.tell("case.story", { no: at + 1, of: parts.length, text: text.trimEnd() });
}

function tellItem(turn: OpenTurn, kind: OpenedCase["thread"][number]["kind"], onDate: string, text: string): void {
  const [first = "", ...more] = splitText(text, DESK.partCharacters);
  turn.tell(`case.${kind}`, { date: formatDateShort(onDate), text: first.trimEnd() });
  for (const part of more) turn.tellPlain(part.trimEnd());
}

function tellFiles(turn: OpenTurn, files: OpenedCase["files"]): void {
  const sends = turn.desk.sendsFiles(turn.context.channel);
  for (const [at, { mime, bytes }] of files.entries()) {
    const data = { no: at + 1, of: files.length };
    const file = { name: `${at + 1}${endingOf(mime)}`, mime, bytes };
    if (sends) turn.tell("case.file", data, { file });
    else {
      turn.tell("case.file-not-here", data);
      wipe(bytes);
    }
  }
}

const ENDINGS: Readonly<Record<string, string>> = {
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/webp": ".webp",
  "audio/ogg": ".ogg",
  "audio/mpeg": ".mp3",
  "audio/mp4": ".m4a",
  "video/mp4": ".mp4",
  "application/pdf": ".pdf",
};

const endingOf = (mime: string): string => ENDINGS[mime.split(";")[0]?.trim() ?? ""] ?? "";

function tellEnd(turn: OpenTurn, { row: { alias, id } }: OpenedCase): void {
  const { cases, deletes } = turn.desk;
  const until = clockIn(turn.context.person.zone, turn.now + DESK_MS.recall);
  const next = turn.line(cases.rows.hasMailbox(id) ? "case.next" : "case.next-no-number", { alias });
  const after = turn.line(deletes(turn.context.channel) ? "case.recalled" : "case.not-recalled", { until });
  turn.tellPlain(`${next}\n${after}`);
}
