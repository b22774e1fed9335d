import type Sqlite from "better-sqlite3";

/** A value that the home remembers under a name, as JSON: e.g. how far a pass over everybody has come. */
export class Setting<T> {
  private readonly key: string;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database, key: string) {
    this.key = key;
    this.sql = prepare(sqlite);
  }

  get(): T | undefined {
    const value = this.sql.read.get(this.key) as string | undefined;
    return value === undefined ? undefined : (JSON.parse(value) as T);
  }

  /** Nothing is written where it stands like that already. */
  set(value: T): void {
    const text = JSON.stringify(value);
    if (text !== this.sql.read.get(this.key)) this.sql.write.run(this.key, text);
  }
}

const prepare = (sqlite: Sqlite.Database) => ({
  read: sqlite.prepare("SELECT value FROM setting WHERE key = ?").pluck(),
  write: sqlite.prepare(
    "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
  ),
});
