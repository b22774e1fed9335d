/** Kinds of what falls due; the keys name the case and its round, so that each is told once. */
/** She is told of the proposal, and may object from then on. */
export const SHOWN = "graduation.shown";
/** Her time to object is over: those who judge are told. */
export const DECIDE = "graduation.decide";
/** What was decided, what was withdrawn, what a review came to. */
export const RESULT = "graduation.result";
/** A line for somebody who works here, in her hours. */
export const STAFF = "graduation.staff";
/** Her plan, for herself to read. */
export const PLANNED = "graduation.planned-told";
/** A step of a plan, and the day of its evaluation, for the facilitator. */
export const STEP = "graduation.step-due";
export const EVALUATE = "graduation.evaluate-due";
/** Where everybody stands, once a month, some people at a time. */
export const LEVELS = "graduation.levels";
/** How content she was, once, when her part has ended. */
export const CLOSING = "graduation.closing";
/** How she is 1, 3, 6, 12 months later. */
export const CHECK = "graduation.check";
