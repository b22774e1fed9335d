import type Sqlite from "better-sqlite3";
import { isRegistered, type Person } from "../people/person.ts";
import type { PeopleStore } from "../people/store.ts";
import type { Members } from "./members.ts";
import { addressBook } from "./numbers/addresses.ts";
import { type NumberChange, type NumberEvent, next } from "./numbers/change.ts";
import { isOfficer } from "./officers.ts";
import { type Result, refused } from "./operations/operation.ts";
import type { SettingsStore } from "./settings/store.ts";
import type { CoopUnit, Units } from "./units.ts";

export type NumberParts = {
  sqlite: Sqlite.Database;
  people: PeopleStore;
  members: Members;
  units: Units;
  settings: SettingsStore;
};

export type AskedChange = { member: number; channel: string; newAddress: string; maker: string };
type Changed = Result<{ change: NumberChange }>;

/**
 * A swapped phone number defeats every other control: receipts, YA codes and disputes go to the thief. So it takes two
 * officers, the old number is told, and it waits; meanwhile two records of hers are not merged (`people/merge.ts`).
 * Called in an open transaction.
 */
export class NumberChanges {
  private readonly parts: NumberParts;
  private readonly sql: ReturnType<typeof prepare>;
  private readonly addresses: ReturnType<typeof addressBook>;

  constructor(parts: NumberParts) {
    this.parts = parts;
    this.sql = prepare(parts.sqlite);
    this.addresses = addressBook(parts.sqlite, parts.people);
  }

  byId(id: number): NumberChange | undefined {
    return this.sql.byId.get(id) as NumberChange | undefined;
  }

  /** What is on its way in a unit, oldest first. */
  open(unit: number): NumberChange[] {
    return this.sql.open.all(unit) as NumberChange[];
  }

  /** All that were asked for since an instant, whatever became of them: the supervisor's list. */
  since(unit: number, instant: number): NumberChange[] {
    return this.sql.since.all(unit, instant) as NumberChange[];
  }

  /**
   * An officer asks for a member's new number. Refusals: `number-not-officer`, `number-own` (her own), `number-member`
   * (no member of the officer's unit), `number-open` (one is on its way), `number-same`, `number-officer-phone` (the new
   * number is an officer's, who would read her receipts), `number-unknown` (a member without a number must first have
   * written from the new one herself, and have registered).
   */
  ask({ member: id, channel, newAddress, maker }: AskedChange, now: number): Changed {
    const member = this.parts.members.member(id);
    const unit = member === undefined ? undefined : this.parts.units.byId(member.unit);
    const asker = this.parts.people.person(maker);
    if (member === undefined || unit === undefined || !member.active) return refused("number-member");
    if (asker === undefined || !isOfficer(asker, unit)) return refused("number-not-officer");
    if (member.personId === maker) return refused("number-own");
    if (this.sql.openOf.get(unit.id, id) !== undefined) return refused("number-open", { name: member.name });
    const users = this.usersOf(channel, newAddress);
    if (users.some(({ id: user }) => user === member.personId)) return refused("number-same", { name: member.name });
    if (users.some((user) => isOfficer(user, unit))) return refused("number-officer-phone");
    if (member.personId === null && this.newcomerAt(member.unit, users) === undefined)
      return refused("number-unknown", { name: member.name });
    const old = member.personId === null ? null : this.addresses.of(member.personId, channel);
    const row = [member.unit, id, channel, old, newAddress, maker, now];
    return { ok: true, change: this.found(this.sql.add.get(row) as number) };
  }

  /** Another officer's yes or no. After a yes the old number is to be told, at once. Refusals: see `next`, and above. */
  check(id: number, by: string, yes: boolean, now: number): Changed {
    const change = this.byId(id);
    const checker = this.parts.people.person(by);
    const unit = change === undefined ? undefined : this.parts.units.byId(change.unit);
    if (change === undefined || unit === undefined) return refused("number-over", { state: "none" });
    if (checker === undefined || !this.mayCheck(checker, unit)) return refused("number-not-officer");
    const memberPerson = this.parts.members.member(change.member)?.personId ?? null;
    const waitHours = this.parts.settings.current(change.unit).numberChangeHours;
    return this.step(change, { kind: "checked", by, yes, memberPerson, waitHours, at: now });
  }

  /** Somebody at the old number says no (BUKAN SAYA): whatever is on its way for that number ends. */
  object(channel: string, oldAddress: string): NumberChange[] {
    const open = this.sql.openFrom.all(channel, oldAddress) as NumberChange[];
    // The same account under its other address, the hidden id or the phone, is the old number too.
    const alike = this.usersOf(channel, oldAddress)
      .flatMap(({ id }) => this.parts.members.ofPerson(id))
      .flatMap(({ id, unit }) => this.open(unit).filter((one) => one.member === id && one.channel === channel));
    const all = new Map([...open, ...alike].map((change) => [change.id, change]));
    return [...all.values()].flatMap((change) => {
      const step = this.step(change, { kind: "objected" });
      return step.ok ? [step.change] : [];
    });
  }

  /** Somebody who may says no, from wherever: the member herself on another phone, a checker. */
  stop(id: number): Changed {
    const change = this.byId(id);
    return change === undefined ? refused("number-over", { state: "none" }) : this.step(change, { kind: "objected" });
  }

  /** An officer of the unit, or of the head office. */
  private mayCheck(person: Person, unit: CoopUnit): boolean {
    const head = this.parts.units.head();
    return isOfficer(person, unit) || (head !== undefined && isOfficer(person, head));
  }

  /** Nobody checked it in time. */
  lapse(id: number): Changed {
    const change = this.byId(id);
    return change === undefined ? refused("number-over", { state: "none" }) : this.step(change, { kind: "lapsed" });
  }

  /**
   * The wait is over: from now on she is at the new number, and the old one is nobody's of hers. It ends without a change
   * (`refused`) when what it rested on is not so any more: her addresses were moved in another way, she left, or the new
   * number has become an officer's. Refusals: `number-over`, `number-early`.
   */
  carryOut(id: number, now: number): Changed {
    const change = this.byId(id);
    if (change === undefined) return refused("number-over", { state: "none" });
    const who = this.stillRight(change);
    const step = this.step(change, { kind: "due", asBefore: who !== undefined, at: now });
    if (step.ok && who !== undefined) this.move(step.change, who, now);
    return step;
  }

  /** The old phone goes with the other address of its account: who has it now would read on under that one. */
  private move({ member, channel, newAddress }: NumberChange, who: string, now: number): void {
    const { people, members } = this.parts;
    const fromPerson = members.member(member)?.personId ?? null;
    if (fromPerson !== who) members.link(member, who);
    const before = this.addresses.allOf(who, channel).filter((address) => address !== newAddress);
    this.addresses.releaseGuests(channel, newAddress);
    people.connect(channel, newAddress, who, now);
    // A member whose record had no number is the newcomer, who stays where she registered.
    if (fromPerson !== null) for (const address of before) this.addresses.release(channel, address, who);
  }

  /** The person who is to be at the new number, while everything is as it was when it was asked for. */
  private stillRight({ member: id, unit: unitId, channel, oldAddress, newAddress }: NumberChange): string | undefined {
    const member = this.parts.members.member(id);
    const unit = this.parts.units.byId(unitId);
    if (member?.active !== true || unit === undefined) return undefined;
    const users = this.usersOf(channel, newAddress);
    const { personId } = member;
    if (users.some((user) => user.id !== personId && isOfficer(user, unit))) return undefined;
    if (personId === null) return oldAddress === null ? this.newcomerAt(unitId, users)?.id : undefined;
    // From which of them she wrote last is no matter; that she had one there, or none, is.
    const hers = this.addresses.allOf(personId, channel);
    const asBefore = oldAddress === null ? hers.length === 0 : hers.includes(oldAddress);
    return asBefore ? personId : undefined;
  }

  /** The one registered person at a number who is no member of the unit yet. */
  private newcomerAt(unit: number, users: readonly Person[]): Person | undefined {
    const free = users
      .filter(isRegistered)
      .filter(({ id }) => !this.parts.members.ofPerson(id).some((one) => one.unit === unit && one.active));
    return free.length === 1 ? free[0] : undefined;
  }

  private usersOf(channel: string, address: string): Person[] {
    const { people } = this.parts;
    return (people.at(channel, address)?.people ?? []).flatMap((id) => people.person(id) ?? []);
  }

  private step(change: NumberChange, event: NumberEvent): Changed {
    const result = next(change, event);
    if (!result.ok) return result;
    const { state, checker, checkedAt, effectiveAt, id } = result.change;
    this.sql.update.run(state, checker, checkedAt, effectiveAt, id);
    return result;
  }

  private found(id: number): NumberChange {
    const change = this.byId(id);
    if (change === undefined) throw new Error(`there is no number change ${id}`);
    return change;
  }
}

const COLUMNS = `id, unit, member, channel, old_address AS oldAddress, new_address AS newAddress, maker, checker,
  made_at AS madeAt, checked_at AS checkedAt, effective_at AS effectiveAt, state`;
const OPEN = "state IN ('asked', 'waiting')";

function prepare(sqlite: Sqlite.Database) {
  return {
    byId: sqlite.prepare(`SELECT ${COLUMNS} FROM number_change WHERE id = ?`),
    open: sqlite.prepare(`SELECT ${COLUMNS} FROM number_change WHERE unit = ? AND ${OPEN} ORDER BY id`),
    since: sqlite.prepare(`SELECT ${COLUMNS} FROM number_change WHERE unit = ? AND made_at >= ? ORDER BY id`),
    openOf: sqlite.prepare(`SELECT id FROM number_change WHERE unit = ? AND member = ? AND ${OPEN}`),
    openFrom: sqlite.prepare(
      `SELECT ${COLUMNS} FROM number_change WHERE ${OPEN} AND channel = ? AND old_address = ? ORDER BY id`,
    ),
    add: sqlite
      .prepare(
        `INSERT INTO number_change (unit, member, channel, old_address, new_address, maker, made_at, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'asked') RETURNING id`,
      )
      .pluck(),
    update: sqlite.prepare(
      "UPDATE number_change SET state = ?, checker = ?, checked_at = ?, effective_at = ? WHERE id = ?",
    ),
  };
}
