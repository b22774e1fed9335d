import type { TextData, Texts } from "../../texts/index.ts";
import type { Days } from "../indicators/index.ts";
import type { ReportKind } from "./period.ts";

/** The words of reports in one language. */
export class ReportWords {
  readonly lang: string;
  private readonly texts: Texts;

  constructor(texts: Texts, lang: string) {
    this.texts = texts;
    this.lang = lang;
  }

  /** A text of `report`. */
  say(key: string, data: TextData = {}): string {
    return this.texts.text(this.lang, `report:${key}`, data);
  }

  /** The same, or what a pack or a table calls it where there is no word for it. */
  named(key: string, otherwise: string): string {
    return this.texts.has(this.lang, `report:${key}`) ? this.say(key) : otherwise;
  }

  /** `21 Nov 2026`, from YYYY-MM-DD. */
  date(iso: string): string {
    return `${Number(iso.slice(8))} ${this.month(iso).slice(0, 3)} ${iso.slice(0, 4)}`;
  }

  /** `Oktober 2026`, `Triwulan 4 2026`, `5 Okt 2026 sampai 11 Okt 2026`. */
  period(kind: ReportKind, { from, to }: Days): string {
    if (kind === "monthly") return `${this.month(from)} ${from.slice(0, 4)}`;
    const quarter = Math.ceil(Number(from.slice(5, 7)) / 3);
    if (kind === "quarterly") return this.say("period.quarter", { quarter, year: from.slice(0, 4) });
    return this.say("period.span", { from: this.date(from), to: this.date(to) });
  }

  private month(iso: string): string {
    return this.texts.text(this.lang, `coop-statements:month.${Number(iso.slice(5, 7))}`);
  }
}
