import { z } from "zod";
import { type Action, action } from "../../conversation/module.ts";
import type { Happened } from "../events/index.ts";
import { formKind } from "../forms/data.ts";
import type { Form } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import { hasFinished, satisfactionForm } from "../satisfaction.ts";
import { type Cell, cellsOf, wholeFives } from "./cells.ts";

/** Months of answers in the figures, this one included; they leave them together at the end of a month. */
const LOOKED_AT_MONTHS = 3;
/** Groups in one message. */
const MOST_GROUPS = 12;

/** `finished`: the programme in which her part has ended, where she is asked because of that. */
const about = z.object({ finished: z.string().nullish() });

/**
 * Satisfaction goes past one's own facilitator: nobody can answer it in her place, only answers of her own are counted,
 * and what is seen is a mean of at least five, by those who are nobody's facilitator.
 */
export function satisfactionActions(parts: Parts): Record<string, Action> {
  return {
    "satisfaction.open": action({
      args: about,
      outcomes: ["ok", "nothing"],
      gives: ["several", "of-programme"],
      run: ({ finished }, { person }) => {
        const [found, ...others] = formsOf(parts, person.id, finished);
        if (found === undefined) return { outcome: "nothing" };
        const name = parts.packs.get(found.programme)?.name ?? found.programme;
        return { outcome: "ok", data: { several: others.length > 0, "of-programme": name } };
      },
    }),
    "satisfaction.submit": submit(parts),
    "satisfaction.results": results(parts),
  };
}

type Asked = { programme: string; form: Form };

/**
 * The forms of the programmes that she is in, the one first that she has not answered for the longest time; of who is in
 * none any more those in which her part has ended, and of a single programme nobody has to be enrolled first.
 */
function formsOf({ packs, enrolments, main, events }: Parts, personId: string, finished?: string | null): Asked[] {
  const over = [...packs.values()].filter(({ id }) => hasFinished(enrolments, id, personId));
  const under = [...packs.values()].filter(({ id }) => enrolments.current(id, personId)?.as === "beneficiary");
  const hers =
    finished == null ? [under, over].find((some) => some.length > 0) : over.filter(({ id }) => id === finished);
  const last = ({ programme, form }: Asked) => events.last({ programme, kind: formKind(form.id), personId })?.at ?? 0;
  return (hers ?? [main])
    .flatMap((pack): Asked[] => {
      const form = satisfactionForm(pack);
      return form === undefined ? [] : [{ programme: pack.id, form }];
    })
    .sort((a, b) => last(a) - last(b));
}

const score = z.number().int().min(1).max(5);

function submit(parts: Parts): Action {
  return action({
    args: about.extend({ service: score, facilitator: score, advice: z.string().nullish() }),
    outcomes: ["ok", "nothing"],
    writes: true,
    run: ({ service, facilitator, advice = null, finished }, { person, now, today, source }) => {
      const [found] = formsOf(parts, person.id, finished);
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
    gives: ["lines"],
    run: (_, { person, today }) => {
      // Somebody who is a facilitator as well would read about herself.
      if (person.roles.includes("facilitator")) return { outcome: "not-yours" };
      const answers = newestOfEach(parts, monthsBefore(today, LOOKED_AT_MONTHS - 1));
      if (answers.length === 0) return { outcome: "nothing" };
      const line = (key: string, data: Record<string, string | number>) =>
        parts.texts.text(person.language, `assessment:satisfaction.${key}`, data);
      const every = (name: string) =>
        cellsOf(wholeFives(answers.map(({ data }) => ({ group: "", score: Number(data[name]) })))).all;
      const helping = cellsOf(
        wholeFives(
          answers.map(({ data, personId }) => ({
            group: (personId === null ? null : parts.members.facilitatorOf(personId)) ?? "",
            score: Number(data["facilitator"]),
          })),
        ),
      );
      const named = helping.groups.filter(({ group }) => group !== "");
      const shown = (cell: Cell, what: string) =>
        cell.shown === null
          ? line("hidden", { what })
          : line("mean", { what, mean: decimal(cell.shown.tenths), count: cell.shown.count });
      const lines = [
        shown(every("service"), line("service", {})),
        shown(every("facilitator"), line("facilitator", {})),
        ...named.slice(0, MOST_GROUPS).map((cell) => shown(cell, nameOf(parts, cell.group))),
      ];
      return { outcome: "ok", data: { lines: lines.join("\n") } };
    },
  });
}

/** The first day of the month so many months before a day. */
function monthsBefore(day: string, months: number): string {
  const at = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.trunc(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
}

/** `42` is `4,2`. */
const decimal = (tenths: number): string => `${Math.trunc(tenths / 10)},${tenths % 10}`;

const nameOf = ({ people }: Parts, id: string): string => people.person(id)?.called ?? people.person(id)?.name ?? "-";

/** The newest word of each member that she said herself, without anybody's help, in the order in which they came. */
function newestOfEach({ events, packs }: Parts, from: string): Happened[] {
  const newest = new Map<string, Happened>();
  for (const pack of packs.values())
    for (const event of events.find({ programme: pack.id, kind: formKind(satisfactionForm(pack)?.id ?? ""), from }))
      if (event.mode === "self" && event.personId !== null && event.data["service"] !== undefined)
        newest.set(event.personId, event);
  return [...newest.values()].sort((a, b) => a.at - b.at);
}
