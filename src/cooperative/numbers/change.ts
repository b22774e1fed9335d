import { HOUR } from "../../clock.ts";
import { type Result, refused } from "../operations/operation.ts";

/** A member's new number, and how far it has come. */
export type NumberChange = {
  id: number;
  unit: number;
  member: number;
  channel: string;
  /** Null: she had no number on this channel. */
  oldAddress: string | null;
  newAddress: string;
  /** Person ids. */
  maker: string;
  checker: string | null;
  /** ms UTC */
  madeAt: number;
  checkedAt: number | null;
  /** Ms UTC; not before this the number changes. */
  effectiveAt: number | null;
  /** `asked` → `waiting` (checked, the old number was told) → `done`; or it ended without a change. */
  state: "asked" | "waiting" | "done" | "refused" | "lapsed";
};

/** What happens to a change. Instants are ms UTC. */
export type NumberEvent =
  /** Another officer looked at it, met or rang the member, and says yes or no. */
  | { kind: "checked"; by: string; yes: boolean; memberPerson: string | null; waitHours: number; at: number }
  /** The old number says that it is not so. */
  | { kind: "objected" }
  /** The wait is over. `asBefore`: what it rests on still holds (see `NumberChanges.carryOut`). */
  | { kind: "due"; asBefore: boolean; at: number }
  /** Nobody checked it in time. */
  | { kind: "lapsed" };

/**
 * The life of a number change; pure. Maker, checker and member are three people, nothing shortens the wait, and until
 * its end the old number can stop it. Refusals: `number-over`, `number-own` (the checker is its maker or the member),
 * `number-early`.
 */
export function next(change: NumberChange, event: NumberEvent): Result<{ change: NumberChange }> {
  const to = (changes: Partial<NumberChange>) => ({ ok: true, change: { ...change, ...changes } }) as const;
  const { state } = change;
  if (state !== "asked" && state !== "waiting") return refused("number-over", { state });
  switch (event.kind) {
    case "objected":
      return to({ state: "refused" });
    case "lapsed":
      return state === "asked" ? to({ state: "lapsed" }) : refused("number-over", { state });
    case "checked": {
      if (state !== "asked") return refused("number-over", { state });
      const { by, at, waitHours, memberPerson, yes } = event;
      if (by === change.maker || by === memberPerson) return refused("number-own");
      const checked = { checker: by, checkedAt: at };
      return to(
        yes ? { ...checked, state: "waiting", effectiveAt: at + waitHours * HOUR } : { ...checked, state: "refused" },
      );
    }
    case "due":
      if (state !== "waiting") return refused("number-over", { state });
      if (change.effectiveAt === null || event.at < change.effectiveAt) return refused("number-early");
      return to({ state: event.asBefore ? "done" : "refused" });
  }
}
