import { expect, it } from "vitest";
import { packageRoot } from "../../../src/home.ts";
import { loadPacks } from "../../../src/programme/index.ts";

/** As the study has them: sessions, hours of each, and how the time is divided. */
const STUDY: Record<string, [sessions: string, hours: string, shares: string]> = {
  social: ["8-10", "2-3", "40/40/20"],
  vocational: ["8-10", "2-3", "30/50/20"],
  technical: ["6-8", "3-4", "30/50/20"],
  entrepreneurship: ["8-10", "2-3", "40/40/20"],
  managerial: ["6-8", "3-4", "30/25/20/25"],
  capital: ["4-6", "3-4", "20/50/30"],
  market: ["8-10", "2-3", "10/30/30/30"],
};

it("the seven kinds of training that every programme takes over are those of the study", () => {
  const modules = loadPacks(packageRoot(), ["melati"]).packs.get("melati")?.modules ?? [];
  const span = ({ min, max }: { min: number; max: number }) => `${min}-${max}`;
  for (const [kind, [sessions, hours, shares]] of Object.entries(STUDY)) {
    const module = modules.find((one) => one.kind === kind);
    if (module === undefined) throw new Error(`there is no training of the kind ${kind}`);
    const divided = Object.values(module.shares).map((ppm) => ppm / 10_000);
    expect([kind, span(module.sessions), span(module.hours), divided.join("/")]).toEqual([
      kind,
      sessions,
      hours,
      shares,
    ]);
  }
});
