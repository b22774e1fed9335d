import { isRegistered, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Pack } from "../programme/index.ts";
import type { Demo, DemoPerson } from "./data.ts";
import { demoId, zoneIn } from "./parts.ts";

type Look = "whatsapp" | "telegram";
const LOOKS: readonly Look[] = ["whatsapp", "telegram"];

/** A person whom a visitor of the simulator can be. */
export type DemoPersona = {
  id: string;
  name: string;
  called: string;
  roles: string[];
  /** Village and district. */
  place: string;
  zone: string;
  addresses: { channel: Look; address: string }[];
  note?: string;
};

/**
 * Everybody who can be played, as they are in the database now: a newcomer shows what she has told so far, and whoever
 * has no phone is not among them.
 */
export function personas(parts: { people: PeopleStore; pack: Pack; demo: Demo }): DemoPersona[] {
  return parts.demo.people
    .filter((one) => LOOKS.some((look) => one[look] !== undefined))
    .map((one) => persona(parts, one));
}

function persona({ people, pack, demo }: Parameters<typeof personas>[0], one: DemoPerson): DemoPersona {
  const id = demoId(demo, one.id);
  const now = people.person(id) ?? (one.newcomer ? whoWrote(people, one) : undefined);
  const known = now !== undefined && isRegistered(now) ? now : undefined;
  const village = known?.village ?? one.village;
  const district = pack.villages.find(({ name }) => name === village)?.district;
  return {
    id,
    name: known?.name ?? one.name,
    called: known?.called ?? one.called,
    roles: [...(known?.roles ?? one.roles)],
    place: district === undefined ? village : `${village}, ${district}`,
    zone: known?.zone ?? zoneIn(pack, one.village),
    addresses: LOOKS.flatMap((channel) => {
      const address = one[channel];
      return address === undefined ? [] : [{ channel, address }];
    }),
    ...(one.note === undefined ? {} : { note: one.note }),
  };
}

/** The person that a newcomer's first message made. */
function whoWrote(people: PeopleStore, one: DemoPerson): Person | undefined {
  for (const look of LOOKS) {
    const [id] = people.at(`simulator-${look}`, one[look] ?? "")?.people ?? [];
    if (id !== undefined) return people.person(id);
  }
  return undefined;
}
