import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DAY, MINUTE } from "../../clock.ts";
import type { DutyContext, DutyHandler } from "../../conversation/module.ts";
import { FORMATS, InMaking, type LayoutQueue, plainOf, slugOf } from "../../documents/index.ts";
import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import { Attendance } from "./attendance.ts";
import { certificateWords, paperOf } from "./certificate-paper.ts";
import { hasReached, type Presence, presenceOf } from "./certificate-rules.ts";
import { makeCode } from "./code.ts";
import { inHerTime } from "./her-time.ts";
import { calledOf, moduleOf, type TrainingParts } from "./parts.ts";
import type { Session } from "./session.ts";

export const CERTIFICATE = "training.certificate";
/** The file is made beside the conversation; the duty is hastened when it is there. */
const LOOK_AGAIN = MINUTE;
/** So long it is tried to be sent: over a week in which somebody may not be written to. */
const WANTED_MS = 10 * DAY;

type Module = Pick<Session, "programme" | "module">;

/** How somebody was at the sessions of a module that are marked. */
export function presence(parts: TrainingParts, personId: string, { programme, module }: Module): Presence {
  const hers = new Attendance(parts).of(personId, programme, module);
  return presenceOf(hers.map(({ data }) => String(data["status"])));
}

/** Whether she was there as often as the module asks for. */
export function reaches(parts: TrainingParts, personId: string, of: Module): boolean {
  const module = moduleOf(parts, of);
  if (module === undefined) return false;
  return hasReached(presence(parts, personId, of), { sessions: module.sessions.min, ppm: module.certificate });
}

export const certificateOf = ({ events }: TrainingParts, personId: string, { programme, module }: Module) =>
  events.all({ programme, kind: CERTIFICATE, personId }).find(({ data }) => data["module"] === module);

/** Certificates as documents: made once the message that asks for them is stored, in the thread that all share. */
export class Certificates {
  private readonly parts: TrainingParts;
  private readonly making: InMaking<string>;

  constructor(parts: TrainingParts, layout: LayoutQueue) {
    this.parts = parts;
    this.making = new InMaking({ layout, wake: parts.wake });
  }

  /** Writes down that she completed the module, and has the paper sent. False: she has it already. */
  issue(personId: string, of: Module, by: Person, now: number): boolean {
    if (certificateOf(this.parts, personId, of) !== undefined) return false;
    const { held, halves } = presence(this.parts, personId, of);
    const on = dateIn(by.zone, now);
    const no = this.numberIn(on.slice(0, 4));
    const { programme, module } = of;
    const told = {
      programme,
      personId,
      on,
      at: now,
      mode: "facilitator" as const,
      by: by.id,
      source: `${CERTIFICATE}:${module}`,
    };
    this.parts.events.record({ ...told, kind: "training.completed", data: { module } });
    this.parts.events.record({ ...told, kind: CERTIFICATE, data: { module, no, attended: halves / 2, held } });
    this.send(personId, of, no, now);
    return true;
  }

  /** `source`: what it is asked for by; the same one is answered once. Who has no phone gets it from her kader. */
  send(personId: string, of: Module, source: string, now: number): void {
    const { duties, members } = this.parts;
    const to = members.hasPhone(personId) ? personId : (members.kaderOf(personId) ?? members.facilitatorOf(personId));
    duties.plan({
      key: `${CERTIFICATE}:${source}:${of.module}:${personId}`,
      kind: CERTIFICATE,
      personId: to,
      data: { whose: personId, programme: of.programme, module: of.module },
      dueAt: now,
      expiresAt: now + WANTED_MS,
    });
  }

  /** What is ready goes out now. Inside a transaction. */
  hastenMade(now: number): void {
    for (const key of this.making.ready()) this.parts.duties.hasten(key, now);
  }

  duty(): DutyHandler {
    return { run: (data, context) => this.run(data, context) };
  }

  private run(data: Record<string, Json>, context: DutyContext): ReturnType<DutyHandler["run"]> {
    const { key, now, newId, tell } = context;
    const of = { programme: String(data["programme"]), module: String(data["module"]) };
    const whose = this.parts.people.person(String(data["whose"]));
    const event = whose === undefined ? undefined : certificateOf(this.parts, whose.id, of);
    if (whose === undefined || event === undefined) return { dropped: "gone" };
    const ready = inHerTime(this.parts, context.personId, now);
    if ("result" in ready) return ready.result;
    const { person } = ready;
    const { sum, name, date, no } = certificateWords(this.parts, whose, of, event, person.language);
    const words = { called: calledOf(person), whose: calledOf(whose), sum, name, date, no };
    const channel = this.parts.people.reach(person.id, () => true)?.channel;
    if (channel === undefined || !this.parts.sendsFiles(channel)) {
      tell(person.id, "training:certificate.text", words);
      return "done";
    }
    const over = this.making.take(key, async (layOut) => {
      const { files } = this.parts;
      mkdirSync(files, { recursive: true, mode: 0o700 });
      const path = join(files, `${newId()}.pdf`);
      await layOut({ statement: plainOf(paperOf(this.parts, whose, of, event, now)), format: "pdf", path });
      return path;
    });
    if (over === undefined) return { again: now + LOOK_AGAIN };
    if (over.is === "failed") tell(person.id, "training:certificate.text", words);
    else {
      const name = `${slugOf(["sertifikat", whose.name ?? "", of.module])}.pdf`;
      tell(person.id, "training:certificate.file", words, { file: { name, mime: FORMATS.pdf, path: over.made } });
    }
    return "done";
  }

  /** `2026-C3K7M2`, of a year: nothing in it is taken for something else when it is written by hand. */
  private numberIn(year: string): string {
    const { packs, events, random } = this.parts;
    const all = [...packs.keys()].flatMap((programme) => events.all({ programme, kind: CERTIFICATE }));
    const taken = new Set(all.map(({ data }) => data["no"]));
    return `${year}-${makeCode(random, (code) => taken.has(`${year}-${code}`))}`;
  }
}
