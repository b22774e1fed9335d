import { describe, expect, it } from "vitest";
import { HOUR } from "../../../src/clock.ts";
import { grepFolders } from "../support/grep-home.ts";
import { numberIn, ReportWorld, TO_THE_STORY } from "./report-world.ts";

const SARI = "1";
/** Another phone, of somebody whom nobody knows. */
const OTHER = "7000000555";

async function reported() {
  const answering: ((alias: string, now: number) => void)[] = [];
  const made = await ReportWorld.start({
    officers: ({ answered }) => {
      answering.push(answered);
      return {};
    },
  });
  const ratna = made.officer("Ratna");
  made.world.add("Sari", SARI);
  const number = numberIn(await made.say(SARI, ...TO_THE_STORY, "Cerita-Zaitun", "selesai", "1", "1"));
  await made.say(SARI, number.slice(-4), "2");
  const alias = made.cases[0]?.alias ?? "";
  const answer = (words: string) => {
    made.opened(ratna);
    made.safe.cases.reply(alias, ratna.id, Buffer.from(words), made.now);
    made.sqlite.transaction(() => answering[0]?.(alias, made.now))();
  };
  return { made, ratna, number, alias, answer };
}

const text = (lines: readonly string[]) => lines.join("\n");

describe("KABAR", () => {
  it("says how it stands and what was answered, from any phone, and never what was told", async () => {
    const { made, number, answer } = await reported();
    expect(text(await made.say(OTHER, `kabar ${number}`))).toContain("belum dibaca");
    answer("Kami akan datang Senin.");
    const seen = text(await made.say(OTHER, "4", `KABAR ${number.replaceAll(" ", "")}`));
    expect(seen).toContain("sudah dibaca");
    expect(seen).toContain("Kami akan datang Senin.");
    expect(seen).not.toContain("Zaitun");
  });

  it("by itself asks for the number, also in the middle of something else, which goes on", async () => {
    const { made, number } = await reported();
    expect(text(await made.say(SARI, "kabar"))).toContain("16 angka");
    expect(text(await made.say(SARI, number))).toContain("Kabarnya");
    expect(text(await made.say(SARI, "cukup"))).toContain("Kapan saja");
  });

  it("is looked at again where she stands, without leaving first", async () => {
    const { made, number, answer } = await reported();
    await made.say(OTHER, `kabar ${number}`);
    answer("Kami akan datang Senin.");
    expect(text(await made.say(OTHER, `KABAR ${number}`))).toContain("Kami akan datang Senin.");
    expect(text(await made.say(OTHER, "cukup"))).toContain("Kapan saja");
  });

  it("takes an answer, which the officers read", async () => {
    const { made, ratna, number } = await reported();
    expect(text(await made.say(OTHER, `kabar ${number}`, "1", "Dia datang lagi"))).toContain("dikunci dan dikirim");
    expect(made.opened(ratna)?.thread.map(({ text: words }) => words.toString())).toEqual(["Dia datang lagi"]);
    expect(text(await made.say(OTHER, "1", made.photo(Buffer.from("x"))))).toContain("hanya bisa mengambil tulisan");
  });

  it("takes it back after a confirmation: unread it is destroyed, and its number leads nowhere", async () => {
    const { made, number } = await reported();
    expect(text(await made.say(OTHER, `kabar ${number}`, "tarik"))).toContain("Yakin");
    expect(text(await made.say(OTHER, "2"))).toContain("tidak jadi");
    expect(text(await made.say(OTHER, "tarik", "ya, tarik"))).toContain("dihapus sebelum ada yang membaca");
    expect(made.cases).toEqual([]);
    expect(text(await made.say(OTHER, `kabar ${number}`))).toContain("tidak menemukan");
  });

  it("closes what was read", async () => {
    const { made, number, answer } = await reported();
    answer("Ya.");
    expect(text(await made.say(OTHER, `kabar ${number}`, "3", "1"))).toContain("sudah ada yang membaca");
    expect(made.cases).toMatchObject([{ status: "selesai" }]);
    await made.world.later(15 * 24 * HOUR);
    expect(text(await made.say(OTHER, `kabar ${number}`, "1", "Masih ada"))).toContain("14 hari");
  });

  it("says the same of whatever is no number of a case, after one trial each", async () => {
    const { made, number } = await reported();
    const answers = new Set<string>();
    const wrong = ["1234 5678 9012 3456", "123", `${number}9`, "12-34-ab", number.replace(/^\d/, "x")];
    let phone = 600;
    for (const typed of wrong) {
      const stretch = made.vault.stretcher.stretch.bind(made.vault.stretcher);
      let tried = 0;
      made.vault.stretcher.stretch = (...given) => {
        tried += 1;
        return stretch(...given);
      };
      answers.add(text(await made.say(String(phone++), `kabar ${typed}`)));
      expect(tried, typed).toBe(1);
      made.vault.stretcher.stretch = stretch;
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain("tidak menemukan");
  });

  it("is tried five times an hour from one phone; the sixth hears the same, and when to come back", async () => {
    const { made, number } = await reported();
    for (let n = 0; n < 5; n += 1) await made.say(OTHER, "kabar 1234567890123456");
    const sixth = text(await made.say(OTHER, `kabar ${number}`));
    expect(sixth).toContain("tidak menemukan kabar untuk nomor itu");
    expect(sixth).toContain("sesudah pukul 17.01");
    // Another phone is not held up.
    expect(text(await made.say(SARI, `kabar ${number}`))).toContain("Kabarnya");
    await made.world.later(HOUR + 60_000);
    expect(text(await made.say(OTHER, `kabar ${number}`))).toContain("Kabarnya");
  });
});

describe("a sign that there is an answer", () => {
  it("is given once, hours later, in words that say nothing, and leaves no address", async () => {
    const { made, number, answer } = await reported();
    expect(text(await made.say(OTHER, `kabar ${number}`, "2"))).toContain("tanda satu kali");
    const before = made.world.seen(OTHER).length;
    answer("Sudah kami bicarakan.");
    const duties = made.sqlite.prepare("SELECT person_id, data FROM duty WHERE kind = 'suara.ping'").all();
    expect(JSON.stringify(duties)).not.toContain(OTHER);
    await made.world.later(50 * 60_000);
    expect(made.world.seen(OTHER).slice(before)).toEqual([]);
    // At six in the morning at the earliest nobody is written to: eight it is.
    await made.world.later(16 * HOUR);
    const [sign, ...more] = made.world.seen(OTHER).slice(before);
    expect(more).toEqual([]);
    expect(sign).toContain("ada yang baru");
    expect(sign).not.toMatch(/suara|simpanan|kabar|lapor/i);
    answer("Dan lagi.");
    await made.world.later(48 * HOUR);
    const signs = made.world.seen(OTHER).filter((one) => one.includes("ada yang baru"));
    expect(signs).toHaveLength(1);
    expect(grepFolders([made.world.home], [number])).toEqual([]);
  });

  it("is asked for right after the number was shown, too", async () => {
    const made = await ReportWorld.start();
    made.officer("Ratna");
    const number = numberIn(await made.say(OTHER, ...TO_THE_STORY, "Cerita", "selesai", "1", "1"));
    expect(text(await made.say(OTHER, number.slice(-4), "1"))).toContain("Terima kasih");
    const kept = made.vault.sqlite.prepare("SELECT count(*) FROM return_address").pluck().get();
    expect(kept).toBe(1);
  });
});

describe("sixteen digits in the middle of something else", () => {
  it("are no answer, and nothing says whether they lead anywhere", async () => {
    const { made, number } = await reported();
    await made.say(SARI, "menu");
    const mine = text(await made.say(SARI, number));
    expect(mine).toContain("tulis KABAR di depannya");
    expect(mine).toContain("mau dibantu apa");
    expect(text(await made.say(SARI, "1234 5678 9012 3456"))).toBe(mine);
    expect(grepFolders([made.world.home], [number, number.replaceAll(" ", "")])).toEqual([]);
  });

  it("of a stranger are met with the same words", async () => {
    const { made, number } = await reported();
    expect(text(await made.say("888", `nomor saya ${number}`))).toContain("tulis KABAR di depannya");
  });
});
