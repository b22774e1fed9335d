/** No vowels, so that it spells nothing; nothing that is taken for something else, and no letter of an amount (rb, jt, k). */
const LETTERS = "CDFGHMNPQVWXY";
const DIGITS = "346789";
const ALL = LETTERS + DIGITS;
/** A letter and a digit in front: no word and no amount looks like this. */
const PLACES = [LETTERS, DIGITS, ALL, ALL, ALL, ALL] as const;
const COUNT = PLACES.reduce((count, { length }) => count * length, 1);

/** A code of six characters that no session has; `random` is 0 to 1. */
export function makeCode(random: () => number, taken: (code: string) => boolean): string {
  const first = Math.floor(random() * COUNT);
  for (let step = 0; step < COUNT; step++) {
    const code = spelled((first + step) % COUNT);
    if (!taken(code)) return code;
  }
  throw new Error("every code is taken");
}

function spelled(index: number): string {
  let rest = index;
  return PLACES.map((characters) => {
    const character = characters[rest % characters.length] ?? "";
    rest = Math.floor(rest / characters.length);
    return character;
  }).join("");
}

const SHAPE = new RegExp(`^${PLACES.map((characters) => `[${characters}]`).join("")}$`);

/** `k7m 2qx` as `K7M2QX`; undefined for what is no code of ours. */
export function readCode(text: string): string | undefined {
  const code = text.replaceAll(/[\s.-]/g, "").toUpperCase();
  return SHAPE.test(code) ? code : undefined;
}
