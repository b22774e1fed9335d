import { z } from "zod";

/** The arguments of an action by name; undefined when its schema does not tell them. */
export function argumentsOf(schema: z.ZodType | undefined): Map<string, z.ZodType> | undefined {
  return schema instanceof z.ZodObject ? new Map(Object.entries(schema.shape)) : undefined;
}

/** Does the argument refuse a value? `undefined` is the question whether it may be left out. */
export function refuses(schema: z.ZodType, value: unknown): boolean {
  try {
    return !schema.safeParse(value).success;
  } catch {
    // A schema with its own checks may not be ready for any value: it is left to the action.
    return false;
  }
}
