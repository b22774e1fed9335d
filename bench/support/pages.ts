import type Sqlite from "better-sqlite3";

/**
 * Reads every page of a file once. A page that a process looks at for the first time costs it a fault of the system, a
 * microsecond or two; the few pages of small files are seen at once, those of large ones in the first days that Rukun runs.
 */
export const seeAllPages = (sqlite: Sqlite.Database): unknown => sqlite.pragma("quick_check");
