import { formatDateShort, formatMoney } from "../../flow/understand/index.ts";
import type { Texts } from "../../texts/index.ts";
import { ACCOUNTS } from "../accounts.ts";
import type { Refusal } from "../operations/operation.ts";

type Data = Record<string, string | number>;

/** Values that are rupiah or dates by their name, wherever a text takes them; accounts and kinds by their names. */
const MONEY = ["amount", "balance", "wanted", "limit", "owed", "counted", "book", "net", "total", "difference", "fees"];
const SHOWN: ReadonlyMap<string, "money" | "date" | "account" | "kind"> = new Map([
  ...MONEY.map((name) => [name, "money"] as const),
  ...["date", "until", "valueOn"].map((name) => [name, "date"] as const),
  ["account", "account"],
  ["kind", "kind"],
]);

/** What the cooperative says in one language: texts of `coop` with rupiah, dates, accounts and kinds as people read them. */
export class Say {
  private readonly texts: Texts;
  readonly lang: string;

  private readonly you: string | undefined;

  /** `called`: how the one is called to whom it is said. */
  constructor(texts: Texts, lang: string, called?: string) {
    this.texts = texts;
    this.lang = lang;
    this.you = called;
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
    const shown: Data = { you: this.you ?? this.texts.text(this.lang, "coop:you"), ...data };
    for (const name in data) {
      const as = SHOWN.get(name);
      if (as === undefined) continue;
      shown[name] = this.value(as, data[name] ?? "");
    }
    return shown;
  }

  private value(as: "money" | "date" | "account" | "kind", value: string | number): string | number {
    switch (as) {
      case "money":
        return typeof value === "number" ? formatMoney(value) : value;
      case "date":
        return typeof value === "string" && value !== "" ? dateShort(value) : value;
      case "account":
        return value === ACCOUNTS.cash ? this.line("the-cash") : this.account(Number(value));
      case "kind":
        return this.kind(String(value));
    }
  }
}

/** `21 Nov 2026`: a receipt is read years later. */
export function dateShort(iso: string): string {
  // The receipts of a burst say the same day all the time.
  if (iso !== lastDate.iso) lastDate = { iso, text: `${formatDateShort(iso)} ${iso.slice(0, 4)}` };
  return lastDate.text;
}

let lastDate = { iso: "", text: "" };
