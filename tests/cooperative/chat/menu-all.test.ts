import { describe, expect, it } from "vitest";
import { type CoopWorld, coopWorld, PHONES } from "../../support/coop-world.ts";

type Who = keyof typeof PHONES;
const MENU: Record<"treasurer" | "chair" | "supervisor" | "lina", string> = {
  treasurer: "koperasi",
  chair: "koperasi",
  supervisor: "koperasi",
  lina: "simpanan saya",
};

const says = async ({ world }: CoopWorld, text: string, who: Who) => {
  world.clock.advanceTo(world.clock.now() + 10_000);
  return (await world.send(PHONES[who], text)).join("\n");
};

/** A unit in which there is something of everything. */
async function busy(): Promise<CoopWorld> {
  const coop = await coopWorld();
  for (const text of ["setor sukarela 004 2jt", "setor wajib 001 20rb", "setor wajib 005 20rb", "hitung kas 7jt"])
    await says(coop, text, "treasurer");
  const asked = await says(coop, "ajukan pinjaman 5jt 10 bulan untuk warung", "lina");
  const code = /balas YA (\d\d)/.exec(asked)?.[1] ?? "";
  for (const who of ["chair", "supervisor"] as const) await says(coop, "setuju 2", who);
  await says(coop, `YA ${code}`, "lina");
  await says(coop, "cair P0001", "treasurer");
  await says(coop, "sanggah 2 bukan saya", "lina");
  await says(coop, "lapor setor sukarela 50rb kemarin", "lina");
  return coop;
}

const optionsIn = (text: string): string[] => text.split("\n").flatMap((line) => /^(\d)\. (.+)$/.exec(line)?.[1] ?? []);

/** Ways in one unit: the simulator shows the last few hundred messages of a chat. */
const WAYS_IN_ONE = 30;

/** Every way through the pages of the menu to its first question or answer, each in a conversation of its own. */
async function everyWay(who: keyof typeof MENU): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  let coop = await busy();
  const before = coop.books.journal.head(1)?.no;
  let ways = 0;
  const open: string[][] = [[]];
  for (let way = open.shift(); way !== undefined; way = open.shift()) {
    if (++ways % WAYS_IN_ONE === 0) coop = await busy();
    let text = await says(coop, MENU[who], who);
    for (const step of way) text = await says(coop, step, who);
    const isPage = way.length === 0 || text.includes("Tulis 0 untuk kembali");
    if (isPage) open.push(...optionsIn(text).map((option) => [...(way ?? []), option]));
    else found.set(way.join(" "), text);
    expect(coop.books.journal.head(1)?.no, way.join(" ")).toBe(before);
  }
  return found;
}

describe("everything in the menus", () => {
  it.each(["treasurer", "chair", "supervisor", "lina"] as const)(
    "comes to a question or an answer for the %s, and to no entry without a review",
    async (who) => {
      const found = await everyWay(who);
      expect(found.size).toBeGreaterThan(8);
      for (const [way, text] of found) {
        expect(text.trim(), way).not.toBe("");
        expect(text, way).not.toMatch(/belum paham|coop-menu|undefined|\{\{|pengurus unit|untuk anggota koperasi/);
      }
    },
  );
});
