import { describe, expect, it } from "vitest";
import { z } from "zod";
import { action, type HearContext } from "../../src/conversation/module.ts";
import { compose } from "../../src/programme/compose.ts";

const noted = action({ args: z.object({}), outcomes: ["ok"], run: () => ({ outcome: "ok" }) });
const heard = { kind: "text", text: "hadir 1 2 5" } as const;

describe("the parts of the programme", () => {
  it("are one module: each is asked in its order, and gets back what it gathered itself", () => {
    const gathered: unknown[] = [];
    const asked: string[] = [];
    const taken = (name: string, takes: boolean) => ({
      hear: (_: unknown, context: HearContext) => {
        asked.push(name);
        if (!takes) return undefined;
        context.gather(`of ${name}`);
        return "taken" as const;
      },
      gathered: (items: readonly unknown[]) => void gathered.push([name, ...items]),
    });
    const module = compose("programme", {
      first: taken("first", false),
      second: taken("second", true),
      third: taken("third", true),
    });
    const kept: unknown[] = [];
    const context = { gather: (item: unknown) => kept.push(item) } as unknown as HearContext;
    expect(module.hear?.(heard, context)).toBe("taken");
    expect(asked).toEqual(["first", "second"]);
    module.gathered?.(kept, context);
    expect(gathered).toEqual([["second", "of second"]]);
  });

  it("do not take each other's names", () => {
    const parts = { one: { actions: { "training.mark": noted } }, two: { actions: { "training.mark": noted } } };
    expect(() => compose("programme", parts)).toThrow("two parts of the programme have the action training.mark");
  });

  it("keep what they keep side by side, and let go of all of it", () => {
    const gone: string[] = [];
    const keeper = (name: string, knows: boolean) => ({
      keeper: {
        name,
        dataOf: () => (knows ? { short: [`${name} s`], whole: [`${name} w`], data: { n: 1 } } : undefined),
        stays: () => (knows ? `${name} stays` : undefined),
        letGo: () => void gone.push(name),
      },
    });
    const { keeper: all } = compose("programme", { a: keeper("a", true), b: keeper("b", false), c: keeper("c", true) });
    expect(all?.dataOf("p", "id")).toEqual({
      short: ["a s", "c s"],
      whole: ["a w", "c w"],
      data: { a: { n: 1 }, c: { n: 1 } },
    });
    expect(all?.stays("p", "id")).toBe("a stays\nc stays");
    all?.letGo("p", { tell: () => false, now: 0 });
    expect(gone).toEqual(["a", "b", "c"]);
    expect(compose("programme", { d: {} }).keeper).toBeUndefined();
  });
});
