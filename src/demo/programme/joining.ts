import { DAY, HOUR, MINUTE } from "../../clock.ts";
import type { Json } from "../../flow/session.ts";
import { CampaignStore } from "../../programme/socialisation/campaign/store.ts";
import { dateIn } from "../../zones.ts";
import type { Moment } from "../moments.ts";
import { chance, onceIn } from "./chance.ts";
import { type Chapter, instantAgo, type Member, membersOf, type Tale, withRole, zoneOf } from "./tale.ts";

/** Days after the message until somebody asks, understood, registers. */
const ASKED_DAYS = 2;
const REGISTERED_DAYS = 5;

/** How people came to the programme: a message, their questions, the two of ours, a registration, a human's decision. */
export const joining: Chapter = (tale) => [
  ...tale.year.campaigns.flatMap((one) => campaign(tale, one)),
  ...membersOf(tale).flatMap((one) => ofMember(tale, one)),
  ...tale.year.questions.map(({ person, ago, faq }): Moment => {
    const entry = `${tale.programme}/${faq}`;
    const at = instantAgo(tale, tale.demo.pack.zone, ago, "wednesday", "19:10");
    return { at, run: (now) => void tale.stage.act(person, "ask.told", { entry, helped: "yes" }, now, ["yes"]) };
  }),
];

/** One message to everybody of a cohort with a phone, as it went out and arrived. */
function campaign(tale: Tale, given: Tale["year"]["campaigns"][number]): Moment[] {
  const { stage, demo, programme, year } = tale;
  const cohort = year.cohorts.find(({ name }) => name === given.cohort);
  const text = demo.pack.calendar?.audiences.find(({ id }) => id === given.audience)?.message;
  if (cohort === undefined || text === undefined) return [];
  const at = instantAgo(tale, demo.pack.zone, cohort.heard, "monday", "09:30");
  const run = (now: number) => {
    const { newId, events } = stage.parts;
    const store = new CampaignStore(demo.db.sqlite);
    const made = { id: newId(), programme, activity: "pesan", audience: given.audience, text, filters: {} };
    const by = { byPerson: stage.id(given.by), approvedBy: null, approvedAt: now };
    store.add({ ...made, ...by, state: "sent", createdAt: now, expiresAt: now + 14 * DAY });
    for (const { person } of membersOf(tale, [cohort.name])) {
      const personId = stage.id(person.id);
      const village = person.village;
      if (!stage.hasPhone(person.id)) {
        store.put(made.id, personId, "left-out", "no-phone");
        continue;
      }
      store.put(made.id, personId, "sent");
      events.record({
        ...{ programme, personId, village, kind: "socialisation.reached", mode: "system" },
        ...{ on: dateIn(zoneOf(tale, person), now), at: now, source: `campaign:${made.id}` },
        data: { activity: made.activity, audience: given.audience },
      });
    }
  };
  return [{ at, run }];
}

function ofMember(tale: Tale, { person, cohort, turn }: Member): Moment[] {
  const { stage, demo } = tale;
  const heard = instantAgo(tale, zoneOf(tale, person), cohort.heard, "monday", "10:00") + turn * 11 * MINUTE;
  const act = (name: string, args: Record<string, unknown>, at: number, wanted?: readonly string[]) =>
    stage.act(person.id, name, args, at, wanted);
  const { calendar, eligibility } = demo.pack;
  const items = calendar?.check.length ?? 0;
  const answers = Object.fromEntries(
    eligibility.flatMap(({ id, ask, fits = "yes" }) => (ask === undefined ? [] : [[id, fits]])),
  );
  const state = (what: string, right: number) => ({ programme: tale.programme, what, at: 0, answers, right });
  const right = onceIn(6, `understood ${person.id}`) ? items - 1 : items;
  let application: Json;
  const asks: Moment[] = [
    { at: heard + ASKED_DAYS * DAY, run: (at) => void act("joining.open", {}, at) },
    {
      at: heard + ASKED_DAYS * DAY + 6 * MINUTE,
      run: (at) => void act("joining.understood", { state: state("check", right) }, at),
    },
  ];
  // Of who only waits, some have not decided yet.
  if (cohort.began === undefined && chance(`registers ${person.id}`) < 0.4) return asks;
  const registers: Moment = {
    at: heard + REGISTERED_DAYS * DAY + 3 * HOUR,
    run: (at) => {
      application = act("joining.submit", { conditions: state("conditions", 0) }, at)["application"] ?? null;
    },
  };
  if (cohort.began === undefined) return [...asks, registers];
  const begins: Moment = {
    at: instantAgo(tale, zoneOf(tale, person), cohort.began, "monday", "09:00") + turn * 7 * MINUTE,
    run: (at) => {
      const decision = { application, decision: "accept", reason: cohort.reason };
      stage.act(withRole(tale, "coordinator").id, "joining.decide", decision, at, ["told", "unreachable"]);
      enrolIn(tale, person.id, cohort.name, at);
    },
  };
  return [...asks, registers, begins];
}

/** The registration knows no cohort: the office says afterwards who began together. */
function enrolIn({ stage, programme }: Tale, person: string, cohort: string, since: number): void {
  const personId = stage.id(person);
  stage.parts.enrolments.enrol({ programme, personId, as: "beneficiary", since, cohort, source: `cohort:${cohort}` });
}
