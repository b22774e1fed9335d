import { ACCOUNTS } from "../../src/cooperative/accounts.ts";
import { Books, cooperativeModule } from "../../src/cooperative/index.ts";
import { credit, debit } from "../../src/cooperative/journal/entry.ts";
import type { Member } from "../../src/cooperative/members.ts";
import { writtenSchema } from "../../src/cooperative/settings/written.ts";
import type { CoopUnit } from "../../src/cooperative/units.ts";
import { sequentialIds } from "../../src/ids.ts";
import { membershipOnly, PROGRAMME, World, type WorldOptions } from "./world.ts";

/** Who writes from which address of the simulated Telegram. */
export const PHONES = { treasurer: "8001", chair: "8002", supervisor: "8003", maria: "8004", lina: "8005" } as const;

export type CoopWorld = {
  world: World;
  books: Books;
  unit: CoopUnit;
  members: { maria: Member; mariaPohan: Member; tiur: Member; lina: Member; endang: Member };
  /** Person ids. */
  people: Record<keyof typeof PHONES, string>;
  /** What a phone got since it was last looked at. */
  heard(address: string): string[];
};

/** Rates and amounts of a made-up unit; another test lays its own over them. */
export const SETTINGS = {
  savings: {
    principal: { amount: 100_000 },
    mandatory: { amount: 20_000 },
    term: { on: true, offers: [{ months: 6, rate: "0.4%" }] },
  },
  "loan-products": [
    {
      name: "biasa",
      method: "declining",
      rate: "1.5%",
      periods: { min: 3, max: 24 },
      fees: { provision: "1%", administration: 10_000, protection: "0.5%", capitalisation: "2%" },
    },
    { name: "darurat", method: "flat", rate: "1%", periods: { min: 1, max: 6 } },
  ],
};

/**
 * The unit Melati on 20 November 2026: Ibu Endang keeps the books (and is member 005), two Marias, one member without a
 * phone, Rp 5.000.000 in the box.
 */
export async function coopWorld(
  options: WorldOptions & {
    settings?: unknown;
    /** What is in the home before Rukun is started. */
    prepare?: (made: { world: World; books: Books }) => void;
  } = {},
): Promise<CoopWorld> {
  const world = new World({
    modules: (parts) => [...membershipOnly(parts), cooperativeModule({ ...parts, hours: PROGRAMME.hours })],
    ...options,
  });
  const { db, people, directory } = world.runtime;
  const books = new Books({ sqlite: db.sqlite, people, newId: sequentialIds(), random: () => 0.4 });
  const now = world.clock.now();
  books.units.open(
    { id: 1, kind: "unit", name: "Melati", village: "Sumberejo", zone: "Asia/Jakarta", openedOn: "2026-01-01" },
    sequentialIds(),
  );
  const unit = books.unit(1);
  books.settings.put(1, writtenSchema.parse(options.settings ?? SETTINGS), "system", now);
  const officers = { treasurer: "Endang", chair: "Ratna", supervisor: "Suroso" } as const;
  const ids: Record<string, string> = {};
  for (const [role, name] of Object.entries(officers)) {
    ids[role] = world.add(name, PHONES[role as keyof typeof officers], [role as keyof typeof officers]);
    directory.change(ids[role], { unitId: unit.unitId }, now);
  }
  ids["maria"] = world.add("Maria", PHONES.maria);
  ids["lina"] = world.add("Lina", PHONES.lina);
  const member = (name: string, personId?: string, aliases: string[] = []) =>
    books.members.add(
      { unit: 1, name, joinedOn: "2026-01-05", aliases, ...(personId === undefined ? {} : { personId }) },
      now,
    );
  const members = {
    maria: member("Maria br Sihombing", ids["maria"]),
    mariaPohan: member("Maria Pohan", undefined, ["Mak Ucok"]),
    tiur: member("Tiur Manalu"),
    lina: member("Lina Siregar", ids["lina"]),
    endang: member("Endang Susilowati", ids["treasurer"]),
  };
  books.journal.post(
    {
      unit: 1,
      kind: "opening",
      valueOn: "2026-01-05",
      maker: "system",
      lines: [debit(ACCOUNTS.cash, 5_000_000), credit(ACCOUNTS.grants, 5_000_000)],
    },
    { at: now, today: "2026-11-20" },
  );
  options.prepare?.({ world, books });
  // What is read at the start stays in memory, as in a Rukun whose books were opened before.
  await world.begin();
  const seen = new Map<string, number>();
  const heard = (address: string): string[] => {
    const all = world.seen(address);
    const from = seen.get(address) ?? 0;
    seen.set(address, all.length);
    return all.slice(from);
  };
  return {
    world,
    // Books of the test's own, beside those that Rukun writes in: what they remember may be old.
    get books() {
      books.forget();
      return books;
    },
    unit,
    members,
    people: ids as CoopWorld["people"],
    heard,
  };
}
