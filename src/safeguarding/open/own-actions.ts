import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { LIMITS as CHAT } from "../../limits.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import { type Complaint, takesMore } from "./complaint.ts";
import type { Parts } from "./parts.ts";
import { forHerToRead, labelOf } from "./told.ts";
import { addWords } from "./work.ts";

/** Her own tickets: how they stand, what was answered, and more that she wants to say. */
export function ownActions(parts: Parts): Record<string, Action> {
  return { "keluhan.mine": mine(parts), "keluhan.mine-show": mineShow(parts), "keluhan.add": add(parts) };
}

const ofTicket = z.object({ ticket: z.string() });

function mine(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["some", "none"],
    gives: ["tickets"],
    run: (_, { person }) => {
      const hers = parts.store.ofPerson(person.id).slice(0, CHAT.listOptions);
      const tickets = hers.map((one) => ({ id: String(one.no), label: labelOf(parts, one, person.language) }));
      return { outcome: tickets.length === 0 ? "none" : "some", data: { tickets } };
    },
  });
}

const ownOf = (parts: Parts, ticket: string, { id }: Person): Complaint | undefined => {
  const found = parts.store.byNo(Number(ticket));
  return found?.personId === id ? found : undefined;
};

function mineShow(parts: Parts): Action {
  return action({
    args: ofTicket,
    outcomes: ["ok", "gone"],
    gives: ["label", "told", "takes-more"],
    run: ({ ticket }, { person, now }) => {
      const found = ownOf(parts, ticket, person);
      if (found === undefined) return { outcome: "gone" };
      const lang = person.language;
      const { zone } = parts.calendar;
      const closedOn = found.closedAt === null ? null : dateIn(zone, found.closedAt);
      const data = {
        label: labelOf(parts, found, lang),
        told: forHerToRead(parts, found, lang),
        "takes-more": takesMore(closedOn, dateIn(zone, now)),
      };
      return { outcome: "ok", data };
    },
  });
}

function add(parts: Parts): Action {
  return action({
    args: ofTicket.extend({ more: z.string() }),
    outcomes: ["added", "gone"],
    writes: true,
    run: ({ ticket, more }, context) => {
      const found = ownOf(parts, ticket, context.person);
      const added = found !== undefined && addWords(parts, found, more, context);
      return { outcome: added ? "added" : "gone" };
    },
  });
}
