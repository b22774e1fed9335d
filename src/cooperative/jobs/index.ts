import type { DutyHandler } from "../../conversation/module.ts";
import type { Duties } from "../../schedule/duties.ts";
import type { Hours } from "../../zones.ts";
import type { Books } from "../books.ts";
import type { Audience } from "../chat/audience.ts";
import { readersOf } from "../disputes/watchers.ts";
import { LoanReminders } from "../loans/reminders.ts";
import { reminderDuties } from "../loans/reminding.ts";
import { MonthlyJobs } from "./planning.ts";
import { jobDuties } from "./running.ts";

export { Retries } from "./retries.ts";

export type JobParts = { books: Books; audience: Audience; duties: Duties; hours: Hours };

/** What the cooperative does by itself by the calendar: the months' jobs, and what is said about loans. */
export function calendarOf({ books, audience, duties, hours }: JobParts): {
  plan(now: number): void;
  duties: Record<string, DutyHandler>;
} {
  const { sqlite, loans, units, jobs: progress } = books;
  const personOf = (member: number) => books.personOf(member);
  const supervisors = (unit: number) => readersOf(books, books.unit(unit));
  const common = { ...loans, personOf, supervisors, hours };
  const months = new MonthlyJobs({ sqlite, duties, progress, units: () => units.all(), personOf, hours });
  const reminders = new LoanReminders({
    ...common,
    sqlite,
    duties,
    loans: loans.loans,
    units: () => units.all(),
  });
  return {
    plan: (now) => {
      months.step(now);
      reminders.step(now);
    },
    duties: {
      ...jobDuties({ books, audience, duties, hours }),
      ...reminderDuties({
        ...common,
        unit: (id) => books.unit(id),
        called: (person) => audience.nameOf(person, audience.sayFor(person)),
        sharesPhone: (person) => audience.sharesPhone(person),
      }),
    },
  };
}
