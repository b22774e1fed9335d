import { join } from "node:path";
import { DAY, MINUTE } from "../clock.ts";
import type { DutyHandler, Module } from "../conversation/module.ts";
import { nameOf } from "./help.ts";
import type { Parts } from "./parts.ts";

/** The file is fetched after the commit; until then the duty looks again. */
const LOOK_AGAIN = MINUTE / 2;

/** A voice note that no question asked for goes to her helper, who can hear it. */
export function voiceToHelper(parts: Parts): NonNullable<Module["voice"]> {
  return (personId, mediaId, { now }) => {
    const key = `help.voice:${mediaId}`;
    parts.duties.plan({
      key,
      kind: "help.voice",
      personId,
      data: { media: mediaId },
      dueAt: now,
      expiresAt: now + DAY,
    });
  };
}

export function voiceDuty(parts: Parts): DutyHandler {
  return {
    run: (data, { personId, now, tell }) => {
      const media = parts.media.get(String(data["media"]));
      const helper = personId === null ? undefined : parts.people.helperOf(personId);
      if (media === undefined || helper === undefined) return { dropped: "nobody to hear it" };
      if (media.state === "wanted") return { again: now + LOOK_AGAIN };
      const who = nameOf(parts, parts.people.person(personId ?? ""));
      if (media.state === "failed" || media.sha256 === null) {
        tell(helper.id, "membership:voice.lost", { who });
        return "done";
      }
      const mime = media.mime ?? "audio/ogg";
      const file = { name: "pesan-suara.ogg", mime, path: join(parts.home, "media", media.sha256) };
      tell(helper.id, "membership:voice.from", { who }, { file });
      return "done";
    },
  };
}
