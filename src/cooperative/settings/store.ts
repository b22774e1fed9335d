import type Sqlite from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { type Settings, settingsOf } from "../settings.ts";
import { type Written, writtenSchema } from "./written.ts";

/** Units whose settings are kept in memory: all of a large federation, about 3 KB each. */
const CACHED_UNITS = 1_000;
/** Different settings that are kept as they were read: units of one federation hardly differ. */
const CACHED_TEXTS = 200;

type Row = { settings: string };

/**
 * The settings of the units, append-only: the newest count, and what was in force at any time is known. `forget()` when
 * a transaction was taken back or another process wrote.
 */
export class SettingsStore {
  private readonly cache = new LRUCache<number, Settings>({ max: CACHED_UNITS });
  /** By the text that they are stored as: what a text means does not change, whatever is forgotten. */
  private readonly read = new LRUCache<string, Settings>({ max: CACHED_TEXTS });
  /** What was asked for last: one line of a treasurer asks several times. */
  private last: { unit: number; settings: Settings } | undefined;
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** What is in force now; the defaults for a unit that decided nothing yet. */
  current(unit: number): Settings {
    if (this.last?.unit === unit) return this.last.settings;
    let settings = this.cache.get(unit);
    if (settings === undefined) {
      settings = this.newest(unit);
      this.cache.set(unit, settings);
    }
    this.last = { unit, settings };
    return settings;
  }

  private newest(unit: number): Settings {
    const text = (this.sql.newest.get(unit) as Row | undefined)?.settings ?? "{}";
    const known = this.read.get(text);
    if (known !== undefined) return known;
    const settings = settingsOf(writtenSchema.parse(JSON.parse(text)));
    this.read.set(text, settings);
    return settings;
  }

  /** What was in force at an instant, ms UTC. */
  at(unit: number, instant: number): Settings {
    return settingsOf(read(this.sql.at.get(unit, instant)) ?? writtenSchema.parse({}));
  }

  /** As they were written; undefined before the first time. */
  written(unit: number): Written | undefined {
    return read(this.sql.newest.get(unit));
  }

  /** Adds settings where they differ from the newest. False: nothing changed. */
  put(unit: number, settings: Written, by: string, at: number): boolean {
    const before = this.written(unit);
    if (before !== undefined && changes(before, settings).length === 0) return false;
    this.sql.add.run(unit, JSON.stringify(settings), by, at);
    this.cache.delete(unit);
    this.last = undefined;
    return true;
  }

  forget(): void {
    this.cache.clear();
    this.last = undefined;
  }
}

/** Words that a later version brought have their defaults in what was stored before it. */
const read = (row: unknown): Written | undefined =>
  row === undefined ? undefined : writtenSchema.parse(JSON.parse((row as Row).settings));

/** One value that changed: `savings.mandatory.amount`, from, to. */
export type Change = { word: string; from: string; to: string };

/** What differs between two settings, by word. Lists are compared as a whole. */
export function changes(before: unknown, after: unknown, word = ""): Change[] {
  if (!isMap(before) || !isMap(after)) {
    const [from, to] = [JSON.stringify(before) ?? "-", JSON.stringify(after) ?? "-"];
    return from === to ? [] : [{ word, from, to }];
  }
  const words = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return words.flatMap((key) => changes(before[key], after[key], word === "" ? key : `${word}.${key}`));
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function prepare(sqlite: Sqlite.Database) {
  return {
    newest: sqlite.prepare("SELECT settings FROM coop_setting WHERE unit = ? ORDER BY id DESC LIMIT 1"),
    at: sqlite.prepare("SELECT settings FROM coop_setting WHERE unit = ? AND at <= ? ORDER BY id DESC LIMIT 1"),
    add: sqlite.prepare("INSERT INTO coop_setting (unit, settings, by_person, at) VALUES (?, ?, ?, ?)"),
  };
}
