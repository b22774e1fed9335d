import { counted } from "../../start/words.ts";
import type { CommandContext } from "../io.ts";
import { table } from "../table.ts";
import { findProgrammes } from "./find.ts";

/** The programmes with what each of them has of its own or takes over. */
export function listProgrammes({ io, fail }: CommandContext, root: string): void {
  const { packs, problems } = findProgrammes(root);
  const rows = packs.map(({ id, name, villages, forms, indicators }) => [
    id,
    String(villages.length),
    String(forms.length),
    String(indicators.length),
    name,
  ]);
  if (rows.length > 0) io.out(table(["ID", "VILLAGES", "FORMS", "INDICATORS", "NAME"], rows));
  io.out(`${counted(rows.length, "programme")}.`);
  if (problems.length === 0) return;
  io.err(`${counted(problems.length, "problem")}: rukun programme check`);
  fail();
}
