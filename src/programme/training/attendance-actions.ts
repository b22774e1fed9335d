import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Action, type ActionContext, action, type TellOptions } from "../../conversation/module.ts";
import { accessOf } from "../../people/access.ts";
import { Attendance } from "./attendance.ts";
import { callRoll, rollOf } from "./calling.ts";
import { calledOf, leads, type TrainingParts } from "./parts.ts";
import { qrPng } from "./qr.ts";
import type { Sheets } from "./sheet.ts";
import { mine, seatsFor } from "./staff-actions.ts";
import { about, firstPage } from "./words.ts";

/** The list with numbers, the roll, and the code to show. */
export function attendanceActions(parts: TrainingParts, sheets: Sheets): Record<string, Action> {
  return {
    "training.roll-list": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "gone"],
      gives: ["list"],
      run: ({ session: id }, context) => {
        const { person } = context;
        const session = mine(parts, person, id);
        if (session === undefined) return { outcome: "gone" };
        const there = new Attendance(parts).at(session);
        const lines = seatsFor(parts, session, person).map(({ no, personId }) => {
          const status = there.get(personId)?.data["status"];
          const name = calledOf(parts.people.person(personId));
          if (typeof status !== "string") return `${no}. ${name}`;
          return `${no}. ${name}: ${parts.texts.text(person.language, `training:status.${status}`)}`;
        });
        return { outcome: "ok", data: { list: firstPage(lines, context) } };
      },
    }),
    "training.roll": action({
      args: z.object({ session: z.string(), roll: z.string() }),
      outcomes: ["ok", "gone"],
      gives: ["marked"],
      writes: true,
      run: ({ session: id, roll }, context) => {
        const session = mine(parts, context.person, id);
        if (session === undefined) return { outcome: "gone" };
        const read = rollOf(parts, session, context.person, roll);
        return { outcome: "ok", data: { marked: callRoll(parts, session, read, context) } };
      },
    }),
    "training.sheet": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "no-files", "gone"],
      run: ({ session: id }, { person, channel, source, now }) => {
        const session = mine(parts, person, id);
        if (session === undefined || !leads(person)) return { outcome: "gone" };
        if (!parts.sendsFiles(channel)) return { outcome: "no-files" };
        sheets.order(session, person.id, source, now);
        return { outcome: "ok" };
      },
    }),
    "training.code": action({
      args: z.object({ session: z.string() }),
      outcomes: ["ok", "gone"],
      run: ({ session: id }, context) => {
        const session = mine(parts, context.person, id);
        if (session === undefined || !leads(context.person)) return { outcome: "gone" };
        const { person, tell } = context;
        const data = { code: session.code, spelled: spelled(session.code), ...about(parts, session) };
        // A screen reader says letters apart one by one, and a picture says nothing to it.
        if (accessOf(parts.people, person.id) === "reader") tell(person.id, "training:code.spelled", data);
        else tell(person.id, "training:code.show", data, pictureOf(parts, session.code, context));
        return { outcome: "ok" };
      },
    }),
  };
}

/** `D, 7, M, 4` */
const spelled = (code: string): string => [...code].join(", ");

/** The code to be scanned, where the channel takes files; the text says all of it, too. */
function pictureOf({ files, sendsFiles }: TrainingParts, code: string, { channel, newId }: ActionContext): TellOptions {
  if (!sendsFiles(channel)) return {};
  mkdirSync(files, { recursive: true, mode: 0o700 });
  const path = join(files, `${newId()}.png`);
  writeFileSync(path, qrPng(`HADIR ${code}`), { mode: 0o600 });
  return { file: { name: `kode-${code}.png`, mime: "image/png", path } };
}
