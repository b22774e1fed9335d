import { formatDateShort, formatMoney } from "../../flow/understand/index.ts";
import type { Manner } from "../../texts/index.ts";
import { ACCOUNTS } from "../accounts.ts";
import type { Refusal } from "../operations/operation.ts";
import type { Lines } from "./lines.ts";

type Data = Record<string, string | number>;
const NO_DATA: Data = {};

/** Values that are rupiah or dates by their name, wherever a text takes them; accounts and kinds by their names. */
const MONEY = ["amount", "balance", "wanted", "limit", "owed", "counted", "book", "net", "total", "difference", "fees"];
const SHOWN: ReadonlyMap<string, "money" | "date" | "account" | "kind" | "months"> = new Map([
  ...MONEY.map((name) => [name, "money"] as const),
  ...["date", "until", "valueOn"].map((name) => [name, "date"] as const),
  ["account", "account"],
  ["kind", "kind"],
  ["inMonths", "months"],
]);

/** What the cooperative says in one language: texts of `coop` with rupiah, dates, accounts and kinds as people read them. */
export class Say implements Manner {
  private readonly lines: Lines;
  readonly lang: string;
  /** How the one is called to whom it is said. */
  readonly also: { you: string };

  constructor(lines: Lines, called?: string) {
    this.lines = lines;
    this.lang = lines.lang;
    this.also = { you: called ?? lines.line("you")({}) };
  }

  /** A text of the namespace `coop`, or of another that is named: `coop-loans:remind.due`. */
  line(key: string, data: Data = NO_DATA): string {
    return this.lines.line(key)(data, this);
  }

  money(rupiah: number): string {
    return formatMoney(rupiah);
  }

  has(key: string): boolean {
    return this.lines.texts.has(this.lang, `coop:${key}`);
  }

  /** Why an answer could not be taken, in the words in which every answer is. */
  misread(reason: string, data: Data): string {
    const key = `understand:refused.${reason}`;
    return this.line(this.lines.texts.has(this.lang, key) ? key : "misread", data);
  }

  /** Why something was not done. */
  refusal({ code, data }: Refusal): string {
    const key = `coop-refusals:${code}`;
    return this.line(this.lines.texts.has(this.lang, key) ? key : "coop-refusals:other", data);
  }

  /** `Simpanan Wajib` */
  account(account: number): string {
    return this.lines.name(account, "accounts");
  }

  /** What an entry is about: `Setoran`. */
  entryKind(kind: string): string {
    return this.lines.name(kind, "entries");
  }

  /** A savings kind in a sentence: `wajib`. */
  kind(kind: string): string {
    return this.line(`kind.${kind}`);
  }

  /** `Juni, November atau Desember`, of `6`, `11` and `12`. */
  private inMonths(numbers: readonly string[]): string {
    const names = numbers.map((number) => this.line(`coop-statements:month.${number}`));
    const last = names.pop() ?? "";
    return names.length === 0 ? last : `${names.join(", ")}${this.line("or")}${last}`;
  }

  shown(name: string, value: string | number): string | number {
    switch (SHOWN.get(name)) {
      case undefined:
        return value;
      case "money":
        // A limit may be a day as well.
        return typeof value === "number" ? formatMoney(value) : ISO.test(value) ? dateShort(value) : value;
      case "date":
        return typeof value === "string" && value !== "" ? dateShort(value) : value;
      case "account":
        return value === ACCOUNTS.cash ? this.line("the-cash") : this.account(Number(value));
      case "kind":
        return this.kind(String(value));
      case "months":
        return this.inMonths(String(value).split(" "));
    }
  }
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** `21 Nov 2026`: a receipt is read years later. */
export function dateShort(iso: string): string {
  // The receipts of a burst say the same day all the time.
  if (iso !== lastDate.iso) lastDate = { iso, text: `${formatDateShort(iso)} ${iso.slice(0, 4)}` };
  return lastDate.text;
}

let lastDate = { iso: "", text: "" };
