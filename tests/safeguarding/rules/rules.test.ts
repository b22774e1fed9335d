import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/clock.ts";
import { dueAt, isWorkingDay, reachedAt, SPANS, STEPS } from "../../../src/safeguarding/rules/deadlines.ts";
import { openDuties, overdue, stepName } from "../../../src/safeguarding/rules/duties.ts";
import { tellWhom } from "../../../src/safeguarding/rules/escalation.ts";
import { CATEGORIES, SEVERITIES, severityOf } from "../../../src/safeguarding/rules/severity.ts";
import {
  afterEvent,
  type CaseEvent,
  type CaseState,
  mayDestroy,
  newCase,
  OUTCOMES,
} from "../../../src/safeguarding/rules/status.ts";
import { addDays, dateIn } from "../../../src/zones.ts";

const ZONE = "Asia/Jakarta";
const calendar = { zone: ZONE, holidays: new Set(["2026-12-25", "2027-01-01"]) } as const;
/** Local time of Jakarta. */
const at = (text: string) => Date.parse(`${text}:00+07:00`);

const NEW = newCase({ category: 2, severity: "S2", receivedOn: "2026-11-20" });

const instant = fc.integer({ min: at("2026-01-01T00:00"), max: at("2028-12-31T00:00") });
const severity = fc.constantFrom(...SEVERITIES);
const event: fc.Arbitrary<CaseEvent> = fc.oneof(
  fc.constantFrom(
    ...(
      [
        "read",
        "acknowledged",
        "planned",
        "updated",
        "handled",
        "waiting",
        "referred",
        "reopened",
        "reporter-wrote",
        "withdrawn",
      ] as const
    ).map((kind): CaseEvent => ({ kind })),
  ),
  fc.constantFrom(...OUTCOMES).map((outcome): CaseEvent => ({ kind: "closed", outcome })),
);
/** A life: what happens, and how many days later. */
const life = fc.array(fc.tuple(event, fc.nat(60)), { maxLength: 25 });

/** Each state on the way, with its date. */
function lived(severity: CaseState["severity"], steps: readonly (readonly [CaseEvent, number])[]) {
  const states: { state: CaseState; today: string; event: CaseEvent }[] = [];
  let state: CaseState = { ...NEW, severity };
  let today = NEW.receivedOn;
  for (const [event, days] of steps) {
    today = addDays(today, days);
    state = afterEvent(state, event, today) ?? state;
    states.push({ state, today, event });
  }
  return states;
}

describe("severity", () => {
  it("goes by the category, and before it by danger and children", () => {
    const of = CATEGORIES.map((category) => severityOf({ category, danger: false, child: false }));
    expect(of).toEqual(["S4", "S2", "S2", "S2", "S3", "S3", "S4"]);
    for (const category of CATEGORIES)
      for (const [danger, child] of [
        [true, false],
        [false, true],
      ] as const)
        expect(severityOf({ category, danger, child })).toBe("S1");
  });
});

describe("deadlines", () => {
  it("of hours run through nights, of working days over weekends and holidays", () => {
    const friday = at("2026-11-20T16:00");
    expect(dueAt({ hours: 4 }, friday, calendar)).toBe(at("2026-11-20T20:00"));
    expect(dueAt({ workingDays: 2 }, friday, calendar)).toBe(at("2026-11-25T00:00"));
    expect(dueAt({ workingDays: 3 }, at("2026-12-23T09:00"), calendar)).toBe(at("2026-12-30T00:00"));
    expect(dueAt({ days: 90 }, friday, calendar)).toBe(friday + 90 * DAY);
    expect(reachedAt({ workingDays: 5 }, friday, 50, calendar)).toBe(at("2026-11-26T00:00"));
    expect(isWorkingDay("2026-12-25", calendar)).toBe(false);
  });

  it("come in their order, later for a later beginning, and end on working days", () => {
    const spans = SEVERITIES.flatMap((each) => Object.values(SPANS[each]));
    fc.assert(
      fc.property(instant, fc.nat(10 * DAY), fc.constantFrom(...spans), (from, later, span) => {
        const steps = STEPS.map((step) => reachedAt(span, from, step, calendar));
        expect(steps).toEqual(steps.toSorted((a, b) => a - b));
        expect(steps[0]).toBeGreaterThan(from);
        expect(dueAt(span, from + later, calendar)).toBeGreaterThanOrEqual(dueAt(span, from, calendar));
        if ("workingDays" in span)
          expect(isWorkingDay(addDays(dateIn(ZONE, dueAt(span, from, calendar)), -1), calendar)).toBe(true);
      }),
    );
  });
});

describe("notices", () => {
  it("come once for each step of each duty, however often one looks and however long nobody looked", () => {
    fc.assert(
      fc.property(
        severity,
        life,
        fc.array(fc.nat(20 * 24), { minLength: 1, maxLength: 30 }),
        (severity, steps, hours) => {
          const states = lived(severity, steps);
          const told = new Set<string>();
          let now = at("2026-11-20T08:00");
          for (const later of hours) {
            now += later * HOUR;
            const { state } = states.findLast(({ today }) => today <= dateIn(ZONE, now)) ?? {
              state: { ...NEW, severity },
            };
            const found = overdue(state, told, { now, calendar });
            expect(new Set(found.map(({ kind }) => kind)).size).toBe(found.length);
            for (const each of found) {
              expect(told.has(stepName(each))).toBe(false);
              told.add(stepName(each));
            }
            expect(overdue(state, told, { now, calendar })).toEqual([]);
          }
        },
      ),
    );
  });

  it("say after a week without power the furthest step of each duty, once", () => {
    const now = at("2026-11-28T08:00");
    const found = overdue(NEW, new Set(), { now, calendar, arrivedAt: at("2026-11-20T16:00") });
    expect(found.map(({ kind, step }) => `${kind} ${step}`)).toEqual(["read 150", "acknowledge 150", "plan 150"]);
  });

  it("run from the instant as long as it is remembered, from midnight afterwards, and so never later", () => {
    const arrivedAt = at("2026-11-20T16:00");
    const told = new Set<string>();
    const kinds = (now: number, arrived?: number) =>
      overdue(NEW, told, { now, calendar, ...(arrived === undefined ? {} : { arrivedAt: arrived }) }).map(
        ({ kind, step }) => `${kind} ${step}`,
      );
    expect(kinds(at("2026-11-21T03:59"), arrivedAt)).toEqual([]);
    expect(kinds(at("2026-11-21T04:00"), arrivedAt)).toEqual(["read 50", "acknowledge 50"]);
    expect(kinds(at("2026-11-20T16:00"))).toEqual(["read 50", "acknowledge 50"]);
    fc.assert(
      fc.property(severity, fc.nat(24 * 60 - 1), fc.nat(200), (severity, minute, hours) => {
        const arrived = at("2026-11-20T00:00") + minute * 60_000;
        const state = { ...NEW, severity };
        const now = arrived + hours * HOUR;
        const later = overdue(state, new Set(), { now, calendar, arrivedAt: arrived });
        const sooner = overdue(state, new Set(), { now, calendar });
        for (const { kind, step } of later)
          expect(sooner.some((each) => each.kind === kind && each.step >= step)).toBe(true);
      }),
    );
  });

  it("are asked for by what is not done, and by new words of the reporter", () => {
    const kinds = (state: CaseState) => openDuties(state, calendar).map(({ kind }) => kind);
    expect(kinds(NEW)).toEqual(["read", "acknowledge", "plan", "outcome"]);
    const read = { ...NEW, status: "dibaca", readOn: "2026-11-20" } as const;
    expect(kinds(read)).toEqual(["acknowledge", "plan", "outcome"]);
    const planned = { ...read, status: "ditangani", acknowledgedOn: "2026-11-21", plannedOn: "2026-11-21" } as const;
    expect(kinds(planned)).toEqual(["update", "outcome"]);
    expect(kinds({ ...planned, unread: true, reporterOn: "2026-11-22" })).toEqual(["update", "outcome", "new-words"]);
    expect(kinds({ ...planned, severity: "S3" })).toEqual([]);
    expect(kinds({ ...planned, status: "selesai", closedOn: "2026-11-30" })).toEqual([]);
  });
});

describe("escalation", () => {
  const reader = (kind: "officer" | "trustee") => (id: string) => ({ id, kind });
  const officers = ["a", "b", "c", "d"].map(reader("officer"));
  const trustee = reader("trustee")("t");

  it("goes to the next officer, then to the trustee", () => {
    const to = (readers: readonly { id: string; kind: "officer" | "trustee" }[], lead?: string) =>
      STEPS.map((step) => tellWhom(readers, lead, step));
    expect(to([...officers, trustee], "a")).toEqual(["b", "c", "t"]);
    expect(to([...officers, trustee], "c")).toEqual(["a", "b", "t"]);
    expect(to(officers)).toEqual(["b", "c", "d"]);
    expect(to(officers.slice(0, 2))).toEqual(["b", "b", "b"]);
    expect(to([...officers.slice(0, 1), trustee])).toEqual(["t", "t", "t"]);
    expect(to(officers.slice(0, 1))).toEqual(["a", "a", "a"]);
    expect(to([trustee])).toEqual(["t", "t", "t"]);
    expect(to([])).toEqual([undefined, undefined, undefined]);
  });

  it("never leaves those who can open the case, and always reaches one of them", () => {
    fc.assert(
      fc.property(
        fc.subarray([...officers, trustee]),
        fc.option(fc.constantFrom("a", "b", "x")),
        fc.constantFrom(...STEPS),
        (readers, lead, step) => {
          const to = tellWhom(readers, lead ?? undefined, step);
          if (readers.length === 0) expect(to).toBeUndefined();
          else expect(readers.map(({ id }) => id)).toContain(to);
        },
      ),
    );
  });
});

describe("the life of a case", () => {
  it("keeps to what the table demands, whatever happens to it", () => {
    fc.assert(
      fc.property(severity, life, (severity, steps) => {
        for (const { state, today } of lived(severity, steps)) {
          expect((state.status === "selesai") === (state.closedOn !== null)).toBe(true);
          expect((state.status === "selesai") === (state.outcome !== null)).toBe(true);
          if (state.status !== "baru") expect(state.readOn).not.toBeNull();
          if (state.status === "selesai") expect(state.unread).toBe(false);
          for (const date of [state.readOn, state.closedOn, state.plannedOn, state.reporterOn])
            if (date !== null) expect(date >= state.receivedOn && date <= today).toBe(true);
        }
      }),
    );
  });

  it("destroys nothing that is unread, open, closed for less than 90 days, or about which she wrote within 14", () => {
    fc.assert(
      fc.property(severity, life, fc.nat(400), (severity, steps, days) => {
        const { state, today } = lived(severity, steps).at(-1) ?? { state: NEW, today: NEW.receivedOn };
        const then = addDays(today, days);
        if (!mayDestroy(state, then)) return;
        expect(state.status).toBe("selesai");
        expect(state.readOn).not.toBeNull();
        expect(state.unread).toBe(false);
        expect(addDays(state.closedOn ?? then, 90) <= then).toBe(true);
        expect(state.reporterOn === null || addDays(state.reporterOn, 14) < then).toBe(true);
      }),
    );
    const closed = {
      ...NEW,
      status: "selesai",
      outcome: "terbukti",
      readOn: "2026-11-20",
      closedOn: "2026-12-01",
    } as const;
    expect(mayDestroy(closed, "2027-02-28")).toBe(false);
    expect(mayDestroy(closed, "2027-03-01")).toBe(true);
    expect(mayDestroy({ ...closed, unread: true }, "2030-01-01")).toBe(false);
    expect(mayDestroy({ ...closed, reporterOn: "2027-02-20" }, "2027-03-01")).toBe(false);
  });

  it("may be opened again for two weeks, by an officer or by new words, and not later", () => {
    const closed = {
      ...NEW,
      status: "selesai",
      outcome: "kurang_info",
      readOn: "2026-11-20",
      closedOn: "2026-12-01",
    } as const;
    for (const kind of ["reopened", "reporter-wrote"] as const) {
      expect(afterEvent(closed, { kind }, "2026-12-15")).toMatchObject({ status: "dibuka_lagi", closedOn: null });
      expect(afterEvent(closed, { kind }, "2026-12-16")).toBeUndefined();
    }
  });

  it("is not closed while new words of the reporter are unread", () => {
    const told = { ...NEW, status: "ditangani", readOn: "2026-11-20", unread: true } as const;
    expect(afterEvent(told, { kind: "closed", outcome: "terbukti" }, "2026-11-22")).toBeUndefined();
    expect(afterEvent(NEW, { kind: "closed", outcome: "terbukti" }, "2026-11-22")).toBeUndefined();
  });
});
