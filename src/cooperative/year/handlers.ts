import type { Handlers } from "../operations/operation.ts";
import { type ClosingParts, closingYear } from "./closing.ts";
import { coveringLoss } from "./loss.ts";
import { type SharingParts, sharingHandlers } from "./sharing.ts";

export type YearParts = ClosingParts & SharingParts;

/** The end of a year, for the desk: closed, shared, handed over. */
export const yearHandlers = (parts: YearParts): Handlers => ({
  "year-close": closingYear(parts),
  "cover-loss": coveringLoss(parts),
  ...sharingHandlers(parts),
});
