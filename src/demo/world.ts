import { WEEK } from "../clock.ts";
import { tellYear } from "./cooperative/year.ts";
import type { DemoPerson } from "./data.ts";
import { tellHistory } from "./history.ts";
import { type DemoParts, demoId, zoneIn } from "./parts.ts";
import { difficultiesOf, rolesAtFirst, since } from "./programme/arrivals.ts";
import { tellProgramme } from "./programme/year.ts";

/** Everybody joined so long ago: before the first of the reports that are told. */
const JOINED_WEEKS_AGO = 9;

/** Channels of the simulator's two looks. WhatsApp is made last, so that it is written to first. */
const CHANNELS = [
  ["telegram", "simulator-telegram"],
  ["whatsapp", "simulator-whatsapp"],
] as const;

/** Version of the words of consent; nobody real agreed to anything here. */
const CONSENT_VERSION = "demo";

/**
 * Fills an empty database with the demo world, all or nothing: people with their roles, phones, helpers and consents,
 * the reports of the weeks before or the whole year of the programme, and the books of a year, all stored by the rules by which everybody's are. The same
 * `now` makes the same world.
 */
export function makeDemoWorld(parts: DemoParts): void {
  parts.db.sqlite
    .transaction(() => {
      addPeople(parts);
      tellHistory(parts);
      tellProgramme(parts, parts.texts);
      tellYear(parts);
    })
    .immediate();
}

function addPeople(parts: DemoParts): void {
  const { directory, demo, pack, now } = parts;
  const { name, village } = demo.unit;
  directory.addUnit({ id: pack.id, name, village, zone: zoneIn(pack, village) });
  const joined = now - JOINED_WEEKS_AGO * WEEK;
  const members = demo.people.filter(({ newcomer }) => !newcomer);
  for (const one of members) addPerson(parts, one, since(parts, one) ?? joined);
  for (const one of members) addCare(parts, one);
}

function addPerson({ directory, demo, pack }: DemoParts, one: DemoPerson, joined: number): void {
  const id = demoId(demo, one.id);
  const addresses = CHANNELS.flatMap(([look, channel]) => {
    const address = one[look];
    return address === undefined ? [] : [{ channel, address }];
  });
  const { name, called, sex, village, born } = one;
  const roles = rolesAtFirst(demo, one);
  const person = { id, name, called, sex, village, roles, zone: zoneIn(pack, village), unitId: pack.id, addresses };
  const told = { ...(born === undefined ? {} : { birthYear: born }), ...difficultiesOf(demo, one) };
  directory.add({ ...person, persona: true, ...told }, joined);
  for (const purpose of ["service", "reports"] as const)
    directory.recordConsent({
      personId: id,
      purpose,
      given: true,
      version: CONSENT_VERSION,
      via: "demo",
      at: joined,
      ...(one.kader === undefined ? {} : { byPerson: demoId(demo, one.kader) }),
    });
}

function addCare({ directory, demo }: DemoParts, one: DemoPerson): void {
  for (const kind of ["facilitator", "kader", "coordinator"] as const) {
    const carer = one[kind];
    if (carer !== undefined) directory.setCare(demoId(demo, carer), demoId(demo, one.id), kind, true);
  }
}
