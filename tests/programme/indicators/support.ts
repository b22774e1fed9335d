import { sequentialIds } from "../../../src/ids.ts";
import { Enrolments, EventLog, type NewHappened, type Pack, schemasOf } from "../../../src/programme/index.ts";
import { type Days, type FactSource, reckon, type Scope } from "../../../src/programme/indicators/index.ts";
import type { Indicator } from "../../../src/programme/pack/index.ts";
import { melati, peopleIn } from "../support.ts";

export const OCTOBER: Days = { from: "2026-10-01", to: "2026-10-31" };
const BEGAN = Date.parse("2026-01-05T00:00:00+07:00");

/** Two programmes in one home, and a way to put people and events into them. */
export function programmes() {
  const { db, people, directory } = peopleIn();
  const main = melati();
  const other: Pack = { ...main, id: "pena", beside: [] };
  const packs = new Map([main, other].map((pack) => [pack.id, pack]));
  const events = new EventLog(db.sqlite, sequentialIds("e"), schemasOf(packs), main.id);
  const enrolments = new Enrolments(db.sqlite);
  let sources = 0;
  const add = (
    given: { sex?: "female" | "male"; village?: string; birthYear?: number; in?: readonly string[] } = {},
  ) => {
    const { sex = "female", village = "Sukamaju", birthYear = 1990, in: programmes = [main.id] } = given;
    const id = directory.add(
      { name: "Sari", called: "Sari", zone: "Asia/Jakarta", roles: [], sex, village, birthYear },
      0,
    );
    for (const programme of programmes)
      enrolments.enrol({ programme, personId: id, as: "beneficiary", since: BEGAN, source: "test" });
    return id;
  };
  const tell = (kind: string, on: string, data: NewHappened["data"], more: Partial<NewHappened> = {}) => {
    sources += 1;
    const at = Date.parse(on);
    events.record({ programme: main.id, kind, on, at, mode: "facilitator", source: `s${sources}`, data, ...more });
  };
  /** By the id of one of the pack's, or one of the pack's that is reckoned otherwise. */
  const value = (indicator: string | Indicator, days = OCTOBER, programme = main.id, scope?: Scope) => {
    const pack = packs.get(programme) ?? main;
    const only = typeof indicator === "string" ? pack.indicators.filter(({ id }) => id === indicator) : [indicator];
    const source: FactSource = { sqlite: db.sqlite, main: main.id, pack: { ...pack, indicators: only } };
    const [reckoned] = reckon(source, [days], scope);
    const values = reckoned?.[0]?.values ?? [];
    const cell = (dimension: string, name: string) =>
      values.find((each) => each.dimension === dimension && each.cell === name);
    return { all: values[0], cell, values };
  };
  return { db, people, directory, events, enrolments, main, packs, add, tell, value };
}
