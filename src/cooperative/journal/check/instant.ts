import { DAY } from "../../../clock.ts";

/** The last millisecond that has a date: what is written in a file may lie behind it. */
const LAST_INSTANT = 8.64e15;

/** Whether a stored time is one, ms UTC, in every zone of ours. */
export const isInstant = (at: number): boolean => Math.abs(at) < LAST_INSTANT - DAY;
