import type Sqlite from "better-sqlite3";
import type { Books } from "../books.ts";
import { Journal } from "../journal/journal.ts";
import { LoanBook } from "../loans/book.ts";
import type { LoanParts } from "../loans/parts.ts";
import { Loans } from "../loans/store.ts";
import { Members } from "../members.ts";
import { SettingsStore } from "../settings/store.ts";
import { Units } from "../units.ts";

/** What statements are read from. The books have all of it, and so has a database that is only looked at. */
export type Ledger = Pick<Books, "sqlite" | "journal" | "units" | "members" | "setting"> & {
  loans: Pick<LoanParts, "loans" | "book" | "journal" | "settings">;
};

/** The ledger in a database, for a command that only reads. */
export function openLedger(sqlite: Sqlite.Database): Ledger {
  const journal = new Journal(sqlite);
  const settings = new SettingsStore(sqlite);
  const loans = new Loans(sqlite);
  const setting = (unit: number) => settings.current(unit);
  // A reader gives nobody a number.
  const members = new Members(sqlite, () => {
    throw new Error("statements write no members");
  });
  return {
    sqlite,
    journal,
    units: new Units(sqlite),
    members,
    setting,
    loans: { journal, loans, book: new LoanBook(journal, loans), settings: setting },
  };
}
