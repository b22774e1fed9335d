import { describe, expect, it } from "vitest";
import { MINUTE } from "../../src/clock.ts";
import { type Veil, Veils } from "../../src/conversation/veils.ts";
import type { Frame } from "../../src/flow/session.ts";
import { LIMITS } from "../../src/limits.ts";

const frame = (flow: string): Frame => ({
  id: 1,
  flow,
  revision: "r",
  at: "story",
  mode: "ask",
  asked: 2,
  tries: 0,
  reminded: 0,
  trail: null,
});
const veil = (at: number, ...flows: string[]): Veil => ({ session: { n: 2, frames: flows.map(frame), auto: 0 }, at });
const make = () => new Veils((flow) => flow === "box");

describe("conversations that are in memory only", () => {
  it("are taken back with the transaction that changed them, and nobody is told", () => {
    const veils = make();
    veils.put("sari", veil(0, "box"));
    expect(veils.committed()).toEqual([]);
    const { mark } = veils;
    veils.lift("sari");
    veils.put("wati", veil(1, "box"));
    veils.put("sari", veil(1, "note", "box"));
    veils.cut(mark);
    expect(veils.of("sari", 1)?.at).toBe(0);
    expect(veils.has("wati")).toBe(false);
    expect(veils.committed()).toEqual([]);
  });

  it("are gone when nothing sealed is left after a commit, once", () => {
    const veils = make();
    veils.put("sari", veil(0, "box"));
    veils.put("sari", veil(1, "box"));
    veils.committed();
    veils.put("sari", veil(2, "note"));
    expect(veils.isIn("sari", 2)).toBe(false);
    expect(veils.committed()).toEqual(["sari"]);
    veils.lift("sari");
    expect(veils.committed()).toEqual([]);
  });

  it("that begin and end in one transaction leave nothing that could be gone", () => {
    const veils = make();
    veils.put("sari", veil(0, "box"));
    veils.lift("sari");
    expect(veils.committed()).toEqual([]);
  });

  it("are over after a quarter of an hour, and late until she is told, then for a moment", () => {
    const veils = make();
    veils.put("sari", veil(0, "note", "box"));
    veils.put("wati", veil(0, "note"));
    veils.committed();
    expect([veils.isIn("sari", 15 * MINUTE), veils.isIn("sari", 16 * MINUTE)]).toEqual([true, false]);
    expect([veils.isLate("sari", 15 * MINUTE), veils.isLate("sari", 16 * MINUTE)]).toEqual([false, true]);
    expect(veils.forgetSilent(16 * MINUTE)).toEqual(["sari"]);
    expect(veils.forgetSilent(17 * MINUTE)).toEqual([]);
    expect([veils.isLate("sari", 30 * MINUTE), veils.isLate("wati", 30 * MINUTE)]).toEqual([true, false]);
    veils.tell("sari", 30 * MINUTE);
    expect([veils.isLate("sari", 31 * MINUTE), veils.wasJustTold("sari", 31 * MINUTE)]).toEqual([false, true]);
    expect(veils.wasJustTold("sari", 33 * MINUTE)).toBe(false);
  });

  it("are bounded: the one that was heard longest ago is forgotten", () => {
    const veils = make();
    for (let n = 0; n <= LIMITS.sealedConversations; n += 1) {
      veils.put(`p${n}`, veil(n, "box"));
      if (n === 1) veils.put("p0", veil(n, "box"));
    }
    expect([veils.has("p0"), veils.has("p1"), veils.has("p2")]).toEqual([true, false, true]);
  });
});
