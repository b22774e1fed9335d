import { describe, expect, it } from "vitest";
import { booksWorld } from "../year/books-world.ts";

const pokok = (amount: number) => ({ kind: "principal", amount }) as const;

describe("a deposit", () => {
  it("of pokok is never above the whole of it, in one line or in several", () => {
    const world = booksWorld();
    const [member = 0] = world.ids;
    const paid = (...items: ReturnType<typeof pokok>[]) =>
      world.refusal({ op: "deposit", member, items }, "2026-03-02");
    expect(paid(pokok(100_000), pokok(100_000))).toEqual({
      code: "principal-paid",
      data: { balance: 0, limit: 100_000 },
    });
    expect(paid(pokok(60_000), pokok(20_000))).toBe("posted");
    expect(paid(pokok(20_000), pokok(1_000))).toMatchObject({ data: { balance: 80_000 } });
    expect(paid(pokok(20_000))).toBe("posted");
  });
});
