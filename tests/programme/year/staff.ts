import { localDay, MONTHS, timesIn } from "./book.ts";
import { type Errand, type Life, type Line, option } from "./life.ts";
import type { Human } from "./people.ts";

/** Modules and topics of sessions, in their turn: no two that follow each other have the same. */
const TOPICS = [
  ["Pelatihan kewirausahaan", "kewirausahaan", 1],
  ["Akses modal", "akses-modal", 1],
  ["Pelatihan kewirausahaan", "kewirausahaan", 2],
  ["Pendampingan sosial", "pendampingan-sosial", 1],
  ["Pelatihan kewirausahaan", "kewirausahaan", 3],
  ["Akses modal", "akses-modal", 2],
  ["Pelatihan kewirausahaan", "kewirausahaan", 4],
  ["Pendampingan sosial", "pendampingan-sosial", 2],
  ["Akses modal", "akses-modal", 3],
  ["Pendampingan sosial", "pendampingan-sosial", 3],
  ["Pendampingan sosial", "pendampingan-sosial", 4],
] as const;

/** `2026-03-12` as `12 Maret 2026`. */
export const spoken = (day: string): string =>
  `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

/** Those whom a facilitator looks after in the programme; who graduated is not among them any more. */
export const careOf = (me: Life): readonly Human[] =>
  me.humans.filter(
    ({ id, role, facilitator }) =>
      role === "beneficiary" &&
      facilitator === me.human.id &&
      !me.book.standing.some(({ who, as }) => who === id && as === "graduate"),
  );

/** Of those, whoever may be visited and be given something now: who wrote BERHENTI, or let nothing be kept of her, is not. */
export const atHome = (me: Life, of: (id: string) => Life | undefined): readonly Human[] =>
  careOf(me).filter(({ id }) => {
    const hers = of(id);
    return hers === undefined || (hers.refused === undefined && !hers.quiet.some(({ to }) => to > me.now));
  });

/** More questions than any of these conversations has. */
const MOST_QUESTIONS = 15;

/** Answers whatever is asked, in whatever order: what may be skipped is skipped, and what was read back is right. */
function byQuestion(pairs: readonly (readonly [RegExp, string | (() => string)])[]): Line[] {
  const answer = (said: string): string | undefined => {
    // It is done, also where something older asks to be gone on with.
    if (/sudah (?:tercatat|dihitung|tersimpan)/.test(said)) return undefined;
    const found = pairs.find(([question]) => question.test(said))?.[1];
    if (said.includes("Sudah benar?") || said.includes("tadi belum selesai")) return "1";
    const given = typeof found === "function" ? found() : found;
    return given ?? (said.includes("lewati") ? "lewati" : undefined);
  };
  return Array.from({ length: MOST_QUESTIONS }, () => answer);
}

/** A session for all whom she looks after. `day`: YYYY-MM-DD. */
export function planSession(me: Life, no: number, day: string): Errand {
  const [name, module, topic] = TOPICS[no % TOPICS.length] ?? TOPICS[0];
  const place = `Balai ${me.human.village} ${no + 1}`;
  return {
    lines: ["buat sesi", name, String(topic), spoken(day), "09.00", "3", place, "1", "benar"],
    done: (said, at) => {
      const [, what = "", count = "", code = ""] =
        /Sesi sudah dibuat: (.*)\.\n.*\nUndangan untuk (\d+) orang .*Kode hadir: (\w+)\./.exec(said) ?? [];
      const times = timesIn(said);
      // While she had no signal, its day may have passed.
      if (code === "" || times === undefined) {
        if (!/Tanggal itu sudah lewat|Waktu itu sudah lewat/.test(said)) me.book.strange(me.human, at, said);
        return;
      }
      const { zone } = me.human;
      const seats = careOf(me).map(({ id }) => id);
      if (seats.length !== Number(count))
        me.book.strange(me.human, at, `invited ${count} to ${place}, and looks after ${seats.length}`);
      const meeting = { place, what, module, code, by: me.human.id, zone, ...times, isOff: false, seats };
      me.book.meetings.set(place, { ...meeting, answers: new Map(), marks: new Map() });
    },
  };
}

/** Another day for a session, or none at all. */
export function change(me: Life, place: string, how: { day: string } | "cancel"): Errand | undefined {
  const meeting = me.book.meetings.get(place);
  if (meeting === undefined || meeting.startsAt <= me.now) return undefined;
  const day = localDay(meeting.zone, meeting.startsAt);
  const label = `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]?.slice(0, 3)} 09\\.00`;
  const pick = (said: string) => option(said, label);
  if (how === "cancel")
    return {
      lines: ["sesi", pick, (said) => option(said, "Batalkan sesi"), "ya"],
      done: (said) => {
        meeting.isOff ||= said.includes("dibatalkan. Semua yang sudah dikabari");
      },
    };
  return {
    lines: ["sesi", pick, (said) => option(said, "Pindah jadwal"), spoken(how.day), "09.00", "lewati", "benar"],
    done: (said) => Object.assign(meeting, said.startsWith("Sudah dipindah") ? timesIn(said) : {}),
  };
}

const STATUS = { full: "hadir", late: "telat", half: "setengah" } as const;

/** The roll as she saw it: who was there how, by name. */
export function callRoll(me: Life, place: string, there: ReadonlyMap<string, keyof typeof STATUS>): Errand {
  const named = (status: keyof typeof STATUS) =>
    me.humans.filter(({ id }) => there.get(id) === status).map(({ called }) => called);
  const parts = (["full", "late", "half"] as const).flatMap((status) =>
    named(status).length === 0 ? [] : [`${STATUS[status]} ${named(status).join(", ")}`],
  );
  return {
    lines: [parts.join("; ")],
    taken: /Tersimpan untuk (?![\s\S]*Belum saya pahami)/,
    done: () => {
      const marks = me.book.meetings.get(place)?.marks;
      for (const [who, status] of there) marks?.set(who, status);
    },
  };
}

/** "Hari ini" is the day on which she says it, also where what she tells is sent on the next. */
function saidToday(me: Life): { say: () => string; on: string } {
  const today = {
    on: "",
    say: () => {
      today.on = localDay(me.human.zone, me.now);
      return "hari ini";
    },
  };
  return today;
}

export function visit(me: Life, whom: Human): Errand {
  const today = saidToday(me);
  return {
    lines: [
      "kunjungan",
      ...byQuestion([
        [/Ini tentang siapa\?/, whom.called],
        [/Kunjungannya untuk apa\?/, "1"],
        [/Tanggal berapa\?/, today.say],
        [/Apa yang ditemukan\?/, "Usahanya jalan"],
        [/Apa tindak lanjutnya\?/, "Teruskan"],
        [/setuju difoto\?/, "tidak"],
      ]),
    ],
    taken: /Kunjungannya sudah dihitung/,
    done: (_, at) => {
      for (const kind of ["form.kunjungan", "field.visited"])
        me.book.say(`${at}`, { kind, who: whom.id, on: today.on, data: { purpose: "routine" } });
    },
  };
}

export function dailyNote(me: Life): Errand {
  return {
    lines: [
      "harian",
      ...byQuestion([
        [/Apa perkembangan hari ini\?/, "Dua rumah dikunjungi"],
        [/diketahui koordinator hari ini juga\?/, "tidak"],
      ]),
    ],
    taken: /sudah tersimpan/,
    done: (_, at) =>
      me.book.say(`${at} ${me.human.id}`, {
        kind: "form.harian-pd",
        who: "",
        on: localDay(me.human.zone, at),
        data: { by: me.human.id },
      }),
  };
}

export const handOver = (whom: Human, amount: number): Errand => ({
  lines: [
    "serah terima",
    ...byQuestion([
      [/Diserahkan kepada siapa\?/, whom.called],
      [/Apa yang diserahkan\?/, "alat"],
      [/Tulis rinciannya/, "1 oven"],
      [/Nilainya berapa/, String(amount)],
      [/setuju difoto\?/, "tidak"],
    ]),
  ],
  taken: /Baru sah setelah|Kadernya saya minta membacakan/,
});

export const campaign = (words: string): Errand => ({
  lines: ["kampanye", "1", "Calon peserta dan peserta", "sendiri", words, "1", "semua", "seminggu", "2"],
  taken: /mulai dikirim/,
});

export function group(me: Life, name: string): Errand {
  const [chair, secretary, treasurer] = careOf(me);
  return {
    lines: [
      "kelompok baru",
      name,
      (said) =>
        careOf(me)
          .slice(0, 7)
          .map(({ called }) => option(said, `${called}$`) ?? "")
          .join(" "),
      chair?.called ?? "",
      secretary?.called ?? "",
      treasurer?.called ?? "",
      "1",
    ],
    taken: new RegExp(`Kelompok ${name} sudah tercatat`),
  };
}

/** Told by its chair. */
export function meeting(me: Life, present: number): Errand {
  const today = saidToday(me);
  return {
    lines: [
      "pertemuan kelompok",
      ...byQuestion([
        [/Pertemuan kelompok yang mana\?/, "1"],
        [/Tanggal berapa bertemu\?/, today.say],
        [/Tentang apa\?/, "Iuran"],
        [/Siapa yang hadir\?/, "1 2 3 4 5 6 7".slice(0, 2 * present - 1)],
      ]),
    ],
    taken: /yang hadir sudah tercatat/,
    done: (_, at) =>
      me.book.say(`${at} ${me.human.id}`, {
        kind: "group.met",
        who: "",
        on: today.on,
        data: { attended: present, by: me.human.id },
      }),
  };
}

/** The month's report is asked for, explained and approved. */
export const monthly = (month: string): Errand => ({
  lines: [`laporan bulan ${month}`, "ANALISIS Laba naik turun karena musim.", `SETUJUI LAPORAN ${month}`],
  taken: /disetujui oleh|Sebentar ya/,
});

/** USUL LULUS, with why. */
export const propose = (me: Life, whom: Human): Errand => ({
  lines: [`usul lulus ${whom.name}`, "Pembelinya sudah tetap", "ya"],
  taken: /Sudah diusulkan\. Koordinator/,
  done: (_, at) =>
    me.book.say(`${at}`, { kind: "graduation.proposed", who: whom.id, on: localDay(me.human.zone, at), data: {} }),
});

/** USULAN: the coordinator's check, or a signature under the decision. */
export const desk = (whom: Human, word: string, taken: RegExp, told?: (at: number) => void): Errand => ({
  lines: ["usulan", (said) => option(said, `${whom.called},`), word, ...(word === "belum" ? ["Sebentar lagi"] : [])],
  taken,
  done: (_, at) => told?.(at),
});
