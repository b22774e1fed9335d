import { addDays } from "../../zones.ts";
import { LIMITS } from "../limits.ts";

/** A place outside that helps. */
export type Referral = {
  id: string;
  name: string;
  phone: string;
  /** A WhatsApp number, where it has one. */
  whatsapp?: string | undefined;
  /** `nationwide`, or the districts where it answers. */
  region: "nationwide" | readonly string[];
  /** For when somebody is in danger now: it stands first. */
  danger: boolean;
  /** Where the number was read, and the date, YYYY-MM-DD. */
  source: string;
  verifiedAt: string;
};

/** Nobody has looked at it for half a year. Pure. */
export const isStale = ({ verifiedAt }: Referral, today: string): boolean =>
  addDays(verifiedAt, LIMITS.referralDays) < today;

/** What answers in a district, or everywhere when it is not known; in danger what is for danger first. Pure. */
export function referralsFor(
  all: readonly Referral[],
  { district, danger }: { district?: string | undefined; danger: boolean },
): Referral[] {
  const here = all.filter(({ region }) => region === "nationwide" || region.some((each) => same(each, district)));
  return danger ? here.toSorted((a, b) => Number(b.danger) - Number(a.danger)) : here;
}

const same = (a: string, b: string | undefined): boolean => a.trim().toLowerCase() === b?.trim().toLowerCase();
