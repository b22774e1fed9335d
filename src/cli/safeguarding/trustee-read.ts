import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { RukunError } from "../../errors.ts";
import {
  CaseStore,
  forget,
  keyOfWords,
  type OpenedCase,
  type Reader,
  readAlias,
  waitingFor,
} from "../../safeguarding/index.ts";
import { counted } from "../../start/words.ts";
import type { CommandContext, Io } from "../io.ts";
import { table } from "../table.ts";
import { type Safe, withSafe } from "./open.ts";
import { mayShow, type Showing } from "./secrets.ts";

/** What of a case is late, as the operator and the trustee read it. */
const LATE: Record<string, string> = {
  read: "not read",
  acknowledge: "no human answer",
  plan: "no plan or decision",
  update: "no news for a week",
  outcome: "no outcome",
  "new-words": "new words not read",
};

/** Lists what waits for the trustee. She has no chat: somebody calls her. */
export async function overdueForTrustee(context: CommandContext): Promise<void> {
  const { io } = context;
  await withSafe(context, (safe) => {
    const { trustees, cases, zone, settings } = safe;
    const trustee = trustees.current();
    if (trustee === undefined) throw noTrustee();
    const calendar = { zone, holidays: settings?.holidays ?? new Set<string>() };
    const waiting = waitingFor(cases, trustee.id, calendar, io.now());
    const rows = waiting.map(({ alias, severity, duty, step, dueAt }) => [
      alias,
      severity,
      LATE[duty] ?? duty,
      cases.today(dueAt - 1),
      `${step}%`,
    ]);
    if (rows.length > 0) io.out(table(["ALIAS", "SEVERITY", "WHAT", "DUE", "TIME"], rows));
    const aliases = new Set(waiting.map(({ alias }) => alias)).size;
    io.out(`${counted(aliases, "case waits", "cases wait")} for ${trustee.name}. She reads by rukun trustee read.`);
  });
}

/**
 * She types her words, sees what she can read, and reads. Only the audit is written. Errors: `secret.terminal`,
 * `safe.words`, `trustee.none` when the words are nobody's.
 */
export async function readAsTrustee(context: CommandContext, options: Showing): Promise<void> {
  const { io } = context;
  mayShow(io, options);
  await withSafe(context, async (safe) => {
    const asking = new Asking(io);
    const keys = keyOfWords(await asking.secret("Your 34 words: "));
    try {
      const trustee = safe.trustees.ofKey(keys.publicKey);
      if (trustee === undefined) throw new RukunError("trustee.none", "these words are of no trustee of this home");
      await reading(safe, { id: trustee.id, keys }, io, asking);
    } finally {
      keys.wipe();
      asking.close();
    }
  });
}

async function reading(safe: Safe, reader: Reader, io: Io, asking: Asking): Promise<void> {
  const store = new CaseStore(safe.cases);
  for (;;) {
    const open = store.list(reader.id);
    const rows = open.map(({ alias, severity, category, status, receivedOn, unread }) => [
      alias,
      severity,
      String(category),
      status,
      receivedOn,
      unread ? "new words" : "",
    ]);
    if (rows.length > 0) io.out(table(["ALIAS", "SEVERITY", "CATEGORY", "STATUS", "RECEIVED", "NOTE"], rows));
    io.out(`${counted(open.length, "open case")} that you can read.`);
    const typed = (await asking.line("Alias, or nothing to end: ")).trim();
    if (typed === "") break;
    const opened = store.open(readAlias(typed), reader, io.now());
    if (opened === undefined) {
      io.out("There is no such case for you.");
      continue;
    }
    for (const line of caseLines(opened)) io.out(line);
    forget(opened);
    await asking.line("Enter, and this screen is cleared: ");
    asking.clear();
  }
  asking.clear();
  io.out("That you read is in the audit, and nothing else. Close this window.");
}

/** A case for a terminal: what is told is made harmless, since whoever wrote it must not steer the screen. */
function caseLines({ row, head, story, files, thread }: OpenedCase): string[] {
  const { alias, category, severity, status, receivedOn } = row;
  const struck = head.struckOut.map(({ name }) => name);
  return [
    "",
    `${alias}: category ${category}, ${severity}, ${status}, received ${receivedOn}`,
    ...(head.danger ? ["!! Somebody is in danger now."] : []),
    ...(head.child ? ["!! It is about a child."] : []),
    ...(struck.length > 0 ? [`!! Struck out, and not to be spoken with about it: ${plain(struck.join(", "))}.`] : []),
    "",
    plain(story.toString()),
    ...thread.flatMap(({ kind, onDate, text }) => ["", `${onDate}, ${kind}:`, plain(text.toString())]),
    ...(files.length > 0
      ? [
          "",
          `${counted(files.length, "file")} (${files.map(({ mime }) => mime).join(", ")}): only officers see them, in the chat.`,
        ]
      : []),
    "",
  ];
}

/** Control characters but line ends, and marks that turn the writing round. */
const plain = (text: string): string => text.replaceAll(/[^\P{C}\n]/gu, "");

const noTrustee = () => new RukunError("trustee.none", 'there is no trustee: rukun trustee set "<name>"');

/** Questions at a terminal, one after the other over one input. */
class Asking {
  private readonly io: Io;
  private readonly lines: ReturnType<typeof createInterface>;
  private readonly rest: AsyncIterator<string>;
  private hidden = false;

  constructor(io: Io) {
    this.io = io;
    const isTerminal = "isTTY" in io.output && io.output.isTTY === true;
    const output = new Writable({
      write: (chunk, _, done) => {
        if (!this.hidden) io.output.write(chunk);
        done();
      },
    });
    this.lines = createInterface({ input: io.input, output, terminal: isTerminal });
    this.rest = this.lines[Symbol.asyncIterator]();
  }

  /** Empty at the end of the input. */
  async line(question: string): Promise<string> {
    this.io.output.write(question);
    const { value, done } = await this.rest.next();
    return done === true ? "" : value;
  }

  /** What is typed is not shown. */
  async secret(question: string): Promise<string> {
    this.io.output.write(question);
    this.hidden = true;
    try {
      const { value, done } = await this.rest.next();
      return done === true ? "" : value;
    } finally {
      this.hidden = false;
      this.io.output.write("\n");
    }
  }

  /** The screen and what was scrolled away. */
  clear(): void {
    if ("isTTY" in this.io.output && this.io.output.isTTY === true) this.io.output.write("\x1b[2J\x1b[3J\x1b[H");
  }

  close(): void {
    this.lines.close();
  }
}
