import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY } from "../../../src/clock.ts";
import type { Role } from "../../../src/flow/definition.ts";
import {
  type Case,
  decisionOf,
  dueFor,
  judgesAs,
  objectionEnd,
  type Vote,
} from "../../../src/programme/graduation/case.ts";
import { contactEvery, contactedIn } from "../../../src/programme/graduation/contact.ts";
import { evaluateDay } from "../../../src/programme/graduation/follow-up.ts";
import { addMonths } from "../../../src/zones.ts";
import { melati } from "../support.ts";

const PACK = { check: "coordinator" as Role, "stop-approvals": 2 };
const GRADUATE: Case = {
  id: "c",
  programme: "melati",
  personId: "sari",
  kind: "graduate",
  about: null,
  state: "shown",
  round: 1,
  by: "dewi",
  openedAt: 0,
  toldAt: 0,
  until: 7 * DAY,
  outcome: null,
  closedAt: null,
};
const vote = (by: string, role: Role, yes = true): Vote => ({ by, as: [role], yes });

describe("a decision", () => {
  it("needs a coordinator and a manager of one mind", () => {
    const [andi, retno] = [vote("andi", "coordinator"), vote("retno", "manager")];
    expect(decisionOf(GRADUATE, [andi], PACK)).toBeUndefined();
    expect(decisionOf(GRADUATE, [andi, retno], PACK)).toBe("graduate");
    expect(decisionOf(GRADUATE, [andi, vote("retno", "manager", false)], PACK)).toBeUndefined();
    expect(decisionOf(GRADUATE, [vote("andi", "coordinator", false), vote("retno", "manager", false)], PACK)).toBe(
      "not-yet",
    );
    expect(decisionOf(GRADUATE, [andi, vote("budi", "coordinator")], PACK)).toBeUndefined();
  });

  it("is never one person's, whatever roles she has, and never the proposer's", () => {
    const roles = fc.uniqueArray(fc.constantFrom<Role>("coordinator", "manager"), { minLength: 1 });
    const votes = fc.array(fc.record({ by: fc.constantFrom("dewi", "andi"), as: roles, yes: fc.boolean() }));
    fc.assert(
      fc.property(votes, fc.constantFrom("graduate" as const, "stop" as const), (said, kind) => {
        expect(decisionOf({ ...GRADUATE, kind }, said, PACK)).toBeUndefined();
      }),
    );
    expect(judgesAs(GRADUATE, { id: "dewi", roles: ["coordinator", "manager"] }, PACK)).toEqual([]);
    expect(judgesAs(GRADUATE, { id: "sari", roles: ["manager"] }, PACK)).toEqual([]);
  });

  it("of a stop needs as many as the pack says, and never fewer than two", () => {
    const stop: Case = { ...GRADUATE, kind: "stop" };
    const two = [vote("andi", "coordinator"), vote("retno", "manager")];
    expect(decisionOf(stop, two, PACK)).toBe("stop");
    expect(decisionOf(stop, two, { ...PACK, "stop-approvals": 3 })).toBeUndefined();
    expect(decisionOf(stop, [...two, vote("maya", "manager")], { ...PACK, "stop-approvals": 3 })).toBe("stop");
    expect(decisionOf(stop, two.slice(0, 1), { ...PACK, "stop-approvals": 1 })).toBeUndefined();
  });

  it("is not taken while she may object, and nobody votes twice before others did", () => {
    const due = (given: Partial<Case>, role: Role, votes: Vote[], now: number) =>
      dueFor({ ...GRADUATE, ...given }, [role], PACK, { votes, person: "andi", now });
    expect(due({}, "coordinator", [], 7 * DAY - 1)).toBe("wait");
    expect(due({}, "coordinator", [], 7 * DAY)).toBe("vote");
    expect(due({}, "coordinator", [vote("andi", "coordinator")], 7 * DAY)).toBe("voted");
    expect(due({}, "coordinator", [vote("andi", "coordinator"), vote("retno", "manager", false)], 7 * DAY)).toBe(
      "vote",
    );
    expect(due({ state: "proposed" }, "coordinator", [], 0)).toBe("check");
    expect(due({ state: "proposed" }, "manager", [], 0)).toBe("nothing");
    expect(due({ kind: "review", state: "proposed" }, "coordinator", [], 0)).toBe("nothing");
  });

  it("leaves her a week at least", () => {
    expect(objectionEnd(0, { "objection-days": 1 })).toBe(7 * DAY);
    expect(objectionEnd(0, { "objection-days": 14 })).toBe(14 * DAY);
  });
});

describe("how often somebody is written to", () => {
  const { contact } = melati();

  it("falls from phase to phase, and stays as in the last one", () => {
    expect([1, 3, 4, 9, 10, 12, 20].map((month) => contactEvery(contact, month))).toEqual([1, 1, 2, 2, 4, 4, 4]);
    expect(contactEvery([], 5)).toBe(1);
  });

  it("is each week at first, every second one from the fourth month, and none after graduation", () => {
    const as = (standing: "beneficiary" | "graduate" | "stopped" | "candidate", week: string) =>
      contactedIn(contact, week, { as: standing, since: "2026-01-07" });
    expect(["2026-01-05", "2026-01-12", "2026-03-30"].map((week) => as("beneficiary", week))).toEqual([
      true,
      true,
      true,
    ]);
    expect(["2026-04-06", "2026-04-13", "2026-04-20"].map((week) => as("beneficiary", week))).toEqual([
      false,
      true,
      false,
    ]);
    expect([as("graduate", "2026-01-12"), as("stopped", "2026-01-12"), as("candidate", "2026-04-06")]).toEqual([
      false,
      false,
      true,
    ]);
    expect(contactedIn(contact, "2026-04-06", undefined)).toBe(true);
  });
});

describe("days", () => {
  it("of a check are those of the month, or its last one", () => {
    expect(["2026-11-20", "2026-11-30", "2026-01-31"].map((day) => addMonths(day, 3))).toEqual([
      "2027-02-20",
      "2027-02-28",
      "2026-04-30",
    ]);
  });

  it("of a new evaluation lie neither too near nor too far", () => {
    expect([evaluateDay("2026-11-20", "2026-11-26"), evaluateDay("2026-11-20", "2026-11-27")]).toEqual(["early", "ok"]);
    expect(evaluateDay("2026-11-20", "2027-12-01")).toBe("late");
  });
});
