import type { Fact } from "./book.ts";
import { type Count, type Days, middle, peopleOf } from "./count.ts";

/** A number as it should stand in a report: over nothing where it stands for itself. */
export type Reckoned = { above: number | null; below: number | null; people: number };

/** Who takes part and who graduated at the end of a day. */
export type Standing = { beneficiaries: ReadonlySet<string>; graduates: ReadonlySet<string> };

const BEGINNING = "0000-00-00";
const DAY_MS = 86_400_000;
const before = (day: string, days: number) => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

/** Each indicator of the programme Melati as its definition says it in words, written down a second time. */
export function expected(count: Count, days: Days, { beneficiaries, graduates }: Standing): Map<string, Reckoned> {
  const soFar = { from: BEGINNING, to: days.to };
  const last = (weeks: number) => ({ from: before(days.to, weeks * 7 - 1), to: days.to });
  const all = new Set([...beneficiaries, ...graduates]);
  const whole = (kind: string, where: (fact: Fact) => boolean = () => true) =>
    peopleOf(count.kind(kind, soFar).filter(where));
  const share = (above: ReadonlySet<string>, below: ReadonlySet<string>): Reckoned => ({
    above: above.size,
    below: below.size,
    people: below.size,
  });
  const among = (some: ReadonlySet<string>, those: ReadonlySet<string>) =>
    share(new Set([...some].filter((one) => those.has(one))), those);
  const has =
    (field: string, ...values: (string | number)[]) =>
    (fact: Fact) =>
      values.includes(fact.data[field] ?? "");
  const seats = count.kind("training.attended", days);
  const reached = peopleOf(count.kind("socialisation.reached", days));
  const changes = changesOfProfit(count.kind("weekly.report", soFar));
  const met = count.kind("group.met", days).length;
  const kept = (where: (fact: Fact) => boolean) => peopleOf(count.kind("form.usaha", last(13)).filter(where));
  return new Map<string, Reckoned>([
    ["jangkauan", { above: reached.size, below: null, people: reached.size }],
    ["paham", share(whole("socialisation.understood", has("understood", "yes")), whole("socialisation.understood"))],
    ["terdaftar", among(afterwards(count, soFar), whole("socialisation.reached"))],
    ["akses-modal", among(whole("capital.received"), all)],
    [
      "kehadiran",
      {
        above: seats.filter(has("status", "full", "late")).length,
        below: seats.length,
        people: peopleOf(seats).size,
      },
    ],
    ["laporan-tepat", among(peopleOf(count.kind("weekly.report", last(4))), beneficiaries)],
    ["kunjungan", among(peopleOf(count.kind("form.kunjungan", last(8))), beneficiaries)],
    ["kelompok", { above: met, below: null, people: 0 }],
    ["kenaikan-laba", { above: middle([...changes.values()]), below: null, people: changes.size }],
    [
      "kepuasan",
      share(
        peopleOf(count.kind("form.kepuasan", last(13)).filter(({ data }) => Number(data["service"]) >= 4)),
        peopleOf(count.kind("form.kepuasan", last(13))),
      ),
    ],
    [
      "musdes",
      share(
        kept(has("village", "spoke")),
        kept(() => true),
      ),
    ],
    [
      "pencatatan",
      share(
        kept(has("records", "yes")),
        kept(() => true),
      ),
    ],
    [
      "dana-cadangan",
      share(
        kept(({ data }) => Number(data["reserve"]) > 0),
        kept(() => true),
      ),
    ],
    [
      "pemasok-kedua",
      share(
        kept(({ data }) => Number(data["suppliers"]) > 1),
        kept(() => true),
      ),
    ],
    [
      "lapangan-kerja",
      share(
        kept(({ data }) => Number(data["women"]) > 0),
        kept(() => true),
      ),
    ],
    [
      "kuasa-uang",
      share(
        kept(has("money", "herself", "together")),
        kept(() => true),
      ),
    ],
  ]);
}

/** Who registered within a year of the day on which the programme's message first reached her. */
function afterwards(count: Count, soFar: Days): Set<string> {
  const reached = new Map<string, string>();
  for (const { who, on } of count.kind("socialisation.reached", soFar)) if (!reached.has(who)) reached.set(who, on);
  return peopleOf(
    count.kind("socialisation.registered", soFar).filter(({ who, on }) => {
      const first = reached.get(who);
      return first !== undefined && on >= first && on <= before(first, -365);
    }),
  );
}

/** Of each the change of her middle profit, first four weeks against last four, in ppm; of fewer than eight nothing. */
function changesOfProfit(reports: readonly Fact[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const who of peopleOf(reports)) {
    const profits = reports.flatMap(({ who: whose, data }) =>
      whose === who && typeof data["profit"] === "number" ? [data["profit"]] : [],
    );
    const [early, late] = [middle(profits.slice(0, 4)), middle(profits.slice(-4))];
    if (profits.length < 8 || early === null || late === null || early === 0) continue;
    found.set(who, Math.trunc(((late - early) * 1_000_000) / early));
  }
  return found;
}

/** Ppm over something, rounded half up; the number itself where it stands for itself. */
export function ratioOf({ above, below }: Reckoned): number | null {
  if (below === null) return above;
  return below === 0 ? null : Math.floor((2 * (above ?? 0) * 1_000_000 + below) / (2 * below));
}
