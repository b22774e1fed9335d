import type { ActionContext } from "../../conversation/module.ts";
import { formatDate, formatDateShort } from "../../flow/understand/index.ts";
import { LIMITS } from "../../limits.ts";
import { dateIn, minuteOfDay, type Zone, zoneShort } from "../../zones.ts";
import type { Parts } from "../parts.ts";
import { moduleOf } from "./parts.ts";
import type { Session } from "./session.ts";

type Named = Pick<Session, "programme" | "module" | "topic">;

/** `Pelatihan kewirausahaan`; where several programmes run, `Pelatihan kewirausahaan, PENA`: two of them may teach it. */
function nameOf(parts: Pick<Parts, "packs">, session: Pick<Named, "programme" | "module">): string {
  const name = moduleOf(parts, session)?.name ?? session.module;
  return parts.packs.size > 1 ? `${name}, ${parts.packs.get(session.programme)?.name ?? session.programme}` : name;
}

/** `Menghitung modal dan harga jual (Pelatihan kewirausahaan)` */
export function whatOf(parts: Pick<Parts, "packs">, session: Named): string {
  const topic = moduleOf(parts, session)?.topics.find(({ id }) => id === session.topic)?.name;
  const name = nameOf(parts, session);
  return topic === undefined ? name : `${topic} (${name})`;
}

const two = (value: number) => String(value).padStart(2, "0");

/** `09.00` */
export function clockOf(zone: Zone, at: number): string {
  const minute = minuteOfDay(zone, at);
  return `${two(Math.floor(minute / 60))}.${two(minute % 60)}`;
}

/** `Sabtu, 28 November 2026, 09.00–12.00 WIB` */
export function whenOf({ zone, startsAt, endsAt }: Pick<Session, "zone" | "startsAt" | "endsAt">): string {
  const date = formatDate(dateIn(zone, startsAt));
  return `${date}, ${clockOf(zone, startsAt)}–${clockOf(zone, endsAt)} ${zoneShort(zone)}`;
}

/** `28 Nov 09.00 Pelatihan kewirausahaan`: one of a list. */
export function shortOf(parts: Pick<Parts, "packs">, session: Session): string {
  const { zone, startsAt } = session;
  const name = nameOf(parts, session);
  return `${formatDateShort(dateIn(zone, startsAt))} ${clockOf(zone, startsAt)} ${name}`;
}

/** Values that texts about a session have. */
export const about = (parts: Pick<Parts, "packs">, session: Session) => ({
  what: whatOf(parts, session),
  when: whenOf(session),
  place: session.place,
});

/** The first page of a list, for the words of a flow; the others are told behind it. */
export function firstPage(lines: readonly string[], { person, tell }: Pick<ActionContext, "person" | "tell">): string {
  const [first = "-", ...further] = pagesOf(lines);
  for (const page of further) tell(person.id, "training:lines", { lines: page });
  return first;
}

/** Lines as messages that can be read, each as long as a bubble. */
export function pagesOf(lines: readonly string[]): string[] {
  const pages: string[] = [];
  for (const line of lines) {
    const last = pages.at(-1);
    if (last !== undefined && last.length + line.length < LIMITS.bubble) pages[pages.length - 1] = `${last}\n${line}`;
    else pages.push(line);
  }
  return pages;
}
