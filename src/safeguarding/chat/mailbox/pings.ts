import { DAY, HOUR } from "../../../clock.ts";
import type { DutyHandler } from "../../../conversation/module.ts";
import { withinHours } from "../../../zones.ts";
import { wipe } from "../../crypto/bytes.ts";
import type { ChatParts } from "../parts.ts";
import { readPlace } from "./place.ts";

export const PING_DUTY = "suara.ping";
/** Hours after an answer in which its sign is given, so that nobody who sees both reckons who it was. */
const FIRST = 1;
const LAST = 6;
/** Days after which a sign that could not be given is not wanted any more, as long as an address is kept. */
const KEPT_DAYS = 30;

/**
 * Plans the sign that there is an answer, for a case of which nobody knows here whether its reporter asked for one: the
 * row is there after every answer. It holds the case and no person.
 */
export function planPing({ duties, safe, zone, hours, random }: ChatParts, alias: string, now: number): void {
  const find = safe?.parts.rows.sqlite.prepare("SELECT id FROM safe_case WHERE alias = ?").pluck();
  const id = find?.get(alias);
  if (!Buffer.isBuffer(id)) return;
  const later = now + Math.round((FIRST + random() * (LAST - FIRST)) * HOUR);
  duties.plan({
    key: `${PING_DUTY}:${id.toString("hex")}:${now}`,
    kind: PING_DUTY,
    personId: null,
    data: { case: id.toString("hex") },
    dueAt: withinHours(zone, later, hours),
    expiresAt: later + KEPT_DAYS * DAY,
  });
}

/** Gives the sign, once: the address is destroyed by being read. */
export function pingDuty({ safe, sealed }: ChatParts): DutyHandler {
  return {
    run: (data) => {
      const bytes = safe?.parts.returnAddresses.take(Buffer.from(String(data["case"]), "hex"));
      if (bytes === undefined) return { dropped: "nobody asked" };
      const { channel, address, language } = readPlace(bytes);
      wipe(bytes);
      sealed.ping({ channel, address }, "kotak-suara-parts:ping", language);
      return "done";
    },
  };
}
