import type { z } from "zod";

/** What the checker must know of an action. */
export type ActionInfo = {
  /** The schema of its arguments, an object. */
  args?: z.ZodType;
  outcomes: readonly string[];
  writes?: boolean;
  /** It keeps nothing of a sealed conversation. */
  sealed?: boolean;
  /** Names of the values that it hands to the flow. */
  gives?: readonly string[];
};
