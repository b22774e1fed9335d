import type Sqlite from "better-sqlite3";
import { RukunError } from "../../errors.ts";
import type { Days } from "../indicators/index.ts";
import { LIMITS } from "./limits.ts";
import type { ReportKind } from "./period.ts";

/** Which report is meant. */
export type ReportId = { programme: string; kind: ReportKind; days: Days };

/** Who added something: somebody in chat, or whoever sat at the terminal. */
export type Author = { byPerson: string; byName?: never } | { byName: string; byPerson?: never };

export type Analysis = { words: string; by: string; at: number };
export type Approval = { digest: string; by: string; at: number };
export type Added = { analyses: readonly Analysis[]; approval: Approval | undefined };

type Row = { what: "analysis" | "approved"; words: string | null; digest: string | null; by: string; at: number };

/** What people add to reports: only ever added to. */
export class Additions {
  private readonly sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database) {
    this.sqlite = sqlite;
  }

  /** `known`: the same source said it before. Errors: `report.analysis` for too long or too many words. */
  analyse(report: ReportId, words: string, told: Author & Told): "new" | "known" {
    const said = words.trim();
    if (said === "" || said.length > LIMITS.analysis)
      throw new RukunError("report.analysis", `an analysis has 1 to ${LIMITS.analysis} characters`);
    if (this.of(report).analyses.length >= LIMITS.analyses)
      throw new RukunError("report.analysis", `a report has at most ${LIMITS.analyses} analyses`);
    return this.add(report, { what: "analysis", words: said, digest: null }, told);
  }

  /** Approves what has this digest, and nothing else. */
  approve(report: ReportId, digest: string, told: Author & Told): "new" | "known" {
    return this.add(report, { what: "approved", words: null, digest }, told);
  }

  /** What was added to a report; the newest approval counts. */
  of({ programme, kind, days: { from, to } }: ReportId): Added {
    const rows = this.sqlite
      .prepare(
        `SELECT w.what, w.words, w.digest, coalesce(w.by_name, p.called, p.name, '-') AS by, w.at
         FROM report_word w LEFT JOIN person p ON p.id = w.by_person
         WHERE w.programme = ? AND w.kind = ? AND w.period_from = ? AND w.period_to = ? ORDER BY w.id`,
      )
      .all(programme, kind, from, to) as Row[];
    const approved = rows.findLast(({ what }) => what === "approved");
    return {
      analyses: rows.flatMap(({ words, by, at }) => (words === null ? [] : [{ words, by, at }])),
      approval: approved && { digest: approved.digest ?? "", by: approved.by, at: approved.at },
    };
  }

  private add(
    { programme, kind, days: { from, to } }: ReportId,
    what: Pick<Row, "what" | "words" | "digest">,
    { byPerson, byName, source, at }: Author & Told,
  ): "new" | "known" {
    const added = this.sqlite
      .prepare(
        `INSERT INTO report_word (programme, kind, period_from, period_to, what, words, digest, by_person, by_name,
           source, at)
         VALUES (:programme, :kind, :from, :to, :what, :words, :digest, :byPerson, :byName, :source, :at)
         ON CONFLICT (source) DO NOTHING`,
      )
      .run({ programme, kind, from, to, ...what, byPerson: byPerson ?? null, byName: byName ?? null, source, at });
    return added.changes === 0 ? "known" : "new";
  }
}

/** The message that it comes from, and when; ms UTC. */
type Told = { source: string; at: number };
