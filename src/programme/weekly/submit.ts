import { RukunError } from "../../errors.ts";
import type { Json } from "../../flow/session.ts";
import type { NewId } from "../../ids.ts";
import { type MemberAnswers, memberAnswers, type Report, type ReportMode } from "./report.ts";
import type { ReportKind, ReportStore } from "./store.ts";
import type { Week } from "./week.ts";

/** What is said of a week, and by whom. */
export type Draft = {
  personId: string;
  week: Week;
  mode: ReportMode;
  byPerson: string;
  helpedBy?: Record<string, string>;
  /** Ms UTC. */
  at: number;
};

export type Submitted = { kind: "saved"; replaced: Report | undefined } | { kind: "unchanged" };

/**
 * Stores a member's report of a week. A second one of the same week becomes a correction that names the first; one
 * that says the same changes nothing. Whoever sends it: the flow, the kader, the demo world.
 */
export function submitMember(
  store: ReportStore,
  newId: NewId,
  draft: Draft,
  said: { profit: number | null; answers: MemberAnswers },
): Submitted {
  const answers = memberAnswers.parse(said.answers);
  if ((answers.running === "yes") !== (said.profit !== null))
    throw new RukunError("report.profit", "a profit belongs to a week in which the business ran, and to no other");
  return save(store, newId, draft, "beneficiary", said.profit, answers);
}

/** Stores a facilitator's report of a week, by the same rule. */
export function submitFacilitator(
  store: ReportStore,
  newId: NewId,
  draft: Draft,
  answers: Record<string, Json>,
): Submitted {
  return save(store, newId, draft, "facilitator", null, answers);
}

function save(
  store: ReportStore,
  newId: NewId,
  draft: Draft,
  kind: ReportKind,
  profit: number | null,
  given: Record<string, Json | undefined>,
): Submitted {
  const before = store.current(draft.personId, draft.week, kind);
  // What a correction does not ask again stays as it was said.
  const answers = { ...before?.answers, ...defined(given) };
  if (before !== undefined && before.profit === profit && sameAnswers(before.answers, answers))
    return { kind: "unchanged" };
  const { helpedBy = {}, ...rest } = draft;
  store.add({ ...rest, id: newId(), kind, profit, answers, helpedBy, replaces: before?.id ?? null });
  return { kind: "saved", replaced: before };
}

function defined(given: Record<string, Json | undefined>): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(given)) if (value !== undefined) kept[name] = value;
  return kept;
}

/** Figures that Rukun filled in are no answers: they move while nobody changes a word. */
const FILLED_IN = "figures";

function sameAnswers(a: Readonly<Record<string, Json>>, b: Readonly<Record<string, Json>>): boolean {
  const plain = (answers: Readonly<Record<string, Json>>) =>
    JSON.stringify(
      Object.entries(answers)
        .filter(([name, value]) => name !== FILLED_IN && value !== null)
        .sort(([x], [y]) => (x < y ? -1 : 1)),
    );
  return plain(a) === plain(b);
}
