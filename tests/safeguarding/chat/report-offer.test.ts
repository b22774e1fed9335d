import { describe, expect, it } from "vitest";
import { contentWith } from "../../support/content.ts";
import { grepFolders } from "../support/grep-home.ts";
import { ReportWorld } from "./report-world.ts";

const SARI = "1";
const FORM = {
  "flows/test/harvest.yaml": `
id: harvest
for: anyone
start: { words: true }
remind: [1d]
silence: wait
steps:
  - { ask: amount, as: money }
  - { ask: note, as: text }
  - say: done
`,
  "locales/id/harvest.json": JSON.stringify({
    title: "Panen",
    start: ["catat panen"],
    amount: { ask: "Hasil panennya berapa?" },
    note: { ask: "Ada catatan?" },
    done: "Sudah dicatat: {{note}}.",
  }),
};

async function harvesting() {
  const made = await ReportWorld.start({ content: contentWith(FORM) });
  made.officer("Ratna");
  made.world.add("Sari", SARI);
  await made.say(SARI, "catat panen");
  return made;
}

const text = (lines: readonly string[]) => lines.join("\n");

describe("somebody who writes that she is in trouble", () => {
  it("is asked one soft question, and with a yes is in Kotak Suara", async () => {
    const made = await harvesting();
    const asked = text(await made.say(SARI, "tolong saya dipukul Penanda-Ketapang"));
    expect(asked).toContain("Mau cerita di tempat yang rahasia?");
    expect(text(await made.say(SARI, "1"))).toContain("Ini Kotak Suara");
    expect(grepFolders([made.world.home], ["Penanda-Ketapang"])).toEqual([]);
  });

  it("with a no is exactly where she was, and what she wrote is to be written again", async () => {
    const made = await harvesting();
    await made.say(SARI, "100rb", "saya diancam Penanda-Ketapang");
    const back = text(await made.say(SARI, "2"));
    expect(back).toContain("Tolong tulis lagi");
    expect(back).toContain("Ada catatan?");
    expect(text(await made.say(SARI, "panen bagus"))).toBe("Sudah dicatat: panen bagus.");
    expect(grepFolders([made.world.home], ["Penanda-Ketapang"])).toEqual([]);
  });

  it("is where she was in a menu too", async () => {
    const made = await harvesting();
    await made.say(SARI, "menu", "takut pulang");
    expect(text(await made.say(SARI, "2"))).toContain("mau dibantu apa");
  });

  it("is heard in a talk with her helper, who gets nothing of it", async () => {
    const made = await harvesting();
    const helper = made.world.add("Dewi", "2", ["facilitator"]);
    const sari = made.sqlite.prepare("SELECT id FROM person WHERE name = 'Sari'").pluck().get() as string;
    made.world.runtime.directory.setCare(helper, sari, "facilitator", true);
    await made.say(SARI, "bantuan");
    const before = made.world.seen("2").length;
    expect(text(await made.say(SARI, "saya dipukul suami"))).toContain("tempat yang rahasia");
    expect(text(made.world.seen("2").slice(before))).not.toContain("dipukul");
    await made.say(SARI, "2");
    await made.say(SARI, "ini untuk Kak Dewi");
    expect(text(made.world.seen("2"))).toContain("ini untuk Kak Dewi");
  });

  it("is heard as a stranger, and on a phone of several of whom it is not known who writes", async () => {
    const made = await harvesting();
    expect(text(await made.say("888", "tolong saya diperkosa"))).toContain("tempat yang rahasia");
    const { directory } = made.world.runtime;
    const zone = "Asia/Jakarta" as const;
    const addresses = [{ channel: "simulator-telegram", address: "77" }];
    for (const name of ["Yuni", "Lastri"])
      directory.add({ name, called: `Ibu ${name}`, zone, roles: ["beneficiary"], addresses }, made.now);
    const asked = text(await made.say("77", "tolong saya dipukul"));
    expect(asked).toContain("tempat yang rahasia");
    expect(asked).not.toMatch(/Yuni|Lastri/);
    const said = text(await made.say("77", "1", "2", "1"));
    expect(said).not.toMatch(/Yuni|Lastri/);
    await made.say("77", "2", "4", "Cerita dari HP berdua", "selesai", "1", "2");
    expect(made.cases).toHaveLength(1);
  });

  it("gets numbers outside whenever she asks, and goes on where she was", async () => {
    const made = await harvesting();
    const numbers = text(await made.say(SARI, "bantuan luar"));
    expect(numbers).toContain("SAPA 129");
    expect(numbers).toContain("Hasil panennya berapa?");
    expect(text(await made.say(SARI, "100rb"))).toContain("Ada catatan?");
  });
});

describe("where nobody could read a report", () => {
  it("numbers outside are all that is said", async () => {
    const nobody = await ReportWorld.start();
    expect(text(await nobody.say(SARI, "kotak suara"))).toContain("belum siap");
    const without = await ReportWorld.start({ vault: false });
    without.officer("Ratna");
    expect(text(await without.say(SARI, "kotak suara"))).toContain("SAPA 129");
    expect(text(await without.say(SARI, "kabar 1234567890123456"))).toContain("tidak menemukan");
  });
});

describe("a complaint about a service", () => {
  it("may be given openly, with a ticket, and is then no case", async () => {
    const given: unknown[] = [];
    const made = await ReportWorld.start({
      openComplaint: (complaint) => {
        given.push(complaint);
        return "K0012";
      },
    });
    made.officer("Ratna");
    const id = made.world.add("Sari", SARI);
    await made.say(SARI, "kotak suara", "2", "1", "2");
    expect(text(await made.say(SARI, "6"))).toContain("Mau cara yang mana?");
    expect(text(await made.say(SARI, "terbuka", "Bantuannya telat"))).toContain("K0012");
    expect(given).toEqual([{ personId: id, category: 6, text: "Bantuannya telat" }]);
    expect(made.cases).toEqual([]);
  });

  it("stays in confidence where she wants it, and is not offered otherwise to a stranger", async () => {
    const made = await ReportWorld.start({ openComplaint: () => "K0001" });
    made.officer("Ratna");
    made.world.add("Sari", SARI);
    await made.say(SARI, "kotak suara", "2", "1", "2", "6", "rahasia", "Telat", "selesai", "1", "2");
    expect(made.cases).toMatchObject([{ category: 6, severity: "S4" }]);
    expect(text(await made.say("888", "kotak suara", "2", "1", "2", "6"))).toContain("Silakan mulai");
  });
});
