import { minuteOfDay, type Zone } from "../../zones.ts";
import type { Books } from "../books.ts";
import { memberNo } from "../members.ts";
import type { NumberChange } from "../numbers/change.ts";
import type { Audience } from "./audience.ts";
import type { Say } from "./say.ts";

/** A change of number as it stands on the supervisor's list. */
export function changeLine(audience: Audience, change: NumberChange, say: Say): string {
  const state = change.state === "refused" ? "stopped" : change.state;
  return say.line(`coop-numbers:list.${state}`, changeData(audience, change, say));
}

/** The member, who asked and who looked, from when, and the last three digits: enough to tell two numbers apart. */
export function changeData(
  audience: Audience,
  { member, unit, newAddress, maker, checker, effectiveAt }: NumberChange,
  say: Say,
): Record<string, string> {
  const { books } = audience;
  const found = books.members.member(member);
  const from =
    effectiveAt === null
      ? {}
      : { date: books.dateIn(unit, effectiveAt), time: clockTime(books.unit(unit).zone, effectiveAt) };
  return {
    name: found?.name ?? "",
    no: memberNo(found?.no ?? 0),
    digits: lastDigits(newAddress),
    maker: audience.nameOf(maker, say),
    ...(checker === null ? {} : { checker: audience.nameOf(checker, say) }),
    ...from,
  };
}

/** `890`: enough to tell two numbers apart, and no more. */
export const lastDigits = (address: string): string => address.replaceAll(/\D/g, "").slice(-3);

/** Those who watch over numbers: the supervisors of the unit and of the head office. Person ids. */
export function supervisorsOf({ units, officers }: Pick<Books, "units" | "officers">, unit: number): string[] {
  const watched = [units.byId(unit), units.head()].flatMap((one) => one ?? []);
  return [...new Set(watched.flatMap((one) => officers.of(one, "supervisor").map(({ id }) => id)))];
}

/** `14.05`, as it is written here. */
function clockTime(zone: Zone, at: number): string {
  const minute = minuteOfDay(zone, at);
  const two = (figure: number) => String(figure).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}.${two(minute % 60)}`;
}
