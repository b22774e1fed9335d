import { type Collected, frameOf } from "../../documents/index.ts";
import { formatDate } from "../../flow/understand/index.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import type { Happened } from "../events/index.ts";
import { Attendance } from "./attendance.ts";
import { calledOf, moduleOf, type TrainingParts } from "./parts.ts";
import type { Session } from "./session.ts";

type Module = Pick<Session, "programme" | "module">;

/** What a certificate says, in words: the same on the paper and beside it. */
export type CertificateWords = { name: string; sum: string; date: string; no: string };

export function certificateWords(
  parts: TrainingParts,
  whose: Person,
  of: Module,
  { data, on }: Happened,
  language: string,
): CertificateWords {
  const minutes = minutesOf(parts, whose.id, of);
  const sum = parts.texts.text(language, `training:paper.${minutes === 0 ? "sum-sessions" : "sum"}`, {
    hours: hoursText(parts, language, minutes),
    attended: String(data["attended"]).replace(".", ","),
    held: String(data["held"]),
  });
  return { name: nameOf(parts, of), sum, date: formatDate(on), no: String(data["no"]) };
}

export const nameOf = (parts: TrainingParts, of: Module): string => moduleOf(parts, of)?.name ?? of.module;

/** Minutes of the sessions that she was at; of a half one half. */
function minutesOf(parts: TrainingParts, personId: string, { programme, module }: Module): number {
  const hers = new Attendance(parts).of(personId, programme, module);
  return hers.reduce((minutes, { data }) => {
    const session = parts.sessions.byId(String(data["session"]));
    if (session === undefined) return minutes;
    const whole = Math.round((session.endsAt - session.startsAt) / 60_000);
    const { status } = data;
    if (status === "full" || status === "late") return minutes + whole;
    return status === "half" ? minutes + Math.round(whole / 2) : minutes;
  }, 0);
}

function hoursText({ texts }: TrainingParts, language: string, all: number): string {
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  const key = minutes === 0 ? "hours" : "hours-minutes";
  return texts.text(language, `training:paper.${key}`, { hours, minutes });
}

/** One page to be hung up: her name in the largest letters, what she completed, and how anybody finds that it is real. */
export function paperOf(parts: TrainingParts, whose: Person, of: Module, event: Happened, now: number): Collected {
  const { texts, packs, people } = parts;
  const say = (key: string, values: Record<string, string | number> = {}) =>
    texts.text(whose.language, `training:paper.${key}`, values);
  const { name: what, sum, date, no } = certificateWords(parts, whose, of, event, whose.language);
  const pack = packs.get(of.programme) ?? parts.main;
  const name = whose.name ?? calledOf(whose);
  const leader = event.by === null ? undefined : people.person(event.by);
  const signature = { role: say("leader"), name: leader?.name ?? "" };
  const number = say("number", { no });
  return {
    name: "certificate",
    title: say("title"),
    unit: name,
    period: what,
    facts: [],
    sections: [],
    notes: [],
    signatures: [signature],
    award: {
      by: pack.name,
      title: say("title"),
      to: say("to"),
      name,
      did: say("did"),
      what,
      lines: [sum, say("given", { office: pack.office, date })],
      check: [number, say("how", { no })],
      code: say("code", { no }),
      signature,
    },
    frame: frameOf((key, data) => say(`frame.${key}`, data), {
      lang: whose.language,
      madeAt: now,
      today: dateIn(whose.zone, now),
      date: formatDate,
    }),
  };
}
