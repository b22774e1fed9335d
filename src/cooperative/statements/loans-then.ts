import type Sqlite from "better-sqlite3";
import type { Journal } from "../journal/journal.ts";
import { closedOnOf, LoanBook, type LoanView } from "../loans/book.ts";
import { type LoanRow, Loans } from "../loans/store.ts";
import type { Ledger } from "./ledger.ts";

/**
 * The loans of a ledger as its books had them at the end of a day: what was booked after it, as of an earlier day or to
 * take something back, is not seen. So they come to 1-201 of that day, and a list that was printed then is the same
 * today.
 */
export function loansAsBooked({ sqlite, journal, loans }: Ledger, date: string): Ledger["loans"] & LoansThen {
  const lines = new Map<number, ReturnType<Journal["loanLines"]>>();
  const loanLines = (id: number) => {
    const known = lines.get(id) ?? journal.loanLines(id).filter(({ entry }) => entry.booksOn <= date);
    lines.set(id, known);
    return known;
  };
  const book = new LoanBook({ loanLines }, loans.loans);
  const then = new LoansOfADay(sqlite, book);
  return { ...loans, book, loans: then, offBooks: (unit) => then.offBooks(unit, date) };
}

export type LoansThen = {
  /** What is still owed on although it was written off, by number. */
  offBooks(unit: number): LoanView[];
};

/** Loans by what their entries say, whatever has become of their rows since. */
class LoansOfADay extends Loans {
  private readonly sqlite: Sqlite.Database;
  private readonly book: LoanBook;

  constructor(sqlite: Sqlite.Database, book: LoanBook) {
    super(sqlite);
    this.sqlite = sqlite;
    this.book = book;
  }

  override runningOn(unit: number, date: string): LoanRow[] {
    const running = super.runningOn(unit, date).map(({ id }) => id);
    return this.among([...running, ...this.movedAfter(unit, date)]).filter((loan) => {
      const { lent, writtenOffOn, ...history } = this.book.history(loan);
      if (lent === undefined || writtenOffOn !== undefined) return false;
      return closedOnOf(loan, { lent, writtenOffOn, ...history }, lent.on) === null;
    });
  }

  offBooks(unit: number, date: string): LoanView[] {
    const written = this.sqlite.prepare(WRITTEN_OFF).pluck().all(unit) as number[];
    return this.among([...written, ...this.movedAfter(unit, date)])
      .flatMap((loan) => this.book.view(loan, date) ?? [])
      .filter(({ history, state }) => history.writtenOffOn !== undefined && state.balance > 0);
  }

  private movedAfter(unit: number, date: string): number[] {
    return this.sqlite.prepare(MOVED_AFTER).pluck().all(unit, date) as number[];
  }

  private among(ids: readonly number[]): LoanRow[] {
    return [...new Set(ids)].flatMap((id) => this.byId(id) ?? []).sort((a, b) => a.no - b.no);
  }
}

const WRITTEN_OFF = "SELECT id FROM loan WHERE unit = ? AND state = 'written-off'";
/** Of these the rows say what became of them later. None for most reports, so that this costs little. */
const MOVED_AFTER = `SELECT DISTINCT l.loan FROM journal_entry AS e CROSS JOIN journal_line AS l ON l.entry_id = e.id
  WHERE e.unit = ? AND e.books_on > ? AND l.loan IS NOT NULL`;
