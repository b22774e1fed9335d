import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import { addDays } from "../../zones.ts";
import type { Happened } from "../events/index.ts";
import { formKind } from "../forms/data.ts";
import type { Form } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import { type Cell, cellsOf } from "./cells.ts";

/** The pack's form. Whatever else it asks goes the way of every form. */
const FORM = "kepuasan";
/** Days of answers in the figures: a quarter. */
const LOOKED_AT_DAYS = 92;
/** Groups in one message. */
const MOST_GROUPS = 12;

/**
 * Satisfaction goes past one's own facilitator: nobody can answer it in her place, only answers of her own are counted,
 * and what is seen is a mean of at least five, by those who are nobody's facilitator.
 */
export function satisfactionActions(parts: Parts): Record<string, Action> {
  return {
    "satisfaction.open": action({
      args: z.object({}),
      outcomes: ["ok", "nothing"],
      run: (_, { person }) => ({ outcome: formFor(parts, person.id) === undefined ? "nothing" : "ok" }),
    }),
    "satisfaction.submit": submit(parts),
    "satisfaction.results": results(parts),
  };
}

/** The form of the programme that she is in; of a single programme nobody has to be enrolled first. */
function formFor({ packs, enrolments, main }: Parts, personId: string): { programme: string; form: Form } | undefined {
  const hers = [...packs.values()].filter((pack) => enrolments.current(pack.id, personId)?.as === "beneficiary");
  const pack = hers[0] ?? main;
  const form = pack.forms.find(({ id }) => id === FORM);
  return form === undefined ? undefined : { programme: pack.id, form };
}

const score = z.number().int().min(1).max(5);

function submit(parts: Parts): Action {
  return action({
    args: z.object({ service: score, facilitator: score, advice: z.string().nullish() }),
    outcomes: ["ok", "nothing"],
    writes: true,
    run: ({ service, facilitator, advice = null }, { person, now, today, source }) => {
      const found = formFor(parts, person.id);
      if (found === undefined) return { outcome: "nothing" };
      const told = { personId: person.id, village: person.village, by: person.id, mode: "self" } as const;
      parts.forms.record({ ...found, ...told, answers: { service, facilitator, advice }, on: today, at: now, source });
      return { outcome: "ok" };
    },
  });
}

function results(parts: Parts): Action {
  return action({
    args: z.object({}),
    outcomes: ["ok", "nothing", "not-yours"],
    gives: ["lines", "days"],
    run: (_, { person, today }) => {
      // Somebody who is a facilitator as well would read about herself.
      if (person.roles.includes("facilitator")) return { outcome: "not-yours" };
      const answers = newestOfEach(parts, addDays(today, -LOOKED_AT_DAYS));
      if (answers.length === 0) return { outcome: "nothing" };
      const line = (key: string, data: Record<string, string | number>) =>
        parts.texts.text(person.language, `assessment:satisfaction.${key}`, data);
      const service = cellsOf(answers.map(({ data }) => ({ group: "", score: Number(data["service"]) })));
      const helping = cellsOf(
        answers.map(({ data, personId }) => ({
          group: (personId === null ? null : parts.members.facilitatorOf(personId)) ?? "",
          score: Number(data["facilitator"]),
        })),
      );
      const named = helping.groups.filter(({ group }) => group !== "");
      const shown = (cell: Cell, what: string) =>
        cell.shown === null
          ? line("hidden", { what })
          : line("mean", { what, mean: decimal(cell.shown.tenths), count: cell.shown.count });
      const lines = [
        shown(service.all, line("service", {})),
        shown(helping.all, line("facilitator", {})),
        ...named.slice(0, MOST_GROUPS).map((cell) => shown(cell, nameOf(parts, cell.group))),
      ];
      return { outcome: "ok", data: { lines: lines.join("\n"), days: LOOKED_AT_DAYS } };
    },
  });
}

/** `42` is `4,2`. */
const decimal = (tenths: number): string => `${Math.trunc(tenths / 10)},${tenths % 10}`;

const nameOf = ({ people }: Parts, id: string): string => people.person(id)?.called ?? people.person(id)?.name ?? "-";

/** The newest word of each member that she said herself, without anybody's help. */
function newestOfEach({ events, packs }: Parts, from: string): Happened[] {
  const newest = new Map<string, Happened>();
  for (const programme of packs.keys())
    for (const event of events.find({ programme, kind: formKind(FORM), from }))
      if (event.mode === "self" && event.personId !== null && event.data["service"] !== undefined)
        newest.set(event.personId, event);
  return [...newest.values()];
}
