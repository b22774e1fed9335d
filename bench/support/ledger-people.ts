import type Sqlite from "better-sqlite3";
import { memberId, type Size } from "./ledger-fill.ts";
import { CHANNEL, spreadIds, ZONE } from "./world.ts";

/** The phone of a unit's treasurer, and of a member. */
export const treasurerPhone = (unit: number): string => String(6_281_300_000_000 + unit);
export const memberPhone = (member: number): string => String(6_281_400_000_000 + member);

/** The people of books that were filled: a treasurer for each unit, and behind each member a woman with a phone of her own. */
export function fillPeople(sqlite: Sqlite.Database, size: Size, at: number): void {
  const sql = prepare(sqlite);
  const newId = spreadIds(3);
  const add = (phone: string, name: string, role: string, unit: string | null): string => {
    const id = newId();
    sql.person.run(id, name, `Ibu ${name}`, unit, at, at);
    sql.role.run(id, role, at);
    const { lastInsertRowid } = sql.address.run(phone, id, at, at);
    sql.uses.run(lastInsertRowid, id);
    return id;
  };
  for (let unit = 1; unit <= size.units; unit += 1) {
    add(treasurerPhone(unit), `Endang ${unit}`, "treasurer", `unit${unit}`);
    for (let nth = 1; nth <= size.membersEach; nth += 1) {
      const member = memberId(size, unit, nth);
      sql.member.run(add(memberPhone(member), `Sari ${member}`, "beneficiary", null), member);
    }
  }
}

const prepare = (sqlite: Sqlite.Database) => ({
  person: sqlite.prepare(`INSERT INTO person (id, name, called, unit_id, zone, status, created_at, changed_at)
    VALUES (?, ?, ?, ?, '${ZONE}', 'active', ?, ?)`),
  role: sqlite.prepare("INSERT INTO person_role (person_id, role, since) VALUES (?, ?, ?)"),
  address: sqlite.prepare(`INSERT INTO address (channel, address, speaker_id, speaker_since, last_inbound_at)
    VALUES ('${CHANNEL}', ?, ?, ?, ?)`),
  uses: sqlite.prepare("INSERT INTO address_person (address_id, person_id) VALUES (?, ?)"),
  member: sqlite.prepare("UPDATE coop_member SET person_id = ? WHERE id = ?"),
});
