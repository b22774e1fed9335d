import { DAY } from "../../clock.ts";
import type { DutyHandler, Reach } from "../../conversation/module.ts";
import { formatDateShort } from "../../flow/understand/index.ts";
import { dateIn } from "../../zones.ts";
import { LIMITS } from "../limits.ts";
import { reachedAt, type Step } from "../rules/deadlines.ts";
import { type ClockKind, isOwed, spanOf } from "./clock.ts";
import { type Complaint, nextStep, ticketOf } from "./complaint.ts";
import { handlersNow, type Parts } from "./parts.ts";
import { languageOf } from "./work.ts";

/** Time runs out, or a conflict rests: those in whose hands it is are told, and later those above them. */
export function reminderDuties(parts: Parts): Record<string, DutyHandler> {
  return {
    "keluhan.due": { run: (data, context) => overdue(parts, data as DueData, context) },
    "keluhan.step": { run: (data, context) => resting(parts, data as RestData, context) },
  };
}

type DueData = { no: number; from: number; clock: ClockKind; step: Step; until: number };
type RestData = { no: number; entry: number };
type Telling = Pick<Reach, "tell"> & { now: number };

function overdue(parts: Parts, { no, from, clock, step, until }: DueData, context: Telling): "done" | Dropped {
  const complaint = parts.store.byNo(no);
  if (complaint === undefined || !isOwed(clock, complaint)) return { dropped: "done already" };
  // After days without power it is one word a duty, and the sharpest one.
  if (context.now >= until) return { dropped: "overtaken" };
  const { zone } = parts.calendar;
  const due = dateIn(zone, reachedAt(spanOf(clock), from, 100, parts.calendar) - 1);
  const told = new Set([...handlersNow(parts, complaint), ...(step === 50 ? [] : above(parts, complaint))]);
  for (const id of told) {
    const data = { ticket: ticketOf(no), date: formatDateShort(due) };
    context.tell(id, `keluhan:due.${clock}.${step === 50 ? "soon" : "late"}`, data, { as: "initiated" });
  }
  return told.size > 0 ? "done" : { dropped: "nobody" };
}

type Dropped = { dropped: string };

function resting(parts: Parts, { no, entry }: RestData, context: Telling): "done" | Dropped | { again: number } {
  const complaint = parts.store.byNo(no);
  const step = complaint === undefined ? undefined : nextStep(complaint);
  if (complaint === undefined || complaint.closedAt !== null) return { dropped: "closed" };
  if (parts.store.entries(no).some((one) => one.no > entry && (one.kind === "step" || one.kind === "size")))
    return { dropped: "moved on" };
  for (const id of handlersNow(parts, complaint)) {
    const next = parts.texts.text(languageOf(parts, id), `keluhan:step.${step ?? "close"}`);
    context.tell(id, "keluhan:rests", { ticket: ticketOf(no), next }, { as: "initiated" });
  }
  return { again: context.now + LIMITS.conflictStepDays * DAY };
}

/** Who looks after those in whose hands it is. */
function above({ directory }: Parts, { personId }: Complaint): string[] {
  const managers = directory.withRole("manager");
  const chosen = managers.length > 0 ? managers : directory.withRole("admin");
  return chosen.flatMap(({ id, status }) => (status === "active" && id !== personId ? [id] : []));
}
