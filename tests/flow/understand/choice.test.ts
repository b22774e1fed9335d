import { describe, expect, it } from "vitest";
import { type ChoiceOption, readChoice, readPerson, readSeveral } from "../../../src/flow/understand/index.ts";
import { check } from "./table.ts";

const OBSTACLES: ChoiceOption[] = [
  { id: "none", label: "Tidak ada" },
  { id: "capital", label: "Modal usaha", aliases: ["modal"] },
  { id: "materials", label: "Bahan" },
  { id: "buyers", label: "Pembeli" },
  { id: "other", label: "Lainnya" },
];
const RUNNING: ChoiceOption[] = [
  { id: "yes", label: "Ya, jalan" },
  { id: "no", label: "Tidak jalan" },
];

describe("one of a list", () => {
  it("is read by its number", () => {
    check(
      (text) => readChoice(text, OBSTACLES),
      `1 -> = none
      1. -> = none
      1) -> = none
      #2 -> = capital
      no 1 -> = none
      no. 2 -> = capital
      nomor satu -> = none
      yang pertama -> = none
      yang nomor 2 -> = capital
      ke-2 -> = capital
      kedua -> = capital
      dua -> = capital
      2️⃣ -> = capital
      ② -> = capital
      ２ -> = capital
      siji -> = none
      2 modal -> = capital
      1 modal -> ? none capital
      1 2 -> ? none capital
      1 atau 2 -> ? none capital
      -1 -> ? none
      0 -> ! choice.range
      6 -> ! choice.range
      🔟 -> ! choice.range
      bukan 1 -> none
      jangan 2 -> none`,
    );
    expect(readChoice("6", OBSTACLES)).toEqual({ kind: "refused", reason: "choice.range", data: { max: 5 } });
  });

  it("is read by its label, an alias, their beginning or a typo", () => {
    check(
      (text) => readChoice(text, OBSTACLES),
      `modal -> = capital
      MODAL USAHA -> = capital
      yang modal -> = capital
      jawabannya modal -> = capital
      modal? -> ? capital
      modl -> = capital
      mdoal -> = capital
      pembli -> = buyers
      pem -> = buyers
      lain -> = other
      tidak ada -> = none
      gak ada -> = none
      mboten ada -> = none
      tidak -> = none
      saya kurang modal -> ? capital
      bahan baku -> ? materials
      modal dan bahan -> ? capital materials
      tidak modal -> none
      bukan bahan -> none
      xyz -> none
      🙂 -> none`,
    );
  });

  it("asks when a typo fits two", () => {
    const fields = ["Sawah", "Sawal"].map((label) => ({ id: label, label }));
    check((text) => readChoice(text, fields), "sawa -> ? Sawah Sawal\nsawat -> ? Sawah Sawal\nsawah -> = Sawah");
  });

  it("asks when a number of the list is also in a label", () => {
    const times = ["3 kali", "1 kali", "2 kali"].map((label) => ({ id: label, label }));
    check((text) => readChoice(text, times), "3 -> ? 2 kali 3 kali\n3 kali -> = 3 kali");
  });

  it("never takes a not for its opposite", () => {
    const bare = [
      { id: "run", label: "Jalan" },
      { id: "stop", label: "Berhenti" },
    ];
    check(
      (text) => readChoice(text, bare),
      `jalan -> = run
      tidak jalan -> none
      tdk jalan -> none
      gak jalan lagi -> none
      belum jalan -> none
      bukan jalan -> none
      mboten jalan -> none`,
    );
    check(
      (text) => readChoice(text, RUNNING),
      `tidak jalan -> = no
      gak jalan -> = no
      tidka jalan -> = no
      ya jalan -> = yes
      jalan -> none`,
    );
  });

  it("knows yes and no of the regions", () => {
    check(
      (text) => readChoice(text, RUNNING),
      `inggih -> = yes
      nggih -> = yes
      muhun -> = yes
      olo -> = yes
      👍 -> = yes
      mboten -> = no
      henteu -> = no
      tra -> = no
      ya tidak -> none
      3 -> ! choice.range`,
    );
  });
});

describe("several of a list", () => {
  it("is read by numbers and labels", () => {
    check(
      (text) => readSeveral(text, OBSTACLES),
      `1 3 -> = none+materials
      3,1 -> = none+materials
      1,3,5 -> = none+materials+other
      1.3 -> = none+materials
      1, 3 dan 5 -> = none+materials+other
      1 dan 3 -> = none+materials
      1&3 -> = none+materials
      satu dan tiga -> = none+materials
      2️⃣ 3️⃣ -> = capital+materials
      no 2 dan 3 -> = capital+materials
      2 -> = capital
      modal dan pembeli -> = capital+buyers
      modal, bahan, pembeli -> = capital+materials+buyers
      1 dan pembeli -> = none+buyers
      semua -> = none+capital+materials+buyers+other
      modal pembeli -> ? capital+buyers
      13 -> ? none+materials
      1-3 -> ? none+capital+materials none+materials
      1 3 9 -> ! choice.range
      22 -> ! choice.range
      semua kecuali 2 -> none
      bukan 1 -> none
      modal tapi bukan pembeli -> none
      hmm -> none`,
    );
    check((text) => readSeveral(text.replaceAll(";", "\n"), OBSTACLES), "modal;bahan -> = capital+materials");
  });
});

describe("a person of a list", () => {
  const people = [
    { id: "wahyuni", name: "Sri Wahyuni" },
    { id: "rahayu", name: "Sri Rahayu" },
    { id: "siti", name: "Ibu Siti Aminah", aliases: ["Mak Iti"] },
    { id: "sri", name: "Sri" },
    { id: "dewi", name: "Dewi" },
  ];

  it("is read by number, name or a part that only she has", () => {
    check(
      (text) => readPerson(text, people),
      `1 -> = wahyuni
      no 3 -> = siti
      nomor dua -> = rahayu
      sri wahyuni -> = wahyuni
      bu Wahyuni -> = wahyuni
      siti -> = siti
      SITI AMINAH -> = siti
      Mak Iti -> = siti
      dewi -> = dewi
      sri -> ? sri wahyuni rahayu
      dwei -> ? dewi
      Aminh -> ? siti
      9 -> ! choice.range
      bukan siti -> none
      siti dewi -> none
      ibu -> none`,
    );
  });

  it("wants more of a name that many have", () => {
    const many = Array.from({ length: 5 }, (_, i) => ({ id: String(i), name: `Sri ${"ABCDE"[i]}ti` }));
    expect(readPerson("sri", many)).toEqual({ kind: "refused", reason: "person.many", data: { count: 5 } });
  });
});
