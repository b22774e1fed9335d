import { DAY } from "../../clock.ts";
import type { Role } from "../../flow/definition.ts";
import type { Graduation } from "../pack/index.ts";
import { LIMITS } from "./limits.ts";

export type CaseKind = "graduate" | "stop" | "review";
/** `proposed`: waits for the check. `returned`: back at the proposer. `agreed`: she is about to be told. `shown`: she knows. */
export type CaseState = "proposed" | "returned" | "agreed" | "shown" | "closed";
export type Decision = "graduate" | "not-yet" | "stop" | "go-on";
export type CaseOutcome = Decision | "withdrawn" | "gone" | "upheld" | "again";

/** A proposal, or a request to look at a decision again, as far as it has come. Instants in ms UTC. */
export type Case = {
  id: string;
  programme: string;
  personId: string;
  kind: CaseKind;
  /** Of a review: the case that was decided. */
  about: string | null;
  state: CaseState;
  round: number;
  by: string;
  openedAt: number;
  toldAt: number | null;
  until: number | null;
  outcome: CaseOutcome | null;
  closedAt: number | null;
};

/** What somebody said to a case in its present round, with her roles then; the newest word of each person counts. */
export type Vote = { by: string; as: readonly Role[]; yes: boolean };

/** In which roles somebody judges a case; empty: in none. Nobody judges her own proposal, and nobody herself. */
export function judgesAs(
  { by, personId }: Pick<Case, "by" | "personId">,
  person: { id: string; roles: readonly Role[] },
  { check }: Pick<Graduation, "check">,
): Role[] {
  if (person.id === by || person.id === personId) return [];
  return [...new Set([check, DECIDES])].filter((role) => person.roles.includes(role));
}

/** The second signature is always a manager's. */
export const DECIDES: Role = "manager";

/** How many different people must say the same. */
export const neededOf = ({ kind }: Pick<Case, "kind">, graduation: Pick<Graduation, "stop-approvals">): number =>
  kind === "stop" ? Math.max(LIMITS.decidersLeast, graduation["stop-approvals"]) : LIMITS.decidersLeast;

/** The last instant at which she may object before it is decided, when she is told now. */
export const objectionEnd = (toldAt: number, graduation: Pick<Graduation, "objection-days">): number =>
  toldAt + Math.max(LIMITS.objectionDaysLeast, graduation["objection-days"]) * DAY;

/**
 * What the votes come to: so many different people of one mind, one of them a manager and one who checks (or a second
 * manager where nobody else does). Undefined: it is open, also when they are of two minds.
 */
export function decisionOf(
  one: Pick<Case, "kind" | "by">,
  votes: readonly Vote[],
  graduation: Pick<Graduation, "check" | "stop-approvals">,
): Decision | undefined {
  const said = new Map(votes.filter(({ by }) => by !== one.by).map((vote) => [vote.by, vote]));
  const all = [...said.values()];
  const agreed = (yes: boolean) => {
    const same = all.filter((vote) => vote.yes === yes);
    const managers = same.filter(({ as }) => as.includes(DECIDES)).length;
    const checkers = same.filter(({ as }) => as.includes(graduation.check)).length;
    return same.length >= neededOf(one, graduation) && managers > 0 && checkers > 0 && same.length === all.length;
  };
  if (agreed(true)) return one.kind === "stop" ? "stop" : "graduate";
  return agreed(false) ? (one.kind === "stop" ? "go-on" : "not-yet") : undefined;
}

/** What somebody who judges may do with a case now. */
export type Due =
  /** Agree that she is told of it, or send it back. */
  | "check"
  /** Say yes or no. */
  | "vote"
  /** She still may object. */
  | "wait"
  /** She has said it already in this round, and others have not. */
  | "voted"
  | "nothing";

export function dueFor(
  one: Case,
  as: readonly Role[],
  { check }: Pick<Graduation, "check">,
  { votes, person, now }: { votes: readonly Vote[]; person: string; now: number },
): Due {
  if (as.length === 0 || one.state === "closed") return "nothing";
  if (one.kind === "review") return as.includes(DECIDES) ? "vote" : "nothing";
  if (one.state === "proposed") return as.includes(check) ? "check" : "nothing";
  if (one.state !== "shown" || one.until === null) return "nothing";
  if (now < one.until) return "wait";
  const own = votes.find(({ by }) => by === person);
  // Who is alone with her word so far has said it; when the other one is of another mind, she may think again.
  return own !== undefined && votes.every(({ yes }) => yes === own.yes) ? "voted" : "vote";
}
