import { LIMITS } from "../../limits.ts";
import { parse, readBarePaper, settle } from "../commands/index.ts";
import { bareWord, ownMatter, slippedLook, waitingFor } from "./bare-word.ts";
import { carryOut } from "./line.ts";
import { hasAmount, helpKey, speaksOfBooks, tellsOfMoney } from "./menu/help.ts";
import { penaltyAsked } from "./rule-asked.ts";
import type { Say } from "./say.ts";
import { is } from "./standing.ts";
import { type Carriers, type CoopTurn, notDone, type Reply } from "./turn.ts";

/** 003, as it stands in the book: no menu has such a choice. */
export const MEMBERS_NUMBER = /^\s*0\d{1,3}(?!\d)/;

const ONE_DIGIT = /^\s*\d\s*$/;

/**
 * A treasurer who tells of money in a sentence is shown how it is written, and at a meeting what begins with a member's
 * number; of it nothing is booked. A menu that lies open asks nothing of her, and would hear a choice in every figure.
 */
export function prose(text: string, turn: CoopTurn): Reply | undefined {
  const { say, lexicon } = turn;
  const atMeeting = isAtMeeting(turn);
  if (MEMBERS_NUMBER.test(text)) {
    if (atMeeting) return unread("meeting.unread", text, say);
    if (isMeetingLine(text, turn)) return unread("meeting.not-open", text, say);
  }
  // "Ibu Sari 20" is rather a line of the sheet than a choice of the menu that lies open; "2" is one.
  if (atMeeting && hasAmount(text, lexicon) && !ONE_DIGIT.test(text)) return unread("meeting.unread", text, say);
  if (!tellsOfMoney(text, lexicon)) return undefined;
  return unread("coop-menu:prose", text, say, helpKey(turn.standing));
}

/** What nothing else understood, and the books answer: what waits for her, a statement, a rule, her own money. */
export function unheard(text: string, carriers: Carriers, turn: CoopTurn): Reply | undefined {
  const { lexicon } = turn;
  const bare = bareWord(text, lexicon);
  const waiting = bare === undefined ? undefined : waitingFor(bare, carriers, turn);
  if (waiting !== undefined) return waiting;
  const slipped = slippedLook(text, lexicon);
  if (slipped !== undefined) return carryOut(settle({ action: slipped }), carriers, turn);
  // At a meeting it is rather a line of it.
  if (isAtMeeting(turn)) return undefined;
  const paper = barePaper(text, carriers, turn);
  if (paper !== undefined) return paper;
  const penalty = penaltyAsked(text, turn);
  if (penalty !== undefined) return penalty;
  return speaksOfBooks(text, lexicon) ? ownMatter(text, turn.standing, turn) : undefined;
}

/** What nobody has an answer to: how it is written, at a meeting and else. */
export function lastly(text: string, turn: CoopTurn): Reply | undefined {
  const { standing, say, lexicon } = turn;
  if (isAtMeeting(turn)) return unread("meeting.unread", text, say);
  return speaksOfBooks(text, lexicon) ? unread("coop-menu:unread", text, say, helpKey(standing)) : undefined;
}

/** An officer's "neraca 10/2026", a member's "kartu pinjaman P0001": a statement by its name alone. */
export function barePaper(text: string, carriers: Carriers, turn: CoopTurn): Reply | undefined {
  const { standing, lexicon, today, books } = turn;
  const units = () => books.units.all().map(({ name }) => name);
  const paper = readBarePaper(text, lexicon, { today, units });
  if (paper.kind !== "command") return undefined;
  const card = paper.command.action === "documents" && paper.command.paper?.statement === "loan-card";
  return card || standing.roles.length > 0 ? carryOut(paper, carriers, turn) : undefined;
}

/** What could not be read, with the way to write it; `how` is a text of its own behind it. */
export function unread(key: string, text: string, say: Say, how?: string): Reply {
  const line = say.line(key, { heard: text.trim().slice(0, LIMITS.heardBack) });
  return notDone(how === undefined ? line : `${line} ${say.line(how)}`);
}

const isAtMeeting = ({ books, context, standing }: CoopTurn): boolean =>
  is(standing, "treasurer") && books.meetings.openOf(context.person.id) !== undefined;

function isMeetingLine(text: string, { lexicon, today }: CoopTurn): boolean {
  const [first = ""] = text.split("\n");
  const read = parse(first, lexicon, { today, mode: "meeting" });
  return read.kind === "command" && read.command.action === "meeting-line";
}
