import { readAmount } from "./amount.ts";
import { takes } from "./command.ts";
import { type Segment, segmentAt } from "./segment.ts";
import { heard, type Scan, type Step } from "./step.ts";
import { periodsAt } from "./terms.ts";

/** An amount, or a plain figure of which it is not known yet whether it is one. */
export const amount: Step = (scan, at) => {
  const segment = segmentAt(scan.pieces, at, scan.lexicon);
  if (segment === undefined) return undefined;
  const end = beforePeriods(scan, at, segment.end);
  if (isWrittenOut(scan, at, { ...segment, end })) return end;
  const whole = end === segment.end;
  const [bare, tail] = [whole && segment.bare, whole && segment.tail];
  scan.slots.items.push({ type: "amount", heard: heard(scan, at, end), bare, tail, stop: stopsAt(scan, end) });
  return end;
};

/** "Rp 20.000 (dua puluh ribu)": one amount. Of "3 (20rb)" the first is a member's number, of "20rb (12)" the second. */
function isWrittenOut(scan: Scan, at: number, { end, bare }: Segment): boolean {
  const { line, slots } = scan;
  const before = slots.items.at(-1);
  if (before?.type !== "amount") return false;
  const words = heard(scan, at, end);
  const close = /^\s*\)/.exec(line.slice(words.at + words.text.length))?.[0];
  const open = /^\s*\(\s*$/.test(line.slice(before.heard.at + before.heard.text.length, words.at));
  if (!open || close === undefined) return false;
  const text = line.slice(before.heard.at, words.at + words.text.length + close.length);
  if ((before.bare || bare) && readAmount(text).kind !== "value") return false;
  const amount = { type: "amount", heard: { text, at: before.heard.at }, bare: false, tail: false } as const;
  slots.items.splice(-1, 1, { ...amount, stop: stopsAt(scan, end) });
  return true;
}

const stopsAt = ({ pieces }: Scan, end: number): boolean => pieces[end - 1]?.stop === true;

/** "5 juta sepuluh bulan": the ten counts months. */
function beforePeriods({ action, pieces, lexicon }: Scan, at: number, end: number): number {
  if (!takes(action, "periods")) return end;
  for (let from = at + 1; from < end; from++) if (periodsAt(pieces, from, lexicon) !== undefined) return from;
  return end;
}

/** Is what stands here money, and no plain figure? */
export function isMoney({ pieces, lexicon }: Scan, at: number): boolean {
  const segment = segmentAt(pieces, at, lexicon);
  return segment !== undefined && !segment.bare;
}
