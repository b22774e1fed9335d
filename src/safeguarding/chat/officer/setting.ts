import type { FlowLibrary } from "../../../conversation/library.ts";
import type { Reach } from "../../../conversation/module.ts";
import type { Directory } from "../../../people/directory.ts";
import type { PeopleStore } from "../../../people/store.ts";
import type { Texts } from "../../../texts/index.ts";
import type { Zone } from "../../../zones.ts";
import type { CaseParts } from "../../cases/parts.ts";
import type { Officers } from "../../officers/officers.ts";
import type { WorkCalendar } from "../../rules/deadlines.ts";
import type { Referral } from "../../settings/referrals.ts";

/** What the officers' desk is made with. */
export type OfficerDeskParts = {
  cases: CaseParts;
  officers: Officers;
  /** Of the programme, `programmes/<id>/kotak-suara.yaml`. */
  holidays: ReadonlySet<string>;
  referrals: readonly Referral[];
  /** The programme's. */
  zone: Zone;
  texts: Texts;
  /** For the words that always win, BERHENTI and BANTUAN. */
  library: FlowLibrary;
  people: PeopleStore;
  directory: Directory;
  /** 0 to 1, for jitter. */
  random: () => number;
  /** Whether a channel deletes messages on the phone again, as far as it can. */
  deletes: (channel: string) => boolean;
  /** Whether a channel takes documents. */
  sendsFiles: (channel: string) => boolean;
  /** Says something outside of any message: one transaction of its own, nothing stored. */
  speak: (work: (reach: Reach) => void) => void;
  /** `plan` is called at once and not with the next minute. */
  wake: () => void;
  /** The reporter of a case was answered. Inside a transaction. */
  answered: (alias: string, now: number) => void;
};

/** The same, with what is made of it once. */
export type DeskSetting = OfficerDeskParts & { calendar: WorkCalendar };

export const settingOf = (parts: OfficerDeskParts): DeskSetting => ({
  ...parts,
  calendar: { zone: parts.zone, holidays: parts.holidays },
});
