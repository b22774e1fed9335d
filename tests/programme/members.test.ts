import { expect, test } from "vitest";
import { Members } from "../../src/programme/weekly/members.ts";
import { peopleIn, wib } from "./support.ts";

const NOW = wib("2026-11-20", "16:00");

test("A phone counts from the first message on; until then her kader reports for her", () => {
  const { db, people, directory } = peopleIn();
  const members = new Members(db.sqlite);
  const add = (name: string, role: "kader" | "beneficiary", address?: { channel: string; address: string }) =>
    directory.add(
      { name, called: name, zone: "Asia/Jakarta", roles: [role], ...(address && { addresses: [address] }) },
      NOW,
    );
  const kader = add("Ningsih", "kader");
  const sari = add("Sari", "beneficiary", { channel: "whatsapp", address: "6281234567890" });
  const invented = add("Rini", "beneficiary", { channel: "simulator-whatsapp", address: "0812" });
  for (const id of [sari, invented]) directory.setCare(kader, id, "kader", true);
  const reportedFor = () => members.ofKader(kader).map(({ name }) => name);
  expect([members.hasPhone(sari), members.hasPhone(invented), reportedFor()]).toEqual([false, true, ["Sari"]]);

  const phone = people.at("whatsapp", "6281234567890");
  if (phone !== undefined) people.touch(phone, NOW);
  expect([members.hasPhone(sari), reportedFor()]).toEqual([true, []]);

  people.setUnreachable("whatsapp", "6281234567890", "left");
  expect([members.hasPhone(sari), reportedFor()]).toEqual([false, ["Sari"]]);
});
