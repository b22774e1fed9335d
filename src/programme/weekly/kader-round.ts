import type { Parts } from "../parts.ts";
import { isHerWeek, takesPart } from "./expected.ts";
import type { Member } from "./members.ts";
import type { Week } from "./week.ts";

/** The members without a phone for whom a kader reports, by name; who graduated or left is none of them any more. */
export const roundOf = (parts: Parts, kaderId: string): Member[] =>
  parts.members.ofKader(kaderId).filter(({ id }) => takesPart(parts, id));

/** Those of them who are to be asked for a week and have not reported. */
export const missingOf = (parts: Parts, kaderId: string, week: Week): Member[] =>
  roundOf(parts, kaderId).filter(
    ({ id, since }) => since <= week && isHerWeek(parts, id, week) && !parts.reports.has(id, week, "beneficiary"),
  );
