import { eq } from "drizzle-orm";
import type { ActionContext } from "../conversation/module.ts";
import { address, addressPerson, care, media, optOut, personRole } from "../db/schema/index.ts";
import { PURPOSES } from "../people/directory.ts";
import type { Parts } from "./parts.ts";
import { record } from "./register.ts";

/**
 * HAPUS: name, phone, place and everything else that says who she is are erased at once, and so are her open
 * conversations and what was planned for her. Figures of her reports stay under an id that leads to nobody, and so
 * do the words that she gave and took back her consent, as proof.
 */
export function eraseEverything(parts: Parts, context: ActionContext): void {
  const { person, now } = context;
  const { orm } = parts.db;
  for (const purpose of PURPOSES)
    if (parts.directory.consents(person.id)[purpose]?.given === true) record(parts, context, purpose, false);
  parts.tickets.closeAllOf(person.id, now);
  parts.duties.dropFor(person.id, now);
  const phones = orm.select().from(addressPerson).where(eq(addressPerson.personId, person.id)).all();
  orm.delete(addressPerson).where(eq(addressPerson.personId, person.id)).run();
  for (const { addressId } of phones) forgetPhone(parts, addressId, person.id);
  orm.delete(personRole).where(eq(personRole.personId, person.id)).run();
  orm.delete(care).where(eq(care.personId, person.id)).run();
  orm.delete(care).where(eq(care.carerId, person.id)).run();
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

/** The phone itself is forgotten, unless other people use it too. */
function forgetPhone(parts: Parts, addressId: number, personId: string): void {
  const { orm } = parts.db;
  const others = orm.select().from(addressPerson).where(eq(addressPerson.addressId, addressId)).all();
  if (others.length === 0) orm.delete(address).where(eq(address.id, addressId)).run();
  else orm.update(address).set({ speakerId: null }).where(eq(address.speakerId, personId)).run();
}
