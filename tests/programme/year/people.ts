import type { Db } from "../../../src/db/open.ts";
import type { Role } from "../../../src/flow/definition.ts";
import { sequentialIds } from "../../../src/ids.ts";
import { Directory } from "../../../src/people/directory.ts";
import { PeopleStore } from "../../../src/people/store.ts";
import type { Zone } from "../../../src/zones.ts";

/** Somebody of the year, as the office knows her from the beginning. */
export type Human = {
  id: string;
  /** `Ani Lestari`, and how she is called: `Ibu Ani`. */
  name: string;
  called: string;
  role: Role;
  zone: Zone;
  village: string;
  born: number;
  /** Null: no phone, her kader speaks for her. */
  address: string | null;
  /** Ids of who looks after her. */
  facilitator: string | null;
  kader: string | null;
  /** How likely she answers what she is asked. */
  diligence: number;
};

const PLACES: readonly { zone: Zone; villages: readonly [string, string] }[] = [
  { zone: "Asia/Jakarta", villages: ["Sumberejo", "Karangsari"] },
  { zone: "Asia/Makassar", villages: ["Lembang Dua", "Bontomarannu"] },
  { zone: "Asia/Jayapura", villages: ["Sereh", "Hobong"] },
];

/** No name is near another one: a list is answered by name, too. */
const NAMES = `Wulan Kartini Zubaidah Marlina Fransiska Hasnah Yohana Pertiwi Ngatmi Salbiah Dortea Rukmini Veronika
Mutmainah Selfina Gunarti Bernadeta Suhartini Asmawati Lidwina Quraisin Tumini Oktovina Jumiati Paulina Endah
Rosmala Kurniasih Mince Halimah Sukarti Betsina Nurjanah Welmince Darmini Ivana Mudrikah Yuliana Supadmi Orpa
Rahmatia Kasiyem Magdalena Sitti Debora Wagirah Farida Naomi Painem Ernawati Susana Lastri Hadijah Agustina Mirah
Tabita Jamilah Ruth Winarsih Petronela Komariah Elfrida`.split(/\s+/);

const MEMBERS_A_PLACE = 13;
const WITHOUT_PHONE_A_PLACE = 3;
const PROSPECTIVE_A_PLACE = 2;

/** Sixty people: a coordinator, a manager, two of the donor's and the village's, and fourteen to sixteen in each zone. */
export function everybody(): Human[] {
  const names = [...NAMES];
  const all: Human[] = [];
  const add = (role: Role, at: number, given: Partial<Human> = {}): Human => {
    const no = all.length + 1;
    const { zone, villages } = PLACES[at] ?? { zone: "Asia/Jakarta", villages: ["Sumberejo", "Sumberejo"] };
    const first = names.shift() ?? `Ani${no}`;
    const one: Human = {
      id: `h${String(no).padStart(15, "0")}`,
      name: `${first} ${zone.slice(5)}`,
      called: `${role === "facilitator" || role === "coordinator" || role === "manager" ? "Kak" : "Ibu"} ${first}`,
      role,
      zone,
      village: villages[no % 2] ?? "Sumberejo",
      born: 1_955 + ((no * 7) % 50),
      address: `62812${String(10_000 + no)}`,
      facilitator: null,
      kader: null,
      diligence: 0.35 + ((no * 13) % 60) / 100,
      ...given,
    };
    all.push(one);
    return one;
  };
  add("coordinator", 0);
  add("manager", 0);
  for (const at of PLACES.keys()) {
    const facilitator = add("facilitator", at).id;
    const kader = add("kader", at, { facilitator }).id;
    for (let no = 0; no < MEMBERS_A_PLACE; no++) add("beneficiary", at, { facilitator });
    for (let no = 0; no < WITHOUT_PHONE_A_PLACE; no++) add("beneficiary", at, { facilitator, kader, address: null });
    // Who wants to take part and is not in it yet.
    for (let no = 0; no < PROSPECTIVE_A_PLACE - (at === 0 ? 0 : 1); no++) add("prospective", at);
  }
  return all;
}

/** Name of the stand-in's channel. */
export const CHANNEL = "desa";

/** Lays everybody into an empty database, as an office would. */
export function settle(db: Db, all: readonly Human[], unitId: string, now: number): void {
  const directory = new Directory(db, new PeopleStore(db.sqlite), sequentialIds("l"));
  directory.addUnit({ id: unitId, name: "Melati", village: "Sumberejo", zone: "Asia/Jakarta" });
  for (const { id, name, called, zone, village, born, role, address } of all) {
    const addresses = address === null ? [] : [{ channel: CHANNEL, address }];
    const given = { id, name, called, zone, village, birthYear: born, sex: "female" as const, unitId, roles: [role] };
    directory.add({ ...given, addresses }, now);
    for (const purpose of ["service", "reports"] as const)
      directory.recordConsent({ personId: id, purpose, given: true, version: "1", via: "office", at: now });
  }
  const [coordinator] = all;
  for (const { id, role, facilitator, kader } of all) {
    if (facilitator !== null) directory.setCare(facilitator, id, "facilitator", true);
    if (kader !== null) directory.setCare(kader, id, "kader", true);
    if (role === "facilitator" && coordinator) directory.setCare(coordinator.id, id, "coordinator", true);
  }
}
