import { addDays } from "../../zones.ts";
import { LIMITS } from "../limits.ts";
import type { Category, Severity } from "./severity.ts";

export const OUTCOMES = ["terbukti", "tidak_terbukti", "kurang_info", "dirujuk", "dicabut", "luar_lingkup"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `dimusnahkan` is no row any more: what is left of it is a count. */
export type Status = "baru" | "dibaca" | "ditangani" | "menunggu_pelapor" | "dirujuk" | "selesai" | "dibuka_lagi";

/** How a case stands. Dates YYYY-MM-DD; null: not yet. */
export type CaseState = {
  category: Category;
  severity: Severity;
  status: Status;
  outcome: Outcome | null;
  receivedOn: string;
  readOn: string | null;
  acknowledgedOn: string | null;
  plannedOn: string | null;
  updatedOn: string | null;
  closedOn: string | null;
  reporterOn: string | null;
  unread: boolean;
};

/** A case to which nothing has happened yet. */
export const newCase = (given: Pick<CaseState, "category" | "severity" | "receivedOn">): CaseState => ({
  ...given,
  status: "baru",
  outcome: null,
  readOn: null,
  acknowledgedOn: null,
  plannedOn: null,
  updatedOn: null,
  closedOn: null,
  reporterOn: null,
  unread: false,
});

/** What happens to a case. */
export type CaseEvent =
  | { kind: "read" | "acknowledged" | "planned" | "updated" | "handled" | "waiting" | "referred" | "reopened" }
  | { kind: "closed"; outcome: Outcome }
  /** The reporter wrote again. */
  | { kind: "reporter-wrote" }
  /** She takes it back, after it was read. */
  | { kind: "withdrawn" };

/**
 * What a case becomes by what happens on a day, or undefined where that cannot happen to it: a case must have been read
 * before anything else, and a closed one can only be opened again, for two weeks. Pure.
 */
export function afterEvent(state: CaseState, event: CaseEvent, today: string): CaseState | undefined {
  if (event.kind === "reporter-wrote") return afterReporter(state, today);
  if (event.kind === "reopened") return mayReopen(state, today) ? reopened(state) : undefined;
  if (event.kind === "read") return read(state, today);
  if (state.readOn === null || state.status === "selesai") return undefined;
  switch (event.kind) {
    case "acknowledged":
      return { ...state, acknowledgedOn: state.acknowledgedOn ?? today, updatedOn: today };
    case "planned":
      return { ...state, status: "ditangani", plannedOn: state.plannedOn ?? today, updatedOn: today };
    case "updated":
      return { ...state, updatedOn: today };
    case "handled":
      return { ...state, status: "ditangani", updatedOn: today };
    case "waiting":
      return { ...state, status: "menunggu_pelapor", updatedOn: today };
    case "referred":
      return { ...state, status: "dirujuk", updatedOn: today };
    case "closed":
      return state.unread ? undefined : closed(state, event.outcome, today);
    case "withdrawn":
      return closed({ ...state, unread: false }, "dicabut", today);
  }
}

const read = (state: CaseState, today: string): CaseState => ({
  ...state,
  status: state.status === "baru" ? "dibaca" : state.status,
  readOn: state.readOn ?? today,
  unread: false,
});

const closed = (state: CaseState, outcome: Outcome, today: string): CaseState => ({
  ...state,
  status: "selesai",
  outcome,
  closedOn: today,
  updatedOn: today,
});

const reopened = (state: CaseState): CaseState => ({ ...state, status: "dibuka_lagi", outcome: null, closedOn: null });

function afterReporter(state: CaseState, today: string): CaseState | undefined {
  const told = { ...state, reporterOn: today, unread: true };
  if (state.status === "selesai") return mayReopen(state, today) ? reopened(told) : undefined;
  return state.status === "menunggu_pelapor" ? { ...told, status: "ditangani" } : told;
}

/** Within two weeks of its closing. */
export const mayReopen = ({ status, closedOn }: CaseState, today: string): boolean =>
  status === "selesai" && closedOn !== null && today <= addDays(closedOn, LIMITS.reopenDays);

/**
 * May a case be destroyed on a day? Ninety days after its closing, and never while something in it is unread or the
 * reporter has written within two weeks. Pure.
 */
export function mayDestroy({ status, closedOn, readOn, unread, reporterOn }: CaseState, today: string): boolean {
  if (status !== "selesai" || closedOn === null || readOn === null || unread) return false;
  if (reporterOn !== null && today <= addDays(reporterOn, LIMITS.reopenDays)) return false;
  return today >= addDays(closedOn, LIMITS.keepClosedDays);
}
