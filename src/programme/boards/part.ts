import type { ProgrammePart } from "../compose.ts";
import type { Parts } from "../parts.ts";
import { boardActions } from "./actions.ts";

/** What forms keep for everybody of a programme to read: a catalogue, prices, a calendar of fairs. */
export const boardsPart = (parts: Parts): ProgrammePart => ({ actions: boardActions(parts) });
