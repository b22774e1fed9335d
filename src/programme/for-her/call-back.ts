import type { ActionContext } from "../../conversation/module.ts";
import type { Person } from "../../people/person.ts";
import type { Parts } from "../parts.ts";

/** Of what is told for members without a phone, one in ten is asked after: often enough that it is worth being right. */
export const CALL_BACK_SHARE = 0.1;

/** What was told for her. */
export type ToldForHer = "report" | "form" | "rsvp" | "test" | "ballot" | "data";

/**
 * Now and then a second person asks the member herself whether it is as it was told: her facilitator, and of what the
 * facilitator told a coordinator. Nobody is asked after twice at a time. What she said is not in it: of a ballot not even
 * they should know.
 */
export function callBack(
  parts: Parts,
  told: { personId: string; what: ToldForHer },
  { person: teller, now, newId, tell }: Pick<ActionContext, "person" | "now" | "newId" | "tell">,
): void {
  const { tasks, people, texts } = parts;
  if (told.personId === teller.id || parts.random() >= CALL_BACK_SHARE) return;
  if (tasks.isWaiting("callback", told.personId)) return;
  const helper = secondOne(parts, told.personId, teller.id);
  const person = people.person(told.personId);
  if (helper === undefined || person === undefined) return;
  tasks.open({ id: newId(), kind: "callback", personId: person.id, helperId: helper.id, at: now });
  tell(helper.id, "for-her:call-back", {
    called: nameOf(helper),
    who: nameOf(person),
    place: person.village ?? "-",
    teller: nameOf(teller),
    what: texts.text(helper.language, `for-her:what.${told.what}`),
  });
}

function secondOne(parts: Parts, personId: string, tellerId: string): Person | undefined {
  const { directory } = parts;
  const others = [
    ...directory.carers(personId, "facilitator"),
    ...directory.carers(tellerId, "coordinator"),
    ...directory.withRole("coordinator"),
  ];
  return others.find(({ id, status }) => id !== tellerId && id !== personId && status === "active");
}

const nameOf = ({ called, name }: Person): string => called ?? name ?? "-";
