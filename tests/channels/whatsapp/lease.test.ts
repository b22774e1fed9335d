import { describe, expect, it } from "vitest";
import { LEASE_MS, LEASE_RENEWAL_MS, Lease } from "../../../src/channels/whatsapp/lease.ts";
import { DAY, FixedClock } from "../../../src/clock.ts";
import { freshDb } from "../../support/databases.ts";
import { NOW } from "./support.ts";

function two() {
  const { sqlite } = freshDb();
  const clock = new FixedClock(NOW);
  const lease = (holder: string, channel = "whatsapp") => new Lease(sqlite, channel, holder, clock);
  return { clock, first: lease("a"), second: lease("b"), elsewhere: lease("b", "whatsapp-2") };
}

describe("the lease of the linked device", () => {
  it("belongs to one process, which may take it again and again", () => {
    const { first, second, elsewhere } = two();
    expect([first.take(), second.take(), first.take(), second.take()]).toEqual([true, false, true, false]);
    expect(elsewhere.take()).toBe(true);
  });

  it("is free as soon as it was given back, by its holder only", () => {
    const { first, second } = two();
    first.take();
    second.release();
    expect(second.take()).toBe(false);
    first.release();
    expect(second.take()).toBe(true);
    expect(first.take()).toBe(false);
  });

  it("is taken over from a process that says nothing any more, and not before", () => {
    const { clock, first, second } = two();
    first.take();
    clock.advanceTo(NOW + LEASE_MS - 1);
    expect(second.take()).toBe(false);
    clock.advanceTo(NOW + LEASE_MS);
    expect(second.take()).toBe(true);
    expect(first.take()).toBe(false);
  });

  it("is taken over when the clock was ahead as it was taken, and has been put right", () => {
    const { sqlite } = freshDb();
    const ahead = new Lease(sqlite, "whatsapp", "a", new FixedClock(NOW + 365 * DAY));
    ahead.take();
    const right = new Lease(sqlite, "whatsapp", "b", new FixedClock(NOW));
    expect(right.take()).toBe(true);
  });

  it("outlives two renewals that fail", () => {
    expect(LEASE_RENEWAL_MS * 3).toBeLessThanOrEqual(LEASE_MS);
  });
});
