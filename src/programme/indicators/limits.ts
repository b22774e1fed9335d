import { SMALL_GROUP } from "../../analytics/index.ts";

/** Limits of indicators, each with its reason. */
export const LIMITS = {
  /** Cells of fewer people are not shown: whoever knows the village would know who is meant. */
  fewestPeople: SMALL_GROUP,
} as const;
