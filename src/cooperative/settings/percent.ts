const PPM_A_PERCENT = 10_000;
const ALL_PPM = 1_000_000;
const PERCENT = /^(?<whole>\d{1,3})(?:[.,](?<part>\d{1,4}))?\s?%$/;

/**
 * A percentage as people write it, exactly, in ppm: "1.5%" and "1,5%" are 15,000. Undefined for anything else, above all
 * for a figure without its sign: 1.5 and 15000 may mean anything.
 *
 * @example ppmOf("0.1%") // 1_000
 */
export function ppmOf(text: string): number | undefined {
  const found = PERCENT.exec(text.trim())?.groups;
  if (found === undefined) return undefined;
  const ppm = Number(found["whole"]) * PPM_A_PERCENT + Number((found["part"] ?? "").padEnd(4, "0"));
  return ppm <= ALL_PPM ? ppm : undefined;
}

/** The other way round, for lists: 15,000 is `1.5%`. */
export function percentOf(ppm: number): string {
  const part = String(ppm % PPM_A_PERCENT)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return `${Math.trunc(ppm / PPM_A_PERCENT)}${part === "" ? "" : `.${part}`}%`;
}
