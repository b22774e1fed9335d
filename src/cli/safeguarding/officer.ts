import { createInterface } from "node:readline/promises";
import { RukunError } from "../../errors.ts";
import type { Officer } from "../../safeguarding/index.ts";
import { OFFICER_ROLE, SAFE_LIMITS } from "../../safeguarding/index.ts";
import { counted } from "../../start/words.ts";
import type { CommandContext, Io } from "../io.ts";
import { pick } from "../person/pick.ts";
import { table } from "../table.ts";
import { type Safe, withSafe } from "./open.ts";
import { mayShow, type Showing } from "./secrets.ts";
import { newSheet, showSheet } from "./sheet.ts";

export type SheetOptions = Showing & { lang: string };
export type RotateOptions = SheetOptions & { lost?: true };

const MAKING = "Making 40 codes takes some seconds.";

/** Enrols a person and shows her sheet. */
export async function enrol(context: CommandContext, who: string, options: SheetOptions): Promise<void> {
  const { io } = context;
  mayShow(io, options);
  await withSafe(context, async ({ sqlite, officers, cases }) => {
    const person = pick(sqlite, who);
    try {
      officers.checkMayBe(person.id);
    } catch (error) {
      throw error instanceof RukunError && error.code === "officer.role" ? needsRole(who) : error;
    }
    io.err(MAKING);
    const { codes } = await officers.enrol(person.id, io.now());
    await showSheet(io, newSheet(nameOf(person), codes, cases.today(io.now()), options.lang), options);
    io.out(`${nameOf(person)} is an officer from now on. She reads what comes from now on, nothing earlier.`);
  });
}

const needsRole = (who: string): RukunError =>
  new RukunError("officer.role", `she needs the role first: rukun person role "${who}" --add ${OFFICER_ROLE}`);

/** Gives an officer a new key and sheet. */
export async function rotate(context: CommandContext, who: string, options: RotateOptions): Promise<void> {
  const { io } = context;
  mayShow(io, options);
  await withSafe(context, async (safe) => {
    const { person, officer } = found(safe, who);
    if (options.lost === true && !(await agreed(context, safe, { officer, yes: options.yes === true, what: "Go on?" })))
      return;
    const code = options.lost === true ? undefined : await asked(io, "A code of the old sheet: ");
    io.err(MAKING);
    const codes = await safe.officers.rotate(officer, code, io.now());
    await showSheet(io, newSheet(nameOf(person), codes, safe.cases.today(io.now()), options.lang), options);
    io.out(`The old sheet of ${nameOf(person)} is void. Destroy it.`);
  });
}

/** Ends an officer, after saying what that means for open cases. */
export async function revoke(context: CommandContext, who: string, yes: boolean): Promise<void> {
  await withSafe(context, async (safe) => {
    const { person, officer } = found(safe, who);
    if (!(await agreed(context, safe, { officer, yes, what: `Revoke ${nameOf(person)}?` }))) return;
    safe.officers.revoke(officer, context.io.now());
    context.io.out(
      `${nameOf(person)} is no officer any more, and her codes are void. Her role stays: rukun person role.`,
    );
    context.io.out("Copies of the vault that were made before hold her key for up to a week.");
  });
}

/** Says what nobody else could read any more, and asks. */
async function agreed(
  { io }: CommandContext,
  { officers }: Safe,
  { officer, yes, what }: { officer: Officer; yes: boolean; what: string },
): Promise<boolean> {
  const { readable, alone } = officers.casesOf(officer.id);
  io.out(
    `She can read ${counted(readable, "case")} now and none of them afterwards. They stay with their other readers;`,
  );
  io.out("nobody is added. If somebody else should have them, let her hand them over first.");
  if (alone > 0) io.out(`!! ${counted(alone, "case")} of them nobody else can read: lost for good.`);
  if (yes || (await io.confirm(what))) return true;
  io.out("Nothing was changed. To do it: the same command with --yes.");
  return false;
}

/** Frees an officer who was locked out. */
export async function free(context: CommandContext, who: string): Promise<void> {
  await withSafe(context, (safe) => {
    const { person, officer } = found(safe, who);
    safe.officers.free(officer, context.io.now());
    context.io.out(`${nameOf(person)} may use her codes again. Was it she who typed the wrong ones?`);
  });
}

/** Lists the officers. */
export async function list(context: CommandContext): Promise<void> {
  await withSafe(context, ({ officers, sqlite, cases }) => {
    const name = sqlite.prepare("SELECT coalesce(name, called, id) FROM person WHERE id = ?").pluck();
    const rows = officers.all().map((officer) => {
      const state = officers.sheets.state(officer.publicKey);
      const day = (at: number | null) => (at === null ? "" : cases.today(at));
      const note = officer.revokedAt !== null ? "revoked" : noteOf(state);
      return [String(name.get(officer.personId)), day(officer.enrolledAt), String(state?.left ?? 0), note];
    });
    if (rows.length > 0) context.io.out(table(["NAME", "SINCE", "CODES", "NOTE"], rows));
    context.io.out(`${counted(rows.filter(([, , , note]) => note !== "revoked").length, "officer")}.`);
  });
}

function noteOf(state: { left: number; locked: boolean } | undefined): string {
  if (state === undefined) return "no sheet: rotate --lost";
  if (state.locked) return "locked out: free";
  return state.left <= SAFE_LIMITS.fewCodes ? "needs a new sheet: rotate" : "";
}

function found({ sqlite, officers }: Safe, who: string) {
  const person = pick(sqlite, who);
  const officer = officers.ofPerson(person.id);
  if (officer === undefined) throw new RukunError("officer.none", `${nameOf(person)} is no officer`);
  return { person, officer };
}

const nameOf = ({ id, name, called }: { id: string; name: string | null; called: string | null }): string =>
  name ?? called ?? id;

async function asked(io: Io, question: string): Promise<string> {
  const lines = createInterface({ input: io.input, output: io.output });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
