import { didYouMean } from "../../flow/check/near.ts";
import type { Activity, Calendar } from "./calendar.ts";
import type { Misfit } from "./misfit.ts";

/** Weeks out of range, the same thing twice at the same time, audiences that there are not. */
export function calendarMisfits(item: Calendar | undefined): Misfit[] {
  if (item === undefined) return [];
  const audiences = item.audiences.map(({ id }) => id);
  return [
    ...item.activities.flatMap((activity, at) =>
      [
        ...weekMisfits(activity, item.weeks),
        ...audienceMisfits(activity, audiences),
        ...overlaps(activity, item.activities.slice(0, at)),
      ].map(({ path, ...words }) => ({ item, path: ["activities", at, ...path], ...words })),
    ),
    ...checkMisfits(item),
    ...(["audiences", "activities", "check", "faq"] as const).flatMap((list) => idsTwice(item, list)),
  ];
}

function weekMisfits({ weeks: [first, last], tasks }: Activity, most: number): Misfit[] {
  const found: Misfit[] = [];
  if (last < first)
    found.push({ path: ["weeks"], what: `It ends in week ${last}, before ${first}.`, how: "Swap them." });
  if (last > most)
    found.push({
      path: ["weeks"],
      what: `Week ${last} lies after the last one, ${most}.`,
      how: "Change it, or weeks:.",
    });
  for (const [at, { week }] of tasks.entries())
    if (week !== undefined && (week < first || week > last)) {
      const how = `Write a week from ${first} to ${last}.`;
      found.push({ path: ["tasks", at, "week"], what: `Week ${week} lies outside of its activity.`, how });
    }
  return found;
}

const audienceMisfits = ({ audiences }: Activity, known: readonly string[]): Misfit[] =>
  audiences.flatMap((one, at) =>
    known.includes(one)
      ? []
      : [
          {
            path: ["audiences", at],
            what: `There is no audience "${one}".`,
            how: didYouMean(one, known, `Known: ${known.join(", ")}.`),
          },
        ],
  );

/** The same audience is told in the same way by two activities at once. */
function overlaps(activity: Activity, before: readonly Activity[]): Misfit[] {
  const other = before.find(
    ({ way, weeks: [first, last], audiences }) =>
      way === activity.way &&
      first <= activity.weeks[1] &&
      activity.weeks[0] <= last &&
      audiences.some((one) => activity.audiences.includes(one)),
  );
  if (other === undefined) return [];
  const what = `"${activity.id}" overlaps "${other.id}": the same audience, in the same way, in the same weeks.`;
  return [{ path: ["weeks"], what, how: "Move one of them, or make one of the two." }];
}

const checkMisfits = (item: Calendar): Misfit[] => oneRight(item.check, "check").map((misfit) => ({ item, ...misfit }));

/** Of each question exactly one option is right. */
export function oneRight(
  asked: readonly { id: string; options: readonly { right?: boolean | undefined }[] }[],
  word: string,
): Omit<Misfit, "item">[] {
  return asked.flatMap(({ id, options }, at) => {
    const right = options.filter((option) => option.right === true).length;
    if (right === 1) return [];
    const what = right === 0 ? `No option of "${id}" is right.` : `Several options of "${id}" are right.`;
    return [{ path: [word, at, "options"], what, how: "Write right: true at exactly one." }];
  });
}

function idsTwice(item: Calendar, list: "audiences" | "activities" | "check" | "faq"): Misfit[] {
  const ids = item[list].map(({ id }) => id);
  return ids.flatMap((id, at) =>
    ids.indexOf(id) < at
      ? [{ item, path: [list, at], what: `The id "${id}" stands twice.`, how: "Give one of the two another id." }]
      : [],
  );
}
