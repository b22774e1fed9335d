import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import type { Role } from "../../flow/definition.ts";
import { formatDate } from "../../flow/understand/index.ts";
import { dateIn, minuteOfDay, type Zone, zoneShort } from "../../zones.ts";
import { nameOf, type Parts } from "../parts.ts";
import { answerBy } from "./clock.ts";
import { planAnswer, planClock } from "./clock-duty.ts";
import { numberOf, REQUEST_KINDS, type RightsRequest } from "./store.ts";

/** Requests of one person that may wait at a time: more is a matter for a talk. */
const MOST_WAITING = 3;
/** Who hears of a new one: all of the first of these roles of whom anybody can be reached. */
const HEARS = ["coordinator", "manager", "admin"] as const satisfies readonly Role[];
/** Requests that are listed at once, the oldest first. */
const LISTED = 8;

/** What the bot cannot do by itself about somebody's data: she asks, a human does it within 3 x 24 hours. */
export function requestActions(parts: Parts): Record<string, Action> {
  return {
    "rights.request": request(parts),
    "rights.waiting": waiting(parts),
    "rights.show-request": show(parts),
    "rights.settle": settle(parts),
  };
}

function request(parts: Parts): Action {
  return action({
    args: z.object({ kind: z.enum(REQUEST_KINDS), about: z.string().nullish() }),
    outcomes: ["opened", "many"],
    gives: ["number", "by"],
    writes: true,
    run: ({ kind, about }, { person, now, tell }) => {
      if (parts.requests.countWaiting(person.id) >= MOST_WAITING) return { outcome: "many" };
      const no = parts.requests.open({ personId: person.id, kind, about: about ?? null, openedAt: now });
      planClock(parts, { no, openedAt: now });
      const number = numberOf(no);
      const told = (role: Role): boolean =>
        parts.directory
          .withRole(role)
          .filter(({ id }) => id !== person.id)
          .map(({ id, zone }) => {
            const words = { number, who: nameOf(parts, person), by: timeIn(zone, answerBy(now)) };
            return tell(id, "membership:request.new", words, { as: "initiated" });
          })
          .includes(true);
      HEARS.some(told);
      return { outcome: "opened", data: { number, by: timeIn(person.zone, answerBy(now)) } };
    },
  });
}

/** `Jumat, 5 Desember 2026, 16.20 WIB`. */
function timeIn(zone: Zone, instant: number): string {
  const minute = minuteOfDay(zone, instant);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${formatDate(dateIn(zone, instant))}, ${two(Math.floor(minute / 60))}.${two(minute % 60)} ${zoneShort(zone)}`;
}

function waiting(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["some", "none"],
    gives: ["requests", "count"],
    run: (_, { person, now }) => {
      // Her own is for somebody else.
      const open = parts.requests.waiting(LISTED + 1).filter(({ personId }) => personId !== person.id);
      const label = ({ no, personId, openedAt }: RightsRequest) => {
        const mark = now >= answerBy(openedAt) ? "!" : "";
        return `${numberOf(no)}${mark} ${nameOf(parts, parts.people.person(personId))}`;
      };
      const requests = open.slice(0, LISTED).map((one) => ({ id: String(one.no), label: label(one) }));
      const data = { requests, count: parts.requests.countWaiting() };
      return { outcome: requests.length === 0 ? "none" : "some", data };
    },
  });
}

function show(parts: Parts): Action {
  return action({
    args: z.object({ request: z.string() }),
    outcomes: ["ok", "gone"],
    gives: ["number", "who", "what", "wish", "by"],
    run: ({ request: no }, { person }) => {
      const found = parts.requests.byNo(Number(no));
      if (found === undefined || found.doneAt !== null) return { outcome: "gone" };
      const word = (key: string) => parts.texts.text(person.language, `membership:${key}`);
      const data = {
        number: numberOf(found.no),
        who: nameOf(parts, parts.people.person(found.personId)),
        what: word(`request.kind.${found.kind}`),
        wish: found.about ?? "-",
        by: timeIn(person.zone, answerBy(found.openedAt)),
      };
      return { outcome: "ok", data };
    },
  });
}

function settle(parts: Parts): Action {
  return action({
    args: z.object({ request: z.string(), answer: z.string() }),
    outcomes: ["settled", "gone"],
    writes: true,
    run: ({ request: no, answer }, { person, now }) => {
      const found = parts.requests.byNo(Number(no));
      const done = { by: person.id, answer, at: now };
      const isHers = found?.personId === person.id;
      if (found === undefined || isHers || !parts.requests.finish(found.no, done)) return { outcome: "gone" };
      planAnswer(parts, found, now);
      return { outcome: "settled" };
    },
  });
}
