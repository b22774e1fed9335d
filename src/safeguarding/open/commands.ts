import type { Begun, HearContext, Heard } from "../../conversation/module.ts";
import type { Role } from "../../flow/definition.ts";
import { normalise } from "../../flow/understand/index.ts";
import { LIMITS as CHAT } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import { type Complaint, nextStep, readTicket, SIZES, type Size, type STEPS, ticketOf } from "./complaint.ts";
import type { Parts } from "./parts.ts";
import { classify, close, forStaff, reply, takeStep } from "./work.ts";

/** People whose work complaints may be. */
export const STAFF: readonly Role[] = ["facilitator", "coordinator", "manager", "protection"];

const COMMANDS = ["list", "reply", "size", "step", "close"] as const;
type Command = (typeof COMMANDS)[number];

type Words = { command: Command; no: number | undefined; rest: string };

/**
 * What the staff writes in one line: `KELUHAN`, `KELUHAN K12`, `TANGGAPI K12 ...`, `KELAS K12 kecil`, `LANGKAH K12 ...`,
 * `SELESAI K12 ...`. From anybody else, and without a ticket, these are words like others.
 */
export function hearCommand(parts: Parts, heard: Heard, context: HearContext): "taken" | Begun | undefined {
  const { person } = context;
  if (heard.kind !== "text" || !person.roles.some((role) => STAFF.includes(role))) return undefined;
  const words = readWords(parts, heard.text, person.language);
  if (words === undefined) return undefined;
  const { command, no, rest } = words;
  if (no === undefined) return { flow: "keluhan-masuk", data: {} };
  const complaint = forStaff(parts, no, person);
  if (complaint === undefined) {
    // Her own is for her to read, not to deal with; of any other she hears what she would hear of none.
    if (command === "list" && parts.store.byNo(no)?.personId === person.id) return { flow: "keluhan-saya", data: {} };
    context.tell(person.id, "keluhan:unknown", { ticket: ticketOf(no) });
    return "taken";
  }
  const over = complaint.closedAt !== null;
  if (!over && (command === "list" || rest === "")) return { flow: "keluhan-tiket", data: { ticket: String(no) } };
  const { key, data = {} }: Said = over ? { key: "over" } : carryOut(parts, complaint, words, context);
  context.tell(person.id, `keluhan:${key}`, { ticket: ticketOf(no), ...data });
  return "taken";
}

type Said = { key: string; data?: Record<string, string> };

/** Does it, and gives what is said about it. */
function carryOut(parts: Parts, complaint: Complaint, { command, rest }: Words, context: HearContext): Said {
  const { person, now } = context;
  const word = (key: string) => parts.texts.text(person.language, `keluhan:${key}`);
  if (command === "reply") return { key: reply(parts, complaint, person, rest, context) ? "done.reply" : "done.kept" };
  if (command === "size") {
    const size = sizeOf(parts, rest, person);
    if (size === undefined) return { key: "which-size", data: { heard: rest.slice(0, CHAT.heardBack) } };
    classify(parts, complaint, person, size, context);
    return { key: "done.size", data: { how: word(`size.${size}.how`) } };
  }
  if (command === "step") {
    const due = nextStep(complaint);
    if (due === undefined) return { key: complaint.size === null ? "size-first" : "done.all-steps" };
    takeStep(parts, complaint, person, withoutStep(parts, rest, due, person), now);
    return { key: "done.step", data: { done: word(`step.${due}`) } };
  }
  const missing = close(parts, complaint, person, rest, context);
  return missing === undefined
    ? { key: "done.close" }
    : { key: "steps-first", data: { next: word(`step.${missing}`) } };
}

const LINE = /^\s*(\S+)(?:\s+(k[\s-]?\d{1,6}))?(?:[\s:.,]+([\s\S]*))?$/i;

function readWords({ texts }: Parts, text: string, lang: string): Words | undefined {
  const [, first = "", ticket, rest = ""] = LINE.exec(text) ?? [];
  const word = normalise(first);
  const command = COMMANDS.find((one) => texts.words(lang, `keluhan:words.${one}`).includes(word));
  if (command === undefined) return undefined;
  const no = ticket === undefined ? undefined : readTicket(ticket);
  // "keluhan" alone lists; whatever else goes on without a ticket is a sentence.
  if (no === undefined && (command !== "list" || rest.trim() !== "")) return undefined;
  return { command, no, rest: rest.trim() };
}

const sizeOf = ({ texts }: Parts, text: string, { language }: Person): Size | undefined =>
  SIZES.find((size) => texts.words(language, `keluhan:words.${size}`).includes(normalise(text)));

/** "LANGKAH K12 analisis: sudah ..." names the step that it is anyway. */
function withoutStep({ texts }: Parts, text: string, due: (typeof STEPS)[number], { language }: Person): string {
  const [, first = "", rest = ""] = /^(\S+?)[:.,]?(?:\s+([\s\S]*))?$/.exec(text) ?? [];
  const isName = texts.words(language, `keluhan:words.${due}`).includes(normalise(first));
  return isName ? rest.trim() : text;
}
