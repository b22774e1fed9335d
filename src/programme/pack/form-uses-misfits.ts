import { didYouMean } from "../../flow/check/near.ts";
import { conditionMisfits } from "./form-misfits.ts";
import type { Form, Question } from "./forms.ts";
import type { Misfit } from "./misfit.ts";

/** What a form is used for beside being filled in: its days, reminders of them, calls, and a board. */
export function formUsesMisfits(item: Form): Misfit[] {
  return [...days(item), ...reminders(item), ...calls(item), ...boards(item)].map((misfit) => ({ item, ...misfit }));
}

function days({ questions }: Form): Misfit[] {
  return questions.flatMap(({ id, as, day }, at): Misfit[] =>
    day === undefined || as === "date"
      ? []
      : [
          {
            path: ["questions", at, "day"],
            what: `"${id}" is a ${as} and has no day.`,
            how: "Only a question as: date says which days it takes.",
          },
        ],
  );
}

const AHEAD = "Write day: ahead, or day: any where it may be over, too.";

function reminders({ questions }: Form): Misfit[] {
  return questions.flatMap((question, at): Misfit[] => {
    const { id, as, remind } = question;
    if (remind === undefined) return [];
    const path = ["questions", at, "remind"];
    if (as !== "date") {
      const how = "Only a question as: date has a day to remind of.";
      return [{ path, what: `"${id}" is a ${as}, and nothing is reminded of it.`, how }];
    }
    if (!isOver(question)) return [];
    return [{ path, what: `"${id}" is a day that is over, and nothing is left to remind of.`, how: AHEAD }];
  });
}

const isOver = ({ as, day = "past" }: Question): boolean => as === "date" && day === "past";

function calls({ call, flow, about }: Form): Misfit[] {
  if (call === undefined) return [];
  const path = ["call"];
  if (flow !== undefined)
    return [{ path, what: `The conversation ${flow} has calls of its own.`, how: "Take out call: or flow:." }];
  if ("after" in call && about === "work")
    return [{ path, what: "A form about work belongs to nobody who joins.", how: "Write { day: 5, say: … }." }];
  const months = "after" in call ? call.months : [];
  return months.some((month, at) => at > 0 && month <= (months[at - 1] ?? 0))
    ? [{ path: [...path, "months"], what: "The months do not rise.", how: "Write e.g. [3, 6, 12]." }]
    : [];
}

function boards({ board, questions }: Form): Misfit[] {
  if (board === undefined) return [];
  const ids = questions.map(({ id }) => id);
  const at = (...path: (string | number)[]) => ["board", ...path];
  const find = (id: string) => questions.find((one) => one.id === id);
  const shown = board.show.flatMap((id, no): Misfit[] => {
    const question = find(id);
    if (question === undefined)
      return [
        { path: at("show", no), what: `There is no question "${id}".`, how: didYouMean(id, ids, "Take it out.") },
      ];
    return isForAll(question) ? [] : [{ path: at("show", no), ...notForAll(question) }];
  });
  const until = board.until === undefined ? undefined : find(board.until);
  return [
    ...shown,
    ...(until !== undefined && isOver(until)
      ? [
          {
            path: at("until"),
            what: `"${until.id}" is a day that is over, and an entry would be gone at once.`,
            how: AHEAD,
          },
        ]
      : []),
    ...(board.until === undefined || until?.as === "date"
      ? []
      : [{ path: at("until"), what: `"${board.until}" is no date.`, how: "Write the id of a question as: date." }]),
    ...conditionMisfits(board.when ?? {}, questions).map(({ path, ...words }) => ({
      path: at("when", ...path),
      ...words,
    })),
    ...(board.named && board.when === undefined
      ? [
          {
            path: at("named"),
            what: "Names would be shown of people who were not asked.",
            how: "Ask her with a yes-no question, and write when: { publish: yes }.",
          },
        ]
      : []),
  ];
}

const isForAll = ({ as, privacy }: Question): boolean => privacy === "normal" && as !== "photo";
const notForAll = ({ id, as }: Question) =>
  as === "photo"
    ? { what: `"${id}" is a photo; a board is text.`, how: "Take it out." }
    : { what: `"${id}" is private.`, how: "Take it out: a board is read by everybody." };
