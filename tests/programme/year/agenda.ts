import { DAY, MINUTE } from "../../../src/clock.ts";
import { dayLater, localDay, localTime } from "./book.ts";
import type { Errand, Life } from "./life.ts";
import {
  atHome,
  callRoll,
  campaign,
  careOf,
  change,
  dailyNote,
  desk,
  group,
  handOver,
  meeting,
  monthly,
  planSession,
  propose,
  visit,
} from "./staff.ts";
import { draftOf } from "./telling.ts";

/** Something that somebody has in mind at an instant. */
export type Plan = { at: number; do: () => void };

/** What happens in the year besides what people are asked: who does it, and when. */
export function agendaOf(lives: readonly Life[], begin: number, weeks: number): Plan[] {
  const plans: Plan[] = [];
  const monday = (week: number) => dayLater(localDay("Asia/Jakarta", begin), week * 7);
  const on = (life: Life, week: number, day: number, hour: number, what: () => void) => {
    if (week < weeks) plans.push({ at: localTime(life.human.zone, dayLater(monday(week), day), hour), do: what });
  };
  const of = (role: string) => lives.filter(({ human }) => human.role === role);
  const byId = (id: string) => lives.find(({ human }) => human.id === id);
  const [coordinator] = of("coordinator");
  if (coordinator === undefined) throw new Error("nobody coordinates");
  const members = of("beneficiary").filter(({ human }) => human.address !== null);
  for (const [at, life] of of("facilitator").entries()) {
    for (let no = 0; 1 + no * 4 + at < weeks - 2; no++) session(on, lives, life, no, 1 + no * 4 + at);
    on(life, 3, 1, 10, () => life.plan(group(life, `Mekar ${at + 1}`)));
    for (let week = 0; week < weeks; week++) {
      on(life, week, 2, 11 + (week % 3), () => life.plan(visit(life, life.dice.pick(atHome(life, byId)))));
      if (week % 2 === at % 2) on(life, week, 1, 15, () => life.plan(dailyNote(life)));
    }
    for (const week of [9, 19, 29, 39])
      on(life, week, 4, 10, () =>
        life.plan(handOver(life.dice.pick(atHome(life, byId)), life.dice.between(4, 30) * 50_000)),
      );
    const chair = lives.find(({ human }) => human.id === careOf(life)[0]?.id);
    for (let week = 6; week < weeks; week += 4)
      if (chair) on(chair, week, 6, 14, () => chair.plan(meeting(chair, chair.dice.between(4, 7))));
  }
  for (const week of [5, 30])
    on(coordinator, week, 1, 10, () =>
      coordinator.plan(campaign(`Hari Minggu ada bazar di balai desa, kali ke-${week}.`)),
    );
  for (const [at, life] of of("prospective").entries()) on(life, 6 + at * 3, 3, 14, () => apply(life));
  // Two are asked for in a chat; each takes a thread a second, and the others are drawn up by the test.
  for (const month of [3, 9]) {
    const name = `2026-${String(month).padStart(2, "0")}`;
    const at = localTime("Asia/Jakarta", `2026-${String(month + 1).padStart(2, "0")}-04`, 9);
    if (at < begin + weeks * 7 * DAY) plans.push({ at, do: () => coordinator.plan(monthly(name)) });
  }
  for (const life of members)
    for (const week of [11, 24, 37, 49])
      on(life, week, life.dice.between(0, 6), 13, () => life.dice.falls(0.5) && !isGraduate(life) && satisfied(life));
  for (const [at, life] of of("facilitator").entries()) graduating(on, lives, life, 24 + at * 5);
  leaving(on, members);
  return plans.sort((a, b) => a.at - b.at);
}

type On = (life: Life, week: number, day: number, hour: number, what: () => void) => void;

function session(on: On, lives: readonly Life[], life: Life, no: number, week: number): void {
  const place = `Balai ${life.human.village} ${no + 1}`;
  on(life, week, 0, 10, () => life.plan(planSession(life, no, localDay(life.human.zone, life.now + 10 * DAY))));
  const isMoved = no === 2 || no === 7;
  // The day before, when reminders are due.
  if (isMoved)
    on(life, week + 1, 2, 10, () =>
      plan(life, change(life, place, { day: localDay(life.human.zone, life.now + 3 * DAY) })),
    );
  if (no === 5) on(life, week + 1, 2, 15, () => plan(life, change(life, place, "cancel")));
  on(life, week + 1, isMoved ? 5 : 3, 8, () => attend(lives, life, place));
}

const plan = (life: Life, errand: Errand | undefined): void => {
  if (errand !== undefined) life.plan(errand);
};

/** Who comes, who writes the code, and what the facilitator sees. */
function attend(lives: readonly Life[], life: Life, place: string): void {
  const found = life.book.meetings.get(place);
  if (found === undefined || found.isOff) return;
  const there = new Map<string, "full" | "late" | "half">();
  for (const id of found.seats) {
    const one = lives.find(({ human }) => human.id === id);
    if (one === undefined) continue;
    const answer = found.answers.get(id);
    const chance = answer === "yes" ? 0.88 : answer === "no" ? 0.04 : 0.5;
    if (!life.dice.falls(chance)) continue;
    const how = life.dice.pick(["full", "full", "full", "full", "late", "half"] as const);
    there.set(id, how);
    if (how === "half" || one.address === "" || !one.dice.falls(0.6)) continue;
    const at = found.startsAt + (how === "late" ? 25 : 5) * MINUTE;
    one.later(at, () => one.plan({ lines: [`hadir ${found.code}`] }));
  }
  life.later(found.endsAt + 15 * MINUTE, () => there.size > 0 && life.plan(callRoll(life, place, there)));
}

/** A facilitator proposes one of hers; coordinator and manager decide two weeks later, also after an objection. */
function graduating(on: On, lives: readonly Life[], life: Life, week: number): void {
  const of = (role: string) => lives.find(({ human }) => human.role === role);
  const [coordinator, manager] = [of("coordinator"), of("manager")];
  const whom = lives.find(({ human }) => human.id === careOf(life)[3 + (week % 2)]?.id);
  if (coordinator === undefined || manager === undefined || whom === undefined) return;
  const who = whom.human;
  const word = week % 2 === 0 ? "lulus" : "belum";
  const decided = (at: number) => {
    const outcome = word === "lulus" ? "graduate" : "not-yet";
    life.book.say("", { kind: "graduation.decided", who: who.id, on: localDay("Asia/Jakarta", at), data: { outcome } });
    if (word === "lulus") life.book.standing.push({ who: who.id, as: "graduate", at });
  };
  whom.objects = word === "belum";
  on(life, week, 0, 14, () => life.plan(propose(life, who)));
  on(coordinator, week, 1, 14, () => coordinator.plan(desk(who, "setuju", /diberi tahu pada jamnya dan punya waktu/)));
  // After an objection the coordinator's agreement is asked for anew.
  on(manager, week + 3, 1, 14, () =>
    manager.plan(
      desk(
        who,
        word,
        word === "lulus" ? /Sudah diputuskan/ : /Perlu satu|Pendapatnya berbeda/,
        word === "lulus" ? decided : undefined,
      ),
    ),
  );
  if (word === "belum")
    on(coordinator, week + 3, 2, 14, () => coordinator.plan(desk(who, word, /Sudah diputuskan/, decided)));
}

const isGraduate = ({ book, human }: Life): boolean =>
  book.standing.some(({ who, as }) => who === human.id && as === "graduate");

function satisfied(life: Life): void {
  const [service, facilitator] = [life.dice.between(2, 5), life.dice.between(2, 5)];
  life.plan({
    lines: ["kepuasan", String(service), String(facilitator), "lewati"],
    taken: /Jawabannya sudah tersimpan/,
    done: (_, at) => {
      const fact = { kind: "form.kepuasan", who: life.human.id, on: localDay(life.human.zone, at) };
      life.book.say(`${at}`, { ...fact, data: { service, facilitator } });
    },
  });
}

/** DAFTAR PROGRAM: she fits, and understands one question or both. */
function apply(life: Life): void {
  const second = life.dice.falls(0.7) ? "1" : "3";
  const tell = (kind: string, data: Record<string, string | number>, at: number) =>
    life.book.say(kind, { kind, who: life.human.id, on: localDay(life.human.zone, at), data });
  life.plan({
    lines: ["daftar program", "ya", "ya", "1", second, "ya", "lewati"],
    taken: /Pendaftarannya sudah saya sampaikan/,
    done: (_, at) => {
      tell("socialisation.understood", { understood: second === "1" ? "yes" : "no" }, at);
      tell("socialisation.registered", { eligible: "yes" }, at);
    },
  });
}

/** BERHENTI for a while or for good, and a consent taken back. */
function leaving(on: On, members: readonly Life[]): void {
  const say = (
    life: Life | undefined,
    week: number,
    line: string,
    taken: RegExp,
    told?: (life: Life, at: number) => void,
  ) => {
    if (life !== undefined)
      on(life, week, 2, 16, () => life.plan({ lines: [line], taken, done: (_, at) => told?.(life, at) }));
  };
  const stop = (at: number, week: number) =>
    say(members[at], week, "BERHENTI", /tidak menulis duluan lagi/, (life, when) =>
      life.quiet.push({ from: when, to: Infinity }),
    );
  const back = (at: number, week: number) =>
    say(members[at], week, "MULAI", /saya kabari lagi/, (life, when) => {
      const last = life.quiet.at(-1);
      if (last !== undefined) last.to = when;
    });
  stop(4, 7);
  back(4, 11);
  stop(17, 14);
  back(17, 21);
  stop(30, 32);
  say(members[8], 17, "tarik setuju laporan", /Izin laporan sudah ditarik/, (life, at) => {
    life.refused = at;
  });
  say(members[22], 25, "tarik setuju laporan", /Izin laporan sudah ditarik/, (life, at) => {
    life.refused = at;
  });
  say(members[12], 20, "BERHENTI PELATIHAN", /tidak mengirim undangan dan pengingat pelatihan/, (life, at) => {
    life.noTraining = at;
  });
}

/** She writes a whole report by heart, for she knows the questions. */
export function byHeart(life: Life, week: string): void {
  const draft = draftOf(life, life.human.id, week);
  life.draft = { ...draft, running: "yes", profit: draft.profit ?? 0, obstacle: "none" };
  const activity = ["useful", "fair", "poor", "absent", "none"].indexOf(draft.activity) + 1;
  life.writeByHeart(["lapor", "1", String(draft.profit ?? 0), "1", String(activity), "1"]);
}
