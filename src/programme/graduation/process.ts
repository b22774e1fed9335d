import type { Person } from "../../people/person.ts";
import { withinHours } from "../../zones.ts";
import { type Case, type CaseKind, type Decision, decisionOf, dueFor, judgesAs, type Vote } from "./case.ts";
import { DECIDE, RESULT, SHOWN } from "./duties.ts";
import { recordLevel } from "./levels.ts";
import { LIMITS_MS } from "./limits.ts";
import { assessmentOf, type Graduating, type GraduationParts, graduatingIn, isHere } from "./parts.ts";
import { planChecks, planClosing } from "./planning.ts";
import { type Doing, happened } from "./recording.ts";
import { judgesOf, tellStaff } from "./telling.ts";
import type { WordKind } from "./words-store.ts";

/** Somebody at work: never nobody. */
export type Acting = Doing & { by: Person };

/** What somebody may not do is said kindly by the one who asks; here it is only a name. */
export type Refusal = "gone" | "running" | "not-now" | "same" | "too-early";

const whoOf = (parts: GraduationParts, { personId }: { personId: string }): Person | undefined => {
  const person = parts.people.person(personId);
  return isHere(person) ? person : undefined;
};

/** Opens a proposal, with the note of whoever proposes it. `running`: there is one already, whoever made it. */
export function propose(
  parts: GraduationParts,
  given: { programme: string; person: Person; kind: Exclude<CaseKind, "review">; note: string },
  doing: Acting,
): Refusal | "proposed" {
  const { programme, person, kind, note } = given;
  const graduating = graduatingIn(parts, programme);
  const standing = parts.enrolments.current(programme, person.id)?.as;
  if (graduating === undefined || standing !== "beneficiary" || !isHere(person)) return "gone";
  if (kind === "stop" && !mayStop(parts, programme, person.id)) return "too-early";
  const { by, now } = doing;
  const id = parts.newId();
  const opened = { id, programme, personId: person.id, kind, about: null, by: by.id, openedAt: now };
  if (!parts.cases.open(opened)) return "running";
  const assessment = assessmentOf(parts, graduating, person, now);
  recordLevel(parts, programme, person, assessment, now);
  const data = { case: id, outcome: kind, level: assessment.level.id, round: 1 };
  happened(parts, { programme, personId: person.id }, "proposed", data, doing, person);
  const one = parts.cases.byId(id);
  if (one !== undefined) forCheck(parts, one, note, doing);
  return "proposed";
}

/** A plan was gone through and looked at again, and no proposal was decided since. */
export function mayStop(parts: GraduationParts, programme: string, personId: string): boolean {
  const evaluatedAt = parts.plans.newest(programme, personId)?.evaluatedAt;
  const decidedAt = parts.cases.lastDecided(programme, personId)?.closedAt ?? 0;
  return evaluatedAt != null && evaluatedAt > decidedAt;
}

/** The same case once more, after it was sent back. */
export function proposeAgain(parts: GraduationParts, one: Case, note: string, doing: Acting): Refusal | "proposed" {
  const [person, graduating] = [whoOf(parts, one), graduatingIn(parts, one.programme)];
  if (person === undefined || graduating === undefined) return "gone";
  if (one.state !== "returned" || one.by !== doing.by.id) return "not-now";
  parts.cases.proposeAgain(one.id);
  const { level } = assessmentOf(parts, graduating, person, doing.now);
  const data = { case: one.id, outcome: one.kind, level: level.id, round: one.round + 1 };
  happened(parts, one, "proposed", data, doing, person);
  forCheck(parts, { ...one, round: one.round + 1 }, note, doing);
  return "proposed";
}

function forCheck(parts: GraduationParts, one: Case, note: string, { by, now }: Acting): void {
  write(parts, one, "note", note, by, now);
  const line = { key: `staff.check-${one.kind}`, about: one.personId, by: by.id, mark: markOf(one) };
  tellStaff(parts, judgesOf(parts, one).check, line, now);
}

const markOf = ({ id, round }: Case): string => `${id}:${round}`;

export function write(
  parts: GraduationParts,
  { id, personId }: Pick<Case, "id" | "personId">,
  what: WordKind,
  words: string,
  by: Person,
  at: number,
): void {
  parts.words.add({ of: id, personId, what, by: by.id, words, at });
}

/** The check is done: she is told, and her time to object begins. It is also the first of the signatures. */
export function agree(parts: GraduationParts, one: Case, doing: Acting): Refusal | "agreed" {
  const given = open(parts, one, doing);
  if (given === undefined) return "gone";
  if (one.by === doing.by.id) return "same";
  if (given.due !== "check") return "not-now";
  vote(parts, one, true, given, doing);
  parts.cases.agree(one.id);
  const { zone } = given.person;
  parts.duties.plan({
    key: `${SHOWN}:${markOf(one)}`,
    kind: SHOWN,
    personId: one.personId,
    data: { case: one.id, round: one.round },
    dueAt: withinHours(zone, doing.now, parts.main.hours),
    expiresAt: doing.now + LIMITS_MS.tellWithin,
  });
  return "agreed";
}

/** Back to the proposer, with a reason. She was not told of anything. */
export function giveBack(parts: GraduationParts, one: Case, reason: string, doing: Acting): Refusal | "returned" {
  const given = open(parts, one, doing);
  if (given === undefined) return "gone";
  if (given.due !== "check") return "not-now";
  parts.cases.giveBack(one.id);
  happened(parts, one, "returned", { case: one.id }, doing, given.person);
  write(parts, one, "return", reason, doing.by, doing.now);
  const proposer = parts.people.person(one.by);
  const said = { of: one.id, what: "return" as const };
  const line = { key: "staff.returned", about: one.personId, by: doing.by.id, said, mark: markOf(one) };
  if (proposer !== undefined) tellStaff(parts, [proposer], line, doing.now);
  return "returned";
}

type Open = Graduating & { person: Person; as: ReturnType<typeof judgesAs>; due: ReturnType<typeof dueFor> };

function open(parts: GraduationParts, one: Case, { by, now }: Acting): Open | undefined {
  const [graduating, person] = [graduatingIn(parts, one.programme), whoOf(parts, one)];
  if (graduating === undefined || person === undefined || one.state === "closed") return undefined;
  const { graduation } = graduating;
  const as = judgesAs(one, by, graduation);
  const due = dueFor(one, as, graduation, { votes: votesOf(parts, one), person: by.id, now });
  return { ...graduating, person, as, due };
}

/** What is to be done with it by somebody now. */
export const dueWith = (parts: GraduationParts, one: Case, by: Person, now: number): Open["due"] =>
  open(parts, one, { by, now, source: "" })?.due ?? "nothing";

/** What was said in the present round, the newest word of each. */
export function votesOf({ events }: GraduationParts, one: Case): Vote[] {
  const said = events.all({ programme: one.programme, personId: one.personId, kind: "graduation.voted" });
  const hers = said.filter(({ data }) => data["case"] === one.id && data["round"] === one.round);
  const newest = new Map(hers.map(({ by, data }) => [by ?? "", { yes: data["yes"] === "yes", as: data["as"] }]));
  return [...newest].map(([by, { yes, as }]) => ({ by, yes, as: as as Vote["as"] }));
}

function vote(parts: GraduationParts, one: Case, yes: boolean, { as, person }: Open, doing: Acting): void {
  happened(parts, one, "voted", { case: one.id, yes: yes ? "yes" : "no", round: one.round, as }, doing, person);
}

/**
 * One signature under the decision. `counted`: another one is needed. `divided`: they are of two minds, and talk.
 * `same`: she has said it already, or proposed it.
 */
export function sign(
  parts: GraduationParts,
  one: Case,
  yes: boolean,
  reason: string | undefined,
  doing: Acting,
): Refusal | "counted" | "divided" | Decision {
  const given = open(parts, one, doing);
  if (given === undefined) return "gone";
  if (one.by === doing.by.id || given.due === "voted") return "same";
  if (given.due === "wait") return "too-early";
  if (given.due !== "vote") return "not-now";
  vote(parts, one, yes, given, doing);
  if (reason !== undefined) write(parts, one, "vote", reason, doing.by, doing.now);
  const votes = votesOf(parts, one);
  const decision = decisionOf(one, votes, given.graduation);
  if (decision !== undefined) {
    decide(parts, one, decision, given, doing);
    return decision;
  }
  const { check, decide: managers } = judgesOf(parts, one);
  const divided = votes.some((vote) => vote.yes !== yes);
  const others = [...check, ...managers].filter(({ id }) => id !== doing.by.id && waitsFor(votes, id, yes));
  const key = divided ? "staff.divided" : "staff.sign";
  const line = { key, about: one.personId, by: doing.by.id, mark: `${markOf(one)}:${doing.source}` };
  tellStaff(parts, others, line, doing.now);
  return divided ? "divided" : "counted";
}

const waitsFor = (votes: readonly Vote[], id: string, yes: boolean): boolean =>
  votes.find(({ by }) => by === id)?.yes !== yes;

function decide(parts: GraduationParts, one: Case, decision: Decision, { graduation, person }: Open, doing: Acting) {
  const { now, source } = doing;
  happened(parts, one, "decided", { case: one.id, outcome: decision }, doing, person);
  parts.cases.close(one.id, decision, now);
  const { programme, personId } = one;
  if (decision === "graduate") {
    parts.enrolments.change(programme, personId, "graduate", { since: now, source });
    planChecks(parts, one, graduation, person, now);
  }
  if (decision === "stop") parts.enrolments.change(programme, personId, "stopped", { since: now, source });
  if (decision !== "not-yet") planClosing(parts, one, person, now);
  planResult(parts, one, person, now);
  const proposer = parts.people.person(one.by);
  const line = { key: `staff.decided-${decision}`, about: personId, mark: one.id };
  if (proposer !== undefined) tellStaff(parts, [proposer], line, now);
}

/** She hears what came of it, in her hours. */
export function planResult(parts: GraduationParts, { id, personId }: Case, { zone }: Person, now: number): void {
  parts.duties.plan({
    key: `${RESULT}:${id}`,
    kind: RESULT,
    personId,
    data: { case: id },
    dueAt: withinHours(zone, now, parts.main.hours),
    expiresAt: now + LIMITS_MS.tellWithin,
  });
}

/** Taken back by whoever proposed it; she hears of it when she knew of the proposal. */
export function withdraw(parts: GraduationParts, one: Case, doing: Acting): Refusal | "withdrawn" {
  if (one.state === "closed") return "gone";
  if (one.by !== doing.by.id) return "not-now";
  const person = whoOf(parts, one);
  happened(parts, one, "withdrawn", { case: one.id }, doing, person);
  parts.cases.close(one.id, "withdrawn", doing.now);
  if (person !== undefined && one.toldAt !== null) planResult(parts, one, person, doing.now);
  const { check, decide: managers } = judgesOf(parts, one);
  const line = { key: "staff.withdrawn", about: one.personId, by: doing.by.id, mark: one.id };
  tellStaff(parts, [...check, ...managers], line, doing.now);
  return "withdrawn";
}

/** When her time to object is over, those who judge are told. */
export function planDecide(parts: GraduationParts, one: Case, until: number): void {
  parts.duties.plan({
    key: `${DECIDE}:${markOf(one)}`,
    kind: DECIDE,
    personId: null,
    data: { case: one.id },
    dueAt: until,
    expiresAt: until + LIMITS_MS.tellWithin,
  });
}
