/** Calls are made in the morning, when somebody can still be reached. */
export const MORNING = "10:00";

/** How far back a call is made that nobody planned, because Rukun was down or she had just joined. Days. */
export const CALL_BACK_DAYS = 14;
/** How far ahead rows are made: more than a day, so that a clock that is moved by a day passes none unseen. Days. */
export const CALL_AHEAD_DAYS = 2;
/** So long a call may wait for her hours, her phone or a week with room. Days. */
export const CALL_WITHIN_DAYS = 21;
/** Who filled the form in so shortly before need not be asked again. Days. */
export const ANSWERED_BEFORE_DAYS = 14;
/** People looked at in one tick: some milliseconds of work. */
export const CALL_PAGE = 500;
/** How much of what was written down a reminder repeats, in lines. */
export const REMINDER_LINES = 4;
