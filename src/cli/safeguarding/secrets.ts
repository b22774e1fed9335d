import { accessSync, closeSync, constants, existsSync, fsyncSync, openSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { RukunError } from "../../errors.ts";
import type { Io } from "../io.ts";

/** Where secrets go: onto the screen, or into a new PDF. */
export type Showing = { yes?: true; pdf?: string };

/**
 * Refuses, before anything is made, to print secrets where nobody looks: into a pipe, a log, a job.
 * Errors: `secret.terminal`, `secret.file`.
 */
export function mayShow(io: Io, { yes, pdf }: Showing): void {
  if (pdf !== undefined) {
    const path = resolve(io.cwd, pdf);
    if (existsSync(path)) throw new RukunError("secret.file", `${path} exists already: choose another name`);
    if (!mayWrite(dirname(path))) throw cannotWrite(path);
    return;
  }
  if (yes === true || ("isTTY" in io.output && io.output.isTTY === true)) return;
  throw new RukunError(
    "secret.terminal",
    "this prints secrets once, and there is no terminal: run it there, or give --pdf <file>, or --yes",
  );
}

/** A new file that only this user may read. Errors: `secret.file`. */
export function writeSecret(io: Io, file: string, bytes: Buffer): string {
  const path = resolve(io.cwd, file);
  let handle: number;
  try {
    handle = openSync(path, "wx", 0o600);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
  try {
    writeSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return path;
}

/** Looked at before the secrets are made, since they cannot be shown a second time. */
function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

const cannotWrite = (path: string, cause?: unknown): RukunError =>
  new RukunError("secret.file", `cannot write ${path}: is the folder there, and may you write there?`, { cause });
