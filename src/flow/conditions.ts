import type { Condition, Test } from "./definition.ts";
import type { Json } from "./session.ts";

/** Does a step apply? `value` looks a name up among the answers and facts. Both `when` and `unless` may be left out. */
export function applies(
  step: { when?: Condition | undefined; unless?: Condition | undefined },
  value: (name: string) => Json | undefined,
): boolean {
  if (step.when !== undefined && !holds(step.when, value)) return false;
  return step.unless === undefined || !holds(step.unless, value);
}

/** Every line of a condition must hold. */
export function holds(condition: Condition, value: (name: string) => Json | undefined): boolean {
  for (const name in condition) {
    const wanted = condition[name];
    if (wanted !== undefined && !passes(wanted, value(name))) return false;
  }
  return true;
}

function passes(wanted: Test, actual: Json | undefined): boolean {
  if (Array.isArray(wanted)) return wanted.some((one) => same(one, actual));
  if (typeof wanted !== "object") return same(wanted, actual);
  if (wanted.set !== undefined && wanted.set !== (actual !== undefined && actual !== null)) return false;
  if (wanted.min !== undefined && !(typeof actual === "number" && actual >= wanted.min)) return false;
  return wanted.max === undefined || (typeof actual === "number" && actual <= wanted.max);
}

/** A list answer (several) contains the wanted one. */
function same(wanted: string | number | boolean, actual: Json | undefined): boolean {
  return Array.isArray(actual) ? actual.includes(wanted) : actual === wanted;
}
