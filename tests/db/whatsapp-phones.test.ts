import { describe, expect, it } from "vitest";
import { openDb } from "../../src/db/open.ts";
import { homeBefore, MIGRATIONS } from "./home.ts";

const PERSON = "INSERT INTO person (id, zone, status, created_at, changed_at) VALUES (?, 'Asia/Jakarta', ?, 0, 0)";
const ADDRESS = `INSERT INTO address (id, channel, address, speaker_id, speaker_since, last_inbound_at)
  VALUES (?, ?, ?, ?, ?, 0)`;

describe("phones that were imported as WhatsApp's own ids", () => {
  it("are kept as the channel keeps them, also where their owner wrote meanwhile", () => {
    const { file, sqlite } = homeBefore("0014_whatsapp_phones");
    for (const [id, status] of [
      ["sari", "active"],
      ["wati", "active"],
      ["mother", "active"],
      ["guest", "guest"],
      ["ani", "active"],
    ] as const)
      sqlite.prepare(PERSON).run(id, status);
    const address = sqlite.prepare(ADDRESS);
    const uses = sqlite.prepare("INSERT INTO address_person (address_id, person_id) VALUES (?, ?)");
    address.run(1, "whatsapp", "6281200000001@s.whatsapp.net", null, null);
    uses.run(1, "sari");
    // Wati wrote and was taken for a guest; her mother has the same phone and was known there.
    address.run(2, "whatsapp", "6281200000002@s.whatsapp.net", null, null);
    uses.run(2, "wati");
    address.run(3, "whatsapp", "6281200000002", "guest", 5);
    uses.run(3, "guest");
    uses.run(3, "mother");
    // What is right, or another channel's, stays as it is.
    address.run(4, "whatsapp", "6281200000004", "ani", 7);
    uses.run(4, "ani");
    address.run(5, "telegram", "6281200000001@s.whatsapp.net", null, null);
    sqlite.close();

    const after = openDb(file, MIGRATIONS).sqlite;
    const phones = after
      .prepare(`SELECT channel, address, speaker_id AS speaker, group_concat(person_id) AS people FROM address
        LEFT JOIN (SELECT * FROM address_person ORDER BY person_id) ON address_id = id GROUP BY id ORDER BY id`)
      .all();
    after.close();
    expect(phones).toEqual([
      { channel: "whatsapp", address: "6281200000001", speaker: null, people: "sari" },
      { channel: "whatsapp", address: "6281200000002", speaker: null, people: "mother,wati" },
      { channel: "whatsapp", address: "6281200000004", speaker: "ani", people: "ani" },
      { channel: "telegram", address: "6281200000001@s.whatsapp.net", speaker: null, people: null },
    ]);
  });
});
