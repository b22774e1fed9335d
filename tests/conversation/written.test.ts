import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../src/clock.ts";
import { isBefore, Written } from "../../src/conversation/written.ts";

const START = Date.parse("2026-11-20T09:00:00Z");

describe("when a message was written, by our clock", () => {
  it("is what the platform says, also of what waited from before a start", () => {
    const written = new Written();
    expect(written.at("telegram", START - 3 * HOUR, START)).toBe(START - 3 * HOUR);
    written.at("telegram", START, START);
    expect(written.at("telegram", START, START + HOUR)).toBe(START);
  });

  it("is put right where our clock is an hour ahead: what comes at once was written just now", () => {
    const written = new Written();
    for (let at = START; at < START + 5 * MINUTE; at += MINUTE) written.at("telegram", at - HOUR, at);
    const now = START + 10 * MINUTE;
    expect(written.at("telegram", now - HOUR, now)).toBe(now);
    expect(written.at("telegram", now - 2 * HOUR, now)).toBe(now - HOUR);
    expect(written.at("whatsapp", now - HOUR, now)).toBe(now - HOUR);
  });

  it("is never made earlier by a clock that is ahead of ours", () => {
    const written = new Written();
    written.at("telegram", START + HOUR, START);
    const now = START + 10 * MINUTE;
    expect(written.at("telegram", now, now)).toBe(now);
  });

  it("is not known where it cannot be", () => {
    expect(new Written().at("telegram", 0, START)).toBeUndefined();
    expect(isBefore(undefined, START)).toBe(false);
    expect(isBefore(0, undefined)).toBe(false);
  });

  it("is before a question only by more than clocks differ", () => {
    expect(isBefore(START - 4_000, START)).toBe(false);
    expect(isBefore(START - 6_000, START)).toBe(true);
  });
});
