import { LIMITS } from "../../limits.ts";
import type { Entry } from "../journal/entry.ts";
import type { OfficerRole } from "../officers.ts";
import { type Refusal, type Result, refused } from "../operations/operation.ts";
import type { Dispute } from "./disputes.ts";

/** What is known of an entry that a member objects to. */
export type Objection = {
  no: number;
  member: number;
  entry: Entry | undefined;
  /** The number of the entry that took it back. */
  reversedBy: number | undefined;
  /** Her disputes that are open. */
  open: readonly Dispute[];
};

/**
 * Whether a member may object to an entry; pure. An entry of somebody else and one that is not there are refused in the
 * same words, so that nobody learns what others did. Refusals: `dispute-not-yours`, `dispute-reversed`,
 * `dispute-open-already`, `dispute-many`.
 */
export function objecting({ no, member, entry, reversedBy, open }: Objection): Result<{ entry: Entry }> {
  if (entry === undefined || !entry.lines.some((line) => line.member === member))
    return refused("dispute-not-yours", { no });
  if (reversedBy !== undefined) return refused("dispute-reversed", { no, by: reversedBy });
  const before = open.find(({ entryId }) => entryId === entry.id);
  if (before !== undefined) return refused("dispute-open-already", { no, dispute: before.no });
  if (open.length >= LIMITS.openDisputes) return refused("dispute-many", { count: open.length });
  return { ok: true, entry };
}

/** A deposit that a member misses; amount in rupiah. */
export type Missing = {
  amount: number;
  on: string;
  /** The number of an entry of hers with this amount and date. */
  written: number | undefined;
  open: readonly Dispute[];
};

/**
 * Whether a missed deposit makes a case; pure. Refusals: `deposit-written`, `deposit-reported-already`, `dispute-many`.
 */
export function missing({ amount, on, written, open }: Missing): Result<object> {
  if (written !== undefined) return refused("deposit-written", { no: written, amount, date: on });
  const before = open.find((one) => one.kind === "missing" && one.amount === amount && one.on === on);
  if (before !== undefined) return refused("deposit-reported-already", { dispute: before.no, amount, date: on });
  return open.length >= LIMITS.openDisputes ? refused("dispute-many", { count: open.length }) : { ok: true };
}

/** Who wants to end a dispute. */
export type Closer = {
  person: string;
  roles: readonly OfficerRole[];
  /** She is the member herself. */
  herself: boolean;
};

/**
 * What somebody's words do to a dispute: `end` it, or `note` what those say who wrote or checked the entry or keep the
 * box, which another reads before it ends. Of a missed deposit the treasurer and the chair know nothing. Pure. Refusals:
 * `no-such-dispute`, `dispute-over`, `dispute-own`.
 */
export function closing(
  dispute: Dispute | undefined,
  no: number,
  entry: Pick<Entry, "maker" | "checker"> | undefined,
  { person, roles, herself }: Closer,
): Result<{ dispute: Dispute; does: "end" | "note" }> {
  const refusal = notForHer(dispute, no, roles);
  if (dispute === undefined || refusal !== undefined) return { ok: false, refusal: refusal ?? unknown(no) };
  if (herself) return refused("dispute-own", { no });
  const wrote = entry !== undefined && (entry.maker === person || entry.checker === person);
  return { ok: true, dispute, does: wrote || roles.includes("treasurer") ? "note" : "end" };
}

/** What a person with these offices sees of a dispute: a missed deposit is the supervisor's alone. Pure. */
export const mayKnow = ({ kind }: Pick<Dispute, "kind">, roles: readonly OfficerRole[]): boolean =>
  kind === "entry" ||
  (!roles.includes("treasurer") && roles.some((role) => role === "supervisor" || role === "manager"));

function notForHer(dispute: Dispute | undefined, no: number, roles: readonly OfficerRole[]): Refusal | undefined {
  if (dispute === undefined || !mayKnow(dispute, roles)) return unknown(no);
  return dispute.state === "open" ? undefined : { code: "dispute-over", data: { no } };
}

const unknown = (no: number): Refusal => ({ code: "no-such-dispute", data: { no } });
