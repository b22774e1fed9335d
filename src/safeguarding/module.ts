import type { HearContext, Module } from "../conversation/module.ts";
import type { ChatParts } from "./chat/parts.ts";
import { reporting } from "./chat/reporting.ts";

/** One side of the domain, plugged in beside the others: what of a module the sides have. */
export type Side = Pick<
  Module,
  | "actions"
  | "duties"
  | "plan"
  | "committed"
  | "forget"
  | "hear"
  | "urgent"
  | "inside"
  | "gathered"
  | "sealedGone"
  | "keeper"
>;

/**
 * Safeguarding: Kotak Suara with its two sides, those who tell and the officers who read, and complaints that are given
 * openly. `officers` makes the officers' side; it is told of new cases, and says when a reporter was answered.
 */
export type SafeguardingParts = ChatParts & {
  officers?: ((events: OfficerEvents) => OfficersSide) | undefined;
  /** Further sides, e.g. open complaints. */
  others?: readonly Side[];
};

/** What the officers' side says to the reporters'. */
export type OfficerEvents = {
  /** The reporter of a case was answered: who asked for a sign gets one, some hours later. Inside a transaction. */
  answered(alias: string, now: number): void;
};

export type OfficersSide = Side & {
  /** A case was sealed, a moment ago. Outside of any transaction. */
  reported?(alias: string): void;
  /** Is a text for her desk, whatever words are in it? An officer who answers may write of violence. */
  expects?(text: string, context: HearContext): boolean;
};

export function safeguardingModule({ officers, others = [], ...parts }: SafeguardingParts): Module {
  let reported: OfficersSide["reported"];
  const reporters = reporting(parts, (alias) => reported?.(alias));
  const theirs = officers?.({ answered: reporters.answered });
  reported = theirs?.reported;
  const { answered: _, urgent, ...rest } = reporters;
  const side: Side = {
    ...rest,
    urgent: (heard, context) =>
      heard.kind === "text" && theirs?.expects?.(heard.text, context) === true ? undefined : urgent(heard, context),
  };
  return { name: "safeguarding", ...together([side, ...(theirs === undefined ? [] : [theirs]), ...others]) };
}

/** Several sides as one: who hears something first has it, and whatever happens is told to all. */
export function together(sides: readonly Side[]): Side {
  const first = <A extends unknown[], R>(pick: (side: Side) => ((...given: A) => R | undefined) | undefined) => {
    const heard = sides.flatMap((side) => pick(side) ?? []);
    return (...given: A): R | undefined => {
      for (const hear of heard) {
        const taken = hear(...given);
        if (taken !== undefined) return taken;
      }
      return undefined;
    };
  };
  const each = <A extends unknown[]>(pick: (side: Side) => ((...given: A) => void) | undefined) => {
    const told = sides.flatMap((side) => pick(side) ?? []);
    return (...given: A): void => {
      for (const tell of told) tell(...given);
    };
  };
  const keepers = sides.flatMap(({ keeper }) => keeper ?? []);
  if (keepers.length > 1) throw new Error("two sides keep books of people: one keeper has to speak for both");
  const [keeper] = keepers;
  return {
    actions: Object.assign({}, ...sides.map(({ actions }) => actions)),
    duties: Object.assign({}, ...sides.map(({ duties }) => duties)),
    plan: each((side) => side.plan),
    committed: each((side) => side.committed),
    forget: each((side) => side.forget),
    hear: first((side) => side.hear),
    urgent: first((side) => side.urgent),
    inside: first((side) => side.inside),
    gathered: each((side) => side.gathered),
    sealedGone: each((side) => side.sealedGone),
    ...(keeper === undefined ? {} : { keeper }),
  };
}
