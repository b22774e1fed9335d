import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { LIMITS as CHAT } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import { type Complaint, nextStep, SIZES } from "./complaint.ts";
import { nameOf, type Parts } from "./parts.ts";
import { forStaffToRead, labelOf } from "./told.ts";
import { classify, close, forStaff, read, reply, takeStep } from "./work.ts";

/** By numbers: what waits for somebody of the staff, and what is done with a ticket. */
export function staffActions(parts: Parts): Record<string, Action> {
  return {
    "keluhan.list": list(parts),
    "keluhan.show": show(parts),
    "keluhan.reply": sendReply(parts),
    "keluhan.size": size(parts),
    "keluhan.step": step(parts),
    "keluhan.close": end(parts),
  };
}

const ofTicket = z.object({ ticket: z.string() });

/** All that she may read and is open, what is new first. */
export function listFor(parts: Parts, person: Person): Complaint[] {
  const all = parts.store.allOpen().filter((one) => forStaff(parts, one.no, person) !== undefined);
  return all.toSorted((a, b) => Number(a.readAt !== null) - Number(b.readAt !== null)).slice(0, CHAT.listOptions);
}

function list(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["some", "none"],
    gives: ["tickets"],
    run: (_, { person }) => {
      const tickets = listFor(parts, person).map((one) => ({
        id: String(one.no),
        label: labelOf(parts, one, person.language),
      }));
      return { outcome: tickets.length === 0 ? "none" : "some", data: { tickets } };
    },
  });
}

function show(parts: Parts): Action {
  return action({
    args: ofTicket,
    outcomes: ["ok", "gone"],
    gives: ["label", "who", "told", "sized", "next-step", "has-next"],
    writes: true,
    run: ({ ticket }, { person, now }) => {
      const found = openFor(parts, ticket, person);
      if (found === undefined) return { outcome: "gone" };
      const seen = read(parts, found, now);
      const lang = person.language;
      const next = nextStep(seen);
      return {
        outcome: "ok",
        data: {
          label: labelOf(parts, seen, lang),
          who: nameOf(parts, seen.personId, lang),
          told: forStaffToRead(parts, seen, lang),
          sized: seen.size !== null,
          "next-step": next === undefined ? "" : parts.texts.text(lang, `keluhan:step.${next}`),
          "has-next": next !== undefined,
        },
      };
    },
  });
}

function openFor(parts: Parts, ticket: string, person: Person): Complaint | undefined {
  const found = forStaff(parts, Number(ticket), person);
  return found?.closedAt === null ? found : undefined;
}

function sendReply(parts: Parts): Action {
  return action({
    args: ofTicket.extend({ message: z.string() }),
    outcomes: ["sent", "kept", "gone"],
    writes: true,
    run: ({ ticket, message }, context) => {
      const found = openFor(parts, ticket, context.person);
      if (found === undefined) return { outcome: "gone" };
      return { outcome: reply(parts, found, context.person, message, context) ? "sent" : "kept" };
    },
  });
}

function size(parts: Parts): Action {
  return action({
    args: ofTicket.extend({ size: z.enum(SIZES) }),
    outcomes: ["sized", "gone"],
    gives: ["how"],
    writes: true,
    run: ({ ticket, size: chosen }, context) => {
      const { person } = context;
      const found = openFor(parts, ticket, person);
      if (found === undefined) return { outcome: "gone" };
      classify(parts, found, person, chosen, context);
      return { outcome: "sized", data: { how: parts.texts.text(person.language, `keluhan:size.${chosen}.how`) } };
    },
  });
}

function step(parts: Parts): Action {
  return action({
    args: ofTicket.extend({ note: z.string() }),
    outcomes: ["noted", "gone"],
    writes: true,
    run: ({ ticket, note }, { person, now }) => {
      const found = openFor(parts, ticket, person);
      const taken = found === undefined ? undefined : takeStep(parts, found, person, note, now);
      return { outcome: taken === undefined ? "gone" : "noted" };
    },
  });
}

function end(parts: Parts): Action {
  return action({
    args: ofTicket.extend({ answer: z.string() }),
    outcomes: ["closed", "gone"],
    writes: true,
    run: ({ ticket, answer }, context) => {
      const found = openFor(parts, ticket, context.person);
      const missing = found === undefined ? "none" : close(parts, found, context.person, answer, context);
      return { outcome: missing === undefined ? "closed" : "gone" };
    },
  });
}
