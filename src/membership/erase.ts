import { eq } from "drizzle-orm";
import { DAY } from "../clock.ts";
import type { ActionContext, DutyHandler } from "../conversation/module.ts";
import { accessProfile, address, addressPerson, care, media, optOut, personRole } from "../db/schema/index.ts";
import { RukunError } from "../errors.ts";
import { PURPOSES } from "../people/directory.ts";
import type { Parts } from "./parts.ts";
import { record } from "./register.ts";

/** An officer of Kotak Suara is not erased: cases that only she can read would be lost. She is revoked first. */
export const isOfficer = ({ db }: Parts, personId: string): boolean =>
  db.sqlite.prepare("SELECT 1 FROM officer WHERE person_id = ? AND revoked_at IS NULL").get(personId) !== undefined;

/**
 * HAPUS: name, phone, place and everything else that says who she is are erased at once, and so are her open
 * conversations and what was planned for her. Figures of her reports stay under an id that leads to nobody, and so
 * do the words that she gave and took back her consent, as proof. What has to stay in other books, and why, she is told
 * before (`Keeper.stays`). Errors: `erase.officer`.
 */
export function eraseEverything(parts: Parts, context: ActionContext): void {
  const { person, now } = context;
  const { orm } = parts.db;
  if (isOfficer(parts, person.id))
    throw new RukunError("erase.officer", "she is an officer of Kotak Suara: revoke her first", {
      say: "membership:officer-first",
    });
  for (const purpose of PURPOSES)
    if (parts.directory.consents(person.id)[purpose]?.given === true) record(parts, context, purpose, false);
  // While she still is who she is: those whom it concerns are told whose books go on without her.
  for (const keeper of parts.keepers ?? []) keeper.letGo(person.id, context);
  parts.tickets.closeAllOf(person.id, now);
  parts.requests.empty(person.id, now);
  parts.duties.dropFor(person.id, now);
  const phones = orm.select().from(addressPerson).where(eq(addressPerson.personId, person.id)).all();
  forgetTraces(
    parts,
    phones.map(({ addressId }) => addressId),
    person.id,
  );
  parts.duties.plan({
    key: `rights.traces:${person.id}`,
    kind: "rights.traces",
    personId: null,
    data: { person: person.id },
    dueAt: now + DAY,
    expiresAt: now + 90 * DAY,
  });
  orm.delete(addressPerson).where(eq(addressPerson.personId, person.id)).run();
  for (const { addressId } of phones) forgetPhone(parts, addressId, person.id);
  orm.delete(personRole).where(eq(personRole.personId, person.id)).run();
  orm.delete(care).where(eq(care.personId, person.id)).run();
  orm.delete(care).where(eq(care.carerId, person.id)).run();
  orm.delete(accessProfile).where(eq(accessProfile.personId, person.id)).run();
  orm.delete(optOut).where(eq(optOut.personId, person.id)).run();
  orm.delete(media).where(eq(media.personId, person.id)).run();
  parts.directory.change(
    person.id,
    {
      name: null,
      called: null,
      sex: null,
      birthYear: null,
      village: null,
      disability: null,
      unitId: null,
      pin: null,
      status: "erased",
    },
    now,
  );
  context.endConversations(person.id);
  parts.people.forget();
}

/**
 * What was sent to her, and the numbers of what she wrote, which name her chat. The farewell is still to be sent: a duty
 * of the next day takes it away, too.
 */
function forgetTraces(parts: Parts, addressIds: readonly number[], personId: string): void {
  const { sqlite, orm } = parts.db;
  for (const id of addressIds) {
    const phone = orm.select().from(address).where(eq(address.id, id)).get();
    const shared = orm.select().from(addressPerson).where(eq(addressPerson.addressId, id)).all().length > 1;
    if (phone === undefined || shared) continue;
    sqlite
      .prepare("DELETE FROM outbox WHERE channel = ? AND address = ? AND state <> 'queued'")
      .run(phone.channel, phone.address);
    for (const table of ["approached", "chat_expiry"])
      sqlite.prepare(`DELETE FROM ${table} WHERE channel = ? AND address = ?`).run(phone.channel, phone.address);
    sqlite
      .prepare("DELETE FROM inbound WHERE channel = ? AND instr(message_id, ?) > 0")
      .run(phone.channel, `:${phone.address}:`);
  }
  // What was begun and waits for another day goes too; of what is queued only the farewell and its like stay.
  sqlite.prepare("DELETE FROM outbox WHERE person_id = ? AND (state <> 'queued' OR priority > 0)").run(personId);
}

/** A day later: the farewell was sent, and its row goes as well. */
export function eraseDuty(parts: Parts): DutyHandler {
  return {
    run: (data) => {
      parts.db.sqlite.prepare("DELETE FROM outbox WHERE person_id = ?").run(String(data["person"]));
      return "done";
    },
  };
}

/** The phone itself is forgotten, unless other people use it too. */
function forgetPhone(parts: Parts, addressId: number, personId: string): void {
  const { orm } = parts.db;
  const others = orm.select().from(addressPerson).where(eq(addressPerson.addressId, addressId)).all();
  if (others.length === 0) orm.delete(address).where(eq(address.id, addressId)).run();
  else orm.update(address).set({ speakerId: null }).where(eq(address.speakerId, personId)).run();
}
