import { z } from "zod";

/** Kinds of events with the form of their data; a part of the programme has a list of its own. */
export type Kinds = Readonly<Record<string, z.ZodObject>>;

/** A small word that names something of the pack or of a table: a module, a session, a level. */
export const word = z.string().min(1).max(60);
export const count = z.number().int().nonnegative();
/** Whole rupiah. */
export const rupiah = z.number().int().nonnegative();
export const yesNo = z.enum(["yes", "no"]);
