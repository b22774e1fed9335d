import { RukunError } from "../../errors.ts";
import type { Role } from "../../flow/definition.ts";
import { CONSENT_VERSION } from "../../membership/parts.ts";
import type { Directory } from "../../people/directory.ts";

/** Roles whose people Rukun asks about themselves; staff report as their work. */
const ASKED_TO_REPORT: ReadonlySet<Role> = new Set<Role>(["prospective", "beneficiary"]);

/** What an operator may do about somebody of whom no consent is known. */
const TWO_WAYS = `Either write down how she agreed, e.g. --consent "form on paper, 1 Nov 2026",
or let her write to the bot herself: it asks her, and her word is kept.`;

/** A date, a form and a witness fit; a story does not belong into a proof. */
const LONGEST_HOW = 200;

/** What `--consent` says, or undefined without it. Error: `person.consent`. */
export function consentOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const how = text.trim().replaceAll(/\s+/g, " ");
  if (how === "" || how.length > LONGEST_HOW) {
    const wanted = `in 1 to ${LONGEST_HOW} characters, e.g. "form on paper, 1 Nov 2026"`;
    throw new RukunError("person.consent", `--consent says how and when she agreed, ${wanted}`);
  }
  return how;
}

/** Writes down a consent that was given outside of a chat: to being in Rukun, and to weekly reports. */
export function recordByHand(directory: Directory, personId: string, how: string, now: number): void {
  for (const purpose of ["service", "reports"] as const)
    directory.recordConsent({ personId, purpose, given: true, version: CONSENT_VERSION, via: `cli: ${how}`, at: now });
}

/**
 * Whoever is going to be asked to report has agreed to it before: on paper, aloud before a witness, or in a chat of her
 * own. Error: `person.consent`.
 */
export function refuseUnasked(called: string, roles: readonly Role[]): void {
  const asked = roles.filter((role) => ASKED_TO_REPORT.has(role));
  if (asked.length === 0) return;
  const what = `${called} would be asked to report (${asked.join(", ")}), and it is not known that she agreed`;
  throw new RukunError("person.consent", `${what}.\n${TWO_WAYS}`);
}
