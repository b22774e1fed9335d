import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../src/clock.ts";
import { type OfficerOfTest, OfficerWorld, seeded } from "./officer-world.ts";

/** Texts that Lina writes about a case that she may not know of. */
const about = (alias: string) => {
  const [plant = "", thing = ""] = alias.split("-");
  return [
    `BACA ${alias}`,
    `BACA ${plant} ${thing}x`,
    `BALAS ${alias} halo`,
    `BALAS ${alias}`,
    `CATAT ${alias} halo`,
    `STATUS ${alias} ditangani`,
    `RUJUK ${alias} Malang`,
    `ALIHKAN ${alias} Mira`,
    `TUTUP ${alias} terbukti`,
    `BUKA LAGI ${alias}`,
  ];
};

/** Cases that Lina was struck out of: urgent, serious, and the sixth of its kind in a month. */
const HIDDEN = [{ category: 1, danger: true }, { category: 3 }, { category: 6 }] as const;

/**
 * Some months of two officers and two operators, one of whom is Lina; with cases that she was struck out of, or without.
 * Mira does the same in both, and besides what she does about those cases. Gives all that came to Lina, when, and what the
 * disk has of it.
 */
async function life(isHidden: boolean, guessed: readonly string[]): Promise<{ shown: string[]; aliases: string[] }> {
  const safe = await OfficerWorld.start(seeded(7));
  const lina = await safe.officer("Lina", { roles: ["admin"] });
  const mira = await safe.officer("Mira");
  safe.world.add("Tuti", "tuti", ["admin"]);
  safe.trustee();
  for (let n = 0; n < 5; n += 1) await safe.sealed({ category: 6 });
  const shared = await safe.sealed({ category: 4 });
  const aliases = [...guessed];
  if (isHidden) for (const given of HIDDEN) aliases.push(await safe.sealed({ ...given, struckOut: [lina.id] }));
  const shown: string[] = [];
  const { sqlite } = safe.world.runtime.db;
  const rows = sqlite.prepare("SELECT body, state, created_at, sent_at FROM outbox WHERE address = 'lina' ORDER BY id");
  const keep = () => shown.push(JSON.stringify([safe.now, safe.seen(lina), rows.all()]));
  const says = async (who: OfficerOfTest, texts: readonly string[]) => {
    for (const text of texts) {
      const answer = await safe.says(who, text);
      if (who === lina) shown.push(JSON.stringify([text, answer]));
    }
    if (who === lina) keep();
  };
  const waits = async (...times: number[]) => {
    for (const wait of times) {
      await safe.later(wait);
      keep();
    }
  };
  await waits(MINUTE, 90 * MINUTE, 2 * HOUR, 5 * HOUR, DAY);
  await safe.open(mira);
  await says(mira, [`BACA ${shared}`, `CATAT ${shared} ditelepon`]);
  if (isHidden)
    for (const alias of aliases)
      await says(mira, [`BACA ${alias}`, `CATAT ${alias} x`, `STATUS ${alias} rencana`, `ALIHKAN ${alias} Lina`]);
  await safe.open(lina);
  await says(lina, ["DAFTAR", "LANJUT", ...about(aliases[0] ?? ""), `BACA ${aliases[2]}`, "AUDIT", "STATISTIK"]);
  await waits(6 * DAY);
  await safe.open(mira);
  for (const alias of [shared, ...(isHidden ? aliases : [])])
    await says(mira, [`BACA ${alias}`, `TUTUP ${alias} terbukti`]);
  await waits(100 * DAY);
  await safe.open(lina);
  await says(lina, ["DAFTAR", `BACA ${aliases[0]}`, "AUDIT", "STATISTIK"]);
  return { shown, aliases };
}

describe("the world of an officer who was struck out", () => {
  it("is to the byte the same as without the cases, whatever she looks at, is told, guesses and counts", async () => {
    const withThem = await life(true, []);
    const without = await life(false, withThem.aliases);
    expect(withThem.shown).toEqual(without.shown);
    const all = withThem.shown.join("\n");
    // What is the same is not nothing.
    for (const word of ["1-6 dari 6", "biasa, batas", "mencatat di", "layanan 5", "Tidak ada kasus bernama"])
      expect(all).toContain(word);
  });
});
