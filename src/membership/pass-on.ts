import { join } from "node:path";
import { DAY, MINUTE } from "../clock.ts";
import type { DutyHandler, Module } from "../conversation/module.ts";
import type { Person } from "../people/person.ts";
import { callHelper } from "./call-helper.ts";
import { helperFor } from "./helper.ts";
import { nameOf, type Parts } from "./parts.ts";

/** The file is fetched after the commit; until then the duty looks again. */
const LOOK_AGAIN = MINUTE / 2;

/** A voice note that no question asked for goes to her helper, who can hear it. */
export function voiceToHelper(parts: Parts): NonNullable<Module["voice"]> {
  return (personId, mediaId, context) => {
    const person = parts.people.person(personId);
    const helper = person === undefined ? undefined : helperFor(parts, person);
    if (person === undefined || helper === undefined) return;
    passOn(parts, mediaId, personId, helper.id, context.now);
    if (person.access === "short") answerByVoice(parts, person, helper, context);
  };
}

/** For whom writing is hard the voice note is her answer: her helper hears it and fills it in for her. */
function answerByVoice(parts: Parts, { id }: Person, helper: Person, context: VoiceContext): void {
  if (parts.tickets.pending(id, "help") !== undefined) return;
  const open = context.openQuestion(id);
  if (open !== undefined) callHelper(parts, context, id, helper, { flow: open.flow, step: open.step, kind: "help" });
}

type VoiceContext = Parameters<NonNullable<Module["voice"]>>[2];

/** A photo or voice note of one person is to reach another, as soon as it is fetched. */
export function passOn(parts: Parts, mediaId: string, from: string, to: string, now: number): void {
  const data = { media: mediaId, to };
  parts.duties.plan({
    key: `help.pass-on:${mediaId}`,
    kind: "help.pass-on",
    personId: from,
    data,
    dueAt: now,
    expiresAt: now + DAY,
  });
}

export function passOnDuty(parts: Parts): DutyHandler {
  return {
    run: (data, { personId, now, tell }) => {
      const media = parts.media.get(String(data["media"]));
      const to = String(data["to"]);
      if (media === undefined) return { dropped: "erased" };
      if (media.state === "wanted") return { again: now + LOOK_AGAIN };
      const who = nameOf(parts, parts.people.person(personId ?? ""));
      if (media.state === "failed" || media.sha256 === null) {
        tell(to, "membership:passed.lost", { who });
        return "done";
      }
      const mime = media.mime ?? "application/octet-stream";
      const name = `${media.kind}-${media.sha256.slice(0, 8)}.${mime.split("/")[1] ?? "bin"}`;
      tell(
        to,
        "membership:passed.from",
        { who },
        { file: { name, mime, path: join(parts.home, "media", media.sha256) } },
      );
      return "done";
    },
  };
}
