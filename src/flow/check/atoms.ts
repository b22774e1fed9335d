import type { Condition, Test } from "../definition.ts";

type Scalar = string | number | boolean;

/** One thing that holds at a step. */
export type Atom =
  /** The name has one of the values; for a list answer, it contains one. */
  | { kind: "is"; name: string; values: readonly Scalar[] }
  | { kind: "not"; name: string; values: readonly Scalar[] }
  /** Any other test, compared as it is written. */
  | { kind: "test"; name: string; test: string; holds: boolean; sets: boolean }
  /** Several lines do not hold together. */
  | { kind: "other"; text: string }
  /** Inside a round of a repeat. */
  | { kind: "round"; name: string };

/** A condition as atoms, all of which hold. */
export function atomsOf(condition: Condition | undefined): Atom[] {
  return Object.entries(condition ?? {}).map(([name, test]) => atom(name, test));
}

/** What holds when a condition does not. */
export function negated(condition: Condition | undefined): Atom[] {
  const atoms = atomsOf(condition);
  const [only] = atoms;
  if (only === undefined) return [];
  if (atoms.length > 1) return [{ kind: "other", text: `not ${JSON.stringify(atoms)}` }];
  if (only.kind === "is") return [{ ...only, kind: "not" }];
  if (only.kind !== "test") return [];
  const unset = only.test === JSON.stringify({ set: false });
  return [{ ...only, holds: false, sets: unset }];
}

function atom(name: string, test: Test): Atom {
  if (Array.isArray(test)) return { kind: "is", name, values: test };
  if (typeof test !== "object") return { kind: "is", name, values: [test] };
  const sets = test.set === true || test.min !== undefined || test.max !== undefined;
  return { kind: "test", name, test: JSON.stringify(test), holds: true, sets };
}

/** Does it follow from `known` that `atom` holds? */
export function implied(atom: Atom, known: readonly Atom[]): boolean {
  const text = JSON.stringify(atom);
  return known.some((one) => JSON.stringify(one) === text || follows(atom, one));
}

/** Does it follow from `known` that the name has a value? */
export function isSet(name: string, known: readonly Atom[]): boolean {
  return known.some((one) => (one.kind === "is" || (one.kind === "test" && one.sets)) && one.name === name);
}

/** Can the two not hold together? A list answer can have two values at once. */
export function contradicts(a: Atom, b: Atom, isList: (name: string) => boolean): boolean {
  if (a.kind !== "is" || (b.kind !== "is" && b.kind !== "not") || a.name !== b.name) return false;
  if (b.kind === "not") return a.values.every((value) => b.values.includes(value));
  return !isList(a.name) && !a.values.some((value) => b.values.includes(value));
}

function follows(wanted: Atom, known: Atom): boolean {
  if (known.kind !== "is" || !("name" in wanted) || known.name !== wanted.name) return false;
  if (wanted.kind === "is") return known.values.every((value) => wanted.values.includes(value));
  if (wanted.kind === "not") return !known.values.some((value) => wanted.values.includes(value));
  return wanted.kind === "test" && wanted.test === JSON.stringify({ set: true }) && wanted.holds;
}

/** An atom in words: `running is yes`. */
export function atomWords(atom: Atom): string {
  switch (atom.kind) {
    case "is":
      return `"${atom.name}" is ${atom.values.join(" or ")}`;
    case "not":
      return `"${atom.name}" is not ${atom.values.join(" or ")}`;
    case "test":
      return `"${atom.name}" ${atom.holds ? "passes" : "does not pass"} ${atom.test}`;
    case "round":
      return `there is a round of "${atom.name}"`;
    case "other":
      return "certain answers were given";
  }
}
