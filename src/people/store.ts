import type Sqlite from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { HOUR } from "../clock.ts";
import type { Role } from "../flow/definition.ts";
import { LIMITS } from "../limits.ts";
import type { Zone } from "../zones.ts";
import type { Address, Person } from "./person.ts";

type PersonRow = Omit<Person, "roles"> & { roles: string | null };
type AddressRow = Omit<Address, "people"> & { people: string | null };

const PERSON = `SELECT id, name, called, sex, birth_year AS birthYear, village, zone, language, disability,
  coalesce((SELECT manner FROM access_profile WHERE person_id = person.id), 'usual') AS access,
  unit_id AS unitId, status, pin, (SELECT group_concat(role) FROM person_role WHERE person_id = person.id) AS roles
  FROM person WHERE`;
const ADDRESS = `address.id, channel, address, speaker_id AS speakerId, speaker_since AS speakerSince,
  last_inbound_at AS lastInboundAt, unreachable,
  (SELECT group_concat(person_id) FROM address_person WHERE address_id = address.id) AS people`;
/** The best first. */
const BEST = "unreachable IS NULL ORDER BY last_inbound_at DESC, address.id DESC";

/**
 * People and their addresses on the path of a message: prepared statements and a bounded cache. Every write goes
 * through here, so that the cache is true; `forget()` empties it when a transaction was taken back.
 */
export class PeopleStore {
  private readonly people = new LRUCache<string, Person>({ max: LIMITS.cachedPeople });
  /** By channel. */
  private readonly addresses = new Map<string, LRUCache<string, Address>>();
  /** Where to write to people, best first; of those who use an address that changed it is read anew. */
  private readonly reached = new LRUCache<string, readonly Reached[]>({ max: LIMITS.cachedPeople });
  private last: Person | undefined;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  person(id: string): Person | undefined {
    // One message asks for the same person a dozen times.
    if (this.last?.id === id) return this.last;
    this.last = this.find(id);
    return this.last;
  }

  /** The record that one is part of now, itself mostly: what is never changed keeps the id that it was written with. */
  partOf(id: string): string {
    return this.person(id)?.status === "merged" ? ((this.sql.mergedInto.get(id) as string | null) ?? id) : id;
  }

  private find(id: string): Person | undefined {
    const known = this.people.get(id);
    if (known !== undefined) return known;
    const row = this.sql.person.get(id) as PersonRow | undefined;
    if (row === undefined) return undefined;
    const person = personOf(row);
    this.people.set(id, person);
    return person;
  }

  /** Is she in memory? Then knowing her costs no read. */
  remembers(id: string): boolean {
    return this.people.has(id);
  }

  /**
   * Reads people, and where to write to them, into memory with two queries: one by one each of them costs three. Whoever
   * is there already stays as she is.
   */
  remember(ids: readonly string[]): void {
    const unknown = ids.filter((id) => !this.people.has(id));
    if (unknown.length === 0) return;
    const list = JSON.stringify(unknown);
    for (const row of this.sql.people.all(list) as PersonRow[]) this.people.set(row.id, personOf(row));
    const reached = new Map<string, Reached[]>(unknown.map((id) => [id, []]));
    for (const row of this.sql.reachAll.all(list) as (AddressRow & { personId: string })[]) {
      reached.get(row.personId)?.push({ channel: row.channel, address: row.address, lastInboundAt: row.lastInboundAt });
      this.addressesOf(row.channel).set(row.address, addressOf(row));
    }
    for (const [id, rows] of reached) this.reached.set(id, rows);
  }

  at(channel: string, address: string): Address | undefined {
    const known = this.addresses.get(channel)?.get(address);
    if (known !== undefined) return known;
    const row = this.sql.address.get(channel, address) as AddressRow | undefined;
    if (row === undefined) return undefined;
    const found = addressOf(row);
    this.addressesOf(channel).set(address, found);
    return found;
  }

  /** A map for each channel: putting its name before each address would cost more than to look it up. */
  private addressesOf(channel: string): LRUCache<string, Address> {
    const known = this.addresses.get(channel);
    if (known !== undefined) return known;
    const made = new LRUCache<string, Address>({ max: LIMITS.cachedPeople });
    this.addresses.set(channel, made);
    return made;
  }

  /** Somebody new wrote: an address, and a guest about whom nothing is known but that she wrote. */
  meet(channel: string, address: string, personId: string, zone: Zone, now: number): Address {
    this.sql.addPerson.run(personId, zone, now, now);
    this.sql.addAddress.run(channel, address, personId, now, now);
    return this.link(channel, address, personId);
  }

  /** One more person on this phone. */
  addGuest(address: Address, personId: string, zone: Zone, now: number): void {
    this.sql.addPerson.run(personId, zone, now, now);
    this.link(address.channel, address.address, personId);
  }

  /** Lets a person use an address; makes it when it is new, as one from which nobody has written yet. */
  connect(channel: string, address: string, personId: string, now: number): Address {
    if (this.at(channel, address) === undefined) this.sql.addAddress.run(channel, address, personId, now, NEVER);
    return this.link(channel, address, personId);
  }

  /**
   * Two addresses of one account: whoever uses `other` also writes from `address`, which is made when it is new, with
   * whoever was taken to be writing. Undefined: `address` is known with quite other people. Perhaps it is one woman with
   * two records, perhaps a number that has a new owner: that is for a human to say (`rukun person merge`), and until
   * then nothing changes.
   */
  alsoAt(address: string, other: Address, now: number): Address | undefined {
    const { channel, speakerId, speakerSince } = other;
    let found = this.at(channel, address);
    if (found === undefined) this.sql.addAddress.run(channel, address, speakerId, speakerSince, now);
    else if (!found.people.some((id) => other.people.includes(id))) return undefined;
    for (const id of other.people) if (found?.people.includes(id) !== true) found = this.link(channel, address, id);
    return found;
  }

  private link(channel: string, address: string, personId: string): Address {
    this.sql.link.run(personId, channel, address);
    this.changed(channel, address, [personId]);
    const found = this.at(channel, address);
    if (found === undefined) throw new Error("an address that was just made is not there");
    return found;
  }

  /** Who is writing from this phone now; null: to be asked. */
  setSpeaker(address: Address, personId: string | null, now: number): void {
    this.sql.speaker.run(personId, now, address.id);
    this.changed(address.channel, address.address, []);
  }

  /** She wrote: the address works, and is the one to write to. Stored by the hour to spare the disk. */
  touch(address: Address, now: number): void {
    if (address.unreachable === null && now - address.lastInboundAt < HOUR) return;
    this.sql.touch.run(now, address.id);
    this.changed(address.channel, address.address, address.people);
  }

  setUnreachable(channel: string, address: string, code: string | null): void {
    this.sql.unreachable.run(code, channel, address);
    this.changed(channel, address, this.at(channel, address)?.people ?? []);
  }

  /**
   * Where to write to a person first: the address that she last wrote from and that works. `mayInitiate` is told whether
   * anybody has ever written from it: some channels must not be used for a first contact.
   */
  reach(personId: string, mayInitiate: (channel: string, hasWritten: boolean) => boolean): Address | undefined {
    let rows = this.reached.get(personId);
    if (rows === undefined) {
      rows = this.sql.reach.all(personId) as Reached[];
      this.reached.set(personId, rows);
    }
    const row = rows.find((r) => mayInitiate(r.channel, r.lastInboundAt !== NEVER));
    return row === undefined ? undefined : this.at(row.channel, row.address);
  }

  /** `reached`: the people whom this address may be another or no way to reach now. */
  private changed(channel: string, address: string, reached: readonly string[]): void {
    this.addresses.get(channel)?.delete(address);
    for (const id of reached) this.reached.delete(id);
  }

  /** Who helps her first: her kader, else her facilitator. */
  helperOf(personId: string): Person | undefined {
    const row = this.sql.helper.get(personId) as { id: string } | undefined;
    return row === undefined ? undefined : this.person(row.id);
  }

  /** Whom she asks: who helps her first, and for a facilitator her coordinator. */
  askedBy(personId: string): Person | undefined {
    const row = this.sql.coordinator.get(personId) as { id: string } | undefined;
    return this.helperOf(personId) ?? (row === undefined ? undefined : this.person(row.id));
  }

  /** To be called after a change to a person outside of this class. */
  forgetPerson(id: string): void {
    this.last = undefined;
    this.people.delete(id);
  }

  /** Nothing in memory can be trusted: a transaction was taken back, or another process wrote. */
  forget(): void {
    this.last = undefined;
    this.people.clear();
    // Emptied, and not made anew with the next message: a cache of that size costs more than all that a message does.
    for (const cache of this.addresses.values()) cache.clear();
    this.reached.clear();
  }
}

type Reached = { channel: string; address: string; lastInboundAt: number };

/** `last_inbound_at` of an address that was written down by somebody else. */
const NEVER = 0;

const split = (list: string | null): string[] => (list === null ? [] : list.split(","));

// Named one by one: all have one shape, which is quicker to read from than a copy of a row.
const personOf = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  called: row.called,
  sex: row.sex,
  birthYear: row.birthYear,
  village: row.village,
  zone: row.zone,
  language: row.language,
  disability: row.disability,
  access: row.access,
  unitId: row.unitId,
  status: row.status,
  pin: row.pin,
  roles: split(row.roles) as Role[],
});

const addressOf = (row: AddressRow): Address => ({
  id: row.id,
  channel: row.channel,
  address: row.address,
  speakerId: row.speakerId,
  speakerSince: row.speakerSince,
  lastInboundAt: row.lastInboundAt,
  unreachable: row.unreachable,
  people: split(row.people),
});

function prepare(sqlite: Sqlite.Database) {
  return {
    person: sqlite.prepare(`${PERSON} id = ?`),
    mergedInto: sqlite.prepare("SELECT merged_into FROM person WHERE id = ?").pluck(),
    people: sqlite.prepare(`${PERSON} id IN (SELECT value FROM json_each(?))`),
    address: sqlite.prepare(`SELECT ${ADDRESS} FROM address WHERE channel = ? AND address = ?`),
    addPerson: sqlite.prepare(
      "INSERT INTO person (id, zone, status, created_at, changed_at) VALUES (?, ?, 'guest', ?, ?)",
    ),
    addAddress: sqlite.prepare(
      "INSERT INTO address (channel, address, speaker_id, speaker_since, last_inbound_at) VALUES (?, ?, ?, ?, ?)",
    ),
    link: sqlite.prepare(
      `INSERT OR IGNORE INTO address_person (address_id, person_id)
       SELECT id, ? FROM address WHERE channel = ? AND address = ?`,
    ),
    speaker: sqlite.prepare("UPDATE address SET speaker_id = ?, speaker_since = ? WHERE id = ?"),
    touch: sqlite.prepare("UPDATE address SET last_inbound_at = ?, unreachable = NULL WHERE id = ?"),
    unreachable: sqlite.prepare("UPDATE address SET unreachable = ? WHERE channel = ? AND address = ?"),
    helper: sqlite.prepare(
      `SELECT carer_id AS id FROM care WHERE person_id = ? AND kind IN ('facilitator', 'kader')
       ORDER BY kind DESC LIMIT 1`,
    ),
    coordinator: sqlite.prepare("SELECT carer_id AS id FROM care WHERE person_id = ? AND kind = 'coordinator' LIMIT 1"),
    reach: sqlite.prepare(
      `SELECT channel, address, last_inbound_at AS lastInboundAt FROM address_person JOIN address ON address.id = address_id
       WHERE person_id = ? AND ${BEST}`,
    ),
    // CROSS JOIN is SQLite's way to say which table is gone through first.
    reachAll: sqlite.prepare(
      `SELECT person_id AS personId, ${ADDRESS} FROM json_each(?) AS wanted
       CROSS JOIN address_person ON person_id = wanted.value CROSS JOIN address ON address.id = address_id WHERE ${BEST}`,
    ),
  };
}
