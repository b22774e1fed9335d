import { createHash } from "node:crypto";
import type { Texts } from "../../texts/index.ts";
import { type FactSource, IndicatorValues, type Reckoned, reckon, type Scope } from "../indicators/index.ts";
import { type Added, Additions, type ReportId } from "./additions.ts";
import { type Matrix, matrixOf } from "./matrix.ts";
import { type Note, notesOf, type Plan, plansOf } from "./notes.ts";
import { periodAfter, periodBefore } from "./period.ts";
import { type Figures, figuresOf } from "./tally.ts";

/** What reports are made of. */
export type ReportSource = FactSource & { texts: Texts };

/** All that a report says, before it has words. */
export type Made = {
  id: ReportId;
  /** The last day that it looks at: of a period that is not over, the day on which it was drawn up. */
  until: string;
  figures: Figures;
  matrix: Matrix | undefined;
  reckoned: readonly Reckoned[];
  /** In the period before, in the same order. */
  before: readonly Reckoned[];
  notes: readonly Note[];
  plans: readonly Plan[];
  added: Added;
  /** SHA-256 of the figures and of what people added: what an approval is about. */
  digest: string;
  /** Approved as it stands. */
  approved: boolean;
};

/**
 * Draws a report up from what happened. Reads only. `today`, YYYY-MM-DD: of a period that is not over, what is so far;
 * else the last weeks of a year would be weeks in which nobody reported.
 */
export function drawUp(source: FactSource, id: ReportId, today: string, scope?: Scope): Made {
  const { sqlite, pack, main } = source;
  const { from, to } = id.days;
  const days = { now: { from, to: to < today ? to : today }, before: periodBefore(id.kind, id.days) };
  const figures = figuresOf(source, days.now, days.before, scope);
  const matrix = matrixOf(source, days.now, days.before, scope);
  const [reckoned = [], before = []] = reckon(source, [days.now, days.before], scope);
  const notes = pack.id === main ? notesOf(sqlite, id.days, scope) : [];
  const plans = plansOf(sqlite, pack, periodAfter(id.kind, id.days), { notes, main });
  const added = new Additions(sqlite).of(id);
  const digest = digestOf(figures, reckoned, added);
  return {
    id,
    until: days.now.to,
    figures,
    matrix,
    reckoned,
    before,
    notes,
    plans,
    added,
    digest,
    approved: added.approval?.digest === digest,
  };
}

/** Puts what was reckoned of the whole programme into the table that others ask. `now`: ms UTC. */
export function keepValues({ sqlite }: ReportSource, { id, reckoned }: Made, now: number): void {
  new IndicatorValues(sqlite).replace(id.programme, id.days, reckoned, now);
}

function digestOf(
  { kinds, obstacles, feedback, standing }: Figures,
  reckoned: readonly Reckoned[],
  added: Added,
): string {
  const values = reckoned.map(({ indicator, values }) => [indicator.id, values]);
  const said = [[...standing], kinds, obstacles, feedback, values, added.analyses];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
