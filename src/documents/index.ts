/**
 * Documents that people read: one shape of plain data, laid out as text, CSV, workbook or PDF, in a thread of its own
 * where somebody else would wait for it.
 */
export { collected } from "./collected.ts";
export { numberText, percentText } from "./figures.ts";
export { documentOf, FORMATS, type Format, mostRows, slugOf, textOf } from "./file.ts";
export { frameOf } from "./frame.ts";
export { InMaking } from "./in-making.ts";
export { LayoutQueue, sharedLayout } from "./layout-queue.ts";
export { type PlainStatement, plainOf, statementOf } from "./plain.ts";
export { txtPages } from "./render/txt.ts";
export type {
  Award,
  Cell,
  Chart,
  Collected,
  Column,
  ColumnKind,
  Fact,
  Frame,
  Role,
  Row,
  Section,
  Signature,
  Statement,
} from "./statement.ts";
export { inThread, type LayOut, runThread, type Task } from "./thread.ts";
