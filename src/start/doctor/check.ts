import type { Health } from "../../web/index.ts";

/** One thing that was looked at: what it is, and when it is not well how to mend it. */
export type Check = Health["checks"][number];

export const ok = (name: string, what: string): Check => ({ name, ok: true, what });

export const wrong = (name: string, what: string, how: string): Check => ({ name, ok: false, what, how });

/** A look that throws is a finding too: never the end of all looks. */
export function looked(name: string, how: string, look: () => Check[]): Check[] {
  try {
    return look();
  } catch (error) {
    return [wrong(name, error instanceof Error ? error.message : String(error), how)];
  }
}

export const healthOf = (checks: readonly Check[]): Health => ({ ok: checks.every((check) => check.ok), checks });
