import { localDay } from "./book.ts";
import { type Answer, type Life, type Note, named } from "./life.ts";

/** The form about how a business is kept, which everybody is asked each quarter. */
const TITLE = "Keadaan usaha";
const WHO = ["herself", "together", "others"];
const VILLAGE = ["spoke", "attended", "no"];

/** What is read back, as the words of its lines. */
function shown(text: string): Record<string, string | number> {
  const line = (label: string) => new RegExp(`^${label}: (.*)$`, "m").exec(text)?.[1];
  const number = (label: string) => Number(line(label)?.replaceAll(/\D/g, ""));
  const chosen = (label: string, labels: readonly string[], ids: readonly string[]) =>
    ids[labels.indexOf(line(label) ?? "")] ?? "?";
  return {
    records: line("Catatan usaha") === "Ya" ? "yes" : "no",
    reserve: number("Dana cadangan"),
    suppliers: number("Pemasok"),
    women: number("Pekerja perempuan"),
    money: chosen("Keputusan uang", ["Saya sendiri", "Bersama suami/istri", "Orang lain"], WHO),
    village: chosen("Musyawarah desa", ["Hadir dan bicara", "Hadir", "Tidak hadir"], VILLAGE),
  };
}

export const KEEPING_NOTES: readonly Note[] = [
  {
    on: new RegExp(`^${TITLE}(?:, (Ibu \\S+))?\n[\\s\\S]*Sudah benar\\?`, "m"),
    take: (me, [, called], { text }) => {
      me.keeping = { who: called === undefined ? me.human : named(me, called), data: shown(text) };
    },
  },
  {
    on: new RegExp(`Terima kasih, .*\\. ${TITLE}.* sudah tersimpan`),
    take: (me, _, told) => {
      if (me.keeping === undefined) return;
      const { who, data } = me.keeping;
      me.book.say(told.key, { kind: "form.usaha", who: who.id, on: localDay(me.human.zone, told.at), data });
    },
  },
];

const number = (from: number, to: number) => (me: Life) => String(me.dice.between(from, to));

export const KEEPING_ANSWERS: readonly Answer[] = [
  { on: /Apakah ada catatan uang masuk dan keluar usaha\?/, give: (me) => me.dice.pick(["ya", "tidak", "1"]) },
  { on: /Berapa dana cadangan usaha sekarang\?/, give: (me) => me.dice.pick(["0", "50rb", "400rb"]) },
  { on: /Dari berapa pemasok bahan biasa dibeli\?/, give: number(1, 3) },
  { on: /Berapa perempuan lain yang bekerja di usaha ini\?/, give: number(0, 2) },
  { on: /Siapa yang memutuskan uang usaha\?/, give: number(1, 3) },
  { on: /bagaimana dengan musyawarah desa\?/, give: number(1, 3) },
  { on: new RegExp(`^${TITLE}.*\n[\\s\\S]*Sudah benar\\?`, "m"), give: () => "1" },
];
