import { WEEK } from "../clock.ts";
import { LIMITS } from "../limits.ts";
import { isStaff, type Person } from "../people/person.ts";
import type { Parts } from "./parts.ts";

/** Has she got as many messages this week as she may, over all modules? Staff are at work, and get what there is to do. */
export const toldEnough = ({ outbox }: Pick<Parts, "outbox">, { id, roles }: Person, now: number): boolean =>
  !isStaff(roles) && outbox.initiatedSince(id, now - WEEK) >= LIMITS.initiatedPerWeek;
