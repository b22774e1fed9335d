import type Sqlite from "better-sqlite3";
import { inTransaction } from "../db/open.ts";
import { type CompiledFlow, compileFlow } from "../flow/compile.ts";
import type { Flow } from "../flow/definition.ts";
import type { Texts } from "../texts/index.ts";

type Words = Record<string, Record<string, string>>;
type RevisionRow = { flowId: string; definition: string; words: string };

/**
 * The flows of today, and the earlier revisions that people still stand on. Each revision is kept with its words when
 * it is first seen, so that an edited file strands nobody.
 */
export class FlowLibrary {
  private readonly current: ReadonlyMap<string, CompiledFlow>;
  private readonly earlier = new Map<string, { flow: CompiledFlow; words: Words } | null>();
  private readonly sqlite: Sqlite.Database;

  constructor(sqlite: Sqlite.Database, current: ReadonlyMap<string, CompiledFlow>, texts: Texts, now: number) {
    this.sqlite = sqlite;
    this.current = current;
    const keep = sqlite.prepare(
      "INSERT OR IGNORE INTO flow_revision (revision, flow_id, definition, words, first_seen) VALUES (?, ?, ?, ?, ?)",
    );
    const known = new Set(sqlite.prepare<[], string>("SELECT revision FROM flow_revision").pluck().all());
    inTransaction(sqlite, () => {
      // To write down what is known already would take a start longer than all its other statements.
      for (const flow of current.values())
        if (!known.has(flow.revision))
          keep.run(flow.revision, flow.id, JSON.stringify(flow.source), JSON.stringify(wordsOf(texts, flow.id)), now);
    });
  }

  flow(id: string): CompiledFlow | undefined {
    return this.current.get(id);
  }

  all(): Iterable<CompiledFlow> {
    return this.current.values();
  }

  revision(id: string, revision: string): CompiledFlow | undefined {
    const today = this.current.get(id);
    if (today?.revision === revision) return today;
    return this.kept(revision)?.flow;
  }

  /** A text as an earlier revision had it, for a step that today's files no longer have. */
  earlierText(revision: string, lang: string, key: string): string | undefined {
    const words = this.kept(revision)?.words;
    return words?.[lang]?.[key] ?? words?.["id"]?.[key];
  }

  private kept(revision: string): { flow: CompiledFlow; words: Words } | null {
    const known = this.earlier.get(revision);
    if (known !== undefined) return known;
    const row = this.sqlite
      .prepare("SELECT flow_id AS flowId, definition, words FROM flow_revision WHERE revision = ?")
      .get(revision) as RevisionRow | undefined;
    const found =
      row === undefined
        ? null
        : { flow: compileFlow(JSON.parse(row.definition) as Flow, revision), words: JSON.parse(row.words) as Words };
    this.earlier.set(revision, found);
    return found;
  }
}

function wordsOf(texts: Texts, flowId: string): Words {
  const words: Words = {};
  for (const { code } of texts.languages) {
    const own: Record<string, string> = {};
    for (const key of texts.keys(code, flowId)) own[key] = texts.raw(code, key)[0] ?? "";
    words[code] = own;
  }
  return words;
}
