import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textsOf } from "../../src/texts/index.ts";

const texts = textsOf({
  id: {
    "weekly-report": {
      title: "Laporan mingguan",
      start: ["lapor", "laporan"],
      running: {
        ask: "{{called}}, usahanya jalan minggu ini?",
        options: { yes: "Ya, jalan", no: { label: "Tidak jalan", aliases: ["libur", "tutup"] } },
      },
      members_one: "{{count}} anggota",
      members_other: "{{count}} anggota semua",
      welcome: "Selamat datang, {{called}}. $t(title)",
      thanks: "Terima kasih",
      thanks_male: "Terima kasih, Pak {{called}}",
    },
  },
  en: {
    "weekly-report": {
      start: ["report", "lapor"],
      running: { ask: "{{called}}, is the business running?", options: { yes: "Yes" } },
      members_one: "one member",
      members_other: "{{count}} members",
    },
  },
});

describe("text", () => {
  it("fills its values", () => {
    expect(texts.text("id", "weekly-report:running.ask", { called: "Bu Sari" })).toBe(
      "Bu Sari, usahanya jalan minggu ini?",
    );
  });

  it("falls back on the source language", () => {
    expect(texts.text("en", "weekly-report:title")).toBe("Laporan mingguan");
    expect(texts.text("jv", "weekly-report:title")).toBe("Laporan mingguan");
    expect(texts.has("en", "weekly-report:title")).toBe(true);
    expect(texts.raw("en", "weekly-report:title")).toEqual([]);
  });

  it("throws for a text that is nowhere", () => {
    expect(() => texts.text("id", "weekly-report:nowhere")).toThrow(expect.objectContaining({ code: "texts.missing" }));
    expect(texts.has("id", "weekly-report:nowhere")).toBe(false);
  });

  it.each(["weekly-report:running.ask", "weekly-report:welcome"])("throws when a value is missing in %s", (key) => {
    expect(() => texts.text("id", key)).toThrow(expect.objectContaining({ code: "texts.data" }));
  });

  it("takes no value from an object's prototype and no number that is none", () => {
    const odd = textsOf({ id: { x: { a: "{{constructor}}", b: "{{n}}" } } });
    expect(() => odd.text("id", "x:a")).toThrow(expect.objectContaining({ code: "texts.data" }));
    expect(() => odd.text("id", "x:b", { n: Number.NaN })).toThrow(expect.objectContaining({ code: "texts.data" }));
  });

  it("knows plurals, contexts and texts in texts", () => {
    expect(texts.text("en", "weekly-report:members", { count: 1 })).toBe("one member");
    expect(texts.text("en", "weekly-report:members", { count: 3 })).toBe("3 members");
    expect(texts.text("id", "weekly-report:members", { count: 1 })).toBe("1 anggota semua");
    expect(texts.text("id", "weekly-report:thanks", { context: "male", called: "Adi" })).toBe("Terima kasih, Pak Adi");
    expect(texts.text("id", "weekly-report:thanks")).toBe("Terima kasih");
    expect(texts.text("id", "weekly-report:welcome", { called: "Bu Sari" })).toBe(
      "Selamat datang, Bu Sari. Laporan mingguan",
    );
  });

  it("keeps what a person wrote as it is, whatever it looks like", () => {
    const odd = fc.oneof(fc.string(), fc.constantFrom("$t(title)", "{{called}}", "<b>&amp;", "$&", "$1", "{{count}}"));
    fc.assert(
      fc.property(odd, (called) => {
        expect(texts.text("id", "weekly-report:running.ask", { called })).toBe(`${called}, usahanya jalan minggu ini?`);
        expect(texts.text("id", "weekly-report:thanks", { context: "male", called })).toBe(
          `Terima kasih, Pak ${called}`,
        );
      }),
    );
  });
});

describe("what the checker and the engine ask", () => {
  it("names the values that a text needs", () => {
    expect(texts.needs("weekly-report:running.ask")).toEqual(["called"]);
    expect(texts.needs("weekly-report:members")).toEqual(["count"]);
    expect(texts.needs("weekly-report:title")).toEqual([]);
    expect(texts.needs("weekly-report:nowhere")).toEqual([]);
  });

  it("gives the options in the source's order, each in the person's language where it has it", () => {
    expect([...texts.options("en", "weekly-report", "running").values()]).toEqual([
      { id: "yes", label: "Yes", aliases: [] },
      { id: "no", label: "Tidak jalan", aliases: ["libur", "tutup"] },
    ]);
    expect(texts.options("id", "weekly-report", "nowhere").size).toBe(0);
    expect(texts.options("id", "weekly-report", "running")).toBe(texts.options("id", "weekly-report", "running"));
  });

  it("joins the words of two languages", () => {
    expect(texts.words("en", "weekly-report:start")).toEqual(["report", "lapor", "laporan"]);
    expect(texts.words("id", "weekly-report:start")).toEqual(["lapor", "laporan"]);
    expect(texts.words("id", "weekly-report:title")).toEqual([]);
  });

  it("lists keys with the forms of a text as one", () => {
    expect(texts.keys("en", "weekly-report")).toEqual([
      "weekly-report:start",
      "weekly-report:running.ask",
      "weekly-report:running.options.yes",
      "weekly-report:members",
    ]);
    expect(texts.raw("en", "weekly-report:members")).toEqual(["one member", "{{count}} members"]);
    expect(texts.where("id", "weekly-report:title")).toEqual({ file: "locales/id/weekly-report.json", line: 2 });
    expect(texts.namespaces()).toEqual(["weekly-report"]);
  });
});

it("looks a text up and takes it apart once, however often it is said", () => {
  const key = "weekly-report:running.ask";
  const first = texts.filled("id", key);
  expect(texts.text("id", key, { called: "Bu Sari" })).toBe("Bu Sari, usahanya jalan minggu ini?");
  expect(texts.filled("id", key)).toBe(first);
  expect(texts.filled("xx", key)).toBe(first);
});
