import type Sqlite from "better-sqlite3";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/open.ts";
import { care, consent, optOut, person, personRole, unit } from "../db/schema/index.ts";
import type { Role } from "../flow/definition.ts";
import type { NewId } from "../ids.ts";
import type { Zone } from "../zones.ts";
import type { Person } from "./person.ts";
import type { PeopleStore } from "./store.ts";

export type Purpose = "service" | "reports" | "photo" | "story" | "sharing";
export const PURPOSES: readonly Purpose[] = ["service", "reports", "photo", "story", "sharing"];
export type CareKind = "facilitator" | "kader" | "coordinator";
export const CARE_KINDS: readonly CareKind[] = ["facilitator", "kader", "coordinator"];
/** Somebody who looks after a person, as an operator is told. */
export type Carer = { kind: CareKind; name: string };
export type Unit = typeof unit.$inferSelect;

/** What is told of a person when she is added by hand, by import or in the demo. */
export type NewPerson = {
  id?: string;
  name: string;
  called: string;
  sex?: "female" | "male" | "other";
  birthYear?: number;
  village?: string;
  zone: Zone;
  language?: string;
  disability?: string;
  unitId?: string;
  roles: readonly Role[];
  persona?: boolean;
  addresses?: readonly { channel: string; address: string }[];
};

export type PersonChanges = Partial<
  Pick<
    typeof person.$inferInsert,
    | "name"
    | "called"
    | "sex"
    | "birthYear"
    | "village"
    | "zone"
    | "language"
    | "disability"
    | "unitId"
    | "status"
    | "pin"
  >
>;

/**
 * Everything about people that is not on the path of a message: adding, changing, who looks after whom, consent.
 * Called inside or outside of a transaction; keeps the store's memory true.
 */
export class Directory {
  private readonly db: Db;
  private readonly people: PeopleStore;
  private readonly newId: NewId;
  /** Asked before whatever Rukun begins, of everybody. */
  private readonly optedOut: Sqlite.Statement<[string, string]>;

  constructor(db: Db, people: PeopleStore, newId: NewId) {
    this.db = db;
    this.people = people;
    this.newId = newId;
    this.optedOut = db.sqlite.prepare("SELECT 1 FROM opt_out WHERE person_id = ? AND topic IN ('all', ?)");
  }

  /** Adds a registered person; returns her id. */
  add(given: NewPerson, now: number): string {
    const { roles, addresses = [], ...rest } = given;
    const id = given.id ?? this.newId();
    this.db.orm
      .insert(person)
      .values({ ...rest, id, status: "active", createdAt: now, changedAt: now })
      .run();
    for (const role of roles) this.setRole(id, role, true, now);
    for (const { channel, address } of addresses) this.people.connect(channel, address, id, now);
    return id;
  }

  change(id: string, changes: PersonChanges, now: number): void {
    this.db.orm
      .update(person)
      .set({ ...changes, changedAt: now })
      .where(eq(person.id, id))
      .run();
    this.people.forgetPerson(id);
  }

  setRole(id: string, role: Role, on: boolean, now: number): void {
    if (on) this.db.orm.insert(personRole).values({ personId: id, role, since: now }).onConflictDoNothing().run();
    else
      this.db.orm
        .delete(personRole)
        .where(and(eq(personRole.personId, id), eq(personRole.role, role)))
        .run();
    this.people.forgetPerson(id);
  }

  setCare(carerId: string, personId: string, kind: CareKind, on: boolean): void {
    const row = { carerId, personId, kind };
    if (on) this.db.orm.insert(care).values(row).onConflictDoNothing().run();
    else
      this.db.orm
        .delete(care)
        .where(and(eq(care.carerId, carerId), eq(care.personId, personId), eq(care.kind, kind)))
        .run();
  }

  /** The people whom somebody looks after, by name. */
  caredFor(carerId: string, kind: CareKind): Person[] {
    const rows = this.db.orm
      .select({ id: care.personId })
      .from(care)
      .innerJoin(person, eq(person.id, care.personId))
      .where(and(eq(care.carerId, carerId), eq(care.kind, kind), inArray(person.status, ["active", "stopped"])))
      .orderBy(person.name)
      .all();
    return this.each(rows);
  }

  /** Who looks after somebody. */
  carers(personId: string, kind: CareKind): Person[] {
    const rows = this.db.orm
      .select({ id: care.carerId })
      .from(care)
      .where(and(eq(care.personId, personId), eq(care.kind, kind)))
      .all();
    return this.each(rows);
  }

  /** Who looks after each of these people, in every kind, by name. Whoever is looked after by nobody is left out. */
  carersOf(personIds: readonly string[]): Map<string, Carer[]> {
    const found = new Map<string, Carer[]>();
    for (const personId of personIds)
      for (const kind of CARE_KINDS)
        for (const { id, called, name } of this.carers(personId, kind))
          found.set(personId, [...(found.get(personId) ?? []), { kind, name: called ?? name ?? id }]);
    return found;
  }

  withRole(role: Role): Person[] {
    const rows = this.db.orm
      .select({ id: personRole.personId })
      .from(personRole)
      .innerJoin(person, eq(person.id, personRole.personId))
      .where(and(eq(personRole.role, role), inArray(person.status, ["active", "stopped"])))
      .orderBy(person.name)
      .all();
    return this.each(rows);
  }

  addUnit(given: typeof unit.$inferInsert): void {
    this.db.orm.insert(unit).values(given).onConflictDoNothing().run();
  }

  /** Every unit by name; a programme has a few dozen. */
  units(): Unit[] {
    return this.db.orm.select().from(unit).orderBy(unit.name, unit.id).all();
  }

  unitName(id: string | null): string | undefined {
    if (id === null) return undefined;
    return this.db.orm.select({ name: unit.name }).from(unit).where(eq(unit.id, id)).get()?.name;
  }

  /** Writes down a yes or no with its proof. */
  recordConsent(given: Omit<typeof consent.$inferInsert, "id">): void {
    this.db.orm.insert(consent).values(given).run();
  }

  /** What somebody has agreed to, by the newest word on each purpose. */
  consents(personId: string): Partial<Record<Purpose, { given: boolean; at: number; version: string }>> {
    const newest: Partial<Record<Purpose, { given: boolean; at: number; version: string }>> = {};
    const rows = this.db.orm
      .select()
      .from(consent)
      .where(eq(consent.personId, personId))
      .orderBy(desc(consent.id))
      .all();
    for (const { purpose, given, at, version } of rows) newest[purpose] ??= { given, at, version };
    return newest;
  }

  /** `all` or a topic that she does not want to be written about. */
  setOptOut(personId: string, topic: string, on: boolean, now: number): void {
    if (on) this.db.orm.insert(optOut).values({ personId, topic, at: now }).onConflictDoNothing().run();
    else
      this.db.orm
        .delete(optOut)
        .where(and(eq(optOut.personId, personId), eq(optOut.topic, topic)))
        .run();
  }

  hasOptedOut(personId: string, topic: string): boolean {
    return this.optedOut.get(personId, topic) !== undefined;
  }

  /** Everybody who takes part, in pages by id, so that a hundred thousand never stand in memory at once. */
  page(after: string, limit: number): string[] {
    return this.db.orm
      .select({ id: person.id })
      .from(person)
      .where(and(sql`${person.id} > ${after}`, inArray(person.status, ["active", "stopped"])))
      .orderBy(person.id)
      .limit(limit)
      .all()
      .map((row) => row.id);
  }

  private each(rows: readonly { id: string }[]): Person[] {
    return rows.flatMap(({ id }) => this.people.person(id) ?? []);
  }
}
