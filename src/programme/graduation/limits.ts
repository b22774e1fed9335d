import { DAY, HOUR } from "../../clock.ts";

/** Every limit of graduation, with its reason. */
export const LIMITS = {
  /** Nobody has less than a week to object, whatever the pack says: she may have to ask her family first. */
  objectionDaysLeast: 7,
  /** Different people who must agree, at least: nobody decides alone. */
  decidersLeast: 2,
  /** Characters of a note, a reason or an objection: as much as is written at a time. */
  words: 1_000,
  /** Steps of one plan: more than that nobody keeps in mind. */
  steps: 5,
  /** Days until somebody is looked at again: not at once, and not when everybody has forgotten it. */
  evaluateDaysLeast: 7,
  evaluateDaysMost: 366,
  /** People who are shown as near, so that it is one list. */
  near: 9,
  /** People whose level is reckoned in one step: some milliseconds each, so that nobody's answer waits for it. */
  levelsAtOnce: 10,
} as const;

export const LIMITS_MS = {
  /** What must arrive is tried again so much later: her week may have had too many messages. */
  again: 4 * HOUR,
  /** A message about a case that could not be told for so long is told by a human. */
  tellWithin: 60 * DAY,
  /** After what was decided she is left a week, before she is asked how content she was. */
  closingAfter: 7 * DAY,
  /** Later than this it is not asked any more: the check after a month comes soon. */
  closingWithin: 14 * DAY,
  /** A check a month later is not asked any more when it is this late; long enough for weeks without power. */
  checkWithin: 28 * DAY,
} as const;
