import { OTHER_MANNERS } from "../texts/manners.ts";

/**
 * How somebody wants to be written to. `short`: short sentences, few options at a time, voice notes are welcome.
 * `reader`: for a screen reader, everything in one line after the other. `deaf`: nothing that has to be heard.
 */
export const MANNERS = ["usual", ...OTHER_MANNERS] as const;
export type Manner = (typeof MANNERS)[number];
