import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import type { Assessment } from "./assessment.ts";

/** Writes down the level at which somebody stands, with what it rests on, where it is another than before. */
export function recordLevel(
  { events }: Pick<Parts, "events">,
  programme: string,
  person: Person,
  { level, judged }: Assessment,
  now: number,
): void {
  const before = events.last({ programme, personId: person.id, kind: "graduation.level" });
  if (before?.data["level"] === level.id) return;
  const of = (standing: string) =>
    judged.filter((one) => one.standing === standing).map(({ criterion }) => criterion.id);
  const on = dateIn(person.zone, now);
  events.record({
    programme,
    kind: "graduation.level",
    personId: person.id,
    village: person.village,
    on,
    at: now,
    mode: "system",
    source: `graduation.level:${level.id}:${on}`,
    data: { level: level.id, met: of("met"), missing: of("not-yet"), unknown: of("unknown") },
  });
}
