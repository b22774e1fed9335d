import { DAY, WEEK } from "../../clock.ts";
import type { Role } from "../../flow/definition.ts";
import { dateIn, instantOf, mondayOf } from "../../zones.ts";
import type { Demo, DemoPerson } from "../data.ts";
import type { DemoParts } from "../parts.ts";

/** Staff were there so long before the first who heard of the programme. */
const STAFF_BEFORE = 3 * WEEK;
/** What somebody is asked when she registers, each with nothing that is hard, unless she says so. */
const ASKED = ["seeing", "hearing", "walking", "remembering", "washing", "speaking"] as const;

/** When somebody came, ms UTC: on the Sunday before she heard of the programme. Undefined: the demo has no year. */
export function since({ demo, pack, now }: DemoParts, { cohort }: DemoPerson): number | undefined {
  if (demo.year === undefined) return undefined;
  const thisWeek = instantOf(pack.zone, mondayOf(dateIn(pack.zone, now)), "08:00");
  const { cohorts } = demo.year;
  const first = Math.max(...cohorts.map(({ heard }) => heard));
  const hers = cohorts.find(({ name }) => name === cohort)?.heard;
  return hers === undefined ? thisWeek - first * WEEK - STAFF_BEFORE : thisWeek - hers * WEEK - DAY;
}

/** Her roles as she came: who takes part now had only heard of it then. */
export function rolesAtFirst({ year }: Demo, { roles, cohort }: DemoPerson): Role[] {
  if (year === undefined || cohort === undefined) return [...roles];
  return ["prospective", ...roles.filter((role) => role !== "beneficiary" && role !== "prospective")];
}

/** Her answers to the Washington Group, as the registration keeps them. */
export function difficultiesOf({ year }: Demo, { cohort, difficulties = {} }: DemoPerson): { disability?: string } {
  if (year === undefined || cohort === undefined) return {};
  return { disability: JSON.stringify(Object.fromEntries(ASKED.map((one) => [one, difficulties[one] ?? "none"]))) };
}
