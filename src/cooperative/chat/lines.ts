import type { Filled, Texts } from "../../texts/index.ts";

/** The texts of one language by the short keys of the cooperative: each is looked up once, a receipt is a dozen. */
export class Lines {
  readonly texts: Texts;
  readonly lang: string;
  private readonly filled = new Map<string, Filled>();
  private readonly names = new Map<string | number, string>();

  constructor(texts: Texts, lang: string) {
    this.texts = texts;
    this.lang = lang;
  }

  /** A text of the namespace `coop`, or of another that is named: `coop-loans:remind.due`. */
  line(key: string): Filled {
    const known = this.filled.get(key);
    if (known !== undefined) return known;
    const line = this.texts.filled(this.lang, key.includes(":") ? key : `coop:${key}`);
    this.filled.set(key, line);
    return line;
  }

  /** A name that takes no values: of an account by its number, of a kind of entry by its word. */
  name(of: string | number, namespace: "accounts" | "entries"): string {
    const known = this.names.get(of);
    if (known !== undefined) return known;
    // In a chat a member reads it: what the books owe her is not called a debt.
    const said = `${namespace}:said.${of}`;
    const name = this.texts.text(this.lang, this.texts.has(this.lang, said) ? said : `${namespace}:${of}`);
    this.names.set(of, name);
    return name;
  }
}
