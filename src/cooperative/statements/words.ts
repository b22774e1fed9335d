import { percentText } from "../../documents/index.ts";
import { formatMoney } from "../../flow/understand/index.ts";
import type { TextData, Texts } from "../../texts/index.ts";

/** The words of statements in one language, and figures as people read them. */
export class Words {
  readonly lang: string;
  private readonly texts: Texts;
  private readonly months: readonly string[];

  constructor(texts: Texts, lang: string) {
    this.texts = texts;
    this.lang = lang;
    this.months = Array.from({ length: 12 }, (_, i) => texts.text(lang, `coop-statements:month.${i + 1}`));
  }

  /** A text of `coop-statements`. */
  say(key: string, data: TextData = {}): string {
    return this.texts.text(this.lang, `coop-statements:${key}`, data);
  }

  has(key: string): boolean {
    return this.texts.has(this.lang, `coop-statements:${key}`);
  }

  /** `Simpanan Wajib` */
  account(account: number): string {
    return this.texts.text(this.lang, `accounts:${account}`);
  }

  /** The same to a member: what the books owe her is not called a debt. */
  hers(account: number): string {
    const said = `accounts:said.${account}`;
    return this.texts.has(this.lang, said) ? this.texts.text(this.lang, said) : this.account(account);
  }

  /** `Aset`, of the first digit of an account. */
  group(digit: number): string {
    return this.texts.text(this.lang, `accounts:group.${digit}`);
  }

  /** What an entry is about: `Setoran simpanan`. */
  entryKind(kind: string): string {
    return this.texts.text(this.lang, `entries:${kind}`);
  }

  /** `21 Nov 2026`, from YYYY-MM-DD. */
  date(iso: string): string {
    return `${Number(iso.slice(8))} ${this.monthName(iso).slice(0, 3)} ${iso.slice(0, 4)}`;
  }

  /** `November 2026`, from YYYY-MM or longer. */
  month(iso: string): string {
    return `${this.monthName(iso)} ${iso.slice(0, 4)}`;
  }

  money(rupiah: number): string {
    return formatMoney(rupiah);
  }

  percent(ppm: number): string {
    return percentText(ppm);
  }

  private monthName(iso: string): string {
    return this.months[Number(iso.slice(5, 7)) - 1] ?? "";
  }
}
