import { describe, expect, it } from "vitest";
import { formUsesMisfits } from "../../src/programme/pack/form-uses-misfits.ts";
import { formsSchema } from "../../src/programme/pack/forms.ts";

const QUESTIONS = [
  { id: "product", ask: "Produknya apa?", label: "Produk", as: "text" },
  { id: "until", ask: "Sampai kapan?", label: "Sampai", as: "date", day: "ahead", remind: [7, 1] },
  { id: "photo", ask: "Kirim fotonya.", label: "Foto", as: "photo", optional: true },
  { id: "income", ask: "Penghasilannya?", label: "Hasil", as: "money", privacy: "private" },
  { id: "agreed", ask: "Boleh dilihat?", label: "Boleh", as: "yes-no" },
];
const CALL = { after: "joined", months: [3, 6], say: "Boleh tahu kabarnya?" };
const BOARD = { name: "Katalog", show: ["product"], when: { agreed: "yes" }, named: true };

/** What is said of a form with these words beside its questions. */
function told(words: object): string[] {
  const form = {
    id: "katalog",
    name: "Katalog",
    about: "member",
    by: ["beneficiary"],
    questions: QUESTIONS,
    source: "usulan",
  };
  const parsed = formsSchema.safeParse({ forms: [{ ...form, ...words }] });
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  return parsed.data.forms.flatMap(formUsesMisfits).map(({ path, what, how }) => `${path.join(".")}: ${what} ${how}`);
}

describe("what a form is used for beside being filled in", () => {
  it("fits together", () => {
    expect(told({ call: CALL, board: BOARD })).toEqual([]);
    expect(told({ call: { day: 5, in: [1, 7], say: "Sudah waktunya." } })).toEqual([]);
    expect(told({ board: { name: "Kalender", show: ["product", "until"], until: "until" } })).toEqual([]);
  });

  it.each([
    [{ call: { months: [3] } }, "Write { after: joined, months: [3, 6, 12]"],
    [{ call: { ...CALL, months: [6, 3] } }, "The months do not rise."],
    [{ call: CALL, about: "work" }, "belongs to nobody who joins"],
    [{ call: CALL, flow: "weekly-report" }, "has calls of its own"],
    [{ board: { ...BOARD, show: ["produk"] } }, 'There is no question "produk".'],
    [{ board: { ...BOARD, show: ["photo"] } }, "a board is text"],
    [{ board: { ...BOARD, show: ["income"] } }, '"income" is private.'],
    [{ board: { ...BOARD, until: "product" } }, '"product" is no date.'],
    [{ board: { ...BOARD, when: { agreed: "maybe" } } }, '"maybe" is no answer to "agreed".'],
    [{ board: { name: "Katalog", show: ["product"], named: true } }, "people who were not asked"],
    [
      { questions: [{ id: "price", ask: "Harganya?", label: "Harga", as: "money", remind: [1] }] },
      "nothing is reminded of it",
    ],
    [
      { questions: [{ id: "day", ask: "Kapan?", label: "Hari", as: "date", remind: [1] }] },
      '"day" is a day that is over, and nothing is left to remind of.',
    ],
    [
      {
        board: { name: "Kalender", show: ["day"], until: "day" },
        questions: [{ id: "day", ask: "Kapan?", label: "Hari", as: "date" }],
      },
      '"day" is a day that is over, and an entry would be gone at once.',
    ],
    [
      { questions: [{ id: "price", ask: "Harganya?", label: "Harga", as: "money", day: "any" }] },
      '"price" is a money and has no day.',
    ],
  ])("is wrong and said so: %j", (words, expected) => {
    expect(told(words).join("\n")).toContain(expected);
  });
});
