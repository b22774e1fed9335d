import { holds } from "../../flow/conditions.ts";
import type { Json } from "../../flow/session.ts";
import { formatDateShort } from "../../flow/understand/index.ts";
import { isStaff, type Person } from "../../people/person.ts";
import { addDays } from "../../zones.ts";
import type { Happened } from "../events/index.ts";
import { formKind } from "../forms/data.ts";
import { answerText } from "../forms/shown.ts";
import type { Board, Form } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import { LINE_LENGTH, MOST_ENTRIES, UNTIL_BACK_DAYS } from "./limits.ts";

/** A form whose entries everybody of its programme may read. */
export type FormBoard = { id: string; programme: string; form: Form; board: Board };

/** What was written down once, as the board shows it to somebody. */
export type Entry = { id: string; line: string; mine: boolean };

type BoardParts = Pick<Parts, "packs" | "events" | "forms" | "texts" | "people" | "directory" | "enrolments">;

/** The boards that somebody may read: those of the programmes that she is in, all of them for who works here. */
export function boardsFor({ packs, enrolments }: BoardParts, person: Person): FormBoard[] {
  return [...packs.values()].flatMap(({ id: programme, forms }) => {
    const now = enrolments.current(programme, person.id)?.as;
    const isIn = packs.size === 1 || now === "candidate" || now === "beneficiary" || now === "graduate";
    if (!isIn && !isStaff(person.roles)) return [];
    return forms.flatMap((form) =>
      form.board === undefined ? [] : [{ id: `${programme}.${form.id}`, programme, form, board: form.board }],
    );
  });
}

/** What stands on a board: the newest first; of what has a day of its own, the soonest first. */
export function entriesOf(parts: BoardParts, board: FormBoard, reader: Person, today: string): Entry[] {
  const { programme, form } = board;
  const { until, days } = board.board;
  const from = addDays(today, -(until === undefined ? days : UNTIL_BACK_DAYS));
  const told = parts.events.all({ programme, kind: formKind(form.id), from }).reverse();
  const entries: (Entry & { day: string })[] = [];
  for (const event of told) {
    const answers = parts.forms.answersOf(event);
    const day = until === undefined ? event.on : String(answers[until] ?? "");
    const line = day < today && until !== undefined ? undefined : lineOf(parts, board, event, answers, reader.language);
    if (line !== undefined) entries.push({ id: event.id, line, day, mine: isOf(event, reader) });
    if (until === undefined && entries.length >= MOST_ENTRIES) break;
  }
  if (until !== undefined) entries.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  return entries.slice(0, MOST_ENTRIES).map(({ id, line, mine }) => ({ id, line, mine }));
}

/** What is hers to take down: what she told, and what was told about her. */
const isOf = ({ by, personId }: Happened, { id }: Person): boolean => by === id || personId === id;

function lineOf(
  parts: BoardParts,
  { form, board: { show, when = {}, named, until } }: FormBoard,
  { on, by, personId }: Happened,
  answers: Readonly<Record<string, Json>>,
  language: string,
): string | undefined {
  if (!holds(when, (name) => answers[name])) return undefined;
  const said = show.flatMap((id) => {
    const question = form.questions.find((one) => one.id === id);
    const answer = answers[id];
    return question === undefined || answer === undefined || answer === null
      ? []
      : [answerText(parts.texts, language, question, answer)];
  });
  if (said.length === 0) return undefined;
  const what = cut(said.join(", "));
  const day = until === undefined ? formatDateShort(on) : undefined;
  if (!named) return day === undefined ? what : parts.texts.text(language, "boards:line", { what, day });
  const teller = parts.people.person(personId ?? by ?? "");
  // Who left, was erased, or does not want to be shown to others any more is not shown.
  if (teller?.status !== "active" || parts.directory.consents(teller.id).sharing?.given === false) return undefined;
  const who = [teller.called, teller.village].filter(Boolean).join(", ");
  return parts.texts.text(language, "boards:line-named", { what, who });
}

const cut = (text: string): string =>
  text.length <= LINE_LENGTH ? text : `${text.slice(0, LINE_LENGTH - 1).trimEnd()}…`;
