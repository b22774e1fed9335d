import { weekIn } from "./book.ts";
import { type Answer, type Draft, type Life, type Note, named, option } from "./life.ts";
import type { Told } from "./platform.ts";

const OBSTACLES = ["none", "capital", "materials", "buyers", "other"] as const;
const ACTIVITIES = ["useful", "fair", "poor", "absent", "none"] as const;
const WEEK_MS = 7 * 86_400_000;

/** An amount as people write it. */
function written(me: Life, amount: number): string {
  const ways = [
    String(amount),
    `${amount / 1_000}rb`,
    `Rp ${amount.toLocaleString("id-ID")}`,
    `${amount / 1_000} ribu`,
  ];
  return amount === 0 ? "0" : me.dice.pick(ways);
}

/** A new week: what she will say if she is asked. */
export function draftOf(me: Life, who: string, week: string): Draft {
  const { dice } = me;
  const isRunning = dice.falls(0.88);
  const profit = isRunning ? dice.between(0, 90) * 5_000 : undefined;
  const obstacle = dice.falls(0.5) ? "none" : dice.pick(OBSTACLES);
  return { who, week, running: isRunning ? "yes" : "no", profit, obstacle, activity: dice.pick(ACTIVITIES) };
}

const dataOf = ({ running, profit, obstacle, activity }: Draft) => ({
  running,
  obstacle,
  activity,
  ...(profit === undefined ? {} : { profit }),
});

/** What was reported of a week, as a draft to be said again or put otherwise. */
function reported(me: Life, who: string, week: string): Draft | undefined {
  const data = me.book.get("weekly.report", who, week)?.data;
  if (data === undefined) return undefined;
  const { running, obstacle, activity, profit } = data;
  return {
    who,
    week,
    running: String(running),
    obstacle: String(obstacle),
    activity: String(activity),
    profit: typeof profit === "number" ? profit : undefined,
  };
}

/** A report was stored: as she said it, or, of what she wrote by heart, as it was read to her before. */
function isTaken(me: Life, { at, key }: Told, who: string, week?: string): void {
  const said = me.wroteByHeart(key) ? me.shown : me.draft;
  if (said === undefined || said.who !== who) {
    me.book.strange(me.human, at, `a report of ${who} was taken that nobody wrote`);
    return;
  }
  const whole = week === undefined ? said : { ...said, week };
  me.book.say(whole.week, { kind: "weekly.report", who, on: whole.week, data: dataOf(whole) });
  me.draft = undefined;
  me.mayMisread = false;
}

const OBSTACLE_LABELS = ["Tidak ada", "Modal kurang", "Bahan sulit, mahal", "Pembeli sepi", "Yang lain"];
const ACTIVITY_LABELS = [
  "Ikut, bermanfaat",
  "Ikut, biasa saja",
  "Ikut, kurang cocok",
  "Tidak ikut",
  "Tidak ada kegiatan",
];

/** What a review reads out, as a draft. */
function shownIn(who: string, text: string): Draft {
  const line = (label: string) => new RegExp(`^${label}: (.+)$`, "m").exec(text)?.[1] ?? "";
  const running = line("Usaha") === "Ya, jalan" ? "yes" : "no";
  const profit = Number(/^Rp ([\d.]+)/.exec(line("Laba bersih"))?.[1]?.replaceAll(".", "") ?? Number.NaN);
  return {
    who,
    week: "",
    running,
    profit: running === "yes" ? profit : undefined,
    obstacle: OBSTACLES[OBSTACLE_LABELS.indexOf(line("Kendala"))] ?? "?",
    activity: ACTIVITIES[ACTIVITY_LABELS.indexOf(line("Kegiatan"))] ?? "?",
  };
}

/** What of a review is not as she said it. */
function wrongIn(draft: Draft, shown: Draft): string | undefined {
  if (draft.running !== shown.running) return "Usaha";
  if (draft.profit !== shown.profit) return "Laba bersih";
  if (draft.obstacle !== shown.obstacle) return "Kendala";
  return draft.activity === shown.activity ? undefined : "Kegiatan";
}

/** What somebody takes from what she reads of weekly reports: her own, her members', a facilitator's. */
export const REPORT_NOTES: readonly Note[] = [
  {
    on: /^(?:.*\n\n)?Minggu (.+), usahanya jalan\?/m,
    take: (me, [, label = ""], told) => {
      const week = weekIn(label, told.at);
      if (!me.isByHeart && me.draft?.week !== week) me.draft = draftOf(me, me.human.id, week);
    },
  },
  {
    on: /Minggu (.+), usaha (Ibu \S+) jalan\?/,
    take: (me, [, label = "", called = ""], told) => {
      me.draft = draftOf(me, named(me, called).id, weekIn(label, told.at));
    },
  },
  {
    on: /^Laporan (?:(Ibu \S+), .*disampaikan oleh .*|.*):\nUsaha: /m,
    take: (me, [, called], { text }) => {
      me.shown = shownIn(called === undefined ? me.human.id : named(me, called).id, text);
    },
  },
  {
    on: /Terima kasih, Kak \S+\. Laporan (\S.*?) sudah tersimpan dan ikut/,
    take: (me, [, label = ""], told) => {
      const week = weekIn(label, told.at);
      me.book.say(week, { kind: "facilitator.report", who: me.human.id, on: week, data: {} });
    },
  },
  {
    on: /Terima kasih, Ibu \S+\. Laporan (\S.*?) sudah tersimpan\./,
    take: (me, [, label = ""], told) => isTaken(me, told, me.human.id, weekIn(label, told.at)),
  },
  {
    on: /^Laporan (Ibu \S+) sudah tersimpan, tercatat disampaikan oleh/m,
    take: (me, [, called = ""], told) => isTaken(me, told, named(me, called).id),
  },
];

/** How she answers what is asked for them. */
export const REPORT_ANSWERS: readonly Answer[] = [
  {
    on: /Laporan (\S.*?) (?:dari Ibu \S+ )?sudah tersimpan\. Ada yang mau diperbaiki\?/,
    give: (me, [, label = ""], told) => {
      const before = reported(me, me.human.id, weekIn(label, told.at));
      if (before === undefined) me.book.strange(me.human, told.at, `${label} is said to be reported, and is not`);
      if (before === undefined || !me.wantsToCorrect) return option(told.text, "Sudah benar");
      me.draft = before;
      return "1";
    },
  },
  {
    on: /usaha(?:nya| Ibu \S+) jalan\?/,
    give: (me, _, { text }) => {
      const { draft } = me;
      if (draft === undefined) return undefined;
      const before = reported(me, draft.who, dayBefore(draft.week));
      const same = option(text, "Sama minggu lalu");
      if (same !== undefined && before !== undefined && me.dice.falls(0.25)) {
        me.draft = { ...before, week: draft.week };
        return me.dice.falls(0.5) ? "sama" : same;
      }
      return draft.running === "yes" ? me.dice.pick(["1", "jalan", "ya"]) : "2";
    },
  },
  { on: /Laba bersih.* berapa/, give: (me) => written(me, me.draft?.profit ?? 0) },
  { on: /ada kendala di usahanya\?/i, give: (me) => String(OBSTACLES.indexOf(obstacleOf(me)) + 1) },
  { on: /Kegiatan kelompoknya bagaimana/, give: (me) => String(ACTIVITIES.indexOf(activityOf(me)) + 1) },
  { on: /dibantu (?:pendamping )?soal kendala itu\?/, give: () => "2" },
  {
    on: /Bagian mana yang mau diubah\?/,
    give: (me, _, { text }) => option(text, me.wrong ?? "Kegiatan"),
  },
  {
    on: /^Laporan .*:\nUsaha: [\s\S]*Sudah benar\?/m,
    give: (me, _, told) => {
      const { draft, shown } = me;
      if (draft === undefined || shown === undefined) return "1";
      if (me.wantsToCorrect || me.dice.falls(0.03)) changeHerMind(me, draft);
      me.wantsToCorrect = false;
      me.wrong = wrongIn(me.draft ?? draft, shown);
      if (me.wrong !== undefined && !me.mayMisread)
        me.book.strange(me.human, told.at, `said ${JSON.stringify(draft)}, and was read ${told.text}`);
      return me.wrong === undefined ? "1" : "2";
    },
  },
  { on: /Berapa anggota yang Kak \S+ kunjungi\?/, give: (me) => String(me.dice.between(0, 4)) },
  {
    on: /Kegiatan apa yang berjalan\?|Apa kendala terbesar di lapangan\?/,
    give: (me) => me.dice.pick(["lewati", "Hujan"]),
  },
  { on: /Apa yang sudah dilakukan untuk kendala itu\?|Apa rencana minggu depan\?/, give: () => "Berkunjung" },
  { on: /Dukungan apa yang Kak \S+ perlukan\?/, give: (me) => String(me.dice.between(1, 5)) },
  { on: /^Laporan Kak [\s\S]*Sudah benar\?/m, give: () => "1" },
  { on: /laporan siapa yang mau diisi\?/, give: (_, __, { text }) => /^(\d+)\. Ibu \S+$/m.exec(text)?.[1] ?? "batal" },
  { on: /Masih ada \d+ anggota yang belum lapor\. Lanjut\?/, give: () => "1" },
];

/** Something else comes to her mind when she reads it. */
function changeHerMind(me: Life, draft: Draft): void {
  me.mayMisread = true;
  me.draft =
    draft.running === "yes"
      ? { ...draft, profit: me.dice.between(0, 90) * 5_000 + 2_500 }
      : { ...draft, activity: me.dice.pick(ACTIVITIES) };
}

const dayBefore = (week: string): string => new Date(Date.parse(week) - WEEK_MS).toISOString().slice(0, 10);
const obstacleOf = (me: Life) => (me.draft?.obstacle ?? "none") as (typeof OBSTACLES)[number];
const activityOf = (me: Life) => (me.draft?.activity ?? "none") as (typeof ACTIVITIES)[number];
