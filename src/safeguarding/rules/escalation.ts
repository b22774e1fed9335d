import type { Step } from "./deadlines.ts";

type Candidate = { id: string; kind: "officer" | "trustee" };

/**
 * Who is told at a step. `readers` are those who can open the case, officers first in their order and the trustee last,
 * and nobody else: whoever was struck out is not among them. `lead` has had it in hand, or nobody yet.
 *
 * At each step it is the next officer; where there is none left, and at 150 percent in any case, the trustee; where she
 * was struck out too, the last officer, so that somebody always hears of it. Undefined only when nobody can open it.
 */
export function tellWhom(
  readers: readonly Candidate[],
  lead: string | undefined,
  step: Step | "arrival",
): string | undefined {
  const { first, others, trustee } = ranked(readers, lead);
  if (step === "arrival") return first ?? trustee;
  if (step === 150 && trustee !== undefined) return trustee;
  const turn = step === 50 ? 0 : step === 100 ? 1 : 2;
  return others[turn] ?? trustee ?? others.at(-1) ?? first;
}

/**
 * All who may be told at a step, in the order in which they are tried: whoever it is to be, and if no message reaches her
 * the other officers, and last the trustee, who is called by a human. Empty only when nobody can open the case.
 */
export function tellInTurn(
  readers: readonly Candidate[],
  lead: string | undefined,
  step: Step | "arrival",
): [string, ...string[]] | undefined {
  const to = tellWhom(readers, lead, step);
  if (to === undefined) return undefined;
  const { first, others, trustee } = ranked(readers, lead);
  const rest = [...others, first, trustee].filter((id) => id !== undefined && id !== to) as string[];
  return [to, ...rest];
}

function ranked(readers: readonly Candidate[], lead: string | undefined) {
  const officers = readers.filter(({ kind }) => kind === "officer").map(({ id }) => id);
  const first = lead !== undefined && officers.includes(lead) ? lead : officers[0];
  const trustee = readers.find(({ kind }) => kind === "trustee")?.id;
  return { first, others: officers.filter((id) => id !== first), trustee };
}
