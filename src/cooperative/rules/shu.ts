import { largestRemainder } from "./largest-remainder.ts";
import { PPM, whole } from "./rounding.ts";

/** A part of the SHU that the annual meeting set, ppm: reserve, members' capital, members' use, officers, education... */
export type Fund<Name extends string = string> = { fund: Name; ppm: number };

/** `nothing-to-split`: the year ended at zero or with a loss, which is the annual meeting's to deal with. */
export type FundSplit<Name extends string = string> =
  | { kind: "split"; parts: readonly { fund: Name; amount: number }[] }
  | { kind: "nothing-to-split"; shu: number };

/**
 * Splits the SHU of a year (below zero for a loss) among its funds by largest remainder; equal remainders go to the
 * earlier fund. RangeError where the funds do not come to 100%: a setting is checked when it is made.
 */
export function splitFunds<Name extends string>(shu: number, funds: readonly Fund<Name>[]): FundSplit<Name> {
  const all = funds.reduce((sum, { ppm }) => sum + whole("ppm", ppm, 0, PPM), 0);
  if (all !== PPM) throw new RangeError(`The funds come to ${all} ppm`);
  if (whole("shu", shu, Number.MIN_SAFE_INTEGER) <= 0) return { kind: "nothing-to-split", shu };
  const amounts =
    largestRemainder(
      shu,
      funds.map(({ ppm }) => ppm),
    ) ?? [];
  return { kind: "split", parts: funds.map(({ fund }, i) => ({ fund, amount: amounts[i] ?? 0 })) };
}

/** What a member's share is reckoned by: her savings of the year (jasa modal) and the jasa she paid (jasa usaha). */
export type MemberBasis = { no: number; savings: number; interestPaid: number };

export type MemberShare = { no: number; capital: number; usage: number; total: number };

/**
 * Splits the two funds of the members: `capital` by savings, `usage` by jasa paid, each by largest remainder; equal
 * remainders go to the lower member number, in whichever order the members are given. A fund without any basis (nobody
 * paid jasa) is in `unsplit`: the meeting decides. Shares come in the order of member numbers.
 */
export function splitAmongMembers(
  funds: { capital: number; usage: number },
  members: readonly MemberBasis[],
): { shares: readonly MemberShare[]; unsplit: { capital: number; usage: number } } {
  const ordered = [...members].sort((a, b) => a.no - b.no);
  if (new Set(ordered.map(({ no }) => no)).size !== ordered.length)
    throw new RangeError("A member number occurs twice");
  const capital = largestRemainder(
    funds.capital,
    ordered.map(({ savings }) => savings),
  );
  const usage = largestRemainder(
    funds.usage,
    ordered.map(({ interestPaid }) => interestPaid),
  );
  const shares = ordered.map(({ no }, i) => {
    const [byCapital, byUsage] = [capital?.[i] ?? 0, usage?.[i] ?? 0];
    return { no, capital: byCapital, usage: byUsage, total: byCapital + byUsage };
  });
  const unsplit = { capital: capital === undefined ? funds.capital : 0, usage: usage === undefined ? funds.usage : 0 };
  return { shares, unsplit };
}
