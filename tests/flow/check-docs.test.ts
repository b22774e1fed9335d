import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkFlows } from "../../src/flow/check/index.ts";
import { drawFlow } from "../../src/flow/draw.ts";
import { parseFlow } from "../../src/flow/parse.ts";
import { textsOf } from "../../src/texts/index.ts";

const DOCS = readFileSync(new URL("../../docs/FLOWS.md", import.meta.url), "utf8");
const blocks = (language: string) =>
  [...DOCS.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map((block) => block[1] ?? "");

describe("docs/FLOWS.md", () => {
  it("begins with a flow and words in which nothing is wrong", () => {
    const parsed = parseFlow("weekly-report.yaml", blocks("yaml")[0] ?? "");
    const texts = textsOf({ id: { "weekly-report": JSON.parse(blocks("json")[0] ?? "{}") } });
    const actions = new Map([["weekly-report.submit", { outcomes: ["ok", "duplicate"] }]]);
    expect(checkFlows([parsed], { actions, texts })).toEqual([]);
    const { flow } = parsed;
    expect(flow && drawFlow(flow, (key) => texts.raw("id", key)[0])).toContain("‹called›, usahanya jalan minggu ini?");
  });

  it("shows only steps that can be read", () => {
    const samples = blocks("yaml").slice(1);
    expect(samples.length).toBeGreaterThan(6);
    for (const sample of samples) {
      const steps = sample.replace(/^(?=.)/gm, "  ");
      expect(parseFlow("x.yaml", `id: x\nfor: anyone\nremind: none\nsteps:\n${steps}`).problems).toEqual([]);
    }
  });
});
