import { RukunError } from "../../errors.ts";
import { didYouMean } from "../../flow/check/near.ts";
import { generalLedger, journal, trialBalance } from "./build/accounts.ts";
import { annualBook, surplusSplit } from "./build/annual.ts";
import { cashBook, cashIn, cashOut } from "./build/cash.ts";
import { cashDifferences, checks } from "./build/checks.ts";
import { arrearsList, collectibilityList } from "./build/late-loans.ts";
import { loanCards, loanList } from "./build/loans.ts";
import { memberBook } from "./build/member.ts";
import { memberList } from "./build/member-list.ts";
import { balanceSheet, income } from "./build/neraca.ts";
import { pearlsStatement } from "./build/pearls.ts";
import { slip } from "./build/slip.ts";
import type { Builder } from "./scene.ts";

/** One kind of statement: how it is asked for, and who makes it. */
export type Kind = {
  /** As it is called in Indonesian; other words for it follow. */
  words: readonly [slug: string, ...others: string[]];
  build: Builder;
  /** It says how things stand at the end of the period, and not what moved in it. */
  asOf?: true;
  /** How things stood on the day before the period stands beside their end. */
  beside?: true;
  /** It is of a year, from its first day, whatever part of it is asked for: a month has no surplus to share. */
  ofYear?: true;
  /** What it cannot be made without. */
  needs?: "member" | "entry";
};

/** Every statement that there is, by its English name. */
export const CATALOGUE = {
  slip: { words: ["slip"], build: slip, needs: "entry" },
  "cash-in": { words: ["uang-masuk", "daftar-uang-masuk"], build: cashIn },
  "cash-out": { words: ["uang-keluar", "daftar-uang-keluar"], build: cashOut },
  "cash-book": { words: ["buku-kas", "kas"], build: cashBook },
  "cash-differences": { words: ["selisih-kas"], build: cashDifferences },
  journal: { words: ["jurnal"], build: journal },
  ledger: { words: ["buku-besar", "general-ledger"], build: generalLedger },
  "trial-balance": { words: ["neraca-saldo"], build: trialBalance },
  "balance-sheet": { words: ["neraca"], build: balanceSheet, asOf: true, beside: true },
  income: { words: ["perhitungan-shu", "shu", "income-statement"], build: income },
  "surplus-split": { words: ["pembagian-shu"], build: surplusSplit, ofYear: true },
  members: { words: ["daftar-anggota", "anggota", "simpanan"], build: memberList, asOf: true },
  "member-book": { words: ["buku-anggota"], build: memberBook, needs: "member" },
  loans: { words: ["daftar-pinjaman", "pinjaman"], build: loanList, asOf: true },
  "loan-card": { words: ["kartu-pinjaman", "jadwal-angsuran"], build: loanCards, asOf: true },
  arrears: { words: ["tunggakan"], build: arrearsList, asOf: true },
  collectibility: { words: ["kolektibilitas"], build: collectibilityList, asOf: true },
  pearls: { words: ["pearls"], build: pearlsStatement, asOf: true },
  checks: { words: ["titik-periksa", "periksa"], build: checks },
  "annual-book": { words: ["buku-rat", "rat"], build: annualBook, ofYear: true, beside: true },
} as const satisfies Record<string, Kind>;

export type StatementName = keyof typeof CATALOGUE;

export const STATEMENT_NAMES = Object.keys(CATALOGUE) as StatementName[];

export const kindOf = (name: StatementName): Kind => CATALOGUE[name];

const BY_WORD: ReadonlyMap<string, StatementName> = new Map(
  STATEMENT_NAMES.flatMap((name) => [name, ...CATALOGUE[name].words].map((word) => [word, name] as const)),
);

/** A statement by its Indonesian or English name, in any case. Errors: `statement.name`, with the one that is near. */
export function statementNamed(text: string): StatementName {
  const wanted = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, "-");
  const found = BY_WORD.get(wanted);
  if (found !== undefined) return found;
  const near = didYouMean(wanted, BY_WORD.keys(), "See rukun ledger report --list.");
  throw new RukunError("statement.name", `there is no statement "${text.trim()}". ${near}`);
}
