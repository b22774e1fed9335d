import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeness, tokensOf } from "../../../src/programme/socialisation/faq/match.ts";
import { tellsWho } from "../../../src/programme/socialisation/faq/names.ts";
import { FaqStore } from "../../../src/programme/socialisation/faq/store.ts";
import { fillersOf, inCommonWords, isQuestion } from "../../../src/programme/socialisation/faq/words.ts";
import { ownContent } from "../../support/content.ts";
import { melati, peopleIn } from "../support.ts";

const { texts } = ownContent();
const fillers = fillersOf(texts, "id");

function filled() {
  const { db } = peopleIn();
  const store = new FaqStore(db.sqlite);
  store.sync(melati(), 0);
  const key = (question: string) => store.find(["melati"], inCommonWords(texts, "id", question), fillers)?.key;
  return { store, db, key };
}

describe("what people ask", () => {
  const { key, store, db } = filled();

  it.each([
    ["Apakah dibayar?", "biaya"],
    ["bayarr gak bu", "biaya"],
    ["gratiss kah", "biaya"],
    ["sy ndak punya hp gmn", "hp"],
    ["siapa yg boleh ikut", "siapa"],
    ["pulsanya dari mana", "hp"],
    ["kalau mau keluar gimana", "berhenti"],
    ["data saya rahasiakah", "data"],
    ["kapan mulai latian", "kapan"],
    ["jam piro latihane", "kapan"],
    ["tempate ngendi", "kapan"],
    ["syarate apa", "siapa"],
    ["sarate opo", "siapa"],
    ["syaratna naon", "siapa"],
    ["iso melu ora", "siapa"],
    ["onok biayane ta", "biaya"],
    ["bayare piro", "biaya"],
    ["sai bayar do", "biaya"],
    ["ndak duwe hape piye", "hp"],
    ["mun teu boga hp kumaha", "hp"],
    ["pengen metu piye", "berhenti"],
    ["boleh mundur gak", "berhenti"],
    ["cara daftare piye", "daftar"],
    ["saya buta huruf bisa ikut", "baca"],
  ])("is found, however it is spelled: %s", (question, wanted) => {
    expect(key(question)).toBe(wanted);
  });

  it.each([
    "bolehkah bawa anak ke pelatihan?",
    "suami boleh ikut?",
    "modalnya berapa",
    "halo",
    "apa ya?",
    "",
    "%_'\" OR *",
  ])("is left to a human where nothing fits: %s", (question) => {
    expect(key(question)).toBeUndefined();
  });

  it("never fails on what people write, and takes nothing of another programme", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (text) => {
        store.find(["melati"], text, fillers);
        expect(store.find(["pena"], `biaya ${text}`, fillers)).toBeUndefined();
      }),
    );
  });

  it("keeps what facilitators added when the pack is read again, and brings in what the pack changed", () => {
    const pack = melati();
    const { directory } = { ...peopleIn() };
    expect(directory).toBeDefined();
    db.sqlite.exec(
      "INSERT INTO person (id, zone, status, created_at, changed_at) VALUES ('k', 'Asia/Jakarta', 'active', 0, 0)",
    );
    store.keep({
      programme: "melati",
      key: "k1",
      question: "Apakah boleh membawa anak?",
      answer: "Boleh.",
      words: "",
      byPerson: "k",
      at: 1,
    });
    const [first] = pack.calendar?.faq ?? [];
    if (pack.calendar === undefined || first === undefined) throw new Error("melati has no questions");
    store.sync({ ...pack, calendar: { ...pack.calendar, faq: [{ ...first, answer: "Baru." }] } }, 2);
    expect(store.find(["melati"], "boleh bawa anak?", fillers)?.key).toBe("k1");
    expect(store.find(["melati"], "program ini tentang apa", fillers)?.answer).toBe("Baru.");
    expect(store.find(["melati"], "pulsa", fillers)).toBeUndefined();
    store.sync(pack, 3);
    expect(store.find(["melati"], "pulsa", fillers)?.key).toBe("hp");
  });
});

describe("how well an entry fits", () => {
  it("is the most for its own question, and nothing for no word", () => {
    const entry = { question: "Apakah ada biayanya?", words: "biaya bayar", answer: "Tidak ada." };
    expect(likeness(tokensOf("biayanya", fillers), entry, fillers)).toBeGreaterThan(0.95);
    expect(likeness([], entry, fillers)).toBe(0);
    expect(likeness(["cuaca"], entry, fillers)).toBe(0);
  });
});

describe("a kept answer", () => {
  it.each([
    ["Ibu Sari boleh ikut", [], true],
    ["tanya bu Rina saja", [], true],
    ["kata sari boleh", ["Sari Wulandari"], true],
    ["telepon 0812 3456 7890", [], true],
    ["Ibu hamil boleh ikut, bawa anak juga boleh", ["Sari Wulandari", "Ibu Sari"], false],
    ["Bayar 5.000 untuk ongkos ojek", [], false],
  ])("tells nobody's name or number: %s", (text, names, expected) => {
    expect(tellsWho(text, names)).toBe(expected);
  });
});

describe("a question", () => {
  it.each([
    ["biayanya berapa?", true],
    ["apakah ada biayanya", true],
    ["piye carane melu", true],
    ["syarate apa", true],
    ["kapan latian", true],
    ["gak apa-apa", false],
    ["tidak apa apa bu", false],
    ["saya mau lapor", false],
    ["ya", false],
  ])("is known by its sign or how it begins: %s", (text, expected) => {
    expect(isQuestion(texts, "id", text)).toBe(expected);
  });
});
