import type { Keeper, Kept } from "../conversation/keeper.ts";
import type { HearContext, Heard, Module } from "../conversation/module.ts";
import type { Json } from "../flow/session.ts";

/** What one part of the programme (training, socialisation, graduation, ...) plugs into the conversation. */
export type ProgrammePart = Partial<
  Pick<
    Module,
    "actions" | "duties" | "plan" | "stillGoes" | "hear" | "lastly" | "gathered" | "voice" | "stalled" | "keeper"
  >
>;

/** Parts by their names. In this order they are asked whether something that was written is for them. */
export type NamedParts = Readonly<Record<string, ProgrammePart>>;

/** Puts the parts together as one module of the conversation. */
export function compose(name: string, parts: NamedParts): Module {
  const all = Object.values(parts);
  const keeper = keeperOf(name, parts);
  return {
    name,
    actions: merged(
      "action",
      all.map(({ actions = {} }) => actions),
    ),
    duties: merged(
      "duty",
      all.map(({ duties = {} }) => duties),
    ),
    plan: (now) => {
      for (const part of all) part.plan?.(now);
    },
    stillGoes: (key, now) => {
      for (const part of all) {
        const verdict = part.stillGoes?.(key, now);
        if (verdict !== undefined) return verdict;
      }
      return undefined;
    },
    hear: (heard, context) => firstTaken(parts, "hear", heard, context),
    lastly: (heard, context) => firstTaken(parts, "lastly", heard, context),
    gathered: (items, context) => {
      for (const [part, { gathered }] of Object.entries(parts)) {
        const hers = (items as readonly Gathered[]).filter((one) => one.part === part).map(({ item }) => item);
        if (hers.length > 0) gathered?.(hers, gathering(part, context));
      }
    },
    voice: (...given) => {
      for (const part of all) part.voice?.(...given);
    },
    stalled: (...given) => {
      for (const part of all) part.stalled?.(...given);
    },
    ...(keeper === undefined ? {} : { keeper }),
  };
}

function firstTaken(parts: NamedParts, how: "hear" | "lastly", heard: Heard, context: HearContext) {
  for (const [part, asked] of Object.entries(parts)) {
    const taken = asked[how]?.(heard, gathering(part, context));
    if (taken !== undefined) return taken;
  }
  return undefined;
}

/** What a part gathered comes back to it alone. */
type Gathered = { part: string; item: unknown };

/** The same context behind it: what it offers are getters of its class, which a copy would not have. */
function gathering(part: string, context: HearContext): HearContext {
  const gather = (item: unknown) => context.gather({ part, item } satisfies Gathered);
  return Object.assign(Object.create(context) as HearContext, { gather });
}

function merged<T>(what: string, all: readonly Readonly<Record<string, T>>[]): Record<string, T> {
  const found = new Map<string, T>();
  for (const [key, value] of all.flatMap((one) => Object.entries(one))) {
    if (found.has(key)) throw new Error(`two parts of the programme have the ${what} ${key}`);
    found.set(key, value);
  }
  return Object.fromEntries(found);
}

/** One keeper for what all parts keep of somebody. */
function keeperOf(name: string, parts: NamedParts): Keeper | undefined {
  const keepers = Object.entries(parts).flatMap(([part, { keeper }]) =>
    keeper === undefined ? [] : [{ part, keeper }],
  );
  if (keepers.length === 0) return undefined;
  return {
    name,
    dataOf: (personId, language) => {
      const kept = keepers.flatMap(({ part, keeper }): [string, Kept][] => {
        const hers = keeper.dataOf(personId, language);
        return hers === undefined ? [] : [[part, hers]];
      });
      if (kept.length === 0) return undefined;
      return {
        short: kept.flatMap(([, { short }]) => short),
        whole: kept.flatMap(([, { whole }]) => whole),
        data: Object.fromEntries(kept.map(([part, { data }]): [string, Json] => [part, data])),
      };
    },
    seenBy: (personId, language) => keepers.flatMap(({ keeper }) => keeper.seenBy?.(personId, language) ?? []),
    stays: (personId, language) => {
      const said = keepers.flatMap(({ keeper }) => keeper.stays(personId, language) ?? []);
      return said.length === 0 ? undefined : said.join("\n");
    },
    letGo: (personId, telling) => {
      for (const { keeper } of keepers) keeper.letGo(personId, telling);
    },
  };
}
