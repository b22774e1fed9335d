import { DAY } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import type { Duties } from "../../schedule/duties.ts";
import { type Members, memberNo } from "../members.ts";
import type { NumberChanges } from "../numbers.ts";
import type { Officers } from "../officers.ts";
import type { Units } from "../units.ts";
import type { NumberChange } from "./change.ts";

/** Kinds of duties. */
export const NUMBER_DUE = "coop.number-change";
export const NUMBER_LAPSE = "coop.number-lapse";
/** A Rukun that was off for a while still carries it out; the wait was long enough in any case. */
const STILL_DONE_MS = 30 * DAY;

export type NumberDutyParts = {
  duties: Duties;
  changes: NumberChanges;
  members: Members;
  officers: Officers;
  units: Units;
};

/** To be called when a change was asked for: it lapses when nobody checks it. */
export function planLapse({ duties }: Pick<NumberDutyParts, "duties">, change: NumberChange, lapseDays: number): void {
  const dueAt = change.madeAt + lapseDays * DAY;
  plan(duties, NUMBER_LAPSE, change.id, dueAt);
}

/** To be called when a change was checked: it is carried out after the wait. */
export function planCarryOut({ duties }: Pick<NumberDutyParts, "duties">, { id, effectiveAt }: NumberChange): void {
  if (effectiveAt !== null) plan(duties, NUMBER_DUE, id, effectiveAt);
}

function plan(duties: Duties, kind: string, id: number, dueAt: number): void {
  const row = { key: `${kind}:${id}`, kind, personId: null, data: { change: id } };
  duties.plan({ ...row, dueAt, expiresAt: dueAt + STILL_DONE_MS });
}

/** What falls due with number changes, by kind. Supervisors hear of each end, whatever it is. */
export function numberDuties(parts: NumberDutyParts): Record<string, DutyHandler> {
  return {
    [NUMBER_DUE]: {
      run: (data, context) => {
        const result = parts.changes.carryOut(Number(data["change"]), context.now);
        if (!result.ok) return { dropped: result.refusal.code };
        const done = result.change.state === "done";
        const person = parts.members.member(result.change.member)?.personId ?? null;
        const key = done ? "coop-numbers:in-force" : "coop-numbers:stopped";
        if (person !== null) context.tell(person, key, who(parts, result.change));
        tellSupervisors(parts, context, result.change, done ? "coop-numbers:list.done" : "coop-numbers:list.stopped");
        return "done";
      },
    },
    [NUMBER_LAPSE]: {
      run: (data, context) => {
        const result = parts.changes.lapse(Number(data["change"]));
        if (!result.ok) return { dropped: result.refusal.code };
        context.tell(result.change.maker, "coop-numbers:lapsed", who(parts, result.change));
        tellSupervisors(parts, context, result.change, "coop-numbers:list.lapsed");
        return "done";
      },
    },
  };
}

/** The member, and the last three digits of the number: enough to tell two apart, and no more. */
function who({ members }: NumberDutyParts, { member, newAddress }: NumberChange): Record<string, string> {
  const found = members.member(member);
  const digits = newAddress.replaceAll(/\D/g, "").slice(-3);
  return { name: found?.name ?? "", no: memberNo(found?.no ?? 0), digits };
}

/** The supervisors of the unit and of the head office; not who asked for it herself. */
function tellSupervisors(parts: NumberDutyParts, context: DutyContext, change: NumberChange, key: string): void {
  const { units, officers } = parts;
  const told = [units.byId(change.unit), units.head()]
    .flatMap((unit) => (unit === undefined ? [] : officers.of(unit, "supervisor")))
    .map(({ id }) => id)
    .filter((id) => id !== change.maker);
  for (const id of new Set(told)) context.tell(id, key, who(parts, change));
}
