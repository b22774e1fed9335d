import { DAY, HOUR, MINUTE } from "../../clock.ts";
import { Cases } from "../../programme/graduation/cases.ts";
import { Plans } from "../../programme/graduation/plans.ts";
import { addDays, addMonths, dateIn, instantOf } from "../../zones.ts";
import type { DemoPerson } from "../data.ts";
import type { Moment } from "../moments.ts";
import type { DemoProposal } from "./data.ts";
import { type Chapter, instantAgo, personOf, type Tale, voiceOf, withRole, zoneOf } from "./tale.ts";

/** Days after the proposal: the check, her objection, and the two signatures, when her time to object is over. */
const CHECKED_DAYS = 1;
const OBJECTED_DAYS = 5;
/** Her time to object begins when she was told: a day or two after the check. */
const SIGNED_AFTER_DAYS = 2;

/** Proposals from the facilitator's note to the last check, and plans with those who are not there yet. */
export const graduation: Chapter = (tale) => tale.year.graduation.flatMap((one) => proposalOf(tale, one));

type Told = { tale: Tale; given: DemoProposal; person: DemoPerson; facilitator: string; at: number };

function proposalOf(tale: Tale, given: DemoProposal): Moment[] {
  const person = personOf(tale, given.person);
  const { facilitator } = person;
  if (facilitator === undefined) return [];
  const zone = zoneOf(tale, person);
  const today = dateIn(zone, tale.demo.now);
  const at =
    given.days === undefined
      ? instantAgo(tale, zone, given.ago ?? 0, "tuesday", "10:30")
      : instantOf(zone, addDays(today, -given.days), "10:30");
  const told: Told = { tale, given, person, facilitator, at };
  const { stage, programme } = tale;
  const propose = (now: number) => {
    const whom = `${programme}.${stage.id(person.id)}`;
    stage.act(facilitator, "graduation.propose", { whom, kind: "graduate", note: given.note }, now, ["proposed"]);
  };
  return [
    { at, run: propose },
    ...(given.checked ? [checked(told)] : []),
    ...(given.objection === undefined ? [] : [objected(told, given.objection)]),
    ...(given.decided === undefined ? [] : decided(told, given.decided)),
    ...planned(told),
  ];
}

/** Her case that is open. */
function caseOf({ tale, person }: Told): string {
  const { stage, programme, demo } = tale;
  const open = new Cases(demo.db.sqlite).openOf(programme, stage.id(person.id), "proposal");
  if (open === undefined) throw new Error(`the demo has no open proposal of ${person.id}`);
  return open.id;
}

const checked = (told: Told): Moment => ({
  at: told.at + CHECKED_DAYS * DAY,
  run: (now) => {
    const { stage } = told.tale;
    stage.act(withRole(told.tale, "coordinator").id, "graduation.agree", { case: caseOf(told) }, now, ["agreed"]);
  },
});

const objected = (told: Told, objection: string): Moment => ({
  at: told.at + OBJECTED_DAYS * DAY,
  run: (now) => {
    const said = { case: caseOf(told), objection };
    told.tale.stage.act(told.person.id, "graduation.object", said, now, ["objected"]);
  },
});

function decided(told: Told, outcome: NonNullable<DemoProposal["decided"]>): Moment[] {
  const { tale, given, person, at } = told;
  const { stage, demo } = tale;
  const days = demo.pack.graduation?.["objection-days"] ?? 0;
  const signedAt = at + (CHECKED_DAYS + days + SIGNED_AFTER_DAYS) * DAY;
  let of = "";
  const sign = (role: "coordinator" | "manager", wanted: string) => (now: number) => {
    of = of === "" ? caseOf(told) : of;
    const said = outcome === "graduate" ? { sign: "yes" } : { sign: "no", why: given.why ?? given.note };
    stage.act(withRole(tale, role).id, "graduation.sign", { case: of, ...said }, now, [wanted]);
  };
  // The check was the first signature, unless she objected: then both look at everything anew.
  const signs: Moment[] = [
    ...(given.objection === undefined ? [] : [{ at: signedAt, run: sign("coordinator", "counted") }]),
    { at: signedAt + 5 * HOUR, run: sign("manager", outcome) },
  ];
  if (outcome !== "graduate") return signs;
  const refers: Moment = {
    at: signedAt + DAY,
    run: (now) => {
      const chosen = { case: of, way: given.refer ?? "none" };
      stage.act(person.id, "graduation.refer", chosen, now, ["referred", "none"]);
    },
  };
  return [...signs, refers, ...checksOf(told, signedAt + 5 * HOUR)];
}

/** What she says a month later, and three, six, twelve. */
function checksOf({ tale, given, person }: Told, decidedAt: number): Moment[] {
  const zone = zoneOf(tale, person);
  return Object.entries(given.after).map(([written, profit]): Moment => {
    const months = Number(written.slice(1));
    const date = addMonths(dateIn(zone, decidedAt), months);
    return {
      at: instantOf(zone, date, "13:20"),
      run: (now) => {
        const runs =
          profit === "paused" ? { running: "no", wants: "capital" } : { running: "yes", profit, wants: "none" };
        const said = { programme: tale.programme, months, ...runs };
        tale.stage.act(voiceOf(tale, person), "graduation.check-in", said, now, ["kept", "help"]);
      },
    };
  });
}

/** Made with her a week after the decision, and looked at again when its weeks are over. */
function planned({ tale, given, person, facilitator, at }: Told): Moment[] {
  const { stage, programme, demo } = tale;
  const { plan } = given;
  if (plan === undefined) return [];
  const zone = zoneOf(tale, person);
  const madeAt = at + (CHECKED_DAYS + (demo.pack.graduation?.["objection-days"] ?? 0) + 9) * DAY;
  const day = (weeks: number) => addDays(dateIn(zone, madeAt), 7 * weeks);
  const whom = `${programme}.${stage.id(person.id)}`;
  const steps = plan.steps.map((what, no) => ({
    what,
    due: day(Math.ceil(((no + 1) * plan.weeks) / plan.steps.length)),
  }));
  const keep = { whom, steps, cause: plan.cause, evaluate: day(plan.weeks) };
  return [
    { at: madeAt, run: (now) => void stage.act(facilitator, "graduation.plan-keep", keep, now, ["kept"]) },
    {
      at: instantOf(zone, day(plan.weeks), "11:00") + MINUTE,
      run: (now) => {
        const made = new Plans(demo.db.sqlite).newest(programme, stage.id(person.id));
        const done = plan.steps.map((_, no) => `s${no + 1}`).slice(0, -1);
        const said = { plan: made?.id, done, said: plan.evaluation, result: plan.result };
        stage.act(facilitator, "graduation.evaluate", said, now, ["evaluated"]);
      },
    },
  ];
}
