/** Kinds of what falls due about sessions; the keys say for which version of a session they are. */
export const INVITE = "training.invite";
export const REMIND = "training.remind";
export const CHANGED = "training.changed";
/** One message to a kader for all whom she tells by word of mouth. */
export const KADER = "training.kader";
/** Who could not be told, for whoever leads the session. */
export const UNTOLD = "training.untold";
/** A session is over: feedback is asked for. */
export const ENDED = "training.ended";
/** The day after: who was missed. */
export const NEXT_DAY = "training.next-day";
export const FEEDBACK = "training.feedback-ask";
export const MISSED = "training.missed";
/** Something to be passed on to somebody in her hours: a test, a task, a grade. */
export const PASS = "training.pass";
