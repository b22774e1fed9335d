import { type Collected, type Format, txtPages } from "../../documents/index.ts";
import { RukunError } from "../../errors.ts";
import { LIMITS } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import { type CoopTurn, notDone, type Reply, said } from "../chat/turn.ts";
import type { StatementName } from "../statements/index.ts";
import type { Documents } from "./documents.ts";
import type { Order } from "./order.ts";

export type DeliverParts = {
  documents: Documents;
  /** Whether a channel takes documents. */
  sendsFiles: (channel: string) => boolean;
};

/**
 * As pages of the chat where they were asked for, where the channel takes no files, and for those who listen to their
 * phone; else as a file, which comes when it is made.
 */
export function deliver(
  { name, request }: Pick<Order, "name" | "request">,
  wanted: Format | undefined,
  turn: CoopTurn,
  { documents, sendsFiles }: DeliverParts,
): Reply {
  const { context, say, source } = turn;
  const { person, now, channel } = context;
  const title = titleOf(name, turn);
  const files = sendsFiles(channel);
  const format = wanted ?? (listens(person) ? "txt" : "pdf");
  const order = (as: Format) => documents.order({ name, request, format: as }, person.id, source, now);
  if (format !== "txt" && files) {
    order(format);
    return said(say.line("coop-documents:making", { title, format: format.toUpperCase() }));
  }
  const pages = pagesOf(() => documents.read({ name, request }, say.lang, now, LIMITS.documentPageRows));
  if (pages === "nothing") return notDone(say.line("coop-documents:nothing", { title }));
  if (pages !== undefined)
    return inChat(format === "txt" ? pages : [say.line("coop-documents:no-files"), ...pages], turn);
  if (!files) return notDone(say.line("coop-documents:too-long-here", { title }));
  order("txt");
  return said(say.line("coop-documents:making-text", { title }));
}

/** Undefined: more than anybody reads in a chat. `nothing`: there was no such loan yet. */
function pagesOf(read: () => Collected): string[] | "nothing" | undefined {
  try {
    const pages = txtPages(read());
    return pages.length > LIMITS.documentPages ? undefined : pages;
  } catch (error) {
    if (!(error instanceof RukunError)) throw error;
    return error.code === "statement.too-long" ? undefined : "nothing";
  }
}

/** Each page is a message of its own, in their order. */
function inChat(pages: readonly string[], { context }: CoopTurn): Reply {
  for (const text of pages.slice(0, -1))
    context.tell(context.person.id, "coop:plain", { text }, { as: "reply", policy: "hold" });
  return said(pages.at(-1) ?? "");
}

/** Somebody who sees badly, as far as she said so: a text is read aloud by her phone, and a PDF is not. */
export function listens({ disability }: Pick<Person, "disability">): boolean {
  const seeing: unknown = disability === null ? undefined : JSON.parse(disability);
  return typeof seeing === "object" && seeing !== null && "seeing" in seeing && HARD.has(seeing.seeing);
}

const HARD: ReadonlySet<unknown> = new Set(["much", "cannot"]);

/** `Buku Kas` */
export const titleOf = (name: StatementName, { say }: CoopTurn): string => say.line(`coop-statements:title.${name}`);
