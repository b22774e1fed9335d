import { isDate } from "./render/cell.ts";
import type { Collected, Frame } from "./statement.ts";

/** A statement without functions, as it can be handed to another thread. */
export type PlainStatement = Omit<Collected, "frame"> & {
  frame: Omit<Frame, "page" | "date"> & {
    /** `halaman {page} dari {pages}` */
    page: string;
    /** Every date that stands in it, as it is read. */
    dates: Readonly<Record<string, string>>;
  };
};

const [PAGE, PAGES] = ["{page}", "{pages}"];

/** Takes the words along that the renderers would ask for. */
export function plainOf({ frame, ...statement }: Collected): PlainStatement {
  const dates: Record<string, string> = {};
  for (const { columns, rows } of statement.sections)
    for (const { cells } of rows)
      for (const [i, column] of columns.entries()) {
        const cell = cells[i] ?? null;
        if (isDate(column, cell)) dates[cell] ??= frame.date(cell);
      }
  const { page: _, date: __, ...rest } = frame;
  return { ...statement, frame: { ...rest, page: frame.page(PAGE, PAGES), dates } };
}

/** The statement as the renderers take it. */
export function statementOf({ frame: { page, dates, ...frame }, ...statement }: PlainStatement): Collected {
  return {
    ...statement,
    frame: {
      ...frame,
      page: (n, of) => page.replace(PAGE, String(n)).replace(PAGES, String(of)),
      date: (iso) => dates[iso] ?? iso,
    },
  };
}
