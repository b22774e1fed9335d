import { formatDateShort, formatMoney } from "../../flow/understand/index.ts";
import type { Texts } from "../../texts/index.ts";
import { ACCOUNTS } from "../accounts.ts";
import type { Refusal } from "../operations/operation.ts";

type Data = Record<string, string | number>;

/** Values that are rupiah or dates by their name, wherever a text takes them. */
const MONEY: ReadonlySet<string> = new Set([
  "amount",
  "balance",
  "wanted",
  "limit",
  "owed",
  "counted",
  "book",
  "net",
  "total",
  "difference",
  "fees",
]);
const DATES: ReadonlySet<string> = new Set(["date", "until", "valueOn"]);

/** What the cooperative says in one language: texts of `coop` with rupiah, dates, accounts and kinds as people read them. */
export class Say {
  private readonly texts: Texts;
  readonly lang: string;

  constructor(texts: Texts, lang: string) {
    this.texts = texts;
    this.lang = lang;
  }

  /** A text of the namespace `coop`, or of another that is named: `coop-loans:remind.due`. */
  line(key: string, data: Data = {}): string {
    return this.texts.text(this.lang, key.includes(":") ? key : `coop:${key}`, this.shown(data));
  }

  money(rupiah: number): string {
    return formatMoney(rupiah);
  }

  has(key: string): boolean {
    return this.texts.has(this.lang, `coop:${key}`);
  }

  /** Why an answer could not be taken, in the words in which every answer is. */
  misread(reason: string, data: Data): string {
    const key = `understand:refused.${reason}`;
    return this.texts.text(this.lang, this.texts.has(this.lang, key) ? key : "coop:misread", this.shown(data));
  }

  /** Why something was not done. */
  refusal({ code, data }: Refusal): string {
    const key = `coop-refusals:${code}`;
    return this.texts.text(this.lang, this.texts.has(this.lang, key) ? key : "coop-refusals:other", this.shown(data));
  }

  /** `Simpanan Wajib` */
  account(account: number): string {
    return this.texts.text(this.lang, `accounts:${account}`);
  }

  /** What an entry is about: `Setoran`. */
  entryKind(kind: string): string {
    return this.texts.text(this.lang, `entries:${kind}`);
  }

  /** A savings kind in a sentence: `wajib`. */
  kind(kind: string): string {
    return this.line(`kind.${kind}`);
  }

  private shown(data: Data): Data {
    const shown: Data = {};
    for (const [name, value] of Object.entries(data)) shown[name] = this.value(name, value);
    return shown;
  }

  private value(name: string, value: string | number): string | number {
    if (MONEY.has(name) && typeof value === "number") return formatMoney(value);
    if (DATES.has(name) && typeof value === "string" && value !== "") return dateShort(value);
    if (name === "account") return value === ACCOUNTS.cash ? this.line("the-cash") : this.account(Number(value));
    return name === "kind" ? this.kind(String(value)) : value;
  }
}

/** `21 Nov 2026`: a receipt is read years later. */
export const dateShort = (iso: string): string => `${formatDateShort(iso)} ${iso.slice(0, 4)}`;
