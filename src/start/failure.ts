import { ContentError, problemLine, RukunError } from "../errors.ts";

/** What an operator reads of an error: its sentence when we foresaw it, where it happened when it is a defect. */
export function failureText(error: unknown): string {
  if (error instanceof ContentError) return error.problems.map(problemLine).join("\n");
  if (error instanceof RukunError) return `rukun: ${error.message}`;
  if (isOfTheMachine(error)) return `rukun: ${error.message}`;
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `rukun: a defect, please report it:\n${shown}`;
}

/** A full disk, a folder that may not be written, a locked database: the sentence says it, a stack would not. */
const isOfTheMachine = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && (/^SQLITE_(?!ERROR)/.test(String(error.code)) || "syscall" in error);
