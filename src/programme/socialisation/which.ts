import { z } from "zod";
import { HOUR } from "../../clock.ts";
import { type Action, action, type Outcome } from "../../conversation/module.ts";
import { normalise } from "../../flow/understand/index.ts";
import type { Pack } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import type { Applications } from "./joining/store.ts";
import type { Slots } from "./slots/store.ts";

/** What a programme of the home is asked for, where several run beside each other. */
export const PURPOSES = ["joining", "conditions", "slots", "opening", "calendar", "campaign"] as const;
export type Purpose = (typeof PURPOSES)[number];

export type Whose = { applications: Applications; slots: Slots; begunOn(programme: string): string | undefined };

/**
 * `socialisation.which`: the programmes that fit, so that the flow asks `for-programme` only where more than one does.
 * `only` is the one that fits, or the first; where none does, the main one, whose actions say why.
 */
export function whichAction(parts: Parts, whose: Whose): Action {
  return action({
    args: z.object({ purpose: z.enum(PURPOSES) }),
    outcomes: ["ok"],
    gives: ["several", "programmes", "only"],
    run: ({ purpose }, { person, now }): Outcome => {
      const all = [...parts.packs.values()].filter((pack) => takesPart(pack, purpose));
      const fitting = all.filter((pack) => fits(parts, whose, pack, { purpose, personId: person.id, now }));
      const programmes = fitting.map((pack) => ({ id: pack.id, label: pack.name, aliases: shortNames(pack, fitting) }));
      const [only] = fitting;
      return { outcome: "ok", data: { several: fitting.length > 1, programmes, only: only?.id ?? parts.main.id } };
    },
  });
}

type Named = { id: string; name: string };

/** As people shorten it: its id, and the words of its name that no other has. */
export function shortNames({ id, name }: Named, all: readonly Named[]): string[] {
  const others = new Set(all.filter((one) => one.id !== id).flatMap((one) => wordsOf(one.name)));
  return [id, ...wordsOf(name).filter((word) => word.length > 2 && !others.has(word))];
}

const wordsOf = (name: string): string[] => normalise(name).split(" ");

const takesPart = ({ calendar }: Pack, purpose: Purpose): boolean =>
  purpose === "calendar" || purpose === "campaign" ? calendar !== undefined : true;

type Asking = { purpose: Purpose; personId: string; now: number };

function fits(
  { enrolments }: Parts,
  { applications, slots, begunOn }: Whose,
  { id, eligibility }: Pack,
  asking: Asking,
): boolean {
  const { purpose, personId, now } = asking;
  switch (purpose) {
    case "joining":
      return applications.openOf(id, personId) === undefined && enrolments.current(id, personId)?.as !== "beneficiary";
    case "conditions":
      return eligibility.length > 0;
    case "slots":
      return slots.free(id, now + HOUR, 1).length > 0;
    case "calendar":
      return begunOn(id) === undefined;
    default:
      return true;
  }
}

/** What a flow that asked `socialisation.which` hands to its other actions. */
export const whichArgs = { "for-programme": z.string().nullish(), only: z.string().nullish() };
type Which = { "for-programme"?: string | null | undefined; only?: string | null | undefined };

/** The programme that was chosen, or the only one that there was to choose. */
export const packFor = ({ packs, main }: Parts, { "for-programme": chosen, only }: Which): Pack =>
  packs.get(chosen ?? only ?? main.id) ?? main;
