import { describe, expect, it } from "vitest";
import { checkFlows } from "../../src/flow/check/index.ts";
import { parseFlow } from "../../src/flow/parse.ts";
import { textsOf } from "../../src/texts/index.ts";
import { ACTIONS, flow, type Sample, wrong } from "./check-support.ts";

const THANKS = "  - say: thanks\n";
const CHOICE = "  - ask: q\n    as: choice\n    options: [a, b]\n";

/** What is wrong with the words of a flow: made up, but for these. */
function words(steps: string, own: NonNullable<Sample["texts"]>[string], more: Partial<Sample> = {}, head?: string) {
  return wrong({ flows: { x: flow(steps, head) }, texts: { id: { x: own } }, ...more });
}

const start = (lines: readonly string[]) => lines.map((line) => line.split(" | ")[0]);

describe("texts that are missing or too many", () => {
  const steps = `${CHOICE}  - ask: n\n    as: number\n    validate: report.check\n  - review: true\n${THANKS}`;
  const parsed = parseFlow("x.yaml", flow(steps, "remind: [1d]\nsilence: close\nstart: { words: true }"));
  const check = (texts: Parameters<typeof textsOf>[0]) =>
    checkFlows([parsed], { actions: ACTIONS, texts: textsOf(texts) }).map(
      ({ file, line, what }) => `${file}:${line}: ${what}`,
    );
  const x = {
    title: "Judul",
    start: ["lapor"],
    closed: "Ditutup.",
    q: { ask: "Pilih?", review: "Pilihan", options: { a: "A", b: { label: "B", aliases: ["be"] } } },
    n: { ask: "Berapa?", again: "Contoh: 5", review: "Jumlah", "too-much": "Terlalu besar." },
    thanks: "Terima kasih",
  };

  it("are none when all are there", () => {
    expect(check({ id: { x } })).toEqual([]);
  });

  it("are told with the line of the flow that wants them", () => {
    expect(check({ id: {} })).toEqual([
      'x.yaml:1: There is no text "title" in "id".',
      'x.yaml:4: There is no text "closed" in "id".',
      'x.yaml:5: There is no text "start" in "id".',
      'x.yaml:7: There is no text "q.ask" in "id".',
      'x.yaml:7: There is no text "q.review" in "id".',
      'x.yaml:9: There is no text "q.options.a" in "id".',
      'x.yaml:9: There is no text "q.options.b" in "id".',
      'x.yaml:10: There is no text "n.ask" in "id".',
      'x.yaml:10: There is no text "n.review" in "id".',
      'x.yaml:12: There is no text "n.too-much" in "id".',
      'x.yaml:14: There is no text "thanks" in "id".',
    ]);
  });

  it("say what to write, and where", () => {
    const [first] = checkFlows([parsed], {
      actions: ACTIONS,
      texts: textsOf({ id: { x: { ...x, q: { ask: "Pilih?" } } } }),
    });
    expect(first?.how).toBe('Write it in locales/id/x.json: "q": { "review": "…" }.');
  });

  it("are demanded of a language only when it is complete", () => {
    const texts = textsOf({ id: { x }, en: { x: { title: "Title" } } });
    const count = (complete: boolean) => {
      const languages = texts.languages.map((one) => ({ ...one, complete: one.code === "id" || complete }));
      return checkFlows([parsed], {
        actions: ACTIONS,
        texts: Object.assign(Object.create(texts), facade(texts), { languages }),
      }).length;
    };
    expect(count(true)).toBe(10);
    expect(count(false)).toBe(0);
  });

  it("are told at their own line when nothing says them", () => {
    const more = { id: { x: { ...x, thank: "Terima kasih" } }, en: { x: { q: { hint: "Hint" } } } };
    expect(check(more).filter((line) => line.includes("Nothing says"))).toEqual([
      'locales/en/x.json:3: Nothing says the text "q.hint".',
      'locales/id/x.json:27: Nothing says the text "thank".',
    ]);
    const texts = textsOf({ id: { x: { ...x, thank: "Terima kasih" } } });
    expect(checkFlows([parsed], { actions: ACTIONS, texts, saidByCode: new Set(["x:thank"]) })).toEqual([]);
  });

  it("of a yes-no question are both labels or none", () => {
    const one = `  - ask: q\n    as: yes-no\n${THANKS}`;
    expect(words(one, {})).toEqual([]);
    expect(start(words(one, { q: { options: { yes: "Ya, jalan" } } }))).toEqual([
      'x.yaml:5: There is no text "q.options.no" in "id".',
    ]);
  });
});

/** The methods of Texts keep their own object. */
function facade(texts: ReturnType<typeof textsOf>) {
  return {
    raw: texts.raw.bind(texts),
    words: texts.words.bind(texts),
    needs: texts.needs.bind(texts),
    keys: texts.keys.bind(texts),
    namespaces: texts.namespaces.bind(texts),
    where: texts.where.bind(texts),
  };
}

describe("values in texts", () => {
  const ask = (name: string, rest: string) => `  - ask: ${name}\n    as: ${rest}\n`;
  const steps = `${ask("q", "yes-no")}${ask("n", "money\n    when: { q: yes }")}${THANKS}`;
  const DRAWN = "locales/id/x.json:";
  it.each([
    [{ thanks: "{{nn}}" }, 'The text "thanks" uses {{nn}}, and nothing before it gives that.'],
    [
      { thanks: "Laba {{n}}" },
      'The text "thanks" uses {{n}}, which may have no value then: it is there only when "q" is yes.',
    ],
    [{ q: { ask: "{{n}}?" } }, 'The text "q.ask" uses {{n}}, and nothing before it gives that.'],
    [{ q: { ask: "{{heard}}?" } }, 'The text "q.ask" uses {{heard}}, and nothing before it gives that.'],
    [{ title: "Laporan {{called}}" }, 'The text "title" cannot use {{called}}: it is said by itself.'],
    [
      { thanks_one: "{{count}} orang", thanks_other: "{{count}} orang" },
      'The text "thanks" uses {{count}}, and nothing before it gives that.',
    ],
  ])("in %j", (own, expected) => {
    expect(start(words(steps, own)).map((line) => line?.replace(/^locales\/id\/x\.json:\d+: /, DRAWN))).toEqual([
      DRAWN + expected,
    ]);
  });

  it.each([
    [steps, { n: { ask: "{{called}} ({{name}}), {{q}}: {{programme}} {{office}} {{helper}}", again: "{{heard}}?" } }],
    [
      `${steps.replace(THANKS, "")}  - say: thanks\n    when: { q: yes }\n`.concat(
        "  - say: no\n    when: { q: no }\n",
      ),
      { thanks: "{{n}}" },
    ],
    [
      `${ask("q", "yes-no")}  - say: no\n    when: { q: no }\n    end: true\n${ask("n", "money\n    unless: { q: no }")}${THANKS}`,
      { thanks: "{{n}}" },
    ],
    [
      `${ask("q", "yes-no")}${ask("n", "money\n    when: { q: yes }")}${"  - say: thanks\n    when: { n: { set: true } }\n  - say: bye\n"}`,
      { thanks: "{{n}}" },
    ],
    [
      `  - do: report.find\n  - repeat: m\n    over: members\n    steps:\n      - ask: p\n        as: yes-no\n${THANKS}`,
      { p: { ask: "{{m}} hadir?" } },
    ],
    [`${ask("q", "yes-no")}  - review: true\n${THANKS}`, { review: "Benar?\n{{answers}}" }],
  ])("is content with %j", (own, texts) => {
    expect(words(own, texts)).toEqual([]);
  });

  it("knows what a skipped step, an action's way out and keep: false leave unset", () => {
    const away = `  - do: report.find\n    outcomes: { none: thanks }\n${ask("n", "money")}${THANKS}`;
    expect(words(away, { thanks: "{{n}}" })[0]).toContain('the outcome "none" of "do-report-find" leaves it out');
    const fleeting = `${ask("n", "text\n    keep: false")}${ask("q", "yes-no")}${THANKS}`;
    expect(words(fleeting, { thanks: "{{n}}" })[0]).toContain("keep: false lets go of it at the next question");
    expect(words(`${ask("n", "text\n    keep: false")}${THANKS}`, { thanks: "{{n}}" })).toEqual([]);
  });

  it("of the text that closes a flow are there at every question", () => {
    const head = "remind: [1d]\nsilence: close";
    const found = `  - do: report.find\n${ask("q", "yes-no")}${ask("n", "money")}${THANKS}`;
    expect(words(found, { closed: "{{called}}, {{last}}" }, {}, head)).toEqual([]);
    expect(words(found, { closed: "{{q}}" }, {}, head)[0]).toContain("and nothing before it gives that");
  });

  it("are the source language's", () => {
    const texts = { id: { x: { thanks: "Terima kasih" } }, en: { x: { thanks: "Thank you, {{called}}" } } };
    const found = start(wrong({ flows: { x: flow(THANKS) }, texts }));
    expect(found).toContain(
      'locales/en/x.json:2: The text "thanks" uses {{called}}, and the source language\'s does not.',
    );
  });
});

describe("how texts are worded", () => {
  const says = (text: string) => start(words(THANKS, { thanks: text })).map((line) => line?.replace(/^[^ ]+ /, ""));
  it.each([
    ["x".repeat(321), 'The text "thanks" has about 321 characters with its values; a message has at most 320.'],
    [
      `${"x".repeat(300)}{{called}}`,
      'The text "thanks" has about 324 characters with its values; a message has at most 320.',
    ],
    ["Terima kasih 🙏🙏", 'The text "thanks" has 2 emojis.'],
    ["🙏 Terima kasih", 'The text "thanks" has an emoji that is not at the end.'],
    ["Input tidak valid, coba lagi.", 'The text "thanks" says "Input tidak valid".'],
    ["Kotak ini 100% anonim.", 'The text "thanks" says "100% anonim".'],
    ["Dijamin anonim!", 'The text "thanks" says "Dijamin anonim".'],
    ["Pesan tidak bisa dilacak", 'The text "thanks" says "tidak bisa dilacak".'],
    ["Salah.", 'The text "thanks" says "Salah".'],
    ["Maaf, salah. Coba lagi", 'The text "thanks" says "Maaf, salah".'],
    ["Jawaban Ibu salah", 'The text "thanks" says "Jawaban Ibu salah".'],
  ])("%j", (text, expected) => {
    expect(says(text)).toEqual([expected]);
  });

  it.each([
    "x".repeat(320),
    "Terima kasih 👩‍🌾",
    "© Rukun 2026",
    "Kalau ada yang salah, balas 2.",
    "Salah satu anggota hadir",
  ])("is content with %j", (text) => {
    expect(says(text)).toEqual([]);
  });

  it("asks one thing at a time, options counted", () => {
    expect(start(words(CHOICE + THANKS, { q: { ask: "Jalan? Untung?" } }))).toEqual([
      'locales/id/x.json:5: The text "q.ask" asks more than one question.',
    ]);
    const [long] = words(CHOICE + THANKS, {
      q: { ask: "x".repeat(300), options: { a: "a".repeat(10), b: "b".repeat(10) } },
    });
    expect(long).toContain('"q.ask" has about 328 characters');
  });

  it("keeps labels short enough for a button", () => {
    expect(start(words(CHOICE + THANKS, { q: { options: { a: "a".repeat(21) } } }))).toEqual([
      `locales/id/x.json:7: "${"a".repeat(21)}" has 21 characters; a button shows 20.`,
    ]);
  });

  it("holds for texts that no flow says, too", () => {
    const texts = { id: { engine: { again: "Salah!" } } };
    expect(start(wrong({ flows: {}, texts }))).toEqual(['locales/id/engine.json:2: The text "again" says "Salah".']);
  });
});

describe("0 as an answer", () => {
  const money = (min: number) => `  - ask: n\n    as: money\n    min: ${min}\n${THANKS}`;
  it.each(["Berapa?\n0 = kembali", "Ketik 0 untuk kembali", "Berapa? (kembali: 0)"])("does not go back: %j", (ask) => {
    expect(start(words(money(0), { n: { ask } }))).toEqual([
      'locales/id/x.json:5: The text "n.ask" says that 0 goes back, and 0 is an answer here.',
    ]);
    expect(words(money(1), { n: { ask } })).toEqual([]);
  });

  it("is content where 0 stands for something else", () => {
    expect(words(money(0), { n: { ask: "Kalau belum ada, tulis 0. Ketik kembali untuk mengubah." } })).toEqual([]);
  });
});

describe("words for options", () => {
  const label = (a: string | string[], b: string) => ({
    q: { options: { a: Array.isArray(a) ? { label: "A", aliases: a } : a, b } },
  });
  it.each([
    [label("0", "B"), 'The option "a": "0" is the way back (0 = kembali).'],
    [label(["0"], "B"), 'The option "a": "0" is the way back (0 = kembali).'],
    [label(["2"], "B"), 'The option "a": "2" would be read as option number 2.'],
    [label("Ya", " YA!"), 'The option "b": " YA!" also means the option "a".'],
    [label(["be"], "Be"), 'The option "b": "Be" also means the option "a".'],
  ])("in %j", (own, expected) => {
    expect(start(words(CHOICE + THANKS, own)).map((line) => line?.replace(/^[^ ]+ /, ""))).toEqual([expected]);
  });

  it("may be their own number, and different in each language", () => {
    expect(words(CHOICE + THANKS, label(["1"], "B"))).toEqual([]);
    const en = { x: { title: "T", thanks: "T", q: { ask: "Q", options: { a: "B", b: "A" } } } };
    const texts = { id: { x: label("A", "B") }, en };
    expect(wrong({ flows: { x: flow(CHOICE + THANKS) }, texts })).toEqual([]);
  });

  it("are not words that always start a flow", () => {
    const safe = flow(THANKS, "remind: none\nstart: { words: true, always: true }", "safe");
    const texts = { id: { safe: { start: ["aman"] }, x: label("Aman", "B") } };
    expect(start(wrong({ flows: { x: flow(CHOICE + THANKS), safe }, texts }))).toEqual([
      'locales/id/x.json:7: The option "a": "Aman" always starts the flow "safe".',
    ]);
  });
});

describe("words that start flows", () => {
  const begins = (id: string) => flow(THANKS, "remind: none\nstart: { words: true }", id);
  const flows = { x: begins("x"), y: begins("y") };
  const found = (x: string[], y: string[], more: Partial<Sample> = {}) =>
    start(wrong({ flows, texts: { id: { x: { start: x }, y: { start: y } } }, ...more }));

  it("are each of one flow, however they are written", () => {
    expect(found(["lapor"], ["tabung"])).toEqual([]);
    expect(found(["lapor"], ["Lapor!"])).toEqual(['locales/id/y.json:3: The word "Lapor!" starts the flow "x" too.']);
  });

  it("are no commands", () => {
    expect(found(["menu"], ["b"], { context: { reserved: ["MENU"] } })).toEqual([
      'locales/id/x.json:3: The word "menu" is a command in every flow.',
    ]);
    const texts = { id: { words: { back: ["kembali"] }, x: { start: ["Kembali"] } } };
    expect(start(wrong({ flows: { x: begins("x") }, texts }))).toEqual([
      'locales/id/x.json:3: The word "Kembali" is a command in every flow.',
    ]);
  });

  it("are looked at in each language, and told once", () => {
    const en = { x: { start: ["report"], title: "T", thanks: "T" }, y: { start: ["Report"], title: "T", thanks: "T" } };
    const texts = { id: { x: { start: ["a"] }, y: { start: ["b"] } }, en };
    expect(start(wrong({ flows, texts }))).toEqual(['locales/en/y.json:2: The word "Report" starts the flow "x" too.']);
    expect(found(["!!!"], ["b"])).toEqual(['locales/id/x.json:3: The word "!!!" has no letters.']);
  });
});
