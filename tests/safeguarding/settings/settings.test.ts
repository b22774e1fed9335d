import { describe, expect, it } from "vitest";
import { packageRoot } from "../../../src/home.ts";
import { isStale, loadSafeSettings, referralsFor } from "../../../src/safeguarding/index.ts";
import { readSafeSettings } from "../../../src/safeguarding/settings/load.ts";

const referral = (id: string, given: object = {}) => ({
  id,
  name: id,
  phone: "110",
  region: "nationwide" as const,
  danger: false,
  source: "somewhere",
  verifiedAt: "2026-06-01",
  ...given,
});

describe("numbers of others who help", () => {
  it("of the programme are all there, and each says where it is from", () => {
    const { settings, problems } = loadSafeSettings(packageRoot(), "melati");
    expect(problems).toEqual([]);
    expect(settings?.referrals.map(({ phone }) => phone)).toEqual(["110", "129", "148"]);
    expect(settings?.holidays.has("2026-12-25")).toBe(true);
    expect(loadSafeSettings(packageRoot(), "another")).toEqual({ problems: [] });
  });

  it("must be looked at again after half a year", () => {
    expect(isStale(referral("a"), "2026-11-28")).toBe(false);
    expect(isStale(referral("a"), "2026-11-29")).toBe(true);
  });

  it("are those of her district and of the whole country, in danger the ones for danger first", () => {
    const all = [referral("a"), referral("b", { region: ["Malang"] }), referral("c", { danger: true })];
    const ids = (district: string | undefined, danger: boolean) =>
      referralsFor(all, { district, danger }).map(({ id }) => id);
    expect(ids("malang ", false)).toEqual(["a", "b", "c"]);
    expect(ids("Maros", true)).toEqual(["c", "a"]);
    expect(ids(undefined, false)).toEqual(["a", "c"]);
  });

  it("that are written wrongly are named with their line", () => {
    const text = 'holidays: []\nreferrals:\n  - id: polisi\n    name: Polisi\n    phone: "satu"\n';
    const { settings, problems } = readSafeSettings("x.yaml", text);
    expect(settings).toBeUndefined();
    expect(problems.map(({ line, what }) => `${line} ${what.split(":")[0]}`)).toContain("5 referrals.0.phone");
  });
});
