import type { Json } from "../flow/session.ts";

/**
 * What a domain keeps of people in books of its own, and what it says when they use their rights: to see it, to take it
 * along, to have it erased. Membership asks the keepers of all domains.
 */
export type Keeper = {
  /** The name of what it keeps, in the file for other programmes. */
  name: string;
  /** Undefined: it keeps nothing of her. Changes nothing. */
  dataOf(personId: string, language: string): Kept | undefined;
  /**
   * Who else sees what it keeps of her, a sentence each, with the people by their offices and names: "Bendahara Ibu Rina:
   * simpanan dan pinjaman". Left out or empty: nobody whom she would not expect.
   */
  seenBy?(personId: string, language: string): readonly string[];
  /** Before she decides: what must stay when she has everything erased, and why. Undefined: nothing. */
  stays(personId: string, language: string): string | undefined;
  /** Lets go of her as far as it may, in the open transaction. */
  letGo(personId: string, telling: Telling): void;
};

/** Others may have to be told, e.g. the officers of her unit. */
export type Telling = {
  tell(
    personId: string,
    key: string,
    data?: Record<string, string | number>,
    options?: { as?: "reply" | "initiated" },
  ): boolean;
  now: number;
};

export type Kept = {
  /** As lines that can be read aloud: a few for a chat, all for a file. */
  short: readonly string[];
  whole: readonly string[];
  /** The same for another programme. */
  data: Json;
};
