import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import type { Assessment } from "./assessment.ts";

type Levelled = {
  programme: string;
  person: Person;
  assessment: Assessment;
  /** Ms UTC. */
  now: number;
};

/** Writes down the level at which somebody stands, with what it rests on, where it is another than before. */
export function recordLevel(
  parts: Pick<Parts, "events">,
  programme: string,
  person: Person,
  assessment: Assessment,
  now: number,
): void {
  const before = parts.events.last({ programme, personId: person.id, kind: "graduation.level" });
  if (before?.data["level"] === assessment.level.id) return;
  const on = dateIn(person.zone, now);
  record(parts, { programme, person, assessment, now }, `graduation.level:${programme}:${assessment.level.id}:${on}`);
}

/** The same once a month, changed or not: how many stand where is read from it. `month`: YYYY-MM. */
export const recordMonth = (parts: Pick<Parts, "events">, given: Levelled, month: string): "new" | "known" =>
  record(parts, given, `graduation.level:${given.programme}:${month}`);

function record(
  { events }: Pick<Parts, "events">,
  { programme, person, assessment: { level, judged }, now }: Levelled,
  source: string,
): "new" | "known" {
  const of = (standing: string) =>
    judged.filter((one) => one.standing === standing).map(({ criterion }) => criterion.id);
  return events.record({
    programme,
    kind: "graduation.level",
    personId: person.id,
    village: person.village,
    on: dateIn(person.zone, now),
    at: now,
    mode: "system",
    source,
    data: { level: level.id, met: of("met"), missing: of("not-yet"), unknown: of("unknown") },
  });
}
