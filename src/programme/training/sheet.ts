import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { HOUR, MINUTE } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import {
  type Collected,
  type Column,
  FORMATS,
  frameOf,
  InMaking,
  type LayoutQueue,
  plainOf,
  slugOf,
} from "../../documents/index.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import { Attendance } from "./attendance.ts";
import { calledOf, type TrainingParts } from "./parts.ts";
import type { Session } from "./session.ts";
import { mine, seatsFor } from "./staff-actions.ts";
import { whatOf, whenOf } from "./words.ts";

export const SHEET = "training.sheet";
/** Hastened when it is there; and so long it is still wanted. */
const LOOK_AGAIN = MINUTE;
const WANTED_MS = 2 * HOUR;

/** The list of a session to be printed, signed and handed in: made beside the conversation. */
export class Sheets {
  private readonly parts: TrainingParts;
  private readonly making: InMaking<string>;

  constructor(parts: TrainingParts, layout: LayoutQueue) {
    this.parts = parts;
    this.making = new InMaking({ layout, wake: parts.wake });
  }

  /** `source`: the message that asks for it; the same one is answered once. */
  order(session: Session, personId: string, source: string, now: number): void {
    const [key, data] = [`${SHEET}:${source}`, { session: session.id }];
    this.parts.duties.plan({ key, kind: SHEET, personId, data, dueAt: now, expiresAt: now + WANTED_MS });
  }

  /** What is ready goes out now. Inside a transaction. */
  hastenMade(now: number): void {
    for (const key of this.making.ready()) this.parts.duties.hasten(key, now);
  }

  duty(): DutyHandler {
    return { run: (data, context) => this.run(String(data["session"]), context) };
  }

  private run(id: string, { key, personId, now, newId, tell }: DutyContext): ReturnType<DutyHandler["run"]> {
    const person = this.parts.people.person(personId ?? "");
    const session = person === undefined ? undefined : mine(this.parts, person, id);
    if (person === undefined || session === undefined) return { dropped: "not hers" };
    const over = this.making.take(key, async (layOut) => {
      const { files } = this.parts;
      mkdirSync(files, { recursive: true, mode: 0o700 });
      const path = join(files, `${newId()}.pdf`);
      await layOut({ statement: plainOf(sheetOf(this.parts, session, person, now)), format: "pdf", path });
      return path;
    });
    if (over === undefined) return { again: now + LOOK_AGAIN };
    const words = { called: calledOf(person), what: whatOf(this.parts, session), when: whenOf(session) };
    if (over.is === "failed") tell(person.id, "training:sheet.failed", words, { as: "reply" });
    else {
      const name = `${slugOf(["daftar-hadir", session.module, dateIn(session.zone, session.startsAt)])}.pdf`;
      const file = { name, mime: FORMATS.pdf, path: over.made };
      tell(person.id, "training:sheet.file", words, { as: "reply", file });
    }
    return "done";
  }
}

/** Who is expected, how each was there as far as it is marked, and room to sign. Of a kader, her own people. */
export function sheetOf(parts: TrainingParts, session: Session, reader: Person, now: number): Collected {
  const { texts, people } = parts;
  const { language: lang } = reader;
  const say = (key: string, data: Record<string, string | number> = {}) =>
    texts.text(lang, `training:sheet.${key}`, data);
  const there = new Attendance(parts).at(session);
  const rows = seatsFor(parts, session, reader).map(({ no, personId }) => {
    const [her, event] = [people.person(personId), there.get(personId)];
    const status = event?.data["status"];
    const proof = event?.data["proof"];
    return {
      cells: [
        no,
        her?.name ?? calledOf(her),
        her?.village ?? "",
        typeof status === "string" ? texts.text(lang, `training:status.${status}`) : "",
        typeof proof === "string" ? say(`proof.${proof}`) : "",
        "",
      ],
    };
  });
  const columns = (["no", "name", "village", "status", "proof", "sign"] as const).map(
    (key): Column => ({
      key,
      label: say(`column.${key}`),
      kind: key === "no" ? "ordinal" : "text",
      ...(key === "no" || key === "name" ? { lead: " " as const } : {}),
      ...(key === "sign" ? { room: true as const } : {}),
    }),
  );
  const leader = people.person(session.by);
  return {
    name: "attendance",
    title: say("title"),
    unit: whatOf(parts, session),
    period: whenOf(session),
    facts: [
      { label: say("place"), value: session.place },
      { label: say("count"), value: String(rows.length) },
    ],
    sections: [{ columns, rows }],
    notes: [say("note")],
    signatures: [{ role: say("leader"), name: leader?.name ?? "" }],
    frame: frameOf((key, data) => say(`frame.${key}`, data), {
      lang,
      madeAt: now,
      today: dateIn(session.zone, now),
      date: formatDate,
    }),
  };
}
