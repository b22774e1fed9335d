import type { Hours, Zone } from "../../zones.ts";
import type { WeeklyTime } from "../weekly/calendar.ts";
import type { Thresholds } from "../weekly/risk.ts";
import type { Calendar } from "./calendar.ts";
import type { Form } from "./forms.ts";
import type { Graduation } from "./graduation.ts";
import type { Head, NAMED } from "./head.ts";
import type { Indicator } from "./indicators.ts";
import type { TrainingModule } from "./modules.ts";

/** A programme, as its officer describes it in `programmes/<id>/`, with what it takes over from `_base`. */
export type Pack = {
  /** The folder's name. */
  id: string;
  name: string;
  /** Who we are and where, in one line. */
  office: string;
  /** What it is for, in plain words. */
  purpose: string;
  zone: Zone;
  hours: Hours;
  villages: readonly { name: string; district?: string | undefined; zone: Zone }[];
  weeklyReport: {
    beneficiary: WeeklyTime;
    kader: WeeklyTime;
    facilitator: WeeklyTime;
    /** Weeks without an answer before a human takes over. */
    silentWeeks: number;
  };
  digests: { facilitator: WeeklyTime; coordinator: WeeklyTime };
  thresholds: Thresholds;
  /** Programmes that run beside it in the same home, where it is the main one. */
  beside: readonly Pack[];
  /** What somebody or something is called here: `beneficiary: anggota`. */
  words: Partial<Record<(typeof NAMED)[number], string>>;
  sheet: Head["sheet"];
  eligibility: NonNullable<Head["eligibility"]>;
  consents: NonNullable<Head["consents"]>;
  communication: NonNullable<Head["communication"]>;
  contact: NonNullable<Head["contact"]>;
  /** Rupiah by district; `all` is for those that are not named. */
  figures: NonNullable<Head["figures"]>;
  study: Head["study"];
  calendar: Calendar | undefined;
  modules: readonly TrainingModule[];
  forms: readonly Form[];
  indicators: readonly Indicator[];
  graduation: Graduation | undefined;
};

/** A figure for somebody's village, e.g. the minimum wage of its district, in rupiah. */
export function figureFor(pack: Pack, figure: string, village: string | null): number | undefined {
  const { district } = pack.villages.find(({ name }) => name === village) ?? {};
  const amounts = pack.figures[figure];
  return (district === undefined ? undefined : amounts?.[district]) ?? amounts?.["all"];
}
