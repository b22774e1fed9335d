import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accountCode, CHART, growsBy, isAccount } from "../../src/cooperative/accounts.ts";
import { ENTRY_KINDS } from "../../src/cooperative/journal/entry.ts";
import { packageRoot } from "../../src/home.ts";
import { loadTexts } from "../../src/texts/index.ts";

const { texts } = loadTexts(join(packageRoot(), "locales"));

describe("the chart of accounts", () => {
  it.each(["id", "en"])("has a name for each account and kind of entry, all different, in %s", (lang) => {
    const accounts = CHART.map((account) => texts.raw(lang, `accounts:${account}`)[0] ?? "");
    const kinds = ENTRY_KINDS.map((kind) => texts.raw(lang, `entries:${kind}`)[0] ?? "");
    for (const names of [accounts, kinds]) {
      expect(names).not.toContain("");
      expect(new Set(names).size).toBe(names.length);
    }
    for (const digit of [1, 2, 3, 4, 5]) expect(texts.raw(lang, `accounts:group.${digit}`)).toHaveLength(1);
  });

  it("numbers accounts as they stand on paper", () => {
    expect([1101, 1209, 3999].map(accountCode)).toEqual(["1-101", "1-209", "3-999"]);
    expect([1101, 1999, 0].map(isAccount)).toEqual([true, false, false]);
  });

  it("lets what reduces an asset grow on the other side", () => {
    expect([1101, 1209, 1309, 2101, 3101, 4101, 5101].map(growsBy)).toEqual([
      "debit",
      "credit",
      "credit",
      "credit",
      "credit",
      "credit",
      "debit",
    ]);
  });
});
