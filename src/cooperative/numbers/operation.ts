import { DAY } from "../../clock.ts";
import type { Duties } from "../../schedule/duties.ts";
import type { Pending } from "../controls/pendings.ts";
import type { NumberChanges } from "../numbers.ts";
import { done, type Handler, refused } from "../operations/operation.ts";
import type { NumberChange } from "./change.ts";
import { planCarryOut } from "./duties.ts";

export type ChangingParts = { changes: NumberChanges; duties: Duties };

/** The duty that tells the old number. */
export const NUMBER_NOTICE = "coop.number-notice";

/**
 * A member's new number, for the desk: one officer asks, another looks and agrees, and then the old number is told and
 * the wait begins. No money moves.
 */
export function changingNumber({ changes, duties }: ChangingParts): Handler<"number-change"> {
  return {
    member: ({ change }) => changes.byId(change)?.member,
    amount: () => undefined,
    needs: () => ({ votes: 1, confirm: false, why: "number" }),
    perform: ({ change: id }, { checker, at }) => {
      const state = changes.byId(id)?.state ?? "none";
      if (state !== "asked") return refused("number-over", { state });
      // Before anybody has looked at it there is nothing to do; it is only tried whether there would be.
      if (checker === undefined) return done([]);
      const checked = changes.check(id, checker, true, at);
      if (!checked.ok) return checked;
      planNotice(duties, checked.change, at);
      planCarryOut({ duties }, checked.change);
      return done([]);
    },
  };
}

/** At once: the wait is for the old number to speak. */
function planNotice(duties: Duties, { id, effectiveAt }: NumberChange, at: number): void {
  const row = { key: `${NUMBER_NOTICE}:${id}`, kind: NUMBER_NOTICE, personId: null, data: { change: id } };
  duties.plan({ ...row, dueAt: at, expiresAt: effectiveAt ?? at + DAY });
}

/** A request that ended without its yes ends the change; what nobody looked at lapses by its own duty. */
export function afterNumberRequest({ changes }: Pick<ChangingParts, "changes">, { operation, state }: Pending): void {
  if (operation.op !== "number-change") return;
  if (state === "rejected" || state === "cancelled") changes.stop(operation.change);
}
