/** A nicer cut is taken only if the part is at least this full: a greeting alone is no part. */
const MIN_FILL = 0.25;

/** A piece can only be made where a surrogate pair fits. */
const MIN_MAX = 2;

/**
 * Cuts a text into pieces of at most `max` UTF-16 units: after a paragraph, else after a sentence or line, else after a
 * word, else between two characters as a reader sees them. The pieces joined are the text, unchanged.
 */
export function splitText(text: string, max: number): string[] {
  if (max < MIN_MAX) throw new RangeError(`A piece of ${max} units cannot hold every character.`);
  // Nearly every text: to look for characters in it would take longer than to send it.
  if (text.length <= max) return [text];
  const graphemes = new Intl.Segmenter("id").segment(text);
  const pieces: string[] = [];
  let start = 0;
  while (text.length - start > max) {
    const end = cutBetween(text, graphemes, start, start + max);
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** After an empty line; after a sentence or a line; after a word. Best first. `1. Beras` and `Rp 5.000` stay whole. */
const CUTS = [
  { after: /\n[^\S\n]*\n\s*/g, fill: MIN_FILL },
  { after: /(?<![\d\s])[.!?…]+["'”’)\]]*\s+|\n/g, fill: MIN_FILL },
  { after: /(?<!\s|(?:^|\s)\d{1,3}[.)]|\bRp\.?)\s+/g, fill: 0 },
] as const;

/** Where the piece that begins at `start` ends: after `start`, at `limit` at the latest. */
function cutBetween(text: string, graphemes: Intl.Segments, start: number, limit: number): number {
  const isWhole = (index: number) => graphemes.containing(index)?.index === index;
  const window = text.slice(start, limit);
  for (const { after, fill } of CUTS) {
    const cuts = [...window.matchAll(after)].map((match) => start + match.index + match[0].length);
    const cut = cuts.findLast((index) => index - start > fill * (limit - start) && isWhole(index));
    if (cut !== undefined) return cut;
  }
  const whole = graphemes.containing(limit)?.index ?? limit;
  if (whole > start) return whole;
  const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(limit));
  return isPairCut ? limit - 1 : limit;
}
