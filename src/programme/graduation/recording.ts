import type { Json } from "../../flow/session.ts";
import type { Person } from "../../people/person.ts";
import { dateIn } from "../../zones.ts";
import type { Mode } from "../events/index.ts";
import type { GraduationParts } from "./parts.ts";

/** What happened to somebody on the way to her graduation: who did it, and the message or duty that it comes from. */
export type Doing = { by: Person | null; now: number; source: string };

/** Records an event about her; `known` when the same message told it before. */
export function happened(
  parts: Pick<GraduationParts, "events" | "directory">,
  { programme, personId }: { programme: string; personId: string },
  kind: string,
  data: Record<string, Json>,
  { by, now, source }: Doing,
  whose: Person | undefined,
): "new" | "known" {
  return parts.events.record({
    programme,
    kind: `graduation.${kind}`,
    personId,
    village: whose?.village ?? null,
    on: dateIn(whose?.zone ?? by?.zone ?? "Asia/Jakarta", now),
    at: now,
    mode: modeOf(parts, by, personId),
    by: by?.id ?? null,
    source,
    data,
  });
}

function modeOf({ directory }: Pick<GraduationParts, "directory">, by: Person | null, personId: string): Mode {
  if (by === null) return "system";
  if (by.id === personId) return "self";
  return directory.carers(personId, "kader").some(({ id }) => id === by.id) ? "kader" : "facilitator";
}
