import type { PlannedMember } from "../../cooperative/import/plan.ts";
import type { Members } from "../../cooperative/members.ts";
import type { Officers } from "../../cooperative/officers.ts";
import type { CoopUnit } from "../../cooperative/units.ts";
import { CONSENT_VERSION } from "../../membership/parts.ts";
import type { Directory } from "../../people/directory.ts";
import { isRegistered, type Person } from "../../people/person.ts";
import type { PeopleStore } from "../../people/store.ts";

const CHANNEL = "whatsapp";

export type PhoneParts = { people: PeopleStore; directory: Directory; members: Members; officers: Officers };

/** Who is behind the phones of imported members, and how many there were of each kind. */
export type Phones = {
  personOf(member: PlannedMember): string | undefined;
  counts: { known: number; added: number; left: number };
};

/**
 * The people behind imported members. Who is known at her phone under her name is taken as herself. Others are written
 * down only when it is said how they agreed (`how`), since a phone in a list is no consent; and never at an officer's
 * phone, where her receipts would be read by whom they guard against.
 */
export function phonesOf(parts: PhoneParts, unit: CoopUnit, how: string | undefined, now: number): Phones {
  const { people, directory, members, officers } = parts;
  const counts = { known: 0, added: 0, left: 0 };
  const isOfficer = new Set(officers.all(unit).map(({ id }) => id));
  const personOf = ({ name, phone }: PlannedMember): string | undefined => {
    if (phone === undefined) return undefined;
    const users = (people.at(CHANNEL, phone)?.people ?? []).flatMap((id) => people.person(id) ?? []);
    const herself = users.filter(isRegistered).find((person) => isCalled(person, name));
    const free =
      herself !== undefined && members.ofPerson(herself.id).every((one) => one.unit !== unit.id || !one.active);
    if (herself !== undefined && free) {
      counts.known += 1;
      if (herself.unitId === null) directory.change(herself.id, { unitId: unit.unitId }, now);
      return herself.id;
    }
    if (herself !== undefined || how === undefined || users.some(({ id }) => isOfficer.has(id))) {
      counts.left += 1;
      return undefined;
    }
    counts.added += 1;
    return added(directory, unit, { name, phone, how }, now);
  };
  return { personOf, counts };
}

function added(
  directory: Directory,
  { unitId, village, zone }: CoopUnit,
  { name, phone, how }: { name: string; phone: string; how: string },
  now: number,
): string {
  const addresses = [{ channel: CHANNEL, address: phone }];
  const id = directory.add({ name, called: name, village, zone, unitId, roles: [], addresses }, now);
  const consent = { purpose: "service", given: true, version: CONSENT_VERSION, via: `cli: ${how}` } as const;
  directory.recordConsent({ ...consent, personId: id, at: now });
  return id;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}]+/gu, " ")
    .trim();

/** The whole name, or how she is addressed. */
const isCalled = ({ name, called }: Person, wanted: string): boolean =>
  [name, called].some((one) => one !== null && plain(one) === plain(wanted));
