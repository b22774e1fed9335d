import { ContentError, problemLine, RukunError } from "../errors.ts";

/** What an operator reads of an error: its sentence when we foresaw it, where it happened when it is a defect. */
export function failureText(error: unknown): string {
  if (error instanceof ContentError) return error.problems.map(problemLine).join("\n");
  if (error instanceof RukunError) return `rukun: ${error.message}`;
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `rukun: a defect, please report it:\n${shown}`;
}
