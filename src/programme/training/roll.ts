import { normalise, readPerson } from "../../flow/understand/index.ts";
import { ATTENDANCE } from "../events/kinds/training.ts";

export type Status = (typeof ATTENDANCE)[number];

/** Somebody on a session's list, as she may be written. */
export type Listed = { no: number; name: string; aliases: readonly string[] };

/** What a line says: who was there how, by number, and what was not understood, as it was written. */
export type Roll = { marks: ReadonlyMap<number, Status>; unclear: readonly string[] };

/** The words of each status, normalised: `telat`, `tidak hadir`. */
export type StatusWords = Readonly<Record<Status | "rest", readonly string[]>>;

/** What stands between names and numbers and says nothing. */
const BETWEEN = new Set("dan dn serta sama no nomor nomer nmr yang yg ya orang and".split(" "));
const RANGE = /^(\d{1,3})-(\d{1,3})$/;
const NUMBER = /^\d{1,6}$/;

/**
 * Reads `hadir 1 2 5, telat 3, izin 4, setengah 6`, with ranges, names, and `semua` for whoever is not named. Who is named
 * with two different statuses is unclear, for both cannot be meant.
 */
export function readRoll(text: string, words: StatusWords, list: readonly Listed[]): Roll {
  return new Reader(words, list).read(text);
}

/** Whether a line begins as a roll does: a status and something behind it. */
export function looksLikeRoll(text: string, words: StatusWords): boolean {
  const tokens = tokensOf(text);
  const status = statusAt(tokens, 0, words);
  return status !== undefined && status.status !== "rest" && tokens.length > status.length;
}

class Reader {
  private readonly words: StatusWords;
  private readonly list: readonly Listed[];
  private readonly marks = new Map<number, Status>();
  private readonly twice = new Set<number>();
  private readonly unclear: string[] = [];
  private status: Status = "full";
  /** What whoever is not named was, before or after. */
  private rest: Status | undefined;
  private name: string[] = [];

  constructor(words: StatusWords, list: readonly Listed[]) {
    this.words = words;
    this.list = list;
  }

  read(text: string): Roll {
    const tokens = tokensOf(text);
    for (let at = 0; at < tokens.length; ) {
      const found = statusAt(tokens, at, this.words);
      if (found === undefined) this.take(tokens[at] ?? "");
      else {
        this.endName();
        if (found.status === "rest") this.rest ??= this.status;
        else this.status = found.status;
      }
      at += found?.length ?? 1;
    }
    this.endName();
    this.markRest();
    for (const no of this.twice) this.marks.delete(no);
    return { marks: this.marks, unclear: [...this.unclear, ...[...this.twice].map(String)] };
  }

  private take(token: string): void {
    const range = RANGE.exec(token);
    if (token === BREAK || BETWEEN.has(token)) this.endName();
    else if (range !== null) this.markRange(Number(range[1]), Number(range[2]), token);
    else if (NUMBER.test(token)) {
      this.endName();
      this.mark(Number(token), token);
    } else this.name.push(token);
  }

  private markRange(from: number, to: number, written: string): void {
    this.endName();
    const listed = this.list.filter(({ no }) => no >= from && no <= to);
    if (from > to || listed.length < to - from + 1) this.unclear.push(written);
    for (const { no } of from > to ? [] : listed) this.mark(no, written);
  }

  private mark(no: number, written: string): void {
    if (!this.list.some((one) => one.no === no)) this.unclear.push(written);
    else if ((this.marks.get(no) ?? this.status) !== this.status) this.twice.add(no);
    else this.marks.set(no, this.status);
  }

  private markRest(): void {
    if (this.rest === undefined) return;
    for (const { no } of this.list) if (!this.marks.has(no)) this.marks.set(no, this.rest);
  }

  /** Words that stood together are one name, or several behind each other: the longest that fits is taken. */
  private endName(): void {
    const words = this.name;
    this.name = [];
    let strange: string[] = [];
    const endStrange = () => {
      if (strange.length > 0) this.unclear.push(strange.join(" "));
      strange = [];
    };
    for (let at = 0; at < words.length; ) {
      const left = words.slice(at);
      const length = longest(left, (some) => this.named(some) !== undefined);
      const no = length === 0 ? undefined : this.named(left.slice(0, length));
      if (no === undefined) strange.push(left[0] ?? "");
      else {
        endStrange();
        this.mark(no, left.slice(0, length).join(" "));
      }
      at += Math.max(1, length);
    }
    endStrange();
  }

  private named(words: readonly string[]): number | undefined {
    const people = this.list.map(({ no, name, aliases }) => ({ id: String(no), name, aliases }));
    const reading = readPerson(words.join(" "), people);
    return reading.kind === "sure" ? Number(reading.value) : undefined;
  }
}

const BREAK = ",";

function tokensOf(text: string): string[] {
  const apart = normalise(text.replaceAll(/[\r\n]+/g, " , ")).replaceAll(/[,;:&+/()]/g, ` ${BREAK} `);
  return apart
    .replaceAll(/(\d)\s*(?:-|–|s\/?d|sampai)\s*(?=\d)/g, "$1-")
    .split(/\s+/)
    .map((token) => (token === BREAK ? token : token.replaceAll(/^[.]+|[.!]+$/g, "")))
    .filter((token) => token !== "");
}

/** The status whose words stand at a place; the longest, so that "tidak hadir" is no "hadir". */
function statusAt(tokens: readonly string[], at: number, words: StatusWords) {
  const found = [...ATTENDANCE, "rest" as const].flatMap((status) =>
    words[status]
      .map((written) => written.split(" "))
      .filter((written) => written.every((word, offset) => tokens[at + offset] === word))
      .map(({ length }) => ({ status, length })),
  );
  return found.sort((a, b) => b.length - a.length)[0];
}

function longest(words: readonly string[], fits: (words: readonly string[]) => boolean): number {
  for (let length = Math.min(words.length, MOST_WORDS); length > 0; length--)
    if (fits(words.slice(0, length))) return length;
  return 0;
}

/** Words of one name. */
const MOST_WORDS = 5;
