import { describe, expect, it } from "vitest";
import { HOUR } from "../../../src/clock.ts";
import { grepFolders } from "../support/grep-home.ts";
import { OfficerWorld } from "./officer-world.ts";

describe("somebody who tells and an officer who reads", () => {
  it("hear of each other by a name and a number, at once where it is urgent, and nobody else does", async () => {
    const safe = await OfficerWorld.start();
    const [rina, lina] = [await safe.officer("Rina"), await safe.officer("Lina")];
    safe.world.add("Sari", "sari");
    const told: string[] = [];
    const tells = async (...texts: string[]) => {
      for (const text of texts) told.push(...(await safe.says("sari", text)));
    };
    // In danger; Lina is struck out; about money; with a number.
    await tells("kotak suara", "1", "1", "1", "2", "2", "4", "Cerita-Zaitun: dipotong 50rb", "selesai", "1", "1");
    const number = /\d{4} \d{4} \d{4} \d{4}/.exec(told.join("\n"))?.[0] ?? "";
    await tells(number.slice(-4), "2");
    const alias = safe.cases.list(rina.id)[0]?.alias ?? "";
    expect(safe.seen(rina)).toEqual([expect.stringContaining(`${alias}: cepat, batas 20 Nov pukul 20.00 WIB`)]);
    await safe.open(rina);
    const read = await safe.says(rina, `BACA ${alias}`);
    expect(read[0]).toContain("Jangan dibicarakan dengan: Ibu Lina");
    expect(read[1]).toContain("Cerita-Zaitun: dipotong 50rb");
    await safe.says(rina, `BALAS ${alias} Jawaban-Cemara: kami cek`);
    expect((await safe.says("sari", `KABAR ${number}`)).join("\n")).toContain("Jawaban-Cemara: kami cek");
    await safe.later(HOUR);
    expect(safe.seen(lina)).toEqual([]);
    await safe.stop();
    expect(
      grepFolders([safe.world.home], ["Cerita-Zaitun", "Jawaban-Cemara", number, number.replaceAll(" ", "")]),
    ).toEqual([]);
  });
});
