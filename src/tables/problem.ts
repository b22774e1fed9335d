/** Something that stops the import: where in the file, what, and how to mend it. */
export type ImportProblem = {
  sheet: string;
  /** As the spreadsheet counts; 0 where the whole sheet is meant. */
  row: number;
  /** The heading of the column; empty where the whole row is meant. */
  column: string;
  what: string;
  how: string;
};

/** Something that a person should look at, and that does not stop it; with what she may do, where that is not plain. */
export type Remark = Omit<ImportProblem, "how"> & { how?: string };

/** `baris 12, Simp. Wajib: what. How to mend.` */
export function importProblemLine({ sheet, row, column, what, how }: ImportProblem): string {
  return `${placeOf({ sheet, row, column })}: ${what}\n    ${how}`;
}

export const remarkLine = ({ what, how, ...place }: Remark): string =>
  `${placeOf(place)}: ${what}${how === undefined ? "" : `\n    ${how}`}`;

function placeOf({ sheet, row, column }: Pick<Remark, "sheet" | "row" | "column">): string {
  const parts = [sheet === "" ? "" : `sheet ${sheet}`, row === 0 ? "" : `row ${row}`, column];
  return parts.filter((part) => part !== "").join(", ") || "the file";
}
