import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from "node:child_process";
import { chownSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "./folders.ts";
import { MEMBERS_EACH, UNITS } from "./ledger-work.ts";

/** Where Debian puts the server: `/usr/lib/postgresql/15/bin`. */
const ROOT = "/usr/lib/postgresql";

/**
 * PostgreSQL in a folder of its own, as Debian sets it up (`synchronous_commit = on`, 128 MB of shared buffers), heard
 * on a socket alone. It posts by one function call: the same tables, constraints, checks and hash as ours, as far as a
 * posting touches them. pgbench calls it, so that no driver of ours stands between.
 */
export class Postgres {
  private readonly bin: string;
  private readonly folder = newFolder("postgres");
  private readonly who: { uid: number; gid: number } | undefined;

  /** Undefined, and why, where there is no server or nobody to run it as. */
  static find(): { postgres: Postgres } | { missing: string } {
    const versions = existsSync(ROOT) ? readdirSync(ROOT).sort() : [];
    const bin = versions
      .map((version) => join(ROOT, version, "bin"))
      .findLast((path) => existsSync(join(path, "initdb")));
    if (bin === undefined || !existsSync("/usr/bin/pgbench"))
      return { missing: "no PostgreSQL here (apt-get install postgresql)" };
    try {
      return { postgres: new Postgres(bin) };
    } catch (error) {
      return { missing: `PostgreSQL did not start: ${error instanceof Error ? error.message.split("\n")[0] : error}` };
    }
  }

  private constructor(bin: string) {
    this.bin = bin;
    this.who = unprivileged();
    if (this.who !== undefined) chownSync(this.folder, this.who.uid, this.who.gid);
    this.run("initdb", "-D", this.data, "-A", "trust", "-U", "bench", "--no-sync");
    const options = `-c listen_addresses='' -c unix_socket_directories='${this.folder}'`;
    this.run("pg_ctl", "-D", this.data, "-o", options, "-l", join(this.folder, "log"), "-w", "start");
    process.on("exit", () => this.stop());
    this.sql(SCHEMA);
    writeFileSync(this.script, SCRIPT);
  }

  get version(): string {
    return execFileSync(join(this.bin, "postgres"), ["--version"], { encoding: "utf8" }).trim();
  }

  /** Postings a second of so many clients. */
  rate(clients: number, seconds: number): number {
    const args = ["-n", "-M", "prepared", "-c", `${clients}`, "-j", `${Math.min(clients, 2)}`, "-T", `${seconds}`];
    const told = this.run("pgbench", "-h", this.folder, "-U", "bench", ...args, "-f", this.script, "postgres");
    const [, rate] = /tps = ([\d.]+)/.exec(told) ?? [];
    if (rate === undefined || !/failed transactions: 0 /.test(told)) throw new Error(`pgbench said: ${told}`);
    return Number(rate);
  }

  /** Its books hold together as ours do: as many lines as balances say. */
  sound(): boolean {
    const told = this.sql(SOUND);
    return told.trim() === "t";
  }

  stop(): void {
    if (!existsSync(join(this.data, "postmaster.pid"))) return;
    this.run("pg_ctl", "-D", this.data, "-m", "immediate", "stop");
  }

  private get data(): string {
    return join(this.folder, "data");
  }

  private get script(): string {
    return join(this.folder, "post.sql");
  }

  private sql(text: string): string {
    return this.run("psql", "-h", this.folder, "-U", "bench", "-v", "ON_ERROR_STOP=1", "-qAt", "-c", text, "postgres");
  }

  private run(program: string, ...args: string[]): string {
    const options: ExecFileSyncOptionsWithStringEncoding = {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      // The folder of whoever runs the bench may be closed to the server's user.
      cwd: "/",
      ...this.who,
    };
    return execFileSync(join(this.bin, program), args, options);
  }
}

/** The server refuses root; Debian's package has made it a user. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (what: string) => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

const SCRIPT = `\\set unit random(1, ${UNITS})
\\set nth random(1, ${MEMBERS_EACH})
SELECT post_deposit(:unit, (:unit - 1) * ${MEMBERS_EACH} + :nth, 50000);
`;

/** Our tables with PostgreSQL's types; the unit's row is what keeps two postings of one unit apart. */
const SCHEMA = `
CREATE TABLE coop_unit (id int PRIMARY KEY);
CREATE TABLE coop_member (id int PRIMARY KEY, unit int NOT NULL REFERENCES coop_unit);
CREATE TABLE period_lock (unit int NOT NULL REFERENCES coop_unit, until date NOT NULL);
CREATE INDEX ON period_lock (unit, until);
CREATE TABLE journal_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, unit int NOT NULL REFERENCES coop_unit, no int NOT NULL,
  kind text NOT NULL, value_on date NOT NULL, books_on date NOT NULL, booked_at bigint NOT NULL, maker text NOT NULL,
  checker text, source text, reverses bigint, memo text, hash bytea NOT NULL,
  CHECK (value_on <= books_on), CHECK (no > 0), CHECK (length(hash) = 32));
CREATE UNIQUE INDEX ON journal_entry (unit, no);
CREATE UNIQUE INDEX ON journal_entry (source) WHERE source IS NOT NULL;
CREATE UNIQUE INDEX ON journal_entry (reverses) WHERE reverses IS NOT NULL;
CREATE TABLE journal_line (
  entry_id bigint NOT NULL REFERENCES journal_entry, n int NOT NULL, account int NOT NULL, debit bigint NOT NULL,
  credit bigint NOT NULL, member int REFERENCES coop_member, loan int, PRIMARY KEY (entry_id, n),
  CHECK (debit >= 0 AND credit >= 0 AND (debit = 0) <> (credit = 0)));
CREATE INDEX ON journal_line (member, entry_id) WHERE member IS NOT NULL;
CREATE TABLE ledger_balance (
  unit int NOT NULL, member int NOT NULL, account int NOT NULL, loan int NOT NULL, amount bigint NOT NULL,
  PRIMARY KEY (unit, member, account, loan), CHECK (amount >= 0 OR (member = 0 AND account NOT IN (1101, 1102, 1103, 1104))));
CREATE TABLE ledger_month (
  unit int NOT NULL, month text NOT NULL, account int NOT NULL, debit bigint NOT NULL, credit bigint NOT NULL,
  PRIMARY KEY (unit, month, account));
CREATE SEQUENCE message;
INSERT INTO coop_unit SELECT generate_series(1, ${UNITS});
INSERT INTO coop_member SELECT n, (n - 1) / ${MEMBERS_EACH} + 1 FROM generate_series(1, ${UNITS * MEMBERS_EACH}) AS n;
CREATE FUNCTION post_deposit(of_unit int, of_member int, amount bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  today date := '2026-11-20'; at bigint := extract(epoch FROM clock_timestamp()) * 1000;
  from_message text; head record; next_no int; entry bigint; content text;
BEGIN
  from_message := 'telegram:m' || lpad(to_hex(at / 1000), 8, '0') || ':7000000001:' || 6281200000000 + of_unit || ':' || nextval('message') || ':1';
  PERFORM FROM coop_unit WHERE id = of_unit FOR UPDATE;
  SELECT id INTO entry FROM journal_entry WHERE source = from_message;
  IF FOUND THEN RETURN entry; END IF;
  IF today <= (SELECT max(until) FROM period_lock WHERE unit = of_unit) THEN RAISE 'locked'; END IF;
  IF (SELECT unit FROM coop_member WHERE id = of_member) IS DISTINCT FROM of_unit THEN RAISE 'another unit'; END IF;
  SELECT no, hash INTO head FROM journal_entry WHERE unit = of_unit ORDER BY no DESC LIMIT 1;
  next_no := coalesce(head.no, 0) + 1;
  content := json_build_array(of_unit, next_no, 'deposit', today, today, at, 'bench00000000000', NULL, from_message, NULL, NULL,
    json_build_array(json_build_array(1101, amount, 0, NULL, NULL), json_build_array(2101, 0, amount, of_member, NULL)));
  INSERT INTO journal_entry (unit, no, kind, value_on, books_on, booked_at, maker, source, hash)
    VALUES (of_unit, next_no, 'deposit', today, today, at, 'bench00000000000', from_message,
      sha256(coalesce(head.hash, '') || convert_to(content, 'UTF8'))) RETURNING id INTO entry;
  INSERT INTO journal_line VALUES (entry, 1, 1101, amount, 0, NULL, NULL), (entry, 2, 2101, 0, amount, of_member, NULL);
  INSERT INTO ledger_balance VALUES (of_unit, 0, 1101, 0, amount), (of_unit, of_member, 2101, 0, amount)
    ON CONFLICT (unit, member, account, loan) DO UPDATE SET amount = ledger_balance.amount + excluded.amount;
  INSERT INTO ledger_month VALUES (of_unit, '2026-11', 1101, amount, 0), (of_unit, '2026-11', 2101, 0, amount)
    ON CONFLICT (unit, month, account) DO UPDATE
    SET debit = ledger_month.debit + excluded.debit, credit = ledger_month.credit + excluded.credit;
  RETURN entry;
END $$;
`;

const SOUND = `SELECT (SELECT sum(debit) FROM journal_line) = (SELECT sum(amount) FROM ledger_balance WHERE member = 0)
  AND (SELECT count(*) * 2 FROM journal_entry) = (SELECT count(*) FROM journal_line)
  AND (SELECT count(*) FROM journal_entry) > 0`;
