import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFlow } from "../../src/flow/draw.ts";
import { parseFlow } from "../../src/flow/parse.ts";

function draw(steps: string, texts: Record<string, string> = {}): string[] {
  const { flow, problems } = parseFlow("x.yaml", `id: x\nfor: anyone\nremind: none\nsteps:\n${steps}`);
  if (flow === undefined) throw new Error(problems[0]?.what);
  return drawFlow(flow, (key) => texts[key])
    .trimEnd()
    .split("\n");
}

describe("drawFlow", () => {
  it("draws questions, answers, conditions, outcomes and ends", () => {
    const texts = {
      "x:title": "Laporan mingguan",
      "x:running.ask": "Ibu, usahanya jalan?",
      "x:running.options.yes": "Ya, jalan",
      "x:running.options.no.label": "Tidak",
      "x:thanks": "Terima kasih",
    };
    const steps = `  - ask: running
    as: choice
    options: [yes, no]
  - ask: profit
    as: money
    when: { running: yes }
    optional: true
  - do: report.submit
    outcomes: { duplicate: sent, nothing: end }
  - say: thanks
    end: true
  - say: sent
`;
    expect(draw(steps, texts)).toEqual([
      "flowchart TD",
      '  start(["Laporan mingguan"])',
      '  s0[/"running #40;choice#41;<br/>Ibu, usahanya jalan?"/]',
      '  s1[/"profit #40;money, may be skipped#41;<br/>profit<br/>only when running is yes"/]',
      '  s2[["report.submit"]]',
      '  s3["thanks<br/>Terima kasih"]',
      '  s4(["end"])',
      '  s5["sent"]',
      '  s6(["end"])',
      "  start --> s0",
      '  s0 -->|"Ya, jalan / Tidak"| s1',
      "  s1 --> s2",
      "  s2 --> s3",
      '  s2 -->|"duplicate"| s5',
      '  s2 -->|"nothing"| s6',
      "  s3 --> s4",
      "  s5 --> s6",
    ]);
  });

  it("draws ifs and repeats with what leads round and out", () => {
    const steps = `  - ask: go
    as: yes-no
  - if: { go: yes }
    steps: [{ say: a }]
    else: [{ say: b }]
  - repeat: m
    max: 3
    while: { go: yes }
    steps:
      - { ask: n, as: number }
      - { end: true, when: { n: { min: 1, max: 5 } } }
`;
    const lines = draw(steps);
    expect(lines).toContain('  s1{"if"}');
    expect(lines).toContain('  s0 -->|"yes / no"| s1');
    expect(lines).toContain('  s1 -->|"go is yes"| s2');
    expect(lines).toContain('  s1 -->|"otherwise"| s4');
    expect(lines).toContain("  s2 --> s5");
    expect(lines).toContain('  s5{{"repeat m, while go is yes, at most 3"}}');
    expect(lines).toContain('  s5 -->|"next round"| s6');
    expect(lines).toContain('  s5 -->|"done"| s9');
    expect(lines).toContain('  s7(["end<br/>only when n at least 1 and at most 5"])');
    expect(lines).toContain('  s7 -->|"otherwise"| s5');
  });

  it("draws calls and menus, and not what is never reached", () => {
    const steps = `  - call: consent
  - { ask: choice, as: choice, options: [a, b] }
  - open: choice
  - say: lost
`;
    const lines = draw(steps);
    expect(lines).toContain('  s0[["flow consent"]]');
    expect(lines).toContain('  s2[["the flow chosen in choice"]]');
    expect(lines.join("\n")).not.toContain("lost");
  });

  it("keeps what could mean something to Mermaid out, and shortens", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('a"] --> b', "--> |x|", "%% x", "`md`", "<script>", "a\nend\nb"),
    );
    fc.assert(
      fc.property(text, (any) => {
        const line = draw("  - { say: a }\n", { "x:a": any }).find((one) => one.startsWith("  s0"));
        expect(line).toMatch(/^ {2}s0\["a(<br\/>[^"<>|[\](){}`\\]*)?"\]$/);
        expect(line?.length).toBeLessThan(450);
      }),
    );
  });
});
