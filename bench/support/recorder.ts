import Sqlite from "better-sqlite3";
import { connect } from "../../src/db/open.ts";

type Value = string | number | bigint | Buffer | null;
type Run = (this: Sqlite.Statement, ...params: unknown[]) => Sqlite.RunResult;

/** One row that was written: the statement, its parameters in their order. */
export type Write = { sql: string; params: Value[] };

/**
 * Takes down every row that a piece of work writes, group by group. A statement that changed nothing is left out, and
 * so are savepoints: whoever writes the same rows by hand would need neither.
 */
export function recordWrites(groups: readonly (() => void)[]): Write[][] {
  const prototype = statementPrototype();
  const original = prototype.run;
  const recorded: Write[][] = [];
  let group: Write[] = [];
  prototype.run = function (...params) {
    const result = original.apply(this, params);
    if (/^\s*(INSERT|UPDATE|DELETE)\b/i.test(this.source) && result.changes > 0)
      group.push(positional(this.source, params));
    return result;
  };
  try {
    for (const work of groups) {
      group = [];
      recorded.push(group);
      work();
    }
  } finally {
    prototype.run = original;
  }
  return recorded;
}

function statementPrototype(): { run: Run } {
  const sqlite = new Sqlite(":memory:");
  const prototype = Object.getPrototypeOf(sqlite.prepare("SELECT 1"));
  sqlite.close();
  return prototype;
}

/** Named parameters cost better-sqlite3 more than places do: the bare side gets places. */
function positional(sql: string, params: readonly unknown[]): Write {
  const [first] = params;
  if (typeof first !== "object" || first === null || Buffer.isBuffer(first)) return { sql, params: params as Value[] };
  const named = first as Record<string, Value>;
  const values: Value[] = [];
  const rewritten = sql.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    values.push(named[name] ?? null);
    return "?";
  });
  return { sql: rewritten, params: values };
}

/** Bare prepared statements on a file, with the pragmas of Rukun: writes groups, one commit each. */
export class BareWriter {
  readonly sqlite: Sqlite.Database;
  private readonly begin: Sqlite.Statement;
  private readonly commit: Sqlite.Statement;
  private readonly prepared = new Map<string, Sqlite.Statement>();

  constructor(file: string) {
    this.sqlite = connect(file);
    this.begin = this.sqlite.prepare("BEGIN IMMEDIATE");
    this.commit = this.sqlite.prepare("COMMIT");
  }

  /** Looks every statement up beforehand; the timed part only runs them. */
  ready(group: readonly Write[]): () => void {
    const runs = group.map(({ sql, params }) => ({ statement: this.statement(sql), params }));
    return () => {
      this.begin.run();
      for (const { statement, params } of runs) statement.run(...params);
      this.commit.run();
    };
  }

  private statement(sql: string): Sqlite.Statement {
    const statement = this.prepared.get(sql) ?? this.sqlite.prepare(sql);
    this.prepared.set(sql, statement);
    return statement;
  }
}

/** What the bench's form writes to. */
const TABLES = ["inbound", "session", "answer", "turn_log", "outbox", "bench_form", "address", "person"];

/** All rows of the tables on the path (and of more, where they are named), to prove that two files hold the same. */
export function fingerprint(sqlite: Sqlite.Database, tables: readonly string[] = TABLES): Record<string, string> {
  const rows = (table: string) => {
    const all = sqlite
      .prepare(`SELECT * FROM ${table}`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row));
    return `${all.length} rows ${hash(all.join("\n"))}`;
  };
  return Object.fromEntries(tables.map((table) => [table, rows(table)]));
}

function hash(text: string): string {
  let value = 5_381;
  for (let at = 0; at < text.length; at += 1) value = (Math.imul(value, 33) ^ text.charCodeAt(at)) >>> 0;
  return value.toString(16);
}
