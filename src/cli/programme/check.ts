import { problemLine } from "../../errors.ts";
import { counted } from "../../start/words.ts";
import type { CommandContext } from "../io.ts";
import { findProgrammes, known } from "./find.ts";

/** Tells all problems of one programme or of all; exit code 1 where there is one. Errors: `programme.unknown`. */
export function checkProgrammes({ io, fail }: CommandContext, root: string, id: string | undefined): void {
  const { packs, problems } = findProgrammes(root, id === undefined ? undefined : known(root, id));
  if (problems.length > 0) {
    for (const problem of problems) io.err(problemLine(problem));
    io.err(`\n${counted(problems.length, "problem")}.`);
    fail();
    return;
  }
  io.out(`${counted(packs.length, "programme")}, no problems.`);
}
