import { DAY } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Json } from "../../flow/session.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { withinHours } from "../../zones.ts";
import { formKind } from "../forms/data.ts";
import { hasFinished, SATISFACTION_FLOW, satisfactionForm } from "../satisfaction.ts";
import { type Case, objectionEnd } from "./case.ts";
import { dayOf } from "./case-told.ts";
import { CHECK, CLOSING, DECIDE, EVALUATE, PLANNED, RESULT, SHOWN, STAFF, STEP } from "./duties.ts";
import { assessmentOf, calledOf, type GraduationParts, graduatingIn, isHere } from "./parts.ts";
import { planDecide } from "./process.ts";
import { happened } from "./recording.ts";
import { resultWords } from "./result.ts";
import { carersOf, judgesOf, laterFor, readOut, reads, type StaffLine, tellHer, tellStaff } from "./telling.ts";
import { evidenceText, lineIn, planText } from "./told.ts";

type Result = ReturnType<DutyHandler["run"]>;
type Data = Record<string, Json>;

/** What falls due on the way to graduation, and after it. */
export function graduationDuties(parts: GraduationParts): Record<string, DutyHandler> {
  const handlers: Record<string, (parts: GraduationParts, data: Data, context: DutyContext) => Result> = {
    [SHOWN]: show,
    [DECIDE]: timeToDecide,
    [RESULT]: tellResult,
    [STAFF]: staff,
    [PLANNED]: planTold,
    [STEP]: stepDue,
    [EVALUATE]: evaluateDue,
    [CHECK]: check,
    [CLOSING]: closing,
  };
  const entries = Object.entries(handlers).map(([kind, run]): [string, DutyHandler] => [
    kind,
    { run: (data, context) => run(parts, data, context) },
  ]);
  return Object.fromEntries(entries);
}

const GONE = { dropped: "gone" };

/** She hears of the proposal, what it rests on, and until when she may object. */
function show(parts: GraduationParts, data: Data, context: DutyContext): Result {
  const one = parts.cases.byId(String(data["case"]));
  if (one?.state !== "agreed" || one.round !== data["round"]) return { dropped: "changed" };
  const [person, graduating] = [parts.people.person(one.personId), graduatingIn(parts, one.programme)];
  if (!isHere(person) || graduating === undefined) return close(parts, one, context.now);
  const until = objectionEnd(context.now, graduating.graduation);
  const line = lineIn(parts.texts, person.language);
  const assessment = assessmentOf(parts, graduating, person, context.now);
  const words = {
    called: calledOf(person),
    programme: graduating.pack.name,
    date: dayOf(person, until),
    evidence: evidenceText(graduating, assessment, line),
    reason: parts.words.last(one.id, "note") ?? "-",
  };
  const told = tellHer(parts, person, `shown-${one.kind}`, words, context);
  if ("again" in told) return told;
  parts.cases.shown(one.id, context.now, until);
  const doing = { by: null, now: context.now, source: context.key };
  happened(parts, one, "shown", { case: one.id, round: one.round }, doing, person);
  planDecide(parts, one, until);
  return "done";
}

/** Whoever was erased or has left is decided about no more. */
function close(parts: GraduationParts, one: Case, now: number): Result {
  parts.cases.close(one.id, "gone", now);
  return GONE;
}

function timeToDecide(parts: GraduationParts, data: Data, { now }: DutyContext): Result {
  const one = parts.cases.byId(String(data["case"]));
  if (one?.state !== "shown") return { dropped: "changed" };
  const person = parts.people.person(one.personId);
  if (!isHere(person)) return close(parts, one, now);
  const { check, decide } = judgesOf(parts, one);
  const line = { key: "staff.decide", about: one.personId, mark: `${one.id}:${one.round}` };
  tellStaff(parts, [...check, ...decide], line, now);
  return "done";
}

/** Who graduated is asked where she wants to go on; everything else is told, and a carer follows it up. */
function tellResult(parts: GraduationParts, data: Data, context: DutyContext): Result {
  const one = parts.cases.byId(String(data["case"]));
  const person = one === undefined ? undefined : parts.people.person(one.personId);
  if (one === undefined || !isHere(person)) return GONE;
  if (one.outcome === "graduate" && reads(parts, person)) {
    const later = laterFor(parts, person, context.now, true);
    if (later !== undefined) return later;
    if (context.begin(person.id, "graduation-result", { case: one.id }, { as: "initiated" })) return "done";
  }
  const { key, words } = resultWords(parts, one, person);
  const told = tellHer(parts, person, key, words, context, true);
  return "again" in told ? told : "done";
}

function staff(parts: GraduationParts, data: Data, { personId, now, tell }: DutyContext): Result {
  const person = personId === null ? undefined : parts.people.person(personId);
  const line = data as StaffLine;
  const whose = parts.people.person(line.about);
  if (person?.status !== "active" || !isHere(whose)) return GONE;
  const openAt = withinHours(person.zone, now, parts.main.hours);
  if (openAt > now) return { again: openAt };
  const words = {
    ...line.words,
    called: calledOf(person),
    who: calledOf(whose),
    by: calledOf(parts.people.person(line.by ?? "")),
    text: (line.said === undefined ? undefined : parts.words.last(line.said.of, line.said.what)) ?? "-",
  };
  return tell(person.id, `graduation:${line.key}`, words) ? "done" : { again: now + DAY };
}

function planTold(parts: GraduationParts, data: Data, context: DutyContext): Result {
  const plan = parts.plans.byId(String(data["plan"]));
  const person = plan === undefined ? undefined : parts.people.person(plan.personId);
  if (plan === undefined || !isHere(person)) return GONE;
  const steps = planText(plan, lineIn(parts.texts, person.language));
  const told = tellHer(parts, person, "plan.told", { called: calledOf(person), steps }, context);
  return "again" in told ? told : "done";
}

/** Who made the plan, or whoever looks after her by now. */
function withPlan(
  parts: GraduationParts,
  data: Data,
  { now }: DutyContext,
  tell: (
    person: Person,
    facilitator: Person,
    plan: NonNullable<ReturnType<GraduationParts["plans"]["byId"]>>,
  ) => Result,
): Result {
  const plan = parts.plans.byId(String(data["plan"]));
  const person = plan === undefined ? undefined : parts.people.person(plan.personId);
  if (plan === undefined || plan.evaluatedAt !== null || !isHere(person)) return GONE;
  const carers = parts.directory.carers(person.id, "facilitator");
  const facilitator = carers.find(({ id }) => id === plan.by) ?? carers[0] ?? parts.people.person(plan.by);
  if (facilitator?.status !== "active") return { again: now + DAY };
  const openAt = withinHours(facilitator.zone, now, parts.main.hours);
  return openAt > now ? { again: openAt } : tell(person, facilitator, plan);
}

function stepDue(parts: GraduationParts, data: Data, context: DutyContext): Result {
  return withPlan(parts, data, context, (person, facilitator, plan) => {
    const step = plan.steps.find(({ no }) => no === data["no"]);
    if (step === undefined || step.doneAt !== null) return { dropped: "done" };
    const words = {
      called: calledOf(facilitator),
      who: calledOf(person),
      what: step.what,
      date: formatDate(step.dueOn),
    };
    return context.tell(facilitator.id, "graduation:staff.step", words) ? "done" : { again: context.now + DAY };
  });
}

function evaluateDue(parts: GraduationParts, data: Data, context: DutyContext): Result {
  return withPlan(parts, data, context, (person, facilitator, plan) => {
    const words = { called: calledOf(facilitator), who: calledOf(person), date: formatDate(plan.evaluateOn) };
    return context.tell(facilitator.id, "graduation:staff.evaluate", words) ? "done" : { again: context.now + DAY };
  });
}

/** A short conversation; who cannot be asked is somebody's task. */
function check(parts: GraduationParts, data: Data, context: DutyContext): Result {
  const one = parts.cases.byId(String(data["case"]));
  const person = one === undefined ? undefined : parts.people.person(one.personId);
  if (one === undefined || !isHere(person)) return GONE;
  if (parts.enrolments.current(one.programme, person.id)?.as !== "graduate") return { dropped: "no graduate" };
  const months = Number(data["months"]);
  if (reads(parts, person) && !parts.directory.hasOptedOut(person.id, "reports")) {
    const later = laterFor(parts, person, context.now);
    if (later !== undefined) return later;
    const given = { programme: one.programme, months };
    if (context.begin(person.id, "graduation-check-in", given, { as: "initiated" })) return "done";
  }
  const text = parts.texts.text(person.language, "graduation:check-aloud", { months });
  const told = readOut(parts, person, text, context);
  if ("again" in told) return told;
  const helper = carersOf(parts, person.id)[0];
  if (!parts.tasks.isWaiting("callback", person.id))
    parts.tasks.open({
      id: context.newId(),
      kind: "callback",
      personId: person.id,
      helperId: helper?.id ?? null,
      at: context.now,
    });
  return "done";
}

/** She alone answers it: who has no phone here, or wants no messages, is not asked by those whom she would judge. */
function closing(parts: GraduationParts, data: Data, context: DutyContext): Result {
  const { now, personId } = context;
  const person = parts.people.person(personId ?? "");
  const programme = String(data["programme"]);
  if (!isHere(person)) return GONE;
  const form = satisfactionForm(parts.packs.get(programme));
  if (form === undefined || !hasFinished(parts.enrolments, programme, person.id)) return { dropped: "changed" };
  const told = parts.events.last({ programme, kind: formKind(form.id), personId: person.id });
  if (told !== undefined && told.at >= Number(data["since"])) return { dropped: "answered" };
  const isUnwilling = parts.directory.hasOptedOut(person.id, "reports") || parts.members.refusesReports(person.id);
  if (!reads(parts, person) || isUnwilling) return { dropped: "not asked" };
  const later = laterFor(parts, person, now);
  if (later !== undefined) return later;
  const begun = context.begin(person.id, SATISFACTION_FLOW, { finished: programme }, { as: "initiated" });
  return begun ? "done" : { dropped: "unreachable" };
}
