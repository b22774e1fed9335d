import { localDay, type Meeting } from "./book.ts";
import { KEEPING_ANSWERS, KEEPING_NOTES } from "./keeping.ts";
import { type Answer, type Life, type Note, named } from "./life.ts";
import type { Human } from "./people.ts";
import type { Told } from "./platform.ts";
import { REPORT_ANSWERS, REPORT_NOTES } from "./telling.ts";

const HALF_AN_HOUR = 1_800_000;

const say = (me: Life, told: Told, kind: string, key: string, data: Record<string, string | number>, who = me.human) =>
  me.book.say(key, { kind, who: who.id, on: localDay(me.human.zone, told.at), data });

/** What everybody takes from what she reads. */
export const NOTES: readonly Note[] = [
  ...REPORT_NOTES,
  ...KEEPING_NOTES,
  {
    on: /ada undangan: .*\n.*, di (Balai [\w ]+ \d+)\.\nBisa ikut\?/,
    take: (me, [, place = ""], told) => invited(me, place, told, me.human),
  },
  {
    on: /mohon kabari yang tanpa HP: (.+?)\. Ada .*: .*, di (Balai [\w ]+ \d+)\./,
    take: (me, [, names = "", place = ""], told) => {
      for (const called of names.split(/, | dan /)) invited(me, place, told, named(me, called));
    },
  },
  {
    on: /Kami tunggu: .*, di (Balai [\w ]+ \d+)\. Kalau berubah, tulis IKUT/,
    take: (me, [, place = ""], told) => answered(me, place, "yes", told),
  },
  {
    on: /^Baik, .*, terima kasih sudah memberi tahu\. Kalau ternyata bisa, tulis IKUT/,
    take: (me, _, told) => answered(me, me.place, "no", told),
  },
  {
    on: /^Baik, .*\. Kalau sudah pasti, tulis IKUT\./,
    take: (me, _, told) => answered(me, me.place, "unsure", told),
  },
  {
    on: /(Selamat datang|Terima kasih sudah datang), .*Hadir di (.*) sudah tercatat/,
    take: (me, [, how = "", what = ""], told) => {
      const marks = meetingOf(me, what, told.at)?.marks;
      marks?.set(me.human.id, how === "Selamat datang" ? "full" : "late");
    },
  },
  {
    on: /bagaimana sesi (.*)\? Tulis angka 1 sampai 5/,
    take: (me, [, what = ""]) => {
      me.what = what;
    },
  },
  {
    // A number that she wrote without signal, for another question, may have been taken for the mark: she lets it stand.
    on: /^Ada yang mau disampaikan\?/m,
    take: (me, _, { key }) => {
      const line = me.lineOf(key) ?? "";
      if (/^[1-5]$/.test(line)) me.score = Number(line);
    },
  },
  {
    on: /Terima kasih, .*\. Masukannya membantu sesi berikutnya/,
    take: (me, _, told) => {
      const { place, zone, startsAt } = meetingOf(me, me.what, told.at) ?? {
        place: "?",
        ...me.human,
        startsAt: told.at,
      };
      const fact = { kind: "training.feedback", who: me.human.id, on: localDay(zone, startsAt) };
      me.book.say(place, { ...fact, data: { place, score: me.score } });
    },
  },
  {
    on: /tolong bacakan ke (Ibu \S+): .* mencatat penyerahan .*balas YA (\d+)/,
    take: (me, [, called = "", code = ""]) => me.receipts.set(code, named(me, called)),
  },
  {
    on: /^Ibu \S+, Kak \S+ mencatat penyerahan: .*balas YA (\d+)/m,
    take: (me, [, code = ""]) => me.receipts.set(code, me.human),
  },
  {
    on: /Ada usulan Anda lulus, sudah diperiksa koordinator/,
    take: (me, _, told) => {
      say(me, told, "graduation.shown", told.key, {});
      if (!me.objects) return;
      me.objects = false;
      me.plan({
        lines: ["keberatan", "Modal saya masih kecil"],
        taken: /Sudah saya teruskan ke koordinator dan manajer/,
        done: (_said, at) => say(me, { ...told, at }, "graduation.objected", "", {}),
      });
    },
  },
  {
    on: /Tercatat sudah diterima: .*, Rp ([\d.]+)/,
    take: (me, [, amount = ""], told) => {
      const who = me.receipt ?? me.human;
      say(me, told, "capital.received", told.key, { amount: Number(amount.replaceAll(".", "")) }, who);
    },
  },
  {
    on: /Untuk bertanya tulis TANYA, untuk tidak dikirimi lagi tulis BERHENTI\.$/,
    take: (me, _, told) => say(me, told, "socialisation.reached", told.key.split(":").slice(0, 2).join(":"), {}),
  },
  {
    on: /Pendaftaran .* diterima\. Kata petugas:/,
    take: (me, _, told) => {
      me.book.standing.push({ who: me.human.id, as: "beneficiary", at: told.at });
      say(me, told, "socialisation.decided", "", { outcome: "accepted" });
    },
  },
  {
    on: /Untuk sekarang belum bisa diterima\. Kata petugas:/,
    take: (me, _, told) => say(me, told, "socialisation.decided", "", { outcome: "not-yet" }),
  },
];

/** The last session of this name that had begun and that she has a seat at. */
function meetingOf(me: Life, what: string, at: number): Meeting | undefined {
  const hers = [...me.book.meetings.values()].filter((one) => one.what === what && one.seats.includes(me.human.id));
  return hers.findLast(({ startsAt }) => startsAt - HALF_AN_HOUR <= at);
}

function invited(me: Life, place: string, told: Told, who: Human): void {
  me.place = place;
  const meeting = me.book.meetings.get(place);
  if (meeting === undefined) me.book.strange(me.human, told.at, `was invited to ${place}, which is not planned`);
  if (meeting === undefined || me.book.get("training.invited", who.id, place) !== undefined) return;
  me.book.say(place, { kind: "training.invited", who: who.id, on: localDay(meeting.zone, told.at), data: { place } });
}

function answered(me: Life, place: string, answer: string, told: Told): void {
  const meeting = me.book.meetings.get(place);
  if (meeting === undefined) me.book.strange(me.human, told.at, `answered for ${place}, which is not planned`);
  meeting?.answers.set(me.human.id, answer);
  say(me, told, "training.rsvp", `${place} ${told.key}`, { place, answer });
}

/** How everybody answers what she is asked; the first that fits. */
export const ANSWERS: readonly Answer[] = [
  { on: /tadi belum selesai\. Mau dilanjutkan sekarang\?/, give: (me) => (me.dice.falls(0.6) ? "1" : "2") },
  { on: /Mau dibantu .*\?\n\n1\. Ya, minta dibantu/, give: () => "2" },
  { on: /Mau kami bantu hubungkan ke mana\?/, give: () => "1" },
  { on: /sejak lulus\. Usahanya masih jalan\?/, give: () => "ya" },
  { on: /Laba bersih minggu ini kira-kira berapa\?/, give: () => "lewati" },
  { on: /Ada yang dibutuhkan sekarang\?/, give: () => "1" },
  ...REPORT_ANSWERS,
  ...KEEPING_ANSWERS,
  {
    on: /, di (Balai [\w ]+ \d+)\.\nBisa ikut\?[\s\S]*1\. Ikut/,
    give: (me, [, place = ""]) => {
      me.place = place;
      return me.dice.pick(["1", "1", "ikut", "2", "3"]);
    },
  },
  { on: /Sesi yang mana\?/, give: () => "1" },
  { on: /apa yang dibutuhkan\?/, give: (me) => me.dice.pick(["5", "5", "2 4", "4"]) },
  {
    on: /bagaimana sesi .*\? Tulis angka 1 sampai 5/,
    give: (me) => {
      me.score = me.dice.between(1, 5);
      return String(me.score);
    },
  },
  { on: /Ada yang mau disampaikan\?/, give: (me) => me.dice.pick(["lewati", "Contohnya jelas"]) },
  {
    on: /^(Ibu \S+), .* mendaftar program\.[\s\S]*Bagaimana keputusannya\?/m,
    give: (me, [, called = ""]) => {
      me.applicant = named(me, called);
      return me.dice.falls(0.75) ? "1" : "2";
    },
  },
  { on: /Apa alasannya\? Kata-kata ini disampaikan ke/, give: () => "Kuota masih ada." },
  {
    on: /balas YA (\d+)/,
    give: (me, [, code = ""]) => {
      me.receipt = me.receipts.get(code);
      return `YA ${code}`;
    },
  },
];
