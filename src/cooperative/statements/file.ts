import { type Format, type Statement, slugOf } from "../../documents/index.ts";
import { CATALOGUE, type StatementName } from "./catalogue.ts";
import type { StatementRequest } from "./make.ts";

/** `buku-kas-melati-2026-11-01-2026-11-21.pdf` */
export function fileName(
  name: StatementName,
  statement: Pick<Statement, "unit">,
  { period }: StatementRequest,
  format: Format,
): string {
  const words = [
    CATALOGUE[name].words[0],
    statement.unit,
    period.from,
    ...(period.to === period.from ? [] : [period.to]),
  ];
  return `${slugOf(words)}.${format}`;
}
