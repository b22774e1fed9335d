import type Sqlite from "better-sqlite3";
import type { z } from "zod";
import { RukunError } from "../../errors.ts";
import type { Json } from "../../flow/session.ts";
import type { NewId } from "../../ids.ts";
import type { EventQuery, Happened, NewHappened } from "./event.ts";
import { COLUMNS, CORRECTED, selectOf } from "./sql.ts";

/** What the data of a kind looks like in a programme; undefined: there is no such kind. */
export type SchemaOf = (programme: string, kind: string) => z.ZodObject | undefined;

type Row = Omit<Happened, "data"> & { data: string; seq: number };

/**
 * What happened, in all programmes: only ever added to. What was corrected or taken back is left out of every answer;
 * what two records of one woman told is hers once they became one.
 *
 * Weekly reports of the main programme are found as events of the kind `weekly.report`.
 */
export class EventLog {
  private readonly sqlite: Sqlite.Database;
  private readonly newId: NewId;
  private readonly schemaOf: SchemaOf;
  private readonly main: string;
  private readonly sql: ReturnType<typeof prepare>;
  /** By the words of each query; there are a few dozen. */
  private readonly finders = new Map<string, Sqlite.Statement>();

  /** `main`: the programme whose members report each week. */
  constructor(sqlite: Sqlite.Database, newId: NewId, schemaOf: SchemaOf, main: string) {
    this.sqlite = sqlite;
    this.newId = newId;
    this.schemaOf = schemaOf;
    this.main = main;
    this.sql = prepare(sqlite);
  }

  /**
   * Stores it, unless the same source already told this kind of this person: then it is `known` and nothing changes.
   * Errors: `event.unknown` when there is nothing to correct, `event.corrected` when it was corrected before.
   */
  record(given: NewHappened): "new" | "known" {
    const { id = this.newId(), personId = null, groupId = null, unitId = null, village = null } = given;
    const { by = null, corrects = null, programme, kind, source } = given;
    if (this.sql.known.get(programme, source, kind, personId ?? "") !== undefined) return "known";
    if (corrects !== null) this.assertCorrects(corrects, programme, kind);
    const data = JSON.stringify(this.checked(given));
    const { on, at, mode } = given;
    const rest = { groupId, unitId, village, on, at, mode, by, source, data, corrects, void: 0 };
    this.sql.add.run({ id, programme, kind, personId, ...rest });
    return "new";
  }

  /** Takes an event back, with nothing in its place. Errors: as of `record`. */
  takeBack(id: string, told: Pick<NewHappened, "at" | "mode" | "source" | "by">): "new" | "known" {
    const event = this.byId(id);
    if (event === undefined) throw new RukunError("event.unknown", `there is no event ${id}`);
    const { programme, kind, personId } = event;
    if (this.sql.known.get(programme, told.source, kind, personId ?? "") !== undefined) return "known";
    this.assertCorrects(id, programme, kind);
    const { by = null, ...rest } = told;
    this.sql.add.run({ ...event, ...rest, by, id: this.newId(), data: "{}", corrects: id, void: 1 });
    return "new";
  }

  /**
   * What stands, oldest day first. Rows come as they are asked for: while it is read, nothing may be written with the
   * same connection; `all` is for that.
   */
  *find(query: EventQuery): Generator<Happened> {
    for (const row of this.statement(query).iterate(parametersOf(query, this.main))) yield happened(row as Row);
  }

  /** The same as a list, for what is small: a person's, a session's. */
  all(query: EventQuery): Happened[] {
    return (this.statement(query).all(parametersOf(query, this.main)) as Row[]).map(happened);
  }

  /** The newest by day that stands. */
  last(query: EventQuery): Happened | undefined {
    const row = this.statement(query, "newest").get(parametersOf(query, this.main)) as Row | undefined;
    return row === undefined ? undefined : happened(row);
  }

  /** One event, also one that was corrected since. */
  byId(id: string): Happened | undefined {
    const row = this.sql.byId.get(id) as Row | undefined;
    return row === undefined ? undefined : happened(row);
  }

  private checked({ programme, kind, data }: NewHappened): Record<string, Json> {
    const schema = this.schemaOf(programme, kind);
    if (schema === undefined) throw new Error(`"${kind}" is no kind of event in ${programme}`);
    const parsed = schema.safeParse(data);
    if (parsed.success) return parsed.data as Record<string, Json>;
    // Names of fields alone: a value may be about somebody.
    const fields = parsed.error.issues.map(({ path, code }) => `${path.join(".")} ${code}`);
    throw new Error(`an event ${kind} does not fit: ${fields.join(", ")}`);
  }

  private assertCorrects(id: string, programme: string, kind: string): void {
    const before = this.sql.byId.get(id) as Row | undefined;
    if (before === undefined || before.programme !== programme || before.kind !== kind)
      throw new RukunError("event.unknown", `there is no ${kind} ${id} to correct in ${programme}`);
    if (this.sql.corrected.get(id) !== undefined)
      throw new RukunError("event.corrected", `event ${id} was corrected already: correct the newer one`);
  }

  private statement(query: EventQuery, which: "all" | "newest" = "all"): Sqlite.Statement {
    const sql = selectOf(query, this.main, which);
    const known = this.finders.get(sql) ?? this.sqlite.prepare(sql);
    this.finders.set(sql, known);
    return known;
  }
}

function parametersOf(query: EventQuery, main: string): Record<string, string> {
  const { kind, ...rest } = query;
  const given = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const kinds = (typeof kind === "string" ? [kind] : (kind ?? [])).map((one, at): [string, string] => [
    `kind${at}`,
    one,
  ]);
  return { ...Object.fromEntries([...given, ...kinds]), main };
}

function happened({ data, seq: _, ...row }: Row): Happened {
  return { ...row, data: JSON.parse(data) as Record<string, Json> };
}

function prepare(sqlite: Sqlite.Database) {
  return {
    known: sqlite.prepare(
      "SELECT 1 FROM event WHERE programme = ? AND source = ? AND kind = ? AND ifnull(person_id, '') = ?",
    ),
    add: sqlite.prepare(
      `INSERT INTO event (id, programme, kind, person_id, group_id, unit_id, village, on_date, at, mode, by_person,
         source, data, corrects, void)
       VALUES (:id, :programme, :kind, :personId, :groupId, :unitId, :village, :on, :at, :mode, :by, :source, :data,
         :corrects, :void)`,
    ),
    byId: sqlite.prepare(`SELECT ${COLUMNS} WHERE e.id = ?`),
    corrected: sqlite.prepare(`SELECT 1 FROM event c WHERE ${CORRECTED.replace("e.id", "?")}`),
  };
}
