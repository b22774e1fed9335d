import type { Award } from "../statement.ts";

type Content = Record<string, unknown>;

/** A4 on its side, in points. */
const PAGE = { width: 842, height: 595 };
const FRAME = { outer: 24, inner: 31 };
const INK = { frame: "#2F6F8F", quiet: "#4A555E" };
/** A name as large as it can be on one line: up to so many letters, else smaller. */
const NAME = [
  { letters: 22, size: 54 },
  { letters: 32, size: 42 },
  { letters: Number.POSITIVE_INFINITY, size: 31 },
] as const;

/** The margin at the sides, and how far down the last part begins. */
const [SIDE, LOW] = [66, 440];

export const awardPage = { pageSize: "A4", pageOrientation: "landscape", pageMargins: [SIDE, 56, SIDE, 40] } as const;

/** Two lines around the page, as on a paper that is hung up. */
export const awardFrame = (): Content => ({
  canvas: [
    { side: FRAME.outer, lineWidth: 2.5 },
    { side: FRAME.inner, lineWidth: 0.75 },
  ].map(({ side, lineWidth }) => ({
    type: "rect",
    x: side,
    y: side,
    w: PAGE.width - 2 * side,
    h: PAGE.height - 2 * side,
    lineWidth,
    lineColor: INK.frame,
  })),
});

/** One page: who gives it, what it is, to whom in the largest letters, for what, and how it can be checked. */
export function awardContent({ by, title, to, name, did, what, lines, check, code, signature }: Award): Content[] {
  const middle = (text: string, fontSize: number, more: Content = {}): Content => ({
    text,
    fontSize,
    alignment: "center",
    ...more,
  });
  const nameSize = NAME.find(({ letters }) => name.length <= letters)?.size ?? NAME[0].size;
  return [
    middle(by, 17, { color: INK.quiet }),
    middle(title.toUpperCase(), 38, { bold: true, color: INK.frame, characterSpacing: 5, margin: [0, 14, 0, 14] }),
    middle(to, 15),
    middle(name, nameSize, { bold: true, margin: [0, 8, 0, 8] }),
    middle(did, 15),
    middle(what, 25, { bold: true, margin: [0, 6, 0, 10] }),
    ...lines.map((line) => middle(line, 15, { margin: [0, 0, 0, 4] })),
    {
      absolutePosition: { x: SIDE, y: LOW },
      columns: [
        { width: 88, qr: code, fit: 88, eccLevel: "M" },
        {
          width: "*",
          stack: check.map((line, i) => ({ text: line, fontSize: 12, bold: i === 0 })),
          margin: [12, 18, 24, 0],
        },
        {
          width: 220,
          alignment: "center",
          stack: [
            { text: signature.role, fontSize: 13 },
            { text: " ", fontSize: 38 },
            { text: signature.name === "" ? "____________________" : signature.name, fontSize: 13, bold: true },
          ],
        },
      ],
    },
  ];
}
