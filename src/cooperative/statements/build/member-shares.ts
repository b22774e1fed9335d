import type { Row, Section } from "../../../documents/index.ts";
import { type Member, memberNo } from "../../members.ts";
import { basisOf } from "../../year/basis.ts";
import { YearCloses } from "../../year/closes.ts";
import { splitSurplus } from "../../year/split.ts";
import { column, type Scene } from "../scene.ts";

/** Rupiah by member's number: for her savings (jasa modal), and for the jasa that she paid (jasa usaha). */
type Part = { no: number; capital: number; usage: number };

/**
 * What each member gets of a closed year: as it was decided, and before that as it would be by the settings. Nothing of
 * a year that is still open, whose balances go on changing.
 */
export function memberShares({ ledger, words, period }: Scene, unit: number): Section[] {
  const roster = ledger.members.roster(unit);
  const parts = partsOf(ledger, roster, unit, Number(period.to.slice(0, 4)));
  if (parts.length === 0) return [];
  const names = new Map(roster.map(({ no, name }) => [no, name]));
  const rows = parts.map(({ no, capital, usage }): Row => {
    return { cells: [memberNo(no), names.get(no) ?? "-", capital, usage, capital + usage] };
  });
  const sum = (amount: (part: Part) => number) => parts.reduce((all, part) => all + amount(part), 0);
  const [capital, usage] = [sum((part) => part.capital), sum((part) => part.usage)];
  const count = words.say("row.members", { count: parts.length });
  const columns = [
    column(words, "member-no", "text", ", "),
    column(words, "name", "text", " "),
    column(words, "for-capital", "money"),
    column(words, "for-use", "money"),
    column(words, "amount", "money"),
  ];
  const last: Row = { role: "total", cells: [null, count, capital, usage, capital + usage] };
  return [{ title: words.say("section.shares"), columns, rows: [...rows, last] }];
}

function partsOf(ledger: Scene["ledger"], roster: readonly Member[], unit: number, year: number): Part[] {
  const closes = new YearCloses(ledger.sqlite);
  const close = closes.of(unit, year);
  if (close === undefined) return [];
  if (close.state === "closed") {
    const basis = basisOf(ledger.sqlite, unit, year, roster);
    return [...(splitSurplus(close.surplus, ledger.setting(unit).shu, basis)?.shares ?? [])];
  }
  const nos = new Map(roster.map(({ id, no }) => [id, no]));
  return closes
    .shares(unit, year)
    .map(({ member, forCapital, forUse }) => ({ no: nos.get(member) ?? 0, capital: forCapital, usage: forUse }))
    .sort((a, b) => a.no - b.no);
}
