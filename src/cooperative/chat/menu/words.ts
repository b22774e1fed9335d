import { readDate } from "../../../flow/understand/index.ts";
import { addDays } from "../../../zones.ts";
import { parse } from "../../commands/index.ts";
import { COOP_LIMITS } from "../../limits.ts";
import { memberNo } from "../../members.ts";
import { describe } from "../describe.ts";
import { fill } from "../fill.ts";
import { dateShort } from "../say.ts";
import type { CoopTurn } from "../turn.ts";
import { type Ask, type Change, change, decide, type Option, OTHER, type State } from "./ask.ts";

/** A few words for people: what the money was for, a name, a reason. */
const words = (field: "note" | "name" | "reason" | "purpose"): Ask => ({
  name: field,
  open: ({ draft }) => draft[field] === undefined,
  read: (text, state) => {
    const said = text.replace(/\s+/g, " ").trim().slice(0, COOP_LIMITS.writtenInMenu);
    return said === "" ? undefined : change(state, { [field]: said });
  },
});

export const note = words("note");
export const name = words("name");
export const reason = words("reason");
export const purpose = words("purpose");
/** Why not: asked of who says no. */
export const refusalReason: Ask = {
  ...reason,
  open: ({ draft }) => draft.action === "reject" && draft.reason === undefined,
};

/** A mobile number, read as in the written command. */
export const phone: Ask = {
  name: "phone",
  open: ({ draft }) => draft.phone === undefined,
  read: (text, state, turn) => {
    const filled = fill(state.draft, "phone", { way: "ask", text }, turn.lexicon, turn.today);
    const found = filled.kind === "command" ? (filled.command as State["draft"]).phone : undefined;
    return found === undefined ? undefined : change(state, { phone: found });
  },
};

const digits = (text: string): string | undefined => /^\D*(\d{2,6})\D*$/.exec(text)?.[1];

/** The code that she was sent. */
export const code: Ask = {
  name: "code",
  open: ({ draft }) => draft.code === undefined,
  read: (text, state) => {
    const found = digits(text);
    return found === undefined ? undefined : change(state, { code: found });
  },
};

const yesOrNo = (text: string, { say }: CoopTurn): Option[] =>
  ["yes", "no"].map((id) => ({ id, label: say.line(`coop-menu:${text}.${id}`) }));

/** Her yes or no to what carries the code. */
export const agrees: Ask = {
  name: "agrees",
  open: ({ draft }) => draft.yes === undefined,
  options: (_, turn) => yesOrNo("agrees", turn),
  choose: (id, state) => change(state, { yes: id === "yes" }),
  data: ({ draft }) => ({ code: draft.code ?? "" }),
};

/** An officer's yes or no, before whom it all stands once more. */
export const vote: Ask = {
  name: "vote",
  open: ({ decided }) => decided["vote"] === undefined,
  options: (_, turn) => yesOrNo("vote", turn),
  choose: (id, state) => {
    const voted = decide(state, "vote", id);
    return { state: { ...voted, draft: { ...voted.draft, action: id === "yes" ? "approve" : "reject" } } };
  },
  data: ({ draft }, { books, standing, say }) => {
    const pending = draft.pending === undefined ? undefined : books.pendings.byNo(standing.unit.id, draft.pending);
    return { no: draft.pending ?? 0, what: pending === undefined ? "" : describe(books, pending, say) };
  },
};

const dayOptions = (today: string, days: readonly number[], turn: CoopTurn): Option[] => [
  ...days.map((back) => {
    const date = addDays(today, -back);
    return { id: date, label: back === 0 ? turn.say.line("coop-menu:today") : dateShort(date) };
  }),
  { id: OTHER, label: turn.say.line("coop-menu:other.date") },
];

const day = (text: string, { today }: CoopTurn): string | undefined => {
  const reading = readDate(text, { today, prefer: "past" });
  return reading.kind === "sure" ? reading.value : undefined;
};

/** The day of it. */
export const date: Ask = {
  name: "date",
  open: ({ draft }) => draft.date === undefined,
  options: (_, turn) => dayOptions(turn.today, [0, 1, 2], turn),
  choose: (id, state) => change(state, { date: id }),
  read: (text, state, turn) => {
    const found = day(text, turn);
    return found === undefined ? undefined : change(state, { date: found });
  },
};

/** Another day than today: asked of who says so when it is read back. */
export const otherDate: Ask = {
  ...date,
  open: ({ decided }) => decided["dating"] === "yes",
  choose: (id, state) => change(decide(state, "dating", "no"), { date: id }),
  read: (text, state, turn) => {
    const found = day(text, turn);
    return found === undefined ? undefined : change(decide(state, "dating", "no"), { date: found });
  },
};

/** What she brought to the meeting. */
export const brought: Ask = {
  name: "brought",
  open: ({ draft }) => draft.line === undefined,
  options: (_, { say }) => [
    { id: "expected", label: say.line("coop-menu:brought.expected") },
    { id: "absent", label: say.line("coop-menu:brought.absent") },
    { id: OTHER, label: say.line("coop-menu:other.amount") },
  ],
  choose: (id, state) => change(state, { line: id === "expected" ? { expected: true } : { absent: true } }),
  read: readLine,
};

/** `w20 s50`, as behind her number on the sheet. */
function readLine(text: string, state: State, { lexicon, today }: CoopTurn): Change | undefined {
  const result = parse(`${memberNo(state.draft.member?.no ?? 0)} ${text}`, lexicon, { today, mode: "meeting" });
  if (result.kind !== "command" || result.command.action !== "meeting-line") return undefined;
  return change(state, { line: result.command.line });
}
