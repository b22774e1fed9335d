import { lastDayOf, monthAfter } from "../../cooperative/jobs/months.ts";
import { JOBS, jobKey } from "../../cooperative/jobs/progress.ts";
import { SYSTEM } from "../../cooperative/operations/desk.ts";
import { addDays } from "../../zones.ts";
import { dayOf, type Step } from "./calendar.ts";
import { type Now, post, type Scene } from "./scene.ts";

/** When what ends is ended, each in the month or year after it. */
const LOCKED_ON = 5;
const YEAR_CLOSED_ON = 10;
const SHARED_ON = 14;

/** The end of each month that is over: what falls due by itself, then the lock of the chair. A year ends with its close. */
export function monthEnds(scene: Scene): Step[] {
  const { months, today } = scene.calendar;
  const before = dayBefore(months[0] ?? "");
  const over = months.filter((month) => lastDayOf(month) < today);
  return [
    // Nothing is written before the first day of the books.
    lock(scene, before.slice(0, 7)),
    ...over.flatMap((month) => [
      ...jobs(scene, month),
      ...(month.endsWith("-12") ? yearEnd(scene, month) : [lock(scene, month)]),
    ]),
  ];
}

const dayBefore = (month: string): string => addDays(dayOf(month, 1), -1);

/** At the time and under the names of the jobs themselves, so that none of them is done again. */
function jobs(scene: Scene, month: string): Step[] {
  return JOBS.map((job, at) => ({
    on: dayOf(monthAfter(month), 1),
    time: `00:0${at + 1}`,
    run: (now) => {
      const source = jobKey(job, month, scene.unit);
      post(scene, { op: job, month }, now, { maker: SYSTEM, source, valueOn: lastDayOf(month) });
    },
  }));
}

const lock = ({ books, unit, officers }: Scene, month: string): Step => ({
  on: dayOf(monthAfter(month), LOCKED_ON),
  time: "19:00",
  run: ({ at }) => books.journal.lock(unit, "month", lastDayOf(month), officers.chair, at),
});

/** Tutup buku in January; in February the annual meeting shares what is left, into the members' savings. */
function yearEnd(scene: Scene, december: string): Step[] {
  const { books, unit } = scene;
  const year = Number(december.slice(0, 4));
  const january = monthAfter(december);
  const shared = (time: string, op: "shu" | "shu-to-savings"): Step => ({
    on: dayOf(monthAfter(january), SHARED_ON),
    time,
    run: (now: Now) => {
      if ((books.year.closes.of(unit, year)?.surplus ?? 0) > 0) post(scene, { op, year }, now);
    },
  });
  return [
    {
      on: dayOf(january, YEAR_CLOSED_ON),
      time: "19:00",
      run: (now) => void post(scene, { op: "year-close", year }, now),
    },
    shared("10:00", "shu"),
    shared("11:00", "shu-to-savings"),
  ];
}
