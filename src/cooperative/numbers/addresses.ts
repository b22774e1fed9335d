import type Sqlite from "better-sqlite3";
import type { PeopleStore } from "../../people/store.ts";

/** Which address a person has, and taking one from her; what `PeopleStore` does not need on the path of a message. */
export function addressBook(sqlite: Sqlite.Database, people: PeopleStore) {
  const of = sqlite
    .prepare(
      `SELECT address FROM address_person JOIN address ON address.id = address_id
       WHERE person_id = ? AND channel = ? ORDER BY last_inbound_at DESC, address.id DESC LIMIT 1`,
    )
    .pluck();
  const allOf = sqlite
    .prepare(
      `SELECT address FROM address_person JOIN address ON address.id = address_id
       WHERE person_id = ? AND channel = ? ORDER BY address.id`,
    )
    .pluck();
  const unspoken = sqlite.prepare(
    "UPDATE address SET speaker_id = NULL WHERE channel = ? AND address = ? AND speaker_id = ?",
  );
  const release = sqlite.prepare(
    "DELETE FROM address_person WHERE person_id = ? AND address_id = (SELECT id FROM address WHERE channel = ? AND address = ?)",
  );
  const forgetEmpty = sqlite.prepare(
    `DELETE FROM address WHERE channel = ? AND address = ?
       AND NOT EXISTS (SELECT 1 FROM address_person WHERE address_id = address.id)`,
  );
  const guests = sqlite
    .prepare(
      `SELECT person.id FROM address_person JOIN address ON address.id = address_id JOIN person ON person.id = person_id
       WHERE channel = ? AND address = ? AND person.status = 'guest'`,
    )
    .pluck();

  const leave = (channel: string, address: string, personId: string) => {
    unspoken.run(channel, address, personId);
    release.run(personId, channel, address);
  };
  return {
    /** The one on this channel that she last wrote from. */
    of: (personId: string, channel: string): string | null => (of.get(personId, channel) as string | undefined) ?? null,
    /** All on this channel: a WhatsApp account has its phone and a hidden id, and either reaches her. */
    allOf: (personId: string, channel: string): string[] => allOf.all(personId, channel) as string[],
    /** She is at this address no more; others on the same phone stay, and a phone of nobody is forgotten. */
    release(channel: string, address: string, personId: string): void {
      leave(channel, address, personId);
      forgetEmpty.run(channel, address);
      people.forget();
    },
    /** Who wrote from the new phone and told nothing about herself was she herself: nobody else is asked for there. */
    releaseGuests(channel: string, address: string): void {
      for (const id of guests.all(channel, address) as string[]) leave(channel, address, id);
      people.forget();
    },
  };
}
