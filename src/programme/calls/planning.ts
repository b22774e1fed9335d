import type Sqlite from "better-sqlite3";
import type { Role } from "../../flow/definition.ts";
import { Setting } from "../../schedule/setting.ts";
import { addDays, dateIn, instantOf, type Zone } from "../../zones.ts";
import type { Call, Form } from "../pack/index.ts";
import type { Parts } from "../parts.ts";
import { beganFor } from "./callable.ts";
import { CALL_AHEAD_DAYS, CALL_BACK_DAYS, CALL_PAGE, CALL_WITHIN_DAYS, MORNING } from "./limits.ts";
import { roundsOf } from "./rounds.ts";

/** Kind of the duty that asks somebody to fill in a form. */
export const CALL = "form.call";

/** A form that calls for itself. */
export type Calling = { programme: string; form: Form; call: Call };

/** Where the pass stands, in the table `setting`. */
type Progress = {
  /** The day of the last pass over everybody, as it began. */
  day: string;
  /** Planned through this person; null when the pass is complete. */
  after: string | null;
};

const SETTING = "programme.called";
/** The pass begins with the first zone's day. */
const FIRST_ZONE: Zone = "Asia/Jayapura";

type Row = { id: string; zone: Zone; roles: string | null };

/** The forms of all packs that call. */
export const callingForms = ({ packs }: Pick<Parts, "packs">): Calling[] =>
  [...packs.values()].flatMap(({ id: programme, forms }) =>
    forms.flatMap((form) => (form.call === undefined ? [] : [{ programme, form, call: form.call }])),
  );

/**
 * Makes the rows of the calls that fall due: one pass a day over all who are active, a page each tick. A row that is
 * there already stays as it is, so that nobody is called twice for one day.
 */
export class CallPlanning {
  private readonly parts: Parts;
  private readonly page: Sqlite.Statement;
  private readonly progress: Setting<Progress>;
  private readonly calling: readonly Calling[];

  constructor(parts: Parts) {
    this.parts = parts;
    this.page = parts.db.sqlite.prepare(PAGE);
    this.progress = new Setting(parts.db.sqlite, SETTING);
    this.calling = callingForms(parts);
  }

  /** One bounded step, to be called at each tick inside a transaction. */
  step(now: number): void {
    if (this.calling.length === 0) return;
    const day = dateIn(FIRST_ZONE, now);
    const before = this.progress.get();
    if (before !== undefined && before.after === null && before.day === day) return;
    const goingOn = before?.after ?? undefined;
    const rows = this.page.all(goingOn ?? "", CALL_PAGE) as Row[];
    for (const row of rows) this.plan(row, now);
    const after = rows.length < CALL_PAGE ? null : (rows.at(-1)?.id ?? null);
    this.progress.set({ day: goingOn === undefined ? day : (before?.day ?? day), after });
  }

  private plan({ id, zone, roles }: Row, now: number): void {
    const today = dateIn(zone, now);
    const person = { id, zone, roles: (roles?.split(" ") ?? []) as Role[] };
    for (const { programme, form, call } of this.calling) {
      const began = beganFor(this.parts, programme, form, call, person);
      if (began === undefined) continue;
      for (const on of roundsOf(call, began, addDays(today, -CALL_BACK_DAYS), addDays(today, CALL_AHEAD_DAYS)))
        this.parts.duties.plan({
          key: `${CALL}:${programme}:${form.id}:${id}:${on}`,
          kind: CALL,
          personId: id,
          data: { programme, form: form.id, on },
          dueAt: Math.max(now, instantOf(zone, on, MORNING)),
          expiresAt: instantOf(zone, addDays(on, CALL_WITHIN_DAYS), MORNING),
        });
    }
  }
}

const PAGE = `SELECT p.id, p.zone, (SELECT group_concat(r.role, ' ') FROM person_role r WHERE r.person_id = p.id) AS roles
  FROM person p WHERE p.id > ? AND p.status = 'active' ORDER BY p.id LIMIT ?`;
