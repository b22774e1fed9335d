import { z } from "zod";
import { type Action, action, type HearContext, type Heard } from "../../conversation/module.ts";
import { formatMoney } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import type { Parts } from "../parts.ts";
import type { FieldTasks } from "./field-tasks.ts";
import { type HandOver, type HandOvers, WHAT } from "./hand-overs.ts";

/** What the flow `hand-over` does: the facilitator's half of a receipt. The other half is her YA with its code. */
export function handOverActions(parts: Parts, handOvers: HandOvers): Record<string, Action> {
  return { "hand-over.people": people(parts), "hand-over.submit": submit(parts, handOvers) };
}

function people(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "nobody"],
    gives: ["people"],
    run: (_, { person }) => {
      const cared = parts.directory.caredFor(person.id, "facilitator");
      const options = cared.map(({ id, called, name }) => ({
        id,
        label: called ?? name ?? "-",
        aliases: [name ?? ""].filter(Boolean),
      }));
      return options.length === 0 ? { outcome: "nobody" } : { outcome: "ok", data: { people: options } };
    },
  });
}

function submit(parts: Parts, handOvers: HandOvers): Action {
  return action({
    args: z.object({
      whom: z.string(),
      what: z.enum(WHAT),
      items: z.string(),
      amount: z.number().int().nonnegative(),
      photo: z.object({ ref: z.string() }).nullish(),
    }),
    outcomes: ["sent", "kader", "quiet", "nobody"],
    gives: ["code", "who"],
    writes: true,
    run: ({ whom, photo, ...told }, { person, now, newId, tell }) => {
      const her = parts.people.person(whom);
      const isHers = parts.directory.caredFor(person.id, "facilitator").some(({ id }) => id === whom);
      if (her === undefined || !isHers) return { outcome: "nobody", data: { code: "", who: "" } };
      const of = { id: newId(), programme: programmeOf(parts, whom), personId: whom, byPerson: person.id, at: now };
      const made = handOvers.add({ ...of, ...told, mediaId: photo?.ref ?? null }, parts.random);
      const data = { ...wordsOf(made, person), called: calledOf(her), code: made.code };
      const given = { code: made.code, who: calledOf(her) };
      // Who stopped all messages gets none; what she writes by herself is heard.
      if (her.status === "stopped" && parts.members.hasPhone(whom)) return { outcome: "quiet", data: given };
      if (parts.members.hasPhone(whom) && tell(whom, "field:receipt-ask", data, { as: "reply", policy: "hold" }))
        return { outcome: "sent", data: given };
      const kader = parts.members.kaderOf(whom);
      const kaderCalled = kader === null ? "" : calledOf(parts.people.person(kader));
      if (
        kader !== null &&
        tell(kader, "field:receipt-ask-kader", { ...data, called: kaderCalled, who: calledOf(her) })
      )
        return { outcome: "kader", data: given };
      return { outcome: "nobody", data: given };
    },
  });
}

/** The programme that she is in; the main one where she is in several or none. */
function programmeOf({ enrolments, main }: Parts, personId: string): string {
  const hers = enrolments.of(personId).filter(({ as }) => as === "beneficiary");
  return hers.length === 1 ? (hers[0]?.programme ?? main.id) : main.id;
}

const wordsOf = ({ items, amount }: HandOver, by: Person): Record<string, string> => ({
  what: items ?? "-",
  amount: formatMoney(amount),
  by: calledOf(by),
});

const calledOf = (person: Person | undefined): string => person?.called ?? person?.name ?? "-";

const ANSWER = /^(?<yes>ya|iya|sudah|terima|yes)[\s,.]+(?<code>\d{4})$|^(?:tidak|belum|bukan|no)[\s,.]+(?<no>\d{4})$/iu;

/** "YA 4821" of her who got it, or of her kader: from now on it counts. "TIDAK 4821" goes to whoever can ask after it. */
export function hearReceipt(
  parts: Parts,
  handOvers: HandOvers,
  tasks: FieldTasks,
  heard: Heard,
  context: HearContext,
): "taken" | undefined {
  const said = heard.kind === "text" ? ANSWER.exec(heard.text.trim())?.groups : undefined;
  const code = said?.["code"] ?? said?.["no"];
  const found = code === undefined ? undefined : handOvers.byCode(code);
  if (said === undefined || found === undefined || !mayAnswer(parts, found, context.person)) return undefined;
  if (said["yes"] === undefined) dispute(parts, handOvers, tasks, found, context);
  else receive(parts, handOvers, found, context);
  return "taken";
}

function mayAnswer({ members }: Parts, { personId }: HandOver, { id }: Person): boolean {
  return id === personId || (!members.hasPhone(personId) && members.kaderOf(personId) === id);
}

function receive(
  parts: Parts,
  handOvers: HandOvers,
  given: HandOver,
  { person, now, today, source, tell }: HearContext,
) {
  handOvers.answer(given.id, "received", person.id, now);
  const { programme, personId, what, amount } = given;
  parts.events.record({
    programme,
    kind: "capital.received",
    personId,
    village: parts.people.person(personId)?.village ?? null,
    on: today,
    at: now,
    mode: person.id === personId ? "self" : "kader",
    by: person.id,
    source,
    data: { what, amount, from: programme },
  });
  const who = calledOf(parts.people.person(personId));
  const words = wordsOf(given, person);
  tell(person.id, "field:receipt-thanks", { ...words, called: calledOf(person) });
  const giver = calledOf(parts.people.person(given.byPerson));
  tell(given.byPerson, "field:receipt-received", { ...words, called: giver, who }, { as: "reply" });
}

/** Nobody is blamed: a coordinator asks both. */
function dispute(parts: Parts, handOvers: HandOvers, tasks: FieldTasks, given: HandOver, context: HearContext): void {
  const { person, now, today, tell } = context;
  handOvers.answer(given.id, "disputed", person.id, now);
  tell(person.id, "field:receipt-looked-into", { called: calledOf(person) });
  const coordinator =
    parts.directory.carers(given.byPerson, "coordinator")[0] ?? parts.directory.withRole("coordinator")[0];
  if (coordinator === undefined) return;
  const task = { programme: given.programme, helperId: coordinator.id, personId: given.personId };
  tasks.open({ ...task, key: `receipt:${given.id}`, kind: "receipt", openedAt: now, dueOn: today });
  const who = calledOf(parts.people.person(given.personId));
  const by = calledOf(parts.people.person(given.byPerson));
  tell(coordinator.id, "field:receipt-disputed", { ...wordsOf(given, person), by, who, called: calledOf(coordinator) });
}
