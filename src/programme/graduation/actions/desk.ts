import { z } from "zod";
import { type Action, action } from "../../../conversation/module.ts";
import { LIMITS as CHAT } from "../../../limits.ts";
import type { Person } from "../../../people/person.ts";
import type { Assessment } from "../assessment.ts";
import { type Case, judgesAs } from "../case.ts";
import { dayOf, labelOf } from "../case-told.ts";
import { answerReview } from "../objecting.ts";
import { assessmentOf, calledOf, type Graduating, type GraduationParts, graduatingIn, isHere } from "../parts.ts";
import { agree, dueWith, giveBack, proposeAgain, sign, withdraw } from "../process.ts";
import { evidenceText, type Line, lineIn } from "../told.ts";
import { actingIn } from "./propose.ts";

/** What waits for somebody: to check, to decide, to answer; and her own proposals. */
export function deskActions(parts: GraduationParts): Record<string, Action> {
  return {
    "graduation.desk": desk(parts),
    "graduation.case": show(parts),
    "graduation.agree": agreed(parts),
    "graduation.give-back": givenBack(parts),
    "graduation.sign": signed(parts),
    "graduation.again": again(parts),
    "graduation.withdraw": withdrawn(parts),
    "graduation.answer": answered(parts),
  };
}

function desk(parts: GraduationParts): Action {
  return action({
    args: z.object({}),
    outcomes: ["some", "none"],
    gives: ["cases"],
    run: (_, { person }) => {
      const line = lineIn(parts.texts, person.language);
      const cases = parts.cases
        .allOpen()
        .filter((one) => mayRead(parts, one, person))
        .slice(0, CHAT.listOptions)
        .map((one) => ({ id: one.id, label: labelOf(one, calledOf(parts.people.person(one.personId)), line) }));
      return cases.length === 0 ? { outcome: "none" } : { outcome: "some", data: { cases } };
    },
  });
}

const WAITS: ReadonlySet<string> = new Set(["review", "returned", "check", "vote", "vote-stop"]);

/** Cases that wait for somebody now: to be checked, decided, answered, or proposed anew. */
export function waitingCases(parts: GraduationParts, person: Person, now: number): Case[] {
  const hers = parts.cases.allOpen().filter((one) => mayRead(parts, one, person));
  return hers.filter((one) => WAITS.has(dueOf(parts, one, person, now)));
}

/** Her own proposals, and what she may judge. Of people who are gone there is nothing to read. */
function mayRead(parts: GraduationParts, one: Case, person: Person): boolean {
  const graduating = graduatingIn(parts, one.programme);
  if (graduating === undefined || !isHere(parts.people.person(one.personId))) return false;
  if (one.kind === "review") return person.roles.includes("manager") && one.personId !== person.id;
  return one.by === person.id || judgesAs(one, person, graduating.graduation).length > 0;
}

function caseFor(parts: GraduationParts, id: string, person: Person): Case | undefined {
  const one = parts.cases.byId(id);
  return one !== undefined && one.state !== "closed" && mayRead(parts, one, person) ? one : undefined;
}

function show(parts: GraduationParts): Action {
  return action({
    args: z.object({ case: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["who", "told", "due", "until"],
    run: ({ case: id }, { person, now }) => {
      const one = caseFor(parts, id, person);
      const whose = one === undefined ? undefined : parts.people.person(one.personId);
      const graduating = one === undefined ? undefined : graduatingIn(parts, one.programme);
      if (one === undefined || whose === undefined || graduating === undefined) return { outcome: "gone" };
      const line = lineIn(parts.texts, person.language);
      const assessment = assessmentOf(parts, graduating, whose, now);
      const evidence = evidenceText(graduating, assessment, line);
      const changed = changedSince(parts, one, graduating, assessment, line);
      const head = line(`desk.${one.kind}`, {
        who: calledOf(whose),
        programme: graduating.pack.name,
        by: calledOf(parts.people.person(one.by)),
        date: dayOf(person, one.openedAt),
      });
      const told = [head, ...changed, evidence, ...wordLines(parts, one, line)].join("\n\n");
      const until = one.until === null ? "" : dayOf(person, one.until);
      return { outcome: "ok", data: { who: calledOf(whose), told, due: dueOf(parts, one, person, now), until } };
    },
  });
}

/** Evidence goes on after a proposal: whoever judges it is told where it was another level then. */
function changedSince(
  { events }: GraduationParts,
  { id, programme, personId }: Case,
  { graduation }: Graduating,
  { level }: Assessment,
  line: Line,
): string[] {
  const proposed = events.all({ programme, personId, kind: "graduation.proposed" });
  const then = proposed.findLast(({ data }) => data["case"] === id)?.data["level"];
  if (then === undefined || then === level.id) return [];
  const name = graduation.levels.find((one) => one.id === then)?.name ?? String(then);
  return [line("desk.changed", { before: name, now: level.name })];
}

/** Notes, reasons and objections of a case; of a review also those of what it is about. */
function wordLines({ words, people }: GraduationParts, { id, about }: Case, line: Line): string[] {
  return [...(about === null ? [] : words.of(about)), ...words.of(id)].map(({ what, by, words: said }) =>
    line(`word.${what}`, { by: calledOf(people.person(by)), words: said }),
  );
}

function dueOf(parts: GraduationParts, one: Case, person: Person, now: number): string {
  if (one.kind === "review") return "review";
  if (one.by === person.id) return one.state === "returned" ? "returned" : "own";
  const due = dueWith(parts, one, person, now);
  return due === "vote" && one.kind === "stop" ? "vote-stop" : due;
}

const ofCase = z.object({ case: z.string() });
const REFUSED = ["gone", "not-now", "same", "too-early"] as const;
const refusal = (outcome: string) => ({ outcome: outcome === "running" ? "not-now" : outcome });

function agreed(parts: GraduationParts): Action {
  return action({
    args: ofCase,
    outcomes: ["agreed", ...REFUSED],
    writes: true,
    run: ({ case: id }, context) => {
      const one = caseFor(parts, id, context.person);
      return one === undefined ? { outcome: "gone" } : refusal(agree(parts, one, actingIn(context)));
    },
  });
}

function givenBack(parts: GraduationParts): Action {
  return action({
    args: ofCase.extend({ reason: z.string() }),
    outcomes: ["returned", ...REFUSED],
    writes: true,
    run: ({ case: id, reason }, context) => {
      const one = caseFor(parts, id, context.person);
      return one === undefined ? { outcome: "gone" } : refusal(giveBack(parts, one, reason, actingIn(context)));
    },
  });
}

function signed(parts: GraduationParts): Action {
  return action({
    args: ofCase.extend({ sign: z.enum(["yes", "no", "stop", "go-on", "later"]), why: z.string().optional() }),
    outcomes: ["counted", "divided", "graduate", "not-yet", "stop", "go-on", ...REFUSED],
    writes: true,
    run: ({ case: id, sign: said, why }, context) => {
      if (said === "later") return { outcome: "not-now" };
      const one = caseFor(parts, id, context.person);
      if (one === undefined) return { outcome: "gone" };
      return refusal(sign(parts, one, said === "yes" || said === "stop", why, actingIn(context)));
    },
  });
}

function again(parts: GraduationParts): Action {
  return action({
    args: ofCase.extend({ note: z.string() }),
    outcomes: ["proposed", ...REFUSED],
    writes: true,
    run: ({ case: id, note }, context) => {
      const one = caseFor(parts, id, context.person);
      return one === undefined ? { outcome: "gone" } : refusal(proposeAgain(parts, one, note, actingIn(context)));
    },
  });
}

function withdrawn(parts: GraduationParts): Action {
  return action({
    args: ofCase,
    outcomes: ["withdrawn", ...REFUSED],
    writes: true,
    run: ({ case: id }, context) => {
      const one = caseFor(parts, id, context.person);
      return one === undefined ? { outcome: "gone" } : refusal(withdraw(parts, one, actingIn(context)));
    },
  });
}

function answered(parts: GraduationParts): Action {
  return action({
    args: ofCase.extend({ finding: z.enum(["upheld", "again", "later"]), answer: z.string() }),
    outcomes: ["answered", ...REFUSED],
    writes: true,
    run: ({ case: id, finding, answer }, context) => {
      if (finding === "later") return { outcome: "not-now" };
      const one = caseFor(parts, id, context.person);
      return one === undefined
        ? { outcome: "gone" }
        : refusal(answerReview(parts, one, finding, answer, actingIn(context)));
    },
  });
}
