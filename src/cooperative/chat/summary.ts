import type { OpenQuestion, TellOptions } from "../../conversation/module.ts";
import { LIMITS } from "../../limits.ts";
import type { Books } from "../books.ts";
import type { Entry } from "../journal/entry.ts";
import { COOP_LIMITS } from "../limits.ts";
import type { Audience } from "./audience.ts";
import { moved, type Reader, receipt, receiptLine } from "./receipt.ts";
import type { Say } from "./say.ts";
import { is, standingOf } from "./standing.ts";
import type { CoopTurn, Reply } from "./turn.ts";

/** What is kept until the end of a batch: what was written, and what became of it. */
export type Gathered = { text: string; reply: Reply };

type Noted = Extract<Reply, { kind: "noted" }>;
type Open = Extract<Reply, { kind: "which" | "ask" }>;

/** Characters of a line that is to be written again: nearly all of any, so that it can be copied. */
const COPIED = 120;

/**
 * Tells who wrote what became of it. A receipt must not come twice by itself; a file goes with what was asked for alone.
 * `asked`: the question of an earlier message that still waits; what has to wait for it is told with it again.
 */
export function tellAnswer(
  gathered: readonly Gathered[],
  audience: Audience,
  say: Say,
  { tell, person }: Pick<CoopTurn["context"], "tell" | "person">,
  asked?: () => OpenQuestion | undefined,
): void {
  const [only] = gathered;
  const file = gathered.length === 1 && only?.reply.kind === "said" ? only.reply.file : undefined;
  const posted = gathered.some(({ reply }) => reply.kind === "posted");
  const options: TellOptions = { as: "reply" };
  if (posted) options.policy = "hold";
  if (file !== undefined) options.file = file;
  const standing = standingOf(person, audience.books);
  const reader = standing !== undefined && is(standing, "treasurer") ? "treasurer" : "officer";
  const waits = gathered.some(({ reply }) => reply.kind === "which" || reply.kind === "ask");
  const question = waits ? asked?.() : undefined;
  const again = question === undefined ? "" : `\n\n${askedBefore(question, say)}`;
  const isAtMeeting = audience.books.meetings.openOf(person.id) !== undefined;
  const texts = answerOf(gathered, audience, say, { reader, isAtMeeting });
  for (const [at, text] of texts.entries())
    tell(person.id, "coop:plain", { text: at === texts.length - 1 ? `${text}${again}` : text }, options);
}

/** What she was asked a while ago, and about which line: other lines may stand between. */
export function askedBefore({ text, known }: OpenQuestion, say: Say): string {
  const [line, plain] = [known("line"), known("plain")];
  // What was not understood of an earlier answer is not told once more.
  const question = typeof plain === "string" && plain !== "" ? plain : text;
  // What was filled in by a menu has no line.
  if (typeof line !== "string" || line === "") return say.line("summary.asked", { question });
  return say.line("summary.asked-about", { question, heard: line });
}

/** One thing is answered whole: a receipt, a sentence. Several get one summary. */
function answerOf(gathered: readonly Gathered[], audience: Audience, say: Say, { reader, isAtMeeting }: To): string[] {
  const [only] = gathered;
  if (only === undefined) return [];
  if (gathered.length === 1) return whole(only, audience, say, reader);
  return [summary(gathered, audience, say, isAtMeeting)];
}

/** To whom it is told; `isAtMeeting`: what she wrote on the sheet waits for TUTUP. */
type To = { reader: Reader["for"]; isAtMeeting: boolean };

function whole({ text, reply }: Gathered, audience: Audience, say: Say, reader: Reader["for"]): string[] {
  switch (reply.kind) {
    case "posted": {
      const { entries, duplicate } = reply.done;
      const receipts = entries.map((entry) => receipt(audience, entry, say, { for: reader, balances: true }));
      return duplicate ? [[say.line("there-already"), ...receipts].join("\n")] : receipts;
    }
    case "waiting":
    case "noted":
    case "said":
      return [reply.text];
    case "which":
    case "ask":
      return [openLine(text, reply, say)];
  }
}

/** Numbers and lines of what was booked, its total, what waits, and what was not understood. */
function summary(gathered: readonly Gathered[], audience: Audience, say: Say, isAtMeeting: boolean): string {
  const posted: Entry[] = [];
  const noted: Noted[] = [];
  const others: Gathered[] = [];
  let duplicates = 0;
  for (const one of gathered) {
    const { reply } = one;
    if (reply.kind === "noted") noted.push(reply);
    else if (reply.kind !== "posted") others.push(one);
    else if (reply.done.duplicate) duplicates += 1;
    else posted.push(...reply.done.entries);
  }
  const answered = others.filter(({ reply }) => reply.kind === "said" && reply.refused !== true);
  const again = others.filter((one) => !answered.includes(one));
  const lines = postedLines(posted, audience, say);
  if (noted.length > 0) lines.push(...noted.map(({ text }) => text), notedTotal(noted, say, isAtMeeting));
  if (duplicates > 0) lines.push(say.line("summary.duplicates", { count: duplicates }));
  lines.push(...answered.map((one) => other(one, say)));
  if (again.length > 0 && posted.length + noted.length > 0) lines.push(say.line("summary.others"));
  lines.push(...again.map((one) => other(one, say)));
  return lines.join("\n");
}

function postedLines(posted: readonly Entry[], { books }: Audience, say: Say): string[] {
  if (posted.length === 0) return [];
  const total = posted.reduce((sum, entry) => sum + moved(entry), 0);
  return [say.line("summary.head", { count: posted.length, total }), ...entryLines(posted, books, say)];
}

/** A line for each entry, as many as one summary has room for. */
export function entryLines(posted: readonly Entry[], books: Books, say: Say): string[] {
  const lines = posted.slice(0, COOP_LIMITS.summaryLines).map((entry) => receiptLine(books, entry, say));
  if (posted.length > COOP_LIMITS.summaryLines)
    lines.push(say.line("summary.more", { count: posted.length - COOP_LIMITS.summaryLines }));
  return lines;
}

function other({ text, reply }: Gathered, say: Say): string {
  if (reply.kind === "which" || reply.kind === "ask") return openLine(text, reply, say);
  const answer = reply.kind === "posted" ? "" : reply.text;
  // Of a photo, and of a message that is gone, nothing can be repeated.
  if (text === "") return answer;
  return say.line("summary.other", { heard: text.trim().slice(0, LIMITS.heardBack), answer });
}

/** What stands in a line itself, so that whoever writes it again may take one of the options. */
const SAID_ANEW: ReadonlySet<string> = new Set(["amount", "member", "target", "date", "product"]);

/** What lacks something while another question is open has no place for its answer: it is written again, by itself. */
function openLine(text: string, reply: Open, say: Say): string {
  const options = reply.kind === "which" && SAID_ANEW.has(reply.field) ? reply.options : [];
  const labels = options.map(({ label }) => label).join(" / ");
  const { question } = reply;
  const answer = options.length === 0 ? question : say.line("summary.options", { question, options: labels });
  return say.line(answer.includes("\n") ? "summary.open-list" : "summary.open", {
    heard: text.trim().slice(0, COPIED),
    answer,
  });
}

function notedTotal(noted: readonly { amount: number }[], say: Say, isAtMeeting: boolean): string {
  const total = noted.reduce((sum, { amount }) => sum + amount, 0);
  return say.line(isAtMeeting ? "summary.noted" : "summary.noted-closed", { count: noted.length, total });
}
