import { describe, expect, it } from "vitest";
import { ACCOUNTS } from "../../../src/cooperative/accounts.ts";
import type { Dispute } from "../../../src/cooperative/disputes/disputes.ts";
import { closing, mayKnow, missing, objecting } from "../../../src/cooperative/disputes/rules.ts";
import { credit, debit, type Entry } from "../../../src/cooperative/journal/entry.ts";
import type { OfficerRole } from "../../../src/cooperative/officers.ts";
import { LIMITS } from "../../../src/limits.ts";

const MARIA = 7;
const entry: Entry = {
  id: 70,
  unit: 1,
  no: 12,
  kind: "deposit",
  valueOn: "2026-11-20",
  booksOn: "2026-11-20",
  bookedAt: 0,
  maker: "endang",
  checker: "ratna",
  source: null,
  reverses: null,
  memo: null,
  hash: "",
  lines: [debit(ACCOUNTS.cash, 20_000), credit(ACCOUNTS.mandatorySavings, 20_000, { member: MARIA })],
};
const dispute: Dispute = {
  id: 1,
  unit: 1,
  no: 3,
  kind: "entry",
  entryId: 70,
  member: MARIA,
  amount: null,
  on: null,
  reason: null,
  openedAt: 0,
  dueAt: 0,
  state: "open",
  answer: null,
  endedBy: null,
  endedAt: null,
};
const miss: Dispute = { ...dispute, kind: "missing", entryId: null, amount: 20_000, on: "2026-11-12" };

const codeOf = (result: { ok: true } | { ok: false; refusal: { code: string } }) =>
  result.ok ? "ok" : result.refusal.code;

describe("who may object", () => {
  const given = { no: 12, member: MARIA, entry, reversedBy: undefined, open: [] };

  it("is the member whom the entry names, once, while it stands", () => {
    expect(codeOf(objecting(given))).toBe("ok");
    expect(codeOf(objecting({ ...given, member: 8 }))).toBe("dispute-not-yours");
    expect(codeOf(objecting({ ...given, entry: undefined }))).toBe("dispute-not-yours");
    expect(codeOf(objecting({ ...given, reversedBy: 13 }))).toBe("dispute-reversed");
    expect(codeOf(objecting({ ...given, open: [dispute] }))).toBe("dispute-open-already");
    expect(codeOf(objecting({ ...given, open: [{ ...dispute, entryId: 71 }] }))).toBe("ok");
  });

  it("has so many open and no more", () => {
    const open = Array.from({ length: LIMITS.openDisputes }, (_, at) => ({ ...dispute, entryId: 100 + at }));
    expect(codeOf(objecting({ ...given, open }))).toBe("dispute-many");
    expect(codeOf(missing({ amount: 1, on: "2026-11-12", written: undefined, open }))).toBe("dispute-many");
  });

  it("misses a deposit that is not written and was not reported", () => {
    const given = { amount: 20_000, on: "2026-11-12", written: undefined, open: [] };
    expect(codeOf(missing(given))).toBe("ok");
    expect(codeOf(missing({ ...given, written: 12 }))).toBe("deposit-written");
    expect(codeOf(missing({ ...given, open: [miss] }))).toBe("deposit-reported-already");
    expect(codeOf(missing({ ...given, on: "2026-11-13", open: [miss] }))).toBe("ok");
  });
});

describe("who ends a dispute", () => {
  const by = (person: string, roles: OfficerRole[], herself = false) => ({ person, roles, herself });
  const does = (result: ReturnType<typeof closing>) => (result.ok ? result.does : result.refusal.code);

  it("is an officer who neither wrote nor checked the entry, nor keeps the box", () => {
    expect(does(closing(dispute, 3, entry, by("suroso", ["supervisor"])))).toBe("end");
    expect(does(closing(dispute, 3, entry, by("wati", ["chair"])))).toBe("end");
    expect(does(closing(dispute, 3, entry, by("ratna", ["chair"])))).toBe("note");
    expect(does(closing(dispute, 3, entry, by("endang", ["supervisor"])))).toBe("note");
    expect(does(closing(dispute, 3, entry, by("other", ["treasurer"])))).toBe("note");
    expect(does(closing(dispute, 3, entry, by("both", ["treasurer", "supervisor"])))).toBe("note");
  });

  it("is never the member herself, whatever her office, and each ends once", () => {
    expect(does(closing(dispute, 3, entry, by("maria", ["supervisor"], true)))).toBe("dispute-own");
    expect(does(closing({ ...dispute, state: "explained" }, 3, entry, by("suroso", ["supervisor"])))).toBe(
      "dispute-over",
    );
    expect(does(closing(undefined, 3, undefined, by("suroso", ["supervisor"])))).toBe("no-such-dispute");
  });

  it("of a missed deposit is the supervisor alone, and for others there is none", () => {
    expect(does(closing(miss, 3, undefined, by("suroso", ["supervisor"])))).toBe("end");
    for (const roles of [["treasurer"], ["chair"], ["treasurer", "supervisor"]] as OfficerRole[][]) {
      expect(mayKnow(miss, roles)).toBe(false);
      expect(does(closing(miss, 3, undefined, by("x", roles)))).toBe("no-such-dispute");
    }
    expect(mayKnow(dispute, ["treasurer"])).toBe(true);
  });
});
