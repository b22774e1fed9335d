import { dateIn } from "../../zones.ts";
import { contactedIn } from "../graduation/contact.ts";
import type { Parts } from "../parts.ts";
import { lastDateFor, type Week } from "./week.ts";

type Whose = Pick<Parts, "enrolments" | "main">;

/** She is in the main programme as far as is known: not graduated, stopped or gone. */
export const takesPart = ({ enrolments, main }: Whose, personId: string): boolean => {
  const standing = enrolments.current(main.id, personId)?.as;
  return standing === undefined || standing === "candidate" || standing === "beneficiary";
};

/** It is a week in which she is asked for her report, by her phase in the main programme. */
export function isHerWeek({ enrolments, main }: Whose, personId: string, week: Week): boolean {
  const current = enrolments.current(main.id, personId);
  const enrolled =
    current === undefined
      ? undefined
      : { as: current.as, since: dateIn(main.zone, enrolments.began(main.id, personId) ?? current.since) };
  return contactedIn(main.contact, week, enrolled);
}

/**
 * A report of the week is counted on: she was asked for it, or will be, or a human was asked in her place. A week in which
 * nobody asked her (downtime, BERHENTI, before she joined, after she graduated, not her week) is none that she missed.
 * `today`: YYYY-MM-DD.
 */
export function isExpected(parts: Whose & Pick<Parts, "asked">, personId: string, week: Week, today: string): boolean {
  const invited = parts.asked.invited(personId, week);
  if (invited !== undefined && invited !== "due") return invited !== "not-asked";
  // An invitation that is due, or not planned yet, is one as long as the week may be asked for.
  return today <= lastDateFor(week) && takesPart(parts, personId) && isHerWeek(parts, personId, week);
}
