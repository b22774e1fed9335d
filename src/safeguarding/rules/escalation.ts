import type { Step } from "./deadlines.ts";

/**
 * Who is told at a step. `readers` are those who can open the case, officers first in their order and the trustee last,
 * and nobody else: whoever was struck out is not among them. `lead` has had it in hand, or nobody yet.
 *
 * At each step it is the next officer; where there is none left, and at 150 percent in any case, the trustee; where she
 * was struck out too, the last officer, so that somebody always hears of it. Undefined only when nobody can open it.
 */
export function tellWhom(
  readers: readonly { id: string; kind: "officer" | "trustee" }[],
  lead: string | undefined,
  step: Step,
): string | undefined {
  const officers = readers.filter(({ kind }) => kind === "officer").map(({ id }) => id);
  const trustee = readers.find(({ kind }) => kind === "trustee")?.id;
  const first = lead !== undefined && officers.includes(lead) ? lead : officers[0];
  const others = officers.filter((id) => id !== first);
  if (step === 150 && trustee !== undefined) return trustee;
  const turn = step === 50 ? 0 : step === 100 ? 1 : 2;
  return others[turn] ?? trustee ?? others.at(-1) ?? first;
}
