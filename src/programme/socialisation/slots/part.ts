import { z } from "zod";
import { DAY, HOUR, MINUTE } from "../../../clock.ts";
import { type Action, action, type DutyHandler, type Outcome } from "../../../conversation/module.ts";
import { formatDate } from "../../../flow/understand/index.ts";
import { dateIn, instantOf, minuteOfDay, withinHours, zoneShort } from "../../../zones.ts";
import type { ProgrammePart } from "../../compose.ts";
import type { Parts } from "../../parts.ts";
import { SOCIALISATION } from "../limits.ts";
import { packFor, whichArgs } from "../which.ts";
import { calledOf } from "../whom.ts";
import { type Slot, Slots } from "./store.ts";

const REMIND = "slots.remind";

/** Times for a talk: opened by staff, one person takes one, both hear of what changes. */
export function slotsPart(parts: Parts): ProgrammePart & { letGo(personId: string): void } {
  const slots = new Slots(parts.db.sqlite);
  return {
    actions: {
      "slots.open": open(parts, slots),
      "slots.free": free(parts, slots),
      "slots.take": take(parts, slots),
      "slots.release": release(parts, slots),
      "slots.own": own(parts, slots),
      "slots.cancel": cancel(parts, slots),
    },
    duties: { [REMIND]: remind(parts, slots) },
    letGo: (personId) => slots.letGo(personId),
  };
}

/** "Senin, 7 Desember 2026 jam 09.30 WIB". */
function whenOf({ texts }: Parts, language: string, { zone, startsAt }: Slot): string {
  const minute = minuteOfDay(zone, startsAt);
  const two = (n: number) => String(n).padStart(2, "0");
  const time = `${two(Math.floor(minute / 60))}.${two(minute % 60)}`;
  return texts.text(language, "slot-notices:when", {
    date: formatDate(dateIn(zone, startsAt)),
    time,
    zone: zoneShort(zone),
  });
}

const LENGTHS = { quarter: 15, half: 30, hour: 60 } as const;

function open(parts: Parts, slots: Slots): Action {
  return action({
    args: z.object({
      date: z.string(),
      time: z.string(),
      length: z.enum(["quarter", "half", "hour"]),
      count: z.number().int(),
      place: z.string(),
      ...whichArgs,
    }),
    outcomes: ["opened", "past"],
    gives: ["opened"],
    writes: true,
    run: ({ date, time, length, count, place, ...which }, { person, now, newId }): Outcome => {
      const byPerson = person.id;
      const { id: programme, villages } = packFor(parts, which);
      // The time is that of the place, where it names a village of the programme.
      const village = villages.find(({ name }) => place.toLowerCase().includes(name.toLowerCase()));
      const zone = village?.zone ?? person.zone;
      const first = instantOf(zone, date, time);
      if (first <= now) return { outcome: "past", data: { opened: 0 } };
      const ms = LENGTHS[length] * MINUTE;
      let opened = 0;
      for (let n = 0; n < Math.min(count, SOCIALISATION.slotsAtOnce); n += 1) {
        const startsAt = first + n * ms;
        const slot = { id: newId(), programme, byPerson, startsAt, endsAt: startsAt + ms, zone, place };
        if (slots.add(slot)) opened += 1;
      }
      return { outcome: "opened", data: { opened } };
    },
  });
}

function free(parts: Parts, slots: Slots): Action {
  return action({
    args: z.object(whichArgs),
    outcomes: ["ok", "none", "mine"],
    gives: ["slots", "when", "place", "mine"],
    run: (which, { person, now }): Outcome => {
      const mine = slots.takenBy(person.id, now);
      const line = (slot: Slot) => whenOf(parts, person.language, slot);
      if (mine !== undefined)
        return { outcome: "mine", data: { mine: mine.id, when: line(mine), place: mine.place, slots: [] } };
      const shown = slots.free(packFor(parts, which).id, now + HOUR, SOCIALISATION.slotsShown);
      const list = shown.map((slot) => ({ id: slot.id, label: line(slot) }));
      return { outcome: list.length === 0 ? "none" : "ok", data: { mine: "", when: "", place: "", slots: list } };
    },
  });
}

function take(parts: Parts, slots: Slots): Action {
  return action({
    args: z.object({ slot: z.string() }),
    outcomes: ["taken", "gone"],
    gives: ["when", "place", "with"],
    writes: true,
    run: ({ slot: id }, { person, now, today, source, tell }): Outcome => {
      const slot = slots.byId(id);
      if (slot === undefined || slot.startsAt <= now || !slots.take(id, person.id, now))
        return { outcome: "gone", data: { when: "", place: "", with: "" } };
      const { programme, byPerson, startsAt, place } = slot;
      const told = { on: today, at: now, mode: "self", source, data: { slot: id } } as const;
      parts.events.record({
        programme,
        kind: "socialisation.booked",
        personId: person.id,
        village: person.village,
        ...told,
      });
      // The day before; of what is sooner, two hours before.
      const early = startsAt - DAY > now ? startsAt - DAY : startsAt - 2 * HOUR;
      if (early > now)
        parts.duties.plan({
          key: `${REMIND}:${id}:${person.id}:${now}`,
          kind: REMIND,
          personId: person.id,
          data: { slot: id },
          dueAt: withinHours(person.zone, early, parts.main.hours),
          expiresAt: startsAt,
        });
      const staff = parts.people.person(byPerson);
      const when = whenOf(parts, staff?.language ?? person.language, slot);
      tell(byPerson, "slot-notices:booked", { who: calledOf(person), when }, { as: "initiated" });
      return { outcome: "taken", data: { when: whenOf(parts, person.language, slot), place, with: calledOf(staff) } };
    },
  });
}

function release(parts: Parts, slots: Slots): Action {
  return action({
    args: z.object({ mine: z.string() }),
    outcomes: ["released", "gone"],
    writes: true,
    run: ({ mine }, { person, tell }) => {
      const slot = slots.byId(mine);
      if (slot?.takenBy !== person.id) return { outcome: "gone" };
      slots.release(mine);
      const staff = parts.people.person(slot.byPerson);
      const when = whenOf(parts, staff?.language ?? person.language, slot);
      tell(slot.byPerson, "slot-notices:released", { who: calledOf(person), when }, { as: "initiated" });
      return { outcome: "released" };
    },
  });
}

function own(parts: Parts, slots: Slots): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "none"],
    gives: ["slots"],
    run: (_, { person, now }): Outcome => {
      const list = slots.openedBy(person.id, now, SOCIALISATION.slotsAtOnce).map((slot) => {
        const who = slot.takenBy === null ? null : parts.people.person(slot.takenBy);
        const when = whenOf(parts, person.language, slot);
        return { id: slot.id, label: who === null ? when : `${when}, ${calledOf(who)}` };
      });
      return { outcome: list.length === 0 ? "none" : "ok", data: { slots: list } };
    },
  });
}

function cancel(parts: Parts, slots: Slots): Action {
  return action({
    args: z.object({ slot: z.string() }),
    outcomes: ["cancelled", "gone"],
    writes: true,
    run: ({ slot: id }, { person, tell }) => {
      const slot = slots.byId(id);
      if (slot?.byPerson !== person.id) return { outcome: "gone" };
      slots.cancel(id);
      const taker = slot.takenBy === null ? undefined : parts.people.person(slot.takenBy);
      if (taker !== undefined) {
        const data = { called: calledOf(taker), when: whenOf(parts, taker.language, slot), who: calledOf(person) };
        tell(taker.id, "slot-notices:cancelled", data, { as: "reply" });
      }
      return { outcome: "cancelled" };
    },
  });
}

function remind(parts: Parts, slots: Slots): DutyHandler {
  return {
    run: ({ slot: id }, { personId, now, tell }) => {
      const slot = slots.byId(String(id));
      const person = personId === null ? undefined : parts.people.person(personId);
      if (slot === undefined || person === undefined || slot.takenBy !== person.id) return { dropped: "gone" };
      if (slot.startsAt <= now) return { dropped: "past" };
      const data = { called: calledOf(person), when: whenOf(parts, person.language, slot), place: slot.place };
      return tell(person.id, "slot-notices:remind", data, { as: "initiated" }) ? "done" : { dropped: "unreachable" };
    },
  };
}
