import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RukunError } from "../../errors.ts";
import { BASE, PACK_FILES } from "../../programme/pack/index.ts";
import type { CommandContext } from "../io.ts";
import { known, textAt } from "./find.ts";

/** What a programme begins with that takes over everything: a `programme.yaml` with comments, and no other file. */
const LEAST = "_new";
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Makes the folder of a programme. Errors: `programme.id`, `programme.exists`, `programme.unknown`. */
export function newProgramme({ io }: CommandContext, id: string, { from, root }: { from: string; root: string }): void {
  if (!ID.test(id))
    throw new RukunError("programme.id", `"${id}" cannot be the name of a folder: write small letters, e.g. mawar`);
  const folder = join(root, "programmes", id);
  if (textAt(folder, "programme.yaml") !== undefined)
    throw new RukunError("programme.exists", `programmes/${id} is there already`);
  const source = from === BASE ? LEAST : known(root, from);
  const files = PACK_FILES.flatMap((name): [string, string][] => {
    const text = textAt(root, "programmes", source, name);
    return text === undefined ? [] : [[name, text]];
  });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files)
    writeFileSync(join(folder, name), name === "programme.yaml" ? named(text, id) : text, { flag: "wx" });
  io.out(`programmes/${id}: ${files.map(([name]) => name).join(", ")}`);
  io.out(`Change name, office, purpose and villages first, then: rukun programme check ${id}`);
}

/** With a name of its own, so that two programmes are told apart from the first start. */
const named = (text: string, id: string): string =>
  text.replace(/^name: .*$/m, `name: Program ${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll("-", " ")}`);
