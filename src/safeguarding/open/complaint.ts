import { addDays } from "../../zones.ts";
import { LIMITS } from "../limits.ts";

/** What may be complained of openly: a service, or anything else. The other categories are for Kotak Suara alone. */
export const OPEN_CATEGORIES = [6, 0] as const;
export type OpenCategory = (typeof OPEN_CATEGORIES)[number];

/** How large a conflict is: clarified by a facilitator, mediated by a coordinator, or a dialogue with tokoh and adat. */
export const SIZES = ["small", "medium", "large"] as const;
export type Size = (typeof SIZES)[number];

/** The way of a conflict, in this order. */
export const STEPS = ["identify", "analyse", "settle", "document"] as const;
export type ConflictStep = (typeof STEPS)[number];

/** A complaint as it stands; instants are ms UTC. */
export type Complaint = {
  no: number;
  personId: string;
  category: OpenCategory;
  unitId: string | null;
  size: Size | null;
  step: ConflictStep | null;
  openedAt: number;
  readAt: number | null;
  acknowledgedAt: number | null;
  closedAt: number | null;
};

/** `K0012` */
export const ticketOf = (no: number): string => `K${String(no).padStart(4, "0")}`;

/** A ticket as it is typed: `K0012`, `k12`, `K-12`; undefined when it is none. */
export function readTicket(text: string): number | undefined {
  const [, digits] = /^k[\s-]?0*(\d{1,6})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** What is to be done next about a conflict; undefined when all steps are, or it is none. */
export function nextStep({ size, step }: Pick<Complaint, "size" | "step">): ConflictStep | undefined {
  if (size === null) return undefined;
  return STEPS[step === null ? 0 : STEPS.indexOf(step) + 1];
}

/** How it stands, in one word. */
export type Standing = "new" | "read" | "acknowledged" | ConflictStep | "closed";
export function standingOf({ closedAt, step, acknowledgedAt, readAt }: Complaint): Standing {
  if (closedAt !== null) return "closed";
  if (step !== null) return step;
  if (acknowledgedAt !== null) return "acknowledged";
  return readAt === null ? "new" : "read";
}

/** May it be told more? As long as it is open, and two weeks after; dates YYYY-MM-DD. */
export const takesMore = (closedOn: string | null, today: string): boolean =>
  closedOn === null || today <= addDays(closedOn, LIMITS.reopenDays);

/** The people around a complaint, by what they are to who complained: their ids. */
export type Around = {
  /** Hers. */
  facilitators: readonly string[];
  /** Of her facilitators, or all where these have none. */
  coordinators: readonly string[];
  managers: readonly string[];
  protection: readonly string[];
};

/**
 * In whose hands a complaint is. Where there is nobody in an office, the next one has it; she herself never has her own.
 * Before somebody said how large it is, it is with the coordinator and not with her facilitator, whom it may be about.
 */
export function handlersOf({ size, personId }: Pick<Complaint, "size" | "personId">, around: Around): string[] {
  const { facilitators, coordinators, managers, protection } = around;
  const large = [...managers, ...protection];
  const order = size === "small" ? [facilitators, coordinators, large] : [coordinators, large];
  const offices = size === "large" ? [large, coordinators] : order;
  const found = offices.map((ids) => others(ids, personId)).find((ids) => ids.length > 0);
  return found ?? [];
}

/** Who may read it: in whose hands it is, and who looks after these. */
export const readersOf = (complaint: Pick<Complaint, "size" | "personId">, around: Around): string[] =>
  others([...handlersOf(complaint, around), ...around.coordinators, ...around.managers], complaint.personId);

const others = (ids: readonly string[], self: string): string[] => [...new Set(ids)].filter((id) => id !== self);
