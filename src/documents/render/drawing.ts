import type { Chart, Column, Frame, Row } from "../statement.ts";
import { shown } from "./cell.ts";

/** In points, as the page of a PDF has them between its margins. */
const WIDTH = 523;
const BARS = { label: 190, row: 18, value: 70 };
const LINE = { height: 130, side: 16, top: 18, bottom: 20 };
const INK = { bar: "#2F6F8F", text: "#222B33", line: "#9AA5AE" };
/** Letters of a label beside a bar, and their size in points. */
const LABEL = 36;
const LETTERS = 9;

type Point = { label: string; value: number; text: string };

/** Rows as they are drawn: what they are called, how much, and how that is read. Rows without a number have no place. */
export function pointsOf(
  columns: readonly Column[],
  rows: readonly Row[],
  { label, value }: Chart,
  frame: Frame,
): Point[] {
  const [named, counted] = [columns[label], columns[value]];
  if (named === undefined || counted === undefined) return [];
  return rows.flatMap(({ cells }) => {
    const amount = cells[value] ?? null;
    if (typeof amount !== "number") return [];
    return [{ label: shown(named, cells[label] ?? null, frame), value: amount, text: shown(counted, amount, frame) }];
  });
}

/** How long each is beside the longest, 0 to 1; what is below nothing has no length. */
export function lengthsOf(points: readonly Point[]): number[] {
  const most = Math.max(0, ...points.map(({ value }) => value));
  return points.map(({ value }) => (most === 0 ? 0 : Math.max(0, value) / most));
}

/** A chart as SVG, or undefined where there is nothing to draw. The same points are the same drawing. */
export function svgOf(kind: Chart["kind"], points: readonly Point[]): string | undefined {
  if (points.length < (kind === "line" ? 2 : 1)) return undefined;
  return kind === "line" ? line(points) : bars(points);
}

function bars(points: readonly Point[]): string {
  const room = WIDTH - BARS.label - BARS.value;
  const lengths = lengthsOf(points);
  const drawn = points.flatMap(({ label, text: value }, at) => {
    const y = at * BARS.row;
    const length = at2((lengths[at] ?? 0) * room);
    return [
      text(BARS.label - 6, y + 12, shortened(label), "end"),
      `<rect x="${BARS.label}" y="${y + 2}" width="${length}" height="${BARS.row - 6}" fill="${INK.bar}"/>`,
      text(BARS.label + Number(length) + 4, y + 12, value, "start"),
    ];
  });
  return svg(points.length * BARS.row + 4, drawn);
}

const shortened = (label: string): string => (label.length > LABEL ? `${label.slice(0, LABEL - 1)}…` : label);

function line(points: readonly Point[]): string {
  const { height, side, top, bottom } = LINE;
  const step = (WIDTH - 2 * side) / (points.length - 1);
  const floor = height - bottom;
  const places = lengthsOf(points).map((length, at) => ({ x: side + at * step, y: floor - length * (floor - top) }));
  const path = places.map(({ x, y }) => `${at2(x)},${at2(y)}`).join(" ");
  const drawn = [
    `<line x1="${side}" y1="${floor}" x2="${WIDTH - side}" y2="${floor}" stroke="${INK.line}" stroke-width="0.5"/>`,
    `<polyline points="${path}" fill="none" stroke="${INK.bar}" stroke-width="1.5"/>`,
    ...places.flatMap(({ x, y }, at) => [
      `<circle cx="${at2(x)}" cy="${at2(y)}" r="2" fill="${INK.bar}"/>`,
      text(x, y - 5, points[at]?.text ?? "", "middle"),
      text(x, height - 5, points[at]?.label ?? "", "middle"),
    ]),
  ];
  return svg(height, drawn);
}

const at2 = (value: number): string => String(Math.round(value * 100) / 100);

const text = (x: number, y: number, words: string, anchor: "start" | "middle" | "end"): string =>
  `<text x="${at2(x)}" y="${at2(y)}" font-family="Roboto" font-size="${LETTERS}" fill="${INK.text}" text-anchor="${anchor}">${escaped(words)}</text>`;

const svg = (height: number, drawn: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">${drawn.join("")}</svg>`;

const escaped = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
