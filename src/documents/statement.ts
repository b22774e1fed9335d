/**
 * How a cell is read: rupiah, a date YYYY-MM-DD, how many, ppm (15,000 is 1.5%). `ordinal` is a whole number that says
 * which and not how many: of an entry, a row of a list, an instalment, a year. It has no dots: it is written back as it
 * stands, `sanggah 1433`.
 */
export type ColumnKind = "text" | "date" | "money" | "number" | "ordinal" | "percent";

export type Column = {
  /** The name of the column for programs; its label is for people. */
  key: string;
  label: string;
  kind: ColumnKind;
  /**
   * Columns that say together which row it is: on a small screen they come first, without their labels. It is what
   * stands between this one and the one before.
   */
  lead?: " " | ", ";
  /** The same for a line of several that belong to one row: `1-101 Kas Unit` in an entry of the journal. */
  line?: " " | ", ";
  /** Nothing stands in it on paper: it is room to write by hand, e.g. to sign. */
  room?: true;
};

/** Empty where there is nothing to say. */
export type Cell = string | number | null;

/**
 * What a row is beside the others: what was there before the period, what stands above rows of its group, their sum, or
 * the sum of all. A plain row has none.
 */
export type Role = "opening" | "heading" | "subtotal" | "total";

export type Row = { cells: readonly Cell[]; role?: Role };

/** Rows under one heading. They may be read from the books while they are written out, so they are gone through once. */
export type Section = {
  title?: string;
  /** Begins a page, or a sheet, of a book of several statements. */
  chapter?: string;
  columns: readonly Column[];
  rows: Iterable<Row>;
  /** Paragraphs, where it is no table: then it has neither columns nor rows. */
  text?: readonly string[];
  /** How its rows are drawn beside being told: a text has bars of letters, a PDF a drawing; a sheet has the numbers. */
  chart?: Chart;
};

/** Places of the columns that say what a row is called and how much it is. */
export type Chart = { kind: "bars" | "line"; label: number; value: number };

/** A label and what it says: `Anggota`, `003 Tiur Manalu`. */
export type Fact = { label: string; value: string };

/** Where somebody signs. */
export type Signature = { role: string; name: string };

/**
 * A statement as plain data: the one shape that every renderer takes. What it is, of whom and when, its rows, and what
 * must be known to read them.
 */
export type Statement = {
  /** As in the catalogue: `cash-book`. */
  name: string;
  title: string;
  unit: string;
  period: string;
  /** What its sections are when there are several: `Unit`, `Akun`. Left out: there is one section. */
  per?: string;
  facts: readonly Fact[];
  sections: Iterable<Section>;
  notes: readonly string[];
  signatures: readonly Signature[];
  /** A word that lies over each page of a PDF: `DRAF`. The title says it, too. */
  mark?: string;
  /** A page of its own in front. */
  cover?: true;
  /** Half a page is enough. */
  small?: true;
  /** It is given to somebody to be hung up: a PDF is this one page, and nothing of the rest. */
  award?: Award;
  /** Words that the renderers put around it, in its language. */
  frame: Frame;
};

/** What stands on a paper that is given to somebody, from top to bottom. */
export type Award = {
  /** Who gives it. */
  by: string;
  title: string;
  to: string;
  name: string;
  did: string;
  what: string;
  lines: readonly string[];
  /** How one finds out that it is real, and what a phone reads from the square beside it. */
  check: readonly string[];
  code: string;
  signature: Signature;
};

/** What a renderer says by itself. */
export type Frame = {
  lang: string;
  /** ms UTC, when it was made. */
  madeAt: number;
  made: string;
  labels: { title: string; unit: string; period: string; note: string };
  /** Of figures, or of words that stand in their place. */
  page(page: number | string, pages: number | string): string;
  date(iso: string): string;
};

/** A statement whose rows are all in memory, so that the books may change. */
export type Collected = Omit<Statement, "sections"> & {
  sections: readonly (Omit<Section, "rows"> & { rows: readonly Row[] })[];
};
