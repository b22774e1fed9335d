import type Sqlite from "better-sqlite3";
import type { Pack } from "../../pack/index.ts";
import { SOCIALISATION } from "../limits.ts";
import { gramsOf, LIKELY, likeness, tokensOf } from "./match.ts";

export type Entry = { programme: string; key: string; question: string; answer: string; words: string };
export type Found = Entry & { likeness: number };

/** What is asked of a human and waits. */
export type Waiting = { id: string; programme: string; personId: string; helperId: string; question: string | null };

/** Questions and answers, found by trigrams in SQLite and then compared word by word. */
export class FaqStore {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  /** Brings the pack's entries in; nothing is written when they are those of before. */
  sync({ id: programme, calendar }: Pack, now: number): void {
    const wanted = (calendar?.faq ?? []).map(({ id, question, answer, words }) => ({
      programme,
      key: id,
      question,
      answer,
      words: words.join(" "),
    }));
    const known = this.sql.packs.all(programme) as Entry[];
    if (JSON.stringify(known) === JSON.stringify([...wanted].sort((a, b) => (a.key < b.key ? -1 : 1)))) return;
    this.sql.dropPack.run(programme);
    for (const entry of wanted) this.sql.add.run({ ...entry, origin: "pack", byPerson: null, at: now });
  }

  /** The best answer to a question in one of these programmes; undefined: none is likely. */
  find(programmes: readonly string[], question: string, fillers: ReadonlySet<string>): Found | undefined {
    const asked = tokensOf(question, fillers);
    const grams = [...new Set(asked.flatMap(gramsOf))].filter((gram) => gram.length >= 3);
    const short = asked.filter((word) => word.length < 3);
    const where = JSON.stringify(programmes);
    const match = grams.map((gram) => `"${gram}"`).join(" OR ");
    const rows = [
      ...(grams.length === 0 ? [] : this.sql.match.all(match, where, SOCIALISATION.faqCandidates)),
      // "hp" has no trigram: it is looked for among the words of the packs.
      ...(short.length === 0 ? [] : this.sql.named.all(JSON.stringify(short), where, SOCIALISATION.faqCandidates)),
    ] as Entry[];
    const found = rows.map((row) => ({ ...row, likeness: likeness(asked, row, fillers) }));
    const best = found.reduce<Found | undefined>(
      (a, b) => (a === undefined || b.likeness > a.likeness ? b : a),
      undefined,
    );
    return best !== undefined && best.likeness >= LIKELY ? best : undefined;
  }

  /** Keeps an answer of a human for all. False: there are too many. */
  keep(entry: Entry & { byPerson: string; at: number }): boolean {
    if ((this.sql.count.get() as number) >= SOCIALISATION.faqEntries) return false;
    this.sql.add.run({ ...entry, origin: "people" });
    return true;
  }

  open(given: Omit<Waiting, "question"> & { question: string; at: number }): void {
    this.sql.open.run(given);
  }

  /** One that still waits. */
  waiting(id: string): Waiting | undefined {
    return this.sql.waiting.get(id) as Waiting | undefined;
  }

  /** All that waits for one helper, oldest first; `at` ms UTC. */
  waitingFor(helperId: string): (Waiting & { at: number })[] {
    return this.sql.waitingFor.all(helperId) as (Waiting & { at: number })[];
  }

  /** Of which programme a question was, answered or not. */
  programmeOf(id: string): string | undefined {
    return this.sql.programmeOf.get(id) as string | undefined;
  }

  openOf(personId: string): number {
    return this.sql.openOf.get(personId) as number;
  }

  answered(id: string, at: number): void {
    this.sql.answered.run(at, id);
  }

  /** The words go; that something was asked stays. */
  letGo(personId: string): void {
    this.sql.letGo.run(personId);
  }
}

const ENTRY = "e.programme, e.key, e.question, e.answer, e.words FROM faq_entry e";

function prepare(sqlite: Sqlite.Database) {
  return {
    packs: sqlite.prepare(`SELECT ${ENTRY} WHERE e.programme = ? AND e.origin = 'pack' ORDER BY e.key`),
    dropPack: sqlite.prepare("DELETE FROM faq_entry WHERE programme = ? AND origin = 'pack'"),
    add: sqlite.prepare(
      `INSERT INTO faq_entry (programme, key, origin, question, answer, words, by_person, at)
       VALUES (:programme, :key, :origin, :question, :answer, :words, :byPerson, :at)`,
    ),
    count: sqlite.prepare("SELECT count(*) FROM faq_entry").pluck(),
    match: sqlite.prepare(
      `SELECT ${ENTRY} JOIN faq_index i ON i.rowid = e.no
       WHERE faq_index MATCH ? AND e.programme IN (SELECT value FROM json_each(?)) ORDER BY bm25(faq_index, 2, 2, 1) LIMIT ?`,
    ),
    named: sqlite.prepare(
      `SELECT ${ENTRY} WHERE EXISTS (SELECT 1 FROM json_each(?) w WHERE instr(' ' || e.words || ' ', ' ' || w.value || ' '))
       AND e.programme IN (SELECT value FROM json_each(?)) ORDER BY e.no LIMIT ?`,
    ),
    open: sqlite.prepare(
      `INSERT INTO faq_question (id, programme, person_id, helper_id, question, state, at)
       VALUES (:id, :programme, :personId, :helperId, :question, 'open', :at)`,
    ),
    waiting: sqlite.prepare(
      `SELECT id, programme, person_id AS personId, helper_id AS helperId, question FROM faq_question
       WHERE id = ? AND state = 'open'`,
    ),
    waitingFor: sqlite.prepare(
      `SELECT id, programme, person_id AS personId, helper_id AS helperId, question, at FROM faq_question
       WHERE helper_id = ? AND state = 'open' ORDER BY at, id`,
    ),
    programmeOf: sqlite.prepare("SELECT programme FROM faq_question WHERE id = ?").pluck(),
    openOf: sqlite.prepare("SELECT count(*) FROM faq_question WHERE person_id = ? AND state = 'open'").pluck(),
    answered: sqlite.prepare(
      "UPDATE faq_question SET state = 'answered', question = NULL, answered_at = ? WHERE id = ?",
    ),
    letGo: sqlite.prepare(
      "UPDATE faq_question SET question = NULL, state = iif(state = 'open', 'gone', state) WHERE person_id = ?",
    ),
  };
}
