import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Problem } from "../../errors.ts";
import { readYaml } from "../../flow/check/yaml.ts";
import { LIMITS } from "../../limits.ts";
import type { Referral } from "./referrals.ts";

/** What a programme decides about Kotak Suara, in `programmes/<id>/kotak-suara.yaml`. */
export type SafeSettings = {
  holidays: ReadonlySet<string>;
  referrals: readonly Referral[];
  /** What the law obliges the operator to tell others, as her lawyer has worded it; undefined: nothing is said of it. */
  law?: string;
};

const date = z.iso.date();
const line = z.string().trim().min(2).max(200);
const phone = z.string().regex(/^\+?[\d-]{3,20}$/);
const schema = z.strictObject({
  /** A text of a chat: no longer than any other. */
  law: z.string().trim().min(20).max(LIMITS.messageText).optional(),
  holidays: z.array(date).max(200),
  referrals: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{2,40}$/),
        name: line,
        phone,
        whatsapp: phone.optional(),
        region: z.union([z.literal("nationwide"), z.array(line).min(1).max(500)]),
        danger: z.boolean().default(false),
        source: line,
        verified_at: date,
      }),
    )
    .min(1)
    .max(50)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "an id stands twice"),
});

const FILE = "kotak-suara.yaml";
const HOW = "Compare it with programmes/melati/kotak-suara.yaml; dates and numbers stand in quotes.";

/**
 * Reads the settings of a programme below a folder that holds `programmes`. Never throws for what is in the file; without
 * a file there are no settings and no problem.
 */
export function loadSafeSettings(root: string, programme: string): { settings?: SafeSettings; problems: Problem[] } {
  const path = join(root, "programmes", programme, FILE);
  if (!existsSync(path)) return { problems: [] };
  return readSafeSettings(`programmes/${programme}/${FILE}`, readFileSync(path, "utf8"));
}

/** The same of a text. Pure. */
export function readSafeSettings(file: string, text: string): { settings?: SafeSettings; problems: Problem[] } {
  const { value, problems, lineOf } = readYaml(file, text);
  if (problems.length > 0) return { problems };
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const found = parsed.error.issues.map(({ path, message }) => {
      const at = path.map((part) => (typeof part === "number" ? part : String(part)));
      return { file, line: lineOf(at), what: `${at.join(".") || "The file"}: ${message}.`, how: HOW };
    });
    return { problems: found };
  }
  const referrals = parsed.data.referrals.map(({ verified_at: verifiedAt, ...rest }) => ({ ...rest, verifiedAt }));
  const { law, holidays } = parsed.data;
  const settings = { holidays: new Set(holidays), referrals, ...(law === undefined ? {} : { law }) };
  return { settings, problems: [] };
}
