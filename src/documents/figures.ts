import { formatMoney } from "../flow/understand/index.ts";

/** `1,5%` of 15,000 ppm: as many decimals as there are. Pure. */
export function percentText(ppm: number): string {
  const size = Math.abs(ppm);
  const decimals = String(size % 10_000)
    .padStart(4, "0")
    .replace(/0+$/, "");
  const whole = String(Math.trunc(size / 10_000)).replace(/\B(?=(?:\d{3})+$)/gu, ".");
  return `${ppm < 0 ? "-" : ""}${whole}${decimals === "" ? "" : `,${decimals}`}%`;
}

/** `1.234`. Pure. */
export const numberText = (value: number): string => formatMoney(value).replace("Rp ", "");
