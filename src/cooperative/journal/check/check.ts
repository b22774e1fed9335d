import type Sqlite from "better-sqlite3";
import { JournalReader } from "../reader.ts";
import { checkBeside } from "./beside.ts";
import { Breaches, type CheckReport } from "./breach.ts";
import { Names } from "./names.ts";
import { Pass } from "./pass.ts";
import { numberedEntries } from "./read.ts";
import { checkRecords } from "./records.ts";
import { assertTables, checkGuards, checkPages } from "./schema.ts";

/**
 * Proves the books of one unit, or of all, in one pass over the entries in the order of posting:
 *
 * - numbers follow each other without a gap, and so does the chain of hashes, up to the heads that were told to others;
 * - each entry has two lines or more, integers of rupiah on one side each, debit equal to credit, accounts of the chart;
 * - its lines name members and loans of its unit, and whose loan it is;
 * - it is dated no later than it was booked, and under no day that was locked by then; no two come from one source;
 * - a reversal mirrors an earlier entry, which is none itself, and is the only one to do so;
 * - after no entry did a member, a loan or cash stand below zero, so that no more principal was paid than was given;
 * - what came from a meeting is what its sheet says, who left by an entry is kept as gone;
 * - what is kept as balances and months is the sum of the lines, by member and loan. A control account is nothing but
 *   the sum of its members' lines, so it equals its sub-ledger;
 * - each cash count had the books of its moment; each meeting's cash is what its lines brought;
 * - what keeps the books from being changed is in place, and every page of them can be read;
 * - loans, term savings, transfers, closed years and their shares have the figures of their entries; what waited for
 *   others has their yes and its entry; disputes are about entries of who objects (`records.ts`).
 *
 * It reads one state of the database, also while others write. Nothing is mended. Errors: `ledger.schema`.
 */
export function checkLedger(sqlite: Sqlite.Database, { unit }: { unit?: number } = {}): CheckReport {
  return sqlite.transaction(() => {
    assertTables(sqlite);
    const names = new Names(sqlite);
    const breaches = new Breaches(names);
    const reader = new JournalReader(sqlite);
    const given = { names, repeated: repeatedSources(sqlite), original: (id: number) => reader.entry(id) };
    const pass = new Pass(sqlite, breaches, given);
    let orphans = 0;
    const orphan = () => {
      orphans += 1;
    };
    for (const entry of numberedEntries(sqlite, unit, orphan)) pass.take(entry);
    if (orphans > 0) breaches.add({ code: "orphan", what: `${orphans} line(s) are of entries that are not there` });
    checkBeside(sqlite, unit, pass, { breaches, names });
    const indexed = checkGuards(sqlite, { breaches, names });
    checkPages(sqlite, unit === undefined && orphans === 0 ? pass.listed : undefined, { breaches, names });
    if (indexed) checkRecords(sqlite, unit, { breaches, names });
    const { units, lines } = pass;
    const { entries } = pass.listed;
    const { kept, found } = breaches;
    const [first] = kept;
    return { units, entries, lines, ...(first === undefined ? {} : { first }), breaches: kept, found };
  })();
}

/** Entries whose source was there before: none, as long as the index that forbids it stands. */
function repeatedSources(sqlite: Sqlite.Database): Set<number> {
  const again = sqlite.prepare(`SELECT e.id FROM
    (SELECT source, min(id) AS first FROM journal_entry WHERE source IS NOT NULL GROUP BY source HAVING count(*) > 1) AS s
    CROSS JOIN journal_entry AS e ON e.source = s.source WHERE e.id > s.first`);
  return new Set(again.pluck().all() as number[]);
}
