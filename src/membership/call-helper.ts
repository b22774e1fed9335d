import { DAY } from "../clock.ts";
import type { ActionContext, Reach } from "../conversation/module.ts";
import type { Person } from "../people/person.ts";
import { withinHours } from "../zones.ts";
import { nameOf, type Parts } from "./parts.ts";
import type { Ticket } from "./tickets.ts";

/** How long somebody waits for her helper before the coordinator is told. */
const UNANSWERED_AFTER = DAY;

/** Opens a ticket and tells the helper of it; false when the helper cannot be reached. */
export function callHelper(
  parts: Parts,
  reach: Reach & Pick<ActionContext, "now" | "newId">,
  personId: string,
  helper: Person,
  given: Pick<Ticket, "flow" | "step" | "kind">,
): boolean {
  const { now, newId } = reach;
  const id = newId();
  parts.tickets.open({ id, personId, helperId: helper.id, openedAt: now, ...given });
  const busy = reach.openQuestion(helper.id)?.flow === "help-answer";
  const called = nameOf(parts, parts.people.person(personId));
  const told = busy
    ? reach.tell(helper.id, "membership:help.another", { who: called })
    : reach.begin(helper.id, "help-answer", { ticket: id }, { as: "reply" });
  if (!told) {
    parts.tickets.close(id, now);
    return false;
  }
  const due = withinHours(helper.zone, now + UNANSWERED_AFTER, parts.pack.hours);
  parts.duties.plan({
    key: `help.unanswered:${id}`,
    kind: "help.unanswered",
    personId,
    data: { ticket: id },
    dueAt: due,
    expiresAt: due + 7 * DAY,
  });
  return true;
}
