import { DAY, MINUTE } from "../../clock.ts";
import type { Person } from "../../people/person.ts";
import { type Case, DECIDES } from "./case.ts";
import { type GraduationParts, isHere } from "./parts.ts";
import { type Acting, planResult, type Refusal, write } from "./process.ts";
import { happened } from "./recording.ts";
import { judgesOf, tellStaff } from "./telling.ts";

/** What an objection is about: a proposal that she was told of, a decision, or nothing. */
export type Objectable = { case: Case; late: boolean };

/** Everything that she may object to now, one for each programme: a proposal goes before a decision. */
export function objectableOf(parts: GraduationParts, personId: string): Objectable[] {
  const programmes = [...new Set(parts.cases.ofPerson(personId).map(({ programme }) => programme))];
  return programmes.flatMap((programme): Objectable[] => {
    const open = parts.cases.openOf(programme, personId, "proposal");
    if (open?.state === "shown") return [{ case: open, late: false }];
    const decided = parts.cases.lastDecided(programme, personId);
    return decided === undefined ? [] : [{ case: decided, late: true }];
  });
}

/** Her words, or a voice note that is kept and passed on. */
export type Objection = { words: string; mediaId?: string | undefined };

/**
 * Takes an objection. Before the decision those who judge look at everything anew; after it, it is a request to look at
 * it again, which a manager answers. `again`: one of these waits already, and her words are added to it.
 */
export function object(
  parts: GraduationParts,
  { case: one, late }: Objectable,
  person: Person,
  { words, mediaId }: Objection,
  doing: Acting,
): "objected" | "review" | "again" {
  const review = late ? reviewOf(parts, one, doing) : { case: one, fresh: true };
  const recorded = happened(parts, one, "objected", { case: one.id, late: late ? "yes" : "no" }, doing, person);
  const outcome = !late ? "objected" : review.fresh ? "review" : "again";
  if (recorded === "known") return outcome;
  write(parts, review.case, "objection", words, doing.by, doing.now);
  if (!late) parts.cases.objected(one.id);
  const { check, decide } = judgesOf(parts, one);
  const to = late ? decide : [...check, ...decide];
  const key = late ? "staff.review" : "staff.objected";
  const said = { of: review.case.id, what: "objection" as const };
  tellStaff(parts, to, { key, about: person.id, said, mark: `${one.id}:${doing.source}` }, doing.now);
  if (mediaId !== undefined) for (const { id } of to) passVoice(parts, mediaId, person.id, id, doing.now);
  return outcome;
}

function reviewOf(parts: GraduationParts, one: Case, { by, now }: Acting): { case: Case; fresh: boolean } {
  const { programme, personId } = one;
  const opened = { id: parts.newId(), programme, personId, kind: "review" as const, about: one.id, by: by.id };
  const fresh = parts.cases.open({ ...opened, openedAt: now });
  const review = parts.cases.openOf(programme, personId, "review");
  if (review === undefined) throw new Error("a review that was opened is not there");
  return { case: review, fresh };
}

/** A voice note is fetched after the commit, and then goes to whoever is to hear it. */
function passVoice({ duties }: GraduationParts, mediaId: string, personId: string, to: string, now: number): void {
  const [key, data] = [`help.pass-on:${mediaId}:${to}`, { media: mediaId, to }];
  duties.plan({ key, kind: "help.pass-on", personId, data, dueAt: now + MINUTE / 2, expiresAt: now + DAY });
}

/**
 * A manager's answer to a request to look again. `again`: she takes part as before, and it may be proposed anew; what
 * was decided stays written down.
 */
export function answerReview(
  parts: GraduationParts,
  one: Case,
  outcome: "upheld" | "again",
  words: string,
  doing: Acting,
): Refusal | "answered" {
  const person = parts.people.person(one.personId);
  if (one.kind !== "review" || one.state === "closed" || !isHere(person)) return "gone";
  if (!doing.by.roles.includes(DECIDES) || doing.by.id === one.personId) return "not-now";
  const { now, source } = doing;
  happened(parts, one, "reviewed", { case: one.about ?? one.id, outcome }, doing, person);
  write(parts, one, "answer", words, doing.by, now);
  parts.cases.close(one.id, outcome, now);
  if (outcome === "again") parts.enrolments.change(one.programme, one.personId, "beneficiary", { since: now, source });
  planResult(parts, one, person, now);
  return "answered";
}
