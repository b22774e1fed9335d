import { z } from "zod";
import { DAY } from "../clock.ts";
import { type Action, type ActionContext, action, type DutyHandler } from "../conversation/module.ts";
import { ROLES } from "../flow/definition.ts";
import { setAccess } from "../people/access.ts";
import type { Purpose } from "../people/directory.ts";
import { MANNERS } from "../people/manner.ts";
import { withinHours, type Zone, zoneOf } from "../zones.ts";
import { CONSENT_VERSION, type Parts } from "./parts.ts";

const OTHER_VILLAGE = "other";
/** Villages shown in one list; the rest is written by hand. */
const MOST_VILLAGES = 8;

const TITLES = ["ibu", "bapak", "kakak", "plain"] as const;
const DIFFICULTIES = ["seeing", "hearing", "walking", "remembering", "washing", "speaking"] as const;
const difficulty = z.enum(["none", "some", "much", "cannot"]).nullish();

/** Where somebody lives, as the welcome and PERBAIKI ask it. */
export const placeAnswers = {
  village: z.string().nullish(),
  "village-name": z.string().nullish(),
  zone: z.string().nullish(),
};

/** Consent, registration, and the facilitator's word on who belongs to the programme. */
export function registerActions(parts: Parts): Record<string, Action> {
  return {
    "membership.consent-service": consentService(parts),
    "membership.villages": villages(parts),
    "membership.register": register(parts),
    "membership.newcomer": newcomer(parts),
    "membership.accept": accept(parts),
  };
}

function consentService(parts: Parts): Action {
  return action({
    args: z.object({ service: z.string(), "service-again": z.string().optional() }),
    outcomes: ["given", "refused"],
    writes: true,
    run: (args, context) => {
      const asked = args["service-again"] === undefined ? "service" : "service-again";
      const given = args[asked] === "yes";
      record(parts, context, "service", given, asked);
      return { outcome: given ? "given" : "refused" };
    },
  });
}

/**
 * Writes down what she said to a purpose, with its proof: which words, when, by which channel, and who gave the answer in
 * her place, when it was not she (`answer` names the question).
 */
export function record(parts: Parts, context: ActionContext, purpose: Purpose, given: boolean, answer?: string): void {
  const { person, channel, now, helpers } = context;
  const by = answer === undefined ? undefined : helpers[answer];
  parts.directory.recordConsent({
    personId: person.id,
    purpose,
    given,
    version: CONSENT_VERSION,
    via: channel,
    ...(by !== undefined && { byPerson: by }),
    at: now,
  });
}

function villages(parts: Parts): Action {
  const known = parts.pack.villages.slice(0, MOST_VILLAGES);
  return action({
    args: z.object({}),
    outcomes: ["ok"],
    gives: ["villages"],
    run: (_, { person }) => {
      const other = { id: OTHER_VILLAGE, label: parts.texts.text(person.language, "membership:other-village") };
      return { outcome: "ok", data: { villages: [...known.map(({ name }) => ({ id: name, label: name })), other] } };
    },
  });
}

/** The village and its zone, from the list or as written. */
export function placeOf(
  parts: Parts,
  args: { village?: unknown; "village-name"?: unknown; zone?: unknown },
): { village?: string; zone?: Zone } {
  if (typeof args.village !== "string") return {};
  if (args.village !== OTHER_VILLAGE) {
    const zone = parts.pack.villages.find((v) => v.name === args.village)?.zone ?? parts.pack.zone;
    return { village: args.village, zone };
  }
  const village = String(args["village-name"] ?? "");
  return { village, zone: zoneOf(String(args.zone ?? "")) ?? parts.pack.zone };
}

function register(parts: Parts): Action {
  return action({
    args: z.object({
      name: z.string(),
      address: z.enum(TITLES),
      ...placeAnswers,
      sex: z.enum(["female", "male"]).nullish(),
      born: z.number().int().nullish(),
      reports: z.string(),
      manner: z.enum(MANNERS).nullish(),
      ...Object.fromEntries(DIFFICULTIES.map((d) => [d, difficulty])),
    }),
    outcomes: ["registered"],
    writes: true,
    run: (args, context) => {
      const { person, now } = context;
      const answers = args as Record<string, unknown>;
      const difficulties = DIFFICULTIES.flatMap((d) => (typeof answers[d] === "string" ? [[d, answers[d]]] : []));
      parts.directory.change(
        person.id,
        {
          name: args.name,
          called: calledAs(args.name, args.address),
          ...placeOf(parts, args),
          ...(args.sex == null ? {} : { sex: args.sex }),
          ...(args.born == null ? {} : { birthYear: args.born }),
          ...(difficulties.length === 0 ? {} : { disability: JSON.stringify(Object.fromEntries(difficulties)) }),
          status: "active",
        },
        now,
      );
      parts.directory.setRole(person.id, "prospective", true, now);
      record(parts, context, "reports", args.reports === "yes", "reports");
      if (args.manner != null)
        setAccess(parts.db, parts.people, { personId: person.id, manner: args.manner, by: null, at: now });
      askWhoBelongs(parts, context);
      return { outcome: "registered" };
    },
  });
}

/** `Ibu Sari` of Sari Simanjuntak. */
export function calledAs(name: string, title: (typeof TITLES)[number]): string {
  const first = name.split(" ")[0] ?? name;
  return title === "plain" ? first : `${title.charAt(0).toUpperCase()}${title.slice(1)} ${first}`;
}

/** The coordinator is asked whether she is one of the programme's people, in the hours of his day. */
function askWhoBelongs(parts: Parts, { person, now }: ActionContext): void {
  const [coordinator] = parts.directory.withRole("coordinator");
  const dueAt = withinHours(coordinator?.zone ?? person.zone, now, parts.pack.hours);
  const key = `membership.newcomer:${person.id}`;
  const data = { newcomer: person.id };
  parts.duties.plan({ key, kind: "membership.newcomer", personId: null, data, dueAt, expiresAt: dueAt + 14 * DAY });
}

export function newcomerDuty(parts: Parts): DutyHandler {
  return {
    run: (data, { begin, now }) => {
      const newcomer = String(data["newcomer"]);
      const asked = parts.directory
        .withRole("coordinator")
        .some(({ id }) => id !== newcomer && begin(id, "new-member", { newcomer }));
      return asked ? "done" : { again: now + DAY };
    },
  };
}

function newcomer(parts: Parts): Action {
  return action({
    args: z.object({ newcomer: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["who", "where"],
    run: ({ newcomer: id }) => {
      const person = parts.people.person(id);
      if (person?.status !== "active" || !person.roles.includes("prospective")) return { outcome: "gone" };
      return { outcome: "ok", data: { who: person.name ?? "", where: person.village ?? "-" } };
    },
  });
}

function accept(parts: Parts): Action {
  return action({
    args: z.object({ newcomer: z.string() }),
    outcomes: ["accepted"],
    writes: true,
    run: ({ newcomer: id }, context) => {
      const { directory } = parts;
      directory.setRole(id, ROLES[0], false, context.now);
      directory.setRole(id, "beneficiary", true, context.now);
      const helper = nearestFacilitator(parts, context.person.id, id);
      if (helper !== undefined) directory.setCare(helper, id, "facilitator", true);
      const called = parts.people.person(id)?.called ?? "";
      context.tell(id, "membership:accepted", {
        called,
        helper: parts.people.person(helper ?? "")?.called ?? parts.texts.text("id", "engine:helper"),
      });
      return { outcome: "accepted" };
    },
  });
}

/** A facilitator who accepts takes the person herself; else the one who is near, and has the fewest people. */
function nearestFacilitator(parts: Parts, acceptedBy: string, newcomer: string): string | undefined {
  const { directory, people } = parts;
  const home = people.person(newcomer);
  if (people.person(acceptedBy)?.roles.includes("facilitator") === true) return acceptedBy;
  const candidates = directory.withRole("facilitator").map((facilitator) => {
    const cared = directory.caredFor(facilitator.id, "facilitator");
    const near = cared.some(({ village }) => village === home?.village) ? 0 : facilitator.zone === home?.zone ? 1 : 2;
    return { id: facilitator.id, near, load: cared.length };
  });
  return candidates.sort((a, b) => a.near - b.near || a.load - b.load)[0]?.id;
}
