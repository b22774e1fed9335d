/** One thing that was done at an instant of the past, ms UTC. */
export type Moment = { at: number; run(at: number): void };

/** Does everything that lies not after `now`, in its order; what is at the same time, in the order in which it is given. */
export function playMoments(moments: readonly Moment[], now: number): void {
  const due = moments.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  for (const { run, at } of due) run(at);
}
